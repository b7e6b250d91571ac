import { distanceWords } from './criteria/criteria.ts'
import type { Draw } from './draw.ts'
import type { Ground, InfantCount } from './explain/explain.ts'
import type { Allocation } from './match/allocate.ts'
import { countByRank, type Difference, differencesFrom, type Offer } from './match/offers.ts'
import { at, noPlace, ownersOf, type Round } from './match/round.ts'

/** report.json: see docs/admissions.md. */
export type RoundReport = {
  readonly input: {
    readonly sha256: string
    readonly files: readonly { file: string; sha256: string; bytes: number }[]
  }
  readonly children: number
  readonly preferences: number
  readonly places: number
  readonly offers: {
    readonly total: number
    readonly by_rank: Readonly<Record<string, number>>
    readonly by_plan: number
    readonly second_pass: number
    readonly supernumerary: number
  }
  readonly unplaced: number
  readonly ranked_not_named: number
  readonly not_ranked: number
  readonly explanations: { readonly written: number; readonly untrue: number }
  readonly offer_and_release: {
    readonly better_here: number
    readonly worse_here: number
    readonly children: readonly Difference[]
  }
  readonly schools: readonly SchoolReport[]
  readonly draw?: Draw
}
type ShareReport = {
  readonly name: string
  readonly offered: number
  readonly own_places: number
  readonly waiting: number
  readonly last_position: number | null
  readonly last_criterion: string | null
  readonly last_distance: string | null
}
type SchoolReport = {
  readonly school_id: string
  readonly places: number
  readonly offered: number
  readonly by_plan: number
  readonly supernumerary: number
  readonly ranked: number
  readonly waiting: number
  readonly last_position: number | null
  readonly last_criterion: string | null
  readonly last_distance: string | null
  /** Bands or kept places, where the school divides its places; the last child offered is then said for each, and not for the school. */
  readonly shares?: readonly ShareReport[]
  /** For infant classes: how many children of a year they hold, how many count towards that, and how many are excepted. */
  readonly infant_class?: InfantCount
}

/** Children by what they hold, in parts that add up to all: a plan's offer counts by its rank where the family had named the school, and by itself otherwise. */
export const partsOf = ({
  offers,
  unplaced,
}: Pick<RoundReport, 'offers' | 'unplaced'>): {
  readonly byRank: readonly (readonly [rank: number, count: number])[]
  readonly planBeside: number
  readonly secondPass: number
  readonly unplaced: number
} => {
  const byRank = Object.entries(offers.by_rank).map(([rank, count]) => [Number(rank), count] as const)
  const ranked = byRank.reduce((sum, [, count]) => sum + count, 0)
  return { byRank, planBeside: offers.total - ranked - offers.second_pass, secondPass: offers.second_pass, unplaced }
}

/** What a report is made from; what else is in it, the caller has counted. */
type Made = {
  readonly round: Round
  readonly given: Allocation
  readonly offers: readonly Offer[]
  readonly ground: Ground | undefined
}
type Counted = Omit<RoundReport, 'input' | 'ranked_not_named' | 'explanations' | 'draw'>

/** Counts a round out for its report. */
export const reportOf = ({ round, given, offers, ground }: Made): Counted => {
  const sum = (numbers: Int32Array): number => numbers.reduce((total, count) => total + count, 0)
  const by = (how: Offer['by']): number => offers.filter(offer => offer.by === how).length
  const { better, worse } = differencesFrom(round, given)
  return {
    children: round.children.length,
    preferences: round.school.length,
    places: sum(round.places),
    offers: {
      total: offers.length - by('none'),
      by_rank: countByRank(offers),
      by_plan: by('plan'),
      second_pass: by('second pass'),
      supernumerary: sum(given.supernumerary),
    },
    unplaced: by('none'),
    not_ranked: round.position.reduce((total, position) => total + (position === 0 ? 1 : 0), 0),
    offer_and_release: { better_here: better.length, worse_here: worse, children: better },
    schools: schoolReports({ round, given, offers, ground }),
  }
}

const schoolReports = ({ round, given, offers, ground }: Made): SchoolReport[] => {
  const count = (counted: readonly Offer[]): Int32Array => {
    const counts = new Int32Array(round.schools.length)
    for (const { school } of counted) if (school !== undefined) counts[school] = at(counts, school) + 1
    return counts
  }
  const [offered, byPlan] = [count(offers), count(offers.filter(offer => offer.by === 'plan'))]
  const shares = sharesOf(round, given)
  const waiting = waitingAt(round, given)
  return round.schools.map((school_id, s) => {
    const divided = shares.get(s)
    const last = divided ? noPlace : at(given.outcome.last, s)
    const infant = ground?.infantCount(s)
    return {
      school_id,
      places: at(round.places, s),
      offered: at(offered, s),
      by_plan: at(byPlan, s),
      supernumerary: at(given.supernumerary, s),
      ranked: at(round.ranked, s),
      waiting: at(waiting, s),
      last_position: last === noPlace ? null : at(round.position, last),
      ...cutOff(ground, s, last),
      ...(divided
        ? {
            shares: divided.map(({ last, ...one }) => ({ ...one, ...lastOf(round, last), ...cutOff(ground, s, last) })),
          }
        : {}),
      ...(infant ? { infant_class: infant } : {}),
    }
  })
}

/** How many wait for each school, over all its shares and with who stands before or behind them. */
const waitingAt = ({ schools, school }: Round, { outcome }: Allocation): Int32Array => {
  const counts = new Int32Array(schools.length)
  for (let p = 0; p < school.length; p++)
    if (at(outcome.waitingPlace, p) > 0) counts[at(school, p)] = at(counts, at(school, p)) + 1
  return counts
}

const lastOf = (round: Round, last: number) => ({ last_position: last === noPlace ? null : at(round.position, last) })

type Counts = { name: string; offered: number; own_places: number; waiting: number; last: number }

/** What each share of each school that divides its places came to; who came before the division is in none. */
const sharesOf = (round: Round, { held, outcome }: Allocation): Map<number, Counts[]> => {
  const counts = new Map<number, Counts[]>()
  for (const [s, { shares }] of round.divisions ?? [])
    counts.set(
      s,
      shares.map(({ name }) => ({ name, offered: 0, own_places: 0, waiting: 0, last: noPlace })),
    )
  if (counts.size === 0) return counts
  const owner = ownersOf(round)
  for (let p = 0; p < round.school.length; p++) {
    const s = at(round.school, p)
    const division = round.divisions?.get(s)
    const one = division && at(round.position, p) > 0 ? counts.get(s)?.[at(division.share, p)] : undefined
    if (!one) continue
    const line = at(outcome.line, p)
    if (at(held, at(owner, p)) === p) one.offered++
    one.own_places = at(outcome.given, line)
    one.waiting = at(outcome.waiting, line)
    one.last = at(outcome.last, line)
  }
  return counts
}

/** Under which criterion, and at which distance, the last child was offered; the distance only where it may be published. */
const cutOff = (
  ground: Ground | undefined,
  school: number,
  last: number,
): Pick<SchoolReport, 'last_criterion' | 'last_distance'> => {
  const settings = ground?.settings[school]
  if (!ground || !settings || last === noPlace) return { last_criterion: null, last_distance: null }
  const criterion = settings.criteria[at(ground.standings.criterion, last)]
  const shown = criterion?.measure_shown !== false && !ground.isProtected(last)
  return {
    last_criterion: criterion?.name ?? null,
    last_distance: shown ? distanceWords(settings, at(ground.standings.measure, last)) : null,
  }
}
