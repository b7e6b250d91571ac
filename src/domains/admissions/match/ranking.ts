import { at } from './round.ts'

/** What puts a child where they are in a school's order: the criterion (from 0; -1: not ranked) and the distance, at its precision. */
export type Standings = { readonly criterion: Int32Array; readonly measure: Int32Array }

/** A draw between children who are equal in everything: the lower comes first. Of the same seed, the same draw. */
export type Lot = (school: number, child: number) => string

/**
 * The order of one school: of these preferences for it, the eligible by criterion, then distance, then lot. Gives them in order. Nobody's choice
 * (first, second …) plays any part (School Admissions Code 2021, 1.9(c)).
 */
export const orderAt = (
  school: number,
  preferences: readonly number[],
  { criterion, measure }: Standings,
  owner: Int32Array,
  lot: Lot,
): number[] => {
  const lots = new Map<number, string>()
  const lotOf = (preference: number): string => {
    const drawn = lots.get(preference) ?? lot(school, at(owner, preference))
    lots.set(preference, drawn)
    return drawn
  }
  return preferences
    .filter(p => at(criterion, p) >= 0)
    .sort(
      (a, b) =>
        at(criterion, a) - at(criterion, b) || at(measure, a) - at(measure, b) || (lotOf(a) < lotOf(b) ? -1 : 1),
    )
}

/** The orders of all schools as positions (from 1; 0: not ranked), and how many each has ranked. */
export const rankAll = (
  schools: number,
  school: Int32Array,
  owner: Int32Array,
  standings: Standings,
  lot: Lot,
): { position: Int32Array; ranked: Int32Array } => {
  const position = new Int32Array(school.length)
  const ranked = new Int32Array(schools)
  const of: number[][] = Array.from({ length: schools }, () => [])
  for (let p = 0; p < school.length; p++) of[at(school, p)]?.push(p)
  of.forEach((preferences, s) => {
    const order = orderAt(s, preferences, standings, owner, lot)
    ranked[s] = order.length
    order.forEach((preference, i) => {
      position[preference] = i + 1
    })
  })
  return { position, ranked }
}
