import { distanceWords } from '../criteria/criteria.ts'
import { at } from '../match/round.ts'
import type { Explanation, Ground } from './explain.ts'

/**
 * What is untrue in an explanation's criteria, distances, reason or words, or undefined. `last` is the preference of the last child offered, found by
 * whoever asks and not by who explained; -1 where there was none.
 */
export const groundsFault = (
  said: Explanation,
  school: number,
  preference: number,
  last: number,
  ground: Ground | undefined,
): string | undefined => {
  const settings = ground?.settings[school]
  if (!ground || !settings)
    return said.criterion === null && said.distance === null && /^R[05]$/.test(said.reason)
      ? wordsFault(said)
      : 'A ground is told that is not known.'
  const { criterion, measure } = ground.standings
  const named = (p: number): string =>
    `Criterion ${at(criterion, p) + 1} (${settings.criteria[at(criterion, p)]?.name})`
  const far = (p: number): string => distanceWords(settings, at(measure, p))
  if (said.criterion !== named(preference)) return 'The criterion is not so.'
  const isSecret = ground.isProtected(preference)
  if (said.distance !== (isSecret ? null : far(preference)))
    return 'The distance is not so, or is told and must not be.'
  if (last < 0) {
    if (said.last_criterion !== null || said.last_distance !== null) return 'There was no last child.'
    const none = said.places === 0 ? 'R0' : 'R1'
    return said.reason === 'R5' || said.reason === none ? wordsFault(said) : 'The reason is not so.'
  }
  if (said.last_criterion !== named(last)) return 'The criterion of the last place is not so.'
  const isHidden =
    ground.isProtected(last) ||
    (isSecret && criterion[preference] === criterion[last]) ||
    settings.criteria[at(criterion, last)]?.measure_shown === false
  if (said.last_distance !== (isHidden ? null : far(last)))
    return 'The distance of the last place is not so, or is told and must not be.'
  const differs = at(criterion, preference) - at(criterion, last)
  const farther = at(measure, preference) - at(measure, last)
  const wanted = differs !== 0 ? 'R1' : isHidden ? 'R0' : farther !== 0 ? 'R2' : 'R3'
  if (said.reason !== 'R5' && said.reason !== wanted) return 'The reason is not so.'
  if (said.reason !== 'R5' && (differs < 0 || (differs === 0 && farther < 0)))
    return 'The child stands before the last one.'
  return wordsFault(said)
}

/** The words say what the fields say, and no other number. */
const wordsFault = (said: Explanation): string | undefined => {
  const parts = partsOf(said)
  let rest = said.words
  for (const part of parts) {
    if (!rest.includes(part)) return `The words lack “${part}”.`
    rest = rest.replace(part, '')
  }
  return /\d/.test(rest.replace('limit of 30 in infant classes', ''))
    ? 'The words tell a number that is nowhere else.'
    : undefined
}

/** What the words must hold, as they stand in them, from the end to the beginning: what a school calls a criterion may hold anything. */
const partsOf = (said: Explanation): string[] => {
  const { criterion, distance, last_criterion, last_distance, places, share, share_places, waiting_position } = said
  const isFull = places > 0 && (said.reason !== 'R5' || share_places > 0)
  const under = last_criterion?.replace('C', 'c')
  const last = last_distance === null ? `offered under ${under}.` : `offered under ${under} at ${last_distance}.`
  return [
    ...(criterion === null ? [] : [distance === null ? `${criterion}.` : `${criterion}. ${distance}.`]),
    ...(share !== null && (isFull || said.reason === 'R5') ? [share] : []),
    ...(isFull && under !== undefined ? [last] : []),
    ...(isFull && said.last_position !== null && under === undefined
      ? [`the child at position ${said.last_position}.`]
      : []),
    ...(criterion === null ? [` ${said.position}`, ` of ${said.ranked} `] : []),
    ...(waiting_position === null ? [] : [`You are ${waiting_position}`]),
    ...(isFull && said.reason === 'R5' && share_places > 1 ? [`All ${share_places} places of this band`] : []),
    ...(isFull && said.reason !== 'R5' && said.words.includes(`All ${places} places went`)
      ? [`All ${places} places went`]
      : []),
  ]
}
