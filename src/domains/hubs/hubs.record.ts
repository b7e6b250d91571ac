import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const text = () => Type.Optional(Type.String())
const kept = 'centre'

/** A family signed up with a children's centre or family hub. */
export const registration = recordKind({
  kind: 'centre-registration',
  title: 'Registered with a children’s centre',
  category: 'youth-centre',
  summary: true,
  retention: kept,
  location: true,
  schema: Type.Object({ centre: text(), on: text(), allergies: text(), notes: text() }),
  labels: { allergies: { category: 'health', summary: false }, notes: { sensitivity: 2, summary: false } },
  line: body => ({ title: `Registered with ${body.centre ?? 'a children’s centre'}`, key: false }),
})

/** Membership of a youth club or project. */
export const membership = recordKind({
  kind: 'youth-membership',
  title: 'Youth club member',
  category: 'youth-centre',
  summary: true,
  retention: kept,
  location: true,
  schema: Type.Object({
    club: text(),
    since: text(),
    until: text(),
    sessions: Type.Optional(Type.Number()),
    notes: text(),
  }),
  labels: { notes: { sensitivity: 2, summary: false } },
  line: body => ({ title: `Joined ${body.club ?? 'a youth club'}`, key: false }),
})
