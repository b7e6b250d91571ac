import { type Explanation, familyWords } from '../../explain/explain.ts'
import type { RunReport } from '../runs/run-report.ts'

/** The facts of an application that say where the child lives; a distance to a school tells it as well. */
export const placeFacts: readonly string[] = ['easting', 'northing', 'postcode', 'catchment']
/** Of what an application says, what tells where the child lives: distances to several schools do as well. */
export const placesIn = (facts: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(facts).filter(fact => fact.startsWith('distance ') || placeFacts.includes(fact))

/** What is kept instead of a distance of a protected address. */
export const noDistance = 'Protected'

/** An explanation without the distance of the child whose it is. */
export const withoutDistance = (one: Explanation): Explanation =>
  one.distance === null ? one : { ...one, distance: noDistance, words: familyWords(one.words, one.distance, true) }

/** An explanation without the distance of the child who had the last place: as where it was protected when the round was run. */
export const withoutLast = (one: Explanation): Explanation => ({
  ...one,
  reason: one.reason === 'R2' || one.reason === 'R3' ? 'R0' : one.reason,
  last_distance: null,
  words: one.words.replace(` at ${one.last_distance}.`, '.'),
})

type Last = { readonly last_distance: string | null }
/** A run's report without this distance as that of the school's last child. */
export const withoutLastOf = <R extends { readonly schools: RunReport['schools'] }>(
  report: R,
  school: string,
  distance: string,
): R => {
  const told = <L extends Last>(one: L): L => (one.last_distance === distance ? { ...one, last_distance: null } : one)
  return {
    ...report,
    schools: report.schools.map(one =>
      one.school_id === school ? { ...told(one), ...(one.shares ? { shares: one.shares.map(told) } : {}) } : one,
    ),
  }
}
