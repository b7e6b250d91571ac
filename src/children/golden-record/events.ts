import type { PlainDate } from '../../kernel/index.ts'
import type { ReturnFact } from './return-facts.queries.ts'
import { byTrust, candidatesOf } from './survivorship.ts'

type Body = Readonly<Record<string, unknown>>

/** One happening, its parts of every label put together: a referral, a plan, an episode. */
export type KnownEvent = { readonly from: PlainDate | undefined; readonly body: Body }

/** Text of what happened; a number as it is written. Undefined where nothing is said. */
export const textIn = (body: KnownEvent['body'], field: string): string | undefined => {
  const value = body[field]
  return typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined
}

type Told = KnownEvent & { readonly fact: ReturnFact }

/**
 * The parts of one telling belong together: one source person, one arrival, the same days, one after the other. A part whose fields are there
 * already begins another happening of the same days.
 */
const tellings = (facts: readonly ReturnFact[]): Told[] => {
  const told: Told[] = []
  const open = new Map<string, number>()
  for (const fact of facts) {
    const key = [fact.sourcePerson, fact.source, fact.from, fact.until, fact.knownFrom.getTime(), fact.occasion].join()
    const at = open.get(key) ?? -1
    const whole = told[at]
    if (whole && Object.keys(fact.body).every(field => !(field in whole.body)))
      told[at] = { ...whole, body: { ...whole.body, ...fact.body } }
    else open.set(key, told.push({ from: fact.from, body: fact.body, fact }) - 1)
  }
  return told
}

const later = (a: ReturnFact, b: ReturnFact): number =>
  b.asOf.getTime() - a.asOf.getTime() || b.knownFrom.getTime() - a.knownFrom.getTime()

/** What a source said last of one happening: all of that telling, since one file may hold two of a day. */
const lastOf = (told: readonly Told[]): Told[] => {
  const [last] = [...told].sort((a, b) => later(a.fact, b.fact))
  return last
    ? told.filter(
        ({ fact }) => fact.asOf.getTime() === last.fact.asOf.getTime() && fact.sourcePerson === last.fact.sourcePerson,
      )
    : []
}

/**
 * The happenings of one kind, by the day they began: told by two files of one source, the later counts; told by two sources, the one trusted
 * more, and the other where that one is silent. Oldest first, one day's in the order they were told. Pure.
 */
export const eventsOf = (
  facts: readonly ReturnFact[],
  { kind }: { readonly kind: string },
  begins: string,
): KnownEvent[] => {
  const told = tellings(facts.filter(fact => fact.kind === kind))
  const days = Map.groupBy(told, one => String(one.body[begins] ?? one.from ?? ''))
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, ofDay]) => {
      const sources = [...Map.groupBy(ofDay, one => one.fact.source).values()].map(lastOf)
      const [best = [], ...others] = sources.sort(
        ([a], [b]) => (a?.fact.rank ?? 0) - (b?.fact.rank ?? 0) || (a && b ? later(a.fact, b.fact) : 0),
      )
      if (best.length !== 1) return best
      return best.map(({ from, body }) => ({
        from,
        body: Object.assign({}, ...others.toReversed().flatMap(o => o[0]?.body ?? []), body) as Body,
      }))
    })
}

/** The value that counts: the source trusted most, then the newest. Undefined where nobody says it. */
export const bestOf = <T>(facts: readonly ReturnFact[], read: (fact: ReturnFact) => T | undefined): T | undefined =>
  candidatesOf(facts, fact => read(fact as ReturnFact)).sort(byTrust)[0]?.value
