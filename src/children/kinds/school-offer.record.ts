import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const lines: Readonly<Record<string, string>> = {
  offered: 'Offered a place at',
  accepted: 'Accepted a place at',
  declined: 'Declined a place at',
  withdrawn: 'No longer offered a place at',
  moved: 'Left for another place: the one at',
}

/**
 * An offer of a school place and how it stands. It says where the child will be, so it is hidden with a protected address; it does not say as which
 * choice the family named the school, which no school may learn (School Admissions Code 2021, 1.9(c)). It stands with the core's kinds because
 * what admissions do is loaded apart from what is known.
 */
export const schoolOffer = recordKind({
  kind: 'school-offer',
  title: 'Offer of a school place',
  category: 'admissions',
  summary: true,
  location: true,
  schema: Type.Object({
    school: Type.String(),
    laestab: Type.String(),
    round: Type.String(),
    /** offered, accepted, declined, withdrawn or moved. */
    state: Type.String(),
  }),
  promotes: { status: 'state', code: 'laestab' },
  line: ({ state, school, round }) => ({
    title: `${lines[state ?? ''] ?? 'Offered a place at'} ${school ?? 'a school'}`,
    ...(round ? { detail: round } : {}),
    key: true,
  }),
  writers: 'people',
})
