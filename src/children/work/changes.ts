import type { RecordKind } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import type { KnownFact } from '../golden-record/index.ts'

/** A kind of thing of which something has become known: how much, when last, and who said it. Not what it is. */
export type KindChange = {
  readonly title: string
  readonly facts: number
  readonly on: PlainDate
  readonly said: readonly string[]
}

type Since = { readonly since: Date; readonly reader: number }

/**
 * What became known since an instant, by kind, the latest first: of the facts that the reader may see, without what they wrote
 * themselves. Parts of one fact that carry different labels are one. Pure.
 */
export const changesSince = (
  facts: readonly KnownFact[],
  kinds: readonly Pick<RecordKind, 'kind' | 'title'>[],
  { since, reader }: Since,
): KindChange[] => {
  const titles = new Map(kinds.map(kind => [kind.kind, kind.title]))
  const news = facts.filter(fact => fact.knownFrom > since && fact.author !== reader)
  return [...Map.groupBy(news, fact => fact.kind)]
    .map(([kind, own]) => ({
      title: titles.get(kind) ?? 'New information',
      facts: new Set(own.map(oneFact)).size,
      on: londonDate(new Date(Math.max(...own.map(fact => fact.knownFrom.getTime())))),
      said: [...new Set(own.map(fact => fact.said))].sort(),
    }))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.title < b.title ? -1 : 1))
}

const oneFact = (fact: KnownFact): string =>
  [fact.source, fact.sourcePerson, fact.from, fact.knownFrom.getTime(), fact.author].join(' ')
