import { distanceWords } from '../criteria/criteria.ts'
import type { SchoolCriteria } from '../criteria/criteria-schema.ts'
import type { Allocation } from '../match/allocate.ts'
import type { Standings } from '../match/ranking.ts'
import { at, noPlace, type Round } from '../match/round.ts'

/** How the orders came about, where that is known: without, the orders came as they are. */
export type Ground = {
  /** By school; undefined where it ranked for itself. */
  readonly settings: readonly (SchoolCriteria | undefined)[]
  readonly standings: Standings
  /** By preference: whether the child's address is protected, so that no distance of theirs is told to others. */
  readonly isProtected: (preference: number) => boolean
  /** By school; undefined where it has no infant classes. */
  readonly infantCount: (school: number) => InfantCount | undefined
}

/** Children of a year: how many the infant classes hold, how many count towards that, and how many are excepted (domain.md 1.8). */
export type InfantCount = { readonly limit: number; readonly counted: number; readonly excepted: number }

/**
 * R0 full, by an order that came without its criteria, or no more may be told; R1 lower criterion; R2 same, farther; R3 draw; R4 not ranked by the school; R5 the places
 * of the child's band are full (domain.md 1.6).
 */
export type Reason = 'R0' | 'R1' | 'R2' | 'R3' | 'R4' | 'R5'

/** Why a child has no place at a school that they named above what they hold; nothing in it is about another child. */
export type Explanation = {
  readonly child_id: string
  readonly school_id: string
  readonly preference_rank: number
  readonly reason: Reason
  readonly position: number | null
  readonly ranked: number
  readonly places: number
  /** The child's band, or the kept places that are for such children; where the school divides its places. */
  readonly share: string | null
  /** Of a band: its own places. Otherwise the places of the school. */
  readonly share_places: number
  /** The position of the last child who was offered by the order, of the same share; null where none was. */
  readonly last_position: number | null
  readonly criterion: string | null
  readonly distance: string | null
  readonly last_criterion: string | null
  readonly last_distance: string | null
  readonly waiting_position: number | null
  readonly waiting: number
  /** What an appeal panel looks at: whether one more would break the limit of infant classes, or whether it would do more harm than good. */
  readonly appeal: 'infant class size' | 'prejudice'
  readonly words: string
}

type Known = Omit<Explanation, 'words'>

/** Explains one preference that was refused. */
export const explain = (
  round: Round,
  { outcome }: Allocation,
  child: number,
  preference: number,
  ground?: Ground,
): Explanation => {
  const s = at(round.school, preference)
  const line = at(outcome.line, preference)
  const last = at(outcome.last, line)
  const waitingPlace = at(outcome.waitingPlace, preference)
  const position = at(round.position, preference)
  const division = round.divisions?.get(s)
  const share = position === 0 ? undefined : division?.shares[at(division.share, preference)]
  const isBand = share !== undefined && division?.kind === 'bands'
  const known: Known = {
    child_id: round.children[child] ?? '',
    school_id: round.schools[s] ?? '',
    preference_rank: at(round.rank, preference),
    reason: reasonOf(preference, position, last, ground, isBand, at(round.places, s), ground?.settings[s]),
    position: position || null,
    ranked: at(round.ranked, s),
    places: at(round.places, s),
    share: share?.name ?? null,
    share_places: isBand ? at(outcome.given, line) : at(round.places, s),
    last_position: last === noPlace ? null : at(round.position, last),
    ...measured(preference, s, last, ground),
    waiting_position: waitingPlace || null,
    waiting: at(outcome.waiting, line),
    appeal: isInfantFull(ground?.infantCount(s)) ? 'infant class size' : 'prejudice',
  }
  return { ...known, words: wordsOf(known, division?.kind) }
}

const isInfantFull = (count: InfantCount | undefined): boolean => count !== undefined && count.counted >= count.limit

const reasonOf = (
  preference: number,
  position: number,
  last: number,
  ground: Ground | undefined,
  isBand: boolean,
  places: number,
  settings: SchoolCriteria | undefined,
): Reason => {
  if (position === 0) return 'R4'
  if (isBand) return 'R5'
  // Where a school has no places, nobody was offered one under a higher criterion.
  if (!ground || !settings || places === 0) return 'R0'
  const { criterion, measure } = ground.standings
  if (last === noPlace || at(criterion, preference) !== at(criterion, last)) return 'R1'
  // Farther, or as far: either would say something of a distance that must not be told.
  if (isUntold(ground, settings, preference, last)) return 'R0'
  return at(measure, preference) === at(measure, last) ? 'R3' : 'R2'
}

/**
 * A distance of who had the last place could show where a child lives whom nobody should find (domain.md 1.6): that child, or the one who is refused and
 * lives as far, or farther.
 */
const isUntold = (ground: Ground, settings: SchoolCriteria | undefined, preference: number, last: number): boolean => {
  const { criterion } = ground.standings
  const isSame = at(criterion, preference) === at(criterion, last)
  const isHidden = settings?.criteria[at(criterion, last)]?.measure_shown === false
  return isHidden || ground.isProtected(last) || (isSame && ground.isProtected(preference))
}

type Measured = Pick<Known, 'criterion' | 'distance' | 'last_criterion' | 'last_distance'>

const measured = (preference: number, school: number, last: number, ground: Ground | undefined): Measured => {
  const settings = ground?.settings[school]
  if (!ground || !settings) return { criterion: null, distance: null, last_criterion: null, last_distance: null }
  const { standings } = ground
  const nameOf = (p: number): string | null => {
    const number = at(standings.criterion, p)
    const name = settings.criteria[number]?.name
    return name === undefined ? null : `Criterion ${number + 1} (${name})`
  }
  const distanceOf = (p: number): string | null =>
    at(standings.criterion, p) < 0 ? null : distanceWords(settings, at(standings.measure, p))
  return {
    criterion: nameOf(preference),
    distance: ground.isProtected(preference) ? null : distanceOf(preference),
    last_criterion: last === noPlace ? null : nameOf(last),
    last_distance: last === noPlace || isUntold(ground, settings, preference, last) ? null : distanceOf(last),
  }
}

const wordsOf = (known: Known, division: 'bands' | 'reserved' | undefined): string => {
  if (known.reason === 'R4') return 'The school did not rank your child: what it asks of every child is not met.'
  const own = [known.criterion, known.distance].filter(part => part !== null).map(part => `${part}.`)
  const place =
    known.criterion === null
      ? [`Your child is ${ordinal(known.position ?? 0)} of ${known.ranked} in the school’s order.`]
      : []
  const band = known.reason === 'R5' ? [`Band ${known.share}.`] : []
  const limit =
    known.appeal === 'infant class size'
      ? ['One child more would break the limit of 30 in infant classes, so an appeal can succeed on few grounds only.']
      : []
  return [...own, ...place, ...band, lastWords(known, division), ...waitingWords(known), ...limit].join(' ')
}

const lastWords = (known: Known, division: 'bands' | 'reserved' | undefined): string => {
  const { places, last_position, last_criterion, last_distance } = known
  if (places === 0) return 'The school has no places in this round.'
  if (known.reason === 'R5' && known.share_places === 0) return 'No place of the school fell to this band.'
  const went = `${placesWords(known, division)} went to children with higher priority`
  if (last_position === null) return `${went}.`
  const under = last_criterion === null ? `to the child at position ${last_position}` : `under ${lower(last_criterion)}`
  return `${went}; the last was offered ${under}${last_distance === null ? '' : ` at ${last_distance}`}.`
}

const placesWords = ({ places, share, share_places, reason }: Known, division: 'bands' | 'reserved' | undefined) => {
  if (reason === 'R5') return share_places === 1 ? 'The place of this band' : `All ${share_places} places of this band`
  if (division === 'reserved')
    return share === null
      ? 'All places not kept for other children'
      : `All places open to your child (${share} and others)`
  return places === 1 ? 'The place' : `All ${places} places`
}

const lower = (criterion: string): string => criterion.replace(/^C/, 'c')

const waitingWords = ({ waiting_position, reason }: Known): string[] =>
  waiting_position === null
    ? []
    : [
        `You are ${ordinal(waiting_position)} on the waiting list${reason === 'R5' ? ' of this band' : ''}; this can go down as well as up.`,
      ]

/** The words for the family; without their own distance where what is printed may be read by somebody who must not learn it. */
export const familyWords = (words: string, distance: string | null, isProtected: boolean): string =>
  isProtected && distance ? words.replace(`${distance}. `, '') : words

/** 1st, 2nd, 3rd, 4th, 11th … */
export const ordinal = (n: number): string => {
  const ends = ['th', 'st', 'nd', 'rd']
  return `${n}${(n % 100 > 10 && n % 100 < 14 ? undefined : ends[n % 10]) ?? 'th'}`
}
