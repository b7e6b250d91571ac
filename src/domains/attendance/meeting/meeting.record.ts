import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { passage } from '../../../children/index.ts'

const text = () => Type.Optional(Type.String())

/**
 * What a school and its officer agreed for a pupil at a targeting support meeting, and what became of it. For those who read attendance in
 * full. Names a school, so that it is hidden with a protected address.
 */
export const meetingAction = recordKind({
  kind: 'meeting-action',
  title: 'Action agreed with the school',
  category: 'attendance',
  location: true,
  writers: 'people',
  schema: Type.Object({
    /** The random address of the school. */
    school: Type.String(),
    year: Type.Number(),
    term: Type.String(),
    what: Type.String(),
    doer: Type.String(),
    /** The officer who does it, where one does. */
    doerId: Type.Optional(Type.Number()),
    who: Type.String(),
    dueOn: Type.String(),
    agreedOn: Type.String(),
    state: Type.String(),
    became: Type.Optional(Type.Array(passage)),
    becameOn: text(),
  }),
  promotes: { due_on: 'dueOn', status: 'state', code: 'doer', number: 'doerId' },
  line: body => ({
    title:
      body.state === 'open'
        ? 'Agreed with the school about attendance'
        : 'What became of an action agreed with the school',
    ...(body.what ? { detail: body.what } : {}),
    key: false,
  }),
})
