import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { passage } from '../../../children/index.ts'
import { returnSortOf, returnTitle } from './return-sorts.ts'

const text = () => Type.Optional(Type.String())

/**
 * What a school tells the council of a pupil by law. Of attendance, or where it is a suspension of exclusions. Names a school, so that it is
 * hidden with a protected address. The reasons of a suspension are on the suspension itself.
 */
export const schoolReturn = recordKind({
  kind: 'school-return',
  title: 'Return from a school',
  category: 'attendance',
  mayBe: ['exclusion'],
  location: true,
  writers: 'people',
  schema: Type.Object({
    sort: Type.String(),
    /** The random address of the school that told. */
    school: Type.String(),
    laestab: text(),
    on: Type.String(),
    until: text(),
    ground: text(),
    newSchool: text(),
    writtenOn: text(),
    leaveEnded: text(),
    absentSince: text(),
    previous: text(),
    certainty: text(),
    counted: text(),
    hours: Type.Optional(Type.Number()),
    agreedWith: text(),
    reviewOn: text(),
    exclusion: text(),
    sessions: Type.Optional(Type.Number()),
    examination: text(),
    about: text(),
    outcome: text(),
    backOn: text(),
    dueOn: text(),
    passages: Type.Optional(Type.Array(passage)),
  }),
  promotes: { code: 'sort', due_on: 'dueOn' },
  line: body => {
    const sort = returnSortOf(body.sort)
    // A suspension has a line of its own.
    return sort && sort !== 'suspension'
      ? { title: `School told us: ${returnTitle(sort).toLowerCase()}`, key: sort === 'taken-off-roll' }
      : undefined
  },
})
