import { type Explanation, familyWords } from '../explain.ts'

/** Of what an application says, what tells where the child lives: distances to several schools do as well. */
export const placesIn = (facts: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(facts).filter(
    fact => fact.startsWith('distance ') || ['easting', 'northing', 'postcode', 'catchment'].includes(fact),
  )

/** What is kept instead of a distance of a protected address. */
export const noDistance = 'Protected'

/** An explanation without the distance of the child whose it is. */
export const withoutDistance = (one: Explanation): Explanation =>
  one.distance === null ? one : { ...one, distance: noDistance, words: familyWords(one.words, one.distance, true) }
