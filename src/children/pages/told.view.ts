import { formatDate, formatInstant, londonDate, lowerFirst, type PlainDate } from '../../kernel/index.ts'
import { type Content, type Fact, html, type SourceLine } from '../../platform/views/index.ts'
import { type FreshnessKind, isOld } from './freshness.ts'

/** Who said something and when: the service's words, and the moment or the day. */
export type Said = {
  /** "school register": what follows "From". */
  readonly by: string
  /** `by` is a person's name, which keeps its capitals. */
  readonly person?: true
  readonly on: PlainDate
  /** The moment, where the hour matters: today's register. */
  readonly at?: Date
}

/** A fact as the page tells it: `strong` are the key words of it, `rest` follows. */
export type Told = {
  readonly strong?: string
  readonly rest?: string
  readonly said: Said
  readonly kind: FreshnessKind
  readonly disagree?: boolean
  readonly note?: string
  /** Where services fill one cell, the weightiest leads: a protection plan before SEN support. */
  readonly weight?: number
}
/** A fact, or the sentence that says why there is none. */
export type ToldOrMissing = Told | { readonly missing: string }

/** "From school register, today at 9:05am" with "Old information." once its time is over. */
export const saidLine = (
  said: Said,
  kind: FreshnessKind,
  today: PlainDate,
  more: Partial<SourceLine> = {},
): SourceLine => ({
  from: said.person ? said.by : serviceWords(said.by),
  at:
    said.at && said.on === today && londonDate(said.at) === today ? formatInstant(said.at, today) : formatDate(said.on),
  ...(isOld(kind, said.on, today) ? { old: true } : {}),
  ...more,
})

/** A source in the middle of a sentence: "school census", "CIN census"; our own name keeps its capital. */
export const serviceWords = (said: string): string => (said === 'Throughline' ? said : lowerFirst(said))

/** The cell of today's picture: always there, with its source, or with the reason why it is empty. */
export const toFact = (label: string, told: ToldOrMissing, today: PlainDate, aboutHref: string): Fact => {
  if ('missing' in told) return { label, missing: told.missing }
  const more = {
    ...(told.disagree ? { disagree: { href: aboutHref } } : {}),
    ...(told.note ? { note: told.note } : {}),
  }
  return { label, value: toldWords(told), source: saidLine(told.said, told.kind, today, more) }
}

/** The fact's words, its key words bold. */
export const toldWords = (told: Told): Content =>
  html`${told.strong ? html`<strong>${told.strong}</strong>` : null}${told.rest ?? null}`
