import type { RecordKind } from '../../access/index.ts'
import { isPlainDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import type { KnownFact } from '../golden-record/index.ts'
import { attachment } from '../kinds/index.ts'

/** Something that the child said or made: in their words, when, on what occasion, and who wrote it down. */
export type OwnWords = {
  readonly on: PlainDate
  /** "Visit", or what the child calls what they made. */
  readonly occasion: string
  readonly words: readonly string[]
  readonly made: boolean
  readonly said: string
  readonly author: number | undefined
  /** The page of what they made. */
  readonly page?: string
}

/** Does the kind ever hold the child's own words, or what they made? */
export const holdsOwnWords = (kind: RecordKind): boolean =>
  kind.ownWords.fields.length > 0 || kind.kind === attachment.kind

/** All that the child said or made among what this reader may see, the latest first. */
export const ownWordsOf = (facts: readonly KnownFact[], kinds: readonly RecordKind[]): readonly OwnWords[] => {
  const byKind = new Map(kinds.map(kind => [kind.kind, kind]))
  return facts
    .flatMap((fact): (OwnWords & { readonly entry: number })[] => {
      const kind = byKind.get(fact.kind)
      const { entry, said, author } = fact
      if (!kind) return []
      if (kind.kind === attachment.kind)
        return fact.body.own ? [{ ...made(fact), entry, made: true, said, author }] : []
      const words = kind.ownWords.fields.flatMap(field => wordsIn(fact.body[field]))
      const occasion = kind.ownWords.calls?.(fact.body) ?? kind.title
      return words.length > 0 ? [{ on: dayOf(fact), occasion, words, made: false, entry, said, author }] : []
    })
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : b.entry - a.entry))
    .map(({ entry: _, ...own }) => own)
}

const made = (fact: KnownFact): Pick<OwnWords, 'on' | 'occasion' | 'words' | 'page'> => ({
  on: dayOf(fact),
  occasion: String(fact.body.title ?? 'Made'),
  words: typeof fact.body.about === 'string' && fact.body.about ? [fact.body.about] : [],
  page: `/documents/${fact.address}`,
})

/** The day it was said: its own day, else the one it stands under, else the one it was written down. */
const dayOf = ({ body, from, knownFrom }: KnownFact): PlainDate =>
  [body.happenedOn, body.heldOn, body.datedOn, body.on]
    .filter(day => typeof day === 'string')
    .map(day => day.slice(0, 10))
    .find(isPlainDate) ??
  from ??
  londonDate(knownFrom)

const wordsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [])
    .map(one => String((one as { text?: unknown }).text ?? '').trim())
    .filter(text => text !== '')
