import { type Division, noShare, outside } from '../match/division.ts'
import type { Lot, Standings } from '../match/ranking.ts'
import { at, noPlace, ownersOf } from '../match/round.ts'
import type { Nearby } from '../match/second-pass.ts'
import { type Applicant, atPrecision, criterionOf, holdsFor, straightLine } from './criteria.ts'
import type { SchoolCriteria } from './criteria-schema.ts'

/** What is asked of a round when it is ranked. */
export type Facts = {
  readonly schools: readonly string[]
  readonly settings: readonly SchoolCriteria[]
  readonly applicant: (child: number) => Applicant
  /** A distance that came with the round, in the school's unit. */
  readonly given: (child: number, school: number) => number | undefined
  readonly lot: Lot
}

const metresIn = { miles: 1609.344, metres: 1 } as const

/** How any child stands at any school. */
export const nearbyOf = ({ schools, settings, applicant, given, lot }: Facts): Nearby => ({
  lot,
  criterion: (child, school) => {
    const one = settings[school]
    return one && !one.own_order ? criterionOf(one, applicant(child), schools[school] ?? '') : undefined
  },
  distance: (child, school) => {
    const one = settings[school]
    if (!one) return undefined
    const { unit, decimals, from } = one.distance
    const said = given(child, school)
    const measure =
      from === 'coordinates'
        ? straightLine(one, applicant(child))
        : said === undefined
          ? undefined
          : atPrecision(said, decimals)
    return measure === undefined ? undefined : { measure, metres: (measure / 10 ** decimals) * metresIn[unit] }
  },
})

/** Of each preference: which child, which school. */
type Preferences = { readonly first: Int32Array; readonly school: Int32Array }

/**
 * How each preference stands at its school. Children of `named` ask nowhere. `unknown` is told each preference whose distance nobody knows.
 */
export const standingsOf = (
  { first, school }: Preferences,
  named: Int32Array,
  nearby: Nearby,
  unknown: (child: number, preference: number) => void,
): Standings => {
  const criterion = new Int32Array(school.length).fill(noPlace)
  const measure = new Int32Array(school.length)
  for (let c = 0; c < first.length - 1; c++) {
    if (at(named, c) !== noPlace) continue
    for (let p = at(first, c); p < at(first, c + 1); p++) {
      const met = nearby.criterion(c, at(school, p))
      if (met === undefined) continue
      const distance = nearby.distance(c, at(school, p))
      if (!distance) unknown(c, p)
      criterion[p] = met
      measure[p] = distance?.measure ?? 0
    }
  }
  return { criterion, measure }
}

/** Schools with bands or reserved places, and in which share each preference for them stands. `counted`: children whose plan takes a place. */
export const divisionsOf = (
  { schools, settings, applicant }: Facts,
  { first, school }: Preferences,
  { criterion }: Standings,
  counted: ReadonlyMap<number, number>,
): ReadonlyMap<number, Division> | undefined => {
  const divided = settings.flatMap((one, s) => (one.bands || one.reserved ? [s] : []))
  if (divided.length === 0) return undefined
  const share = new Int32Array(school.length).fill(noShare)
  const score = new Float64Array(school.length)
  const divisions = new Map<number, Division>()
  for (const s of divided) {
    const { bands } = settings[s] as SchoolCriteria
    const shares = sharesOf(settings[s] as SchoolCriteria)
    const taken = shares.map(() => 0)
    if (!bands || bands.plan_in_band)
      for (const [child, named] of counted) {
        const k = named === s ? shareOf(settings[s] as SchoolCriteria, applicant(child), schools[s] ?? '') : noShare
        if (k !== noShare) taken[k] = (taken[k] ?? 0) + 1
      }
    const kind = bands ? 'bands' : 'reserved'
    const by = bands?.by_score === undefined ? 'order' : 'score'
    divisions.set(s, { kind, shares, unfilled: bands?.unfilled ?? 'order', by, share, score, taken })
  }
  const owner = ownersOf({ first, school })
  for (let p = 0; p < school.length; p++) {
    const s = at(school, p)
    const one = settings[s]
    if (!one || !divisions.has(s) || at(criterion, p) < 0) continue
    const child = applicant(at(owner, p))
    share[p] = one.criteria[at(criterion, p)]?.outside_bands ? outside : shareOf(one, child, schools[s] ?? '')
    if (one.bands?.by_score !== undefined) score[p] = Number(child.cell(one.bands.by_score)) || 0
  }
  return divisions
}

const sharesOf = ({ bands, reserved = [] }: SchoolCriteria): Division['shares'] =>
  bands?.shares.map(({ band, percent }) => ({ name: band, size: percent })) ??
  reserved.map(({ name, places }) => ({ name, size: places }))

/** The child's band, or the first of the kept places that are for such children. */
const shareOf = ({ bands, reserved = [] }: SchoolCriteria, child: Applicant, school: string): number =>
  bands
    ? bands.shares.findIndex(({ band }) => band === child.cell(bands.fact))
    : reserved.findIndex(({ when }) => holdsFor(when, child, school))
