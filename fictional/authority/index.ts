import { academicYearOf, isoOf } from '../calendar.ts'
import { stories } from '../cast.ts'
import type { Found } from '../files/index.ts'
import { type TermSpan, termSpans } from '../terms.ts'
import type { Northmere } from '../world.ts'
import { type Arrangements, arrangementsOn } from './arrangements.ts'
import { type Staff, staff } from './people.ts'
import { type Team, teams } from './teams.ts'

export type { Arrangements, Involvement } from './arrangements.ts'
export type { Staff } from './people.ts'
export type { Team } from './teams.ts'

/** One hard case in `authority.json`: its story, and where the files have it. */
export interface CastEntry {
  readonly id: string
  readonly name: string
  readonly story: string
  readonly find: readonly Found[]
}

/** `authority.json`: what the demo sets up before the import (schools, teams, staff) and after it (the rest). */
export interface Authority extends Arrangements {
  readonly council: {
    readonly name: string
    readonly la: string
    readonly today: string
    readonly phone: string
    readonly email: string
  }
  readonly schools: readonly {
    readonly urn: string
    readonly laestab: string
    readonly name: string
    readonly phase: string
    readonly postcode: string
    readonly phone: string
    readonly email: string
    readonly uprn: string
  }[]
  /** The days that schools have told of: the last school year's and this one's, but for one school that has not yet. */
  readonly termDates: readonly {
    readonly year: number
    readonly schools: readonly string[]
    readonly spans: readonly (Pick<TermSpan, 'kind' | 'name'> & { readonly from: string; readonly to: string })[]
  }[]
  readonly teams: readonly Team[]
  readonly staff: readonly Staff[]
  readonly cast: readonly CastEntry[]
}

/** Nadia Holt’s school, which has not told its term dates of this year. */
const untold = '8994205'

/** The authority around the files: `found` says where each hard case is in them. */
export const describeAuthority = (world: Northmere, found: Readonly<Record<string, readonly Found[]>>): Authority => ({
  council: {
    name: 'Northmere Council',
    la: '899',
    today: isoOf(world.today),
    phone: '01632 960000',
    email: 'hello@northmere.example',
  },
  schools: world.schools.map(({ urn, laestab, name, phase, address, phone, email }) => ({
    urn,
    laestab,
    name,
    phase,
    postcode: address.postcode,
    phone,
    email,
    uprn: address.uprn,
  })),
  termDates: [-1, 0].map(back => {
    const year = academicYearOf(world.today) + back
    const told = world.schools.filter(({ laestab }) => back < 0 || laestab !== untold)
    return {
      year,
      schools: told.map(school => school.laestab),
      spans: termSpans(year).map(span => ({ ...span, from: isoOf(span.from), to: isoOf(span.to) })),
    }
  }),
  teams,
  staff,
  ...arrangementsOn(world.today),
  cast: stories.map(({ id, name, story }) => ({ id, name, story, find: found[id] ?? [] })),
})
