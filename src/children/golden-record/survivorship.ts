import type { Category, PlainDate, Sensitivity } from '../../kernel/index.ts'
import { type Chosen, markOf } from './chosen.ts'
import { type KnownFact, saidByChild } from './known-fact.ts'

/** One value that a source gives, with where it comes from: what stands under every fact on the page. */
export type Candidate<T> = {
  readonly value: T
  readonly entry: number
  readonly source: string
  readonly said: string
  readonly from: PlainDate | undefined
  readonly until: PlainDate | undefined
  readonly knownFrom: Date
  readonly category: Category
  readonly sensitivity: Sensitivity
  readonly rank: number
  readonly author: number | undefined
  readonly saidByChild: boolean
}

/** What survives of what this reader may see, and all that was in the running, best first. */
export type Survivor<T> = Candidate<T> & {
  readonly candidates: readonly Candidate<T>[]
  /** Two sources give different values now, and nobody has chosen between them. */
  readonly disagree: boolean
  /** The decision of a person by which this value goes before the others. */
  readonly chosen?: Chosen
}

/** A fact's value as a candidate; undefined where the fact does not say it. */
export const candidateOf = <T>(fact: KnownFact, value: T | undefined): Candidate<T> | undefined =>
  value === undefined || value === null || value === ''
    ? undefined
    : {
        value,
        entry: fact.entry,
        source: fact.source,
        said: fact.said,
        from: fact.from,
        until: fact.until,
        knownFrom: fact.knownFrom,
        category: fact.category,
        sensitivity: fact.sensitivity,
        rank: fact.rank,
        author: fact.author,
        saidByChild: fact.flags.includes(saidByChild),
      }

/** The candidates of some facts under one reading. */
export const candidatesOf = <T>(
  facts: readonly KnownFact[],
  read: (fact: KnownFact) => T | undefined,
): Candidate<T>[] => facts.flatMap(fact => candidateOf(fact, read(fact)) ?? [])

const dayOf = (c: Candidate<unknown>): string => c.from ?? c.knownFrom.toISOString().slice(0, 10)
const newer = (a: Candidate<unknown>, b: Candidate<unknown>): number =>
  dayOf(a) > dayOf(b) ? -1 : dayOf(a) < dayOf(b) ? 1 : b.knownFrom.getTime() - a.knownFrom.getTime()
const inOrder = (a: Candidate<unknown>, b: Candidate<unknown>): number =>
  a.source < b.source ? -1 : a.source > b.source ? 1 : a.entry - b.entry
const child = (a: Candidate<unknown>, b: Candidate<unknown>): number => Number(b.saidByChild) - Number(a.saidByChild)

/** Orders in which candidates win; ties fall by source and entry, so that two readings never differ. */
export const byTrust = (a: Candidate<unknown>, b: Candidate<unknown>): number =>
  child(a, b) || a.rank - b.rank || newer(a, b) || inOrder(a, b)
export const byNewest = (a: Candidate<unknown>, b: Candidate<unknown>): number =>
  child(a, b) || newer(a, b) || a.rank - b.rank || inOrder(a, b)

export type SurviveBy<T> = {
  readonly order: (a: Candidate<T>, b: Candidate<T>) => number
  /** Two values that say the same although written differently have the same key. */
  readonly same: (value: T) => string
  readonly chosen?: Chosen | undefined
}

/**
 * The candidate that a person chose, while the choice holds: somebody still says that value, and nobody says one that was not
 * there to choose from (linkage.md 6: a choice stands until what a source says changes). Of the candidates given alone.
 */
const chosenAmong = <T>(
  ordered: readonly Candidate<T>[],
  same: (value: T) => string,
  chosen: Chosen | undefined,
): Candidate<T> | undefined => {
  if (!chosen) return undefined
  const weighed = new Set([chosen.value, ...chosen.over])
  const marks = ordered.map(c => markOf(same(c.value), chosen.salt))
  return marks.every(mark => weighed.has(mark)) ? ordered[marks.indexOf(chosen.value)] : undefined
}

/**
 * What survives: what a person chose, else the best candidate in order, with all the others. Sources disagree where the latest
 * words of two of them differ. A pure function of the candidates given: what a reader may not see takes no part.
 */
export const survive = <T>(
  candidates: readonly Candidate<T>[],
  { order, same, chosen }: SurviveBy<T>,
): Survivor<T> | undefined => {
  const ordered = [...candidates].sort(order)
  const picked = chosenAmong(ordered, same, chosen)
  if (chosen && picked) {
    const others = ordered.filter(c => c !== picked)
    return { ...picked, candidates: [picked, ...others], disagree: false, chosen }
  }
  const best = ordered[0]
  if (!best) return undefined
  const latest = new Map<string, Candidate<T>>()
  for (const c of [...candidates].sort(byNewest)) if (!latest.has(c.source)) latest.set(c.source, c)
  const values = new Set([...latest.values()].map(c => same(c.value)))
  return { ...best, candidates: ordered, disagree: values.size > 1 }
}

/** One survivor for each distinct value, best first: telephone numbers, carers, former names. */
export const surviveEach = <T>(candidates: readonly Candidate<T>[], by: SurviveBy<T>): Survivor<T>[] => {
  const groups = new Map<string, Candidate<T>[]>()
  for (const c of candidates) {
    const key = by.same(c.value)
    const known = groups.get(key)
    if (known) known.push(c)
    else groups.set(key, [c])
  }
  return [...groups.values()].flatMap(group => survive(group, by) ?? []).sort(by.order)
}
