import { createHash } from 'node:crypto'
import type { RecordKind, TimelineLine } from '../../access/index.ts'
import {
  addMonths,
  type Category,
  categories,
  formatDate,
  londonDate,
  type PlainDate,
  silentCategories,
} from '../../kernel/index.ts'
import type { KnownFact } from '../golden-record/index.ts'
import { type Happening, timelineOf } from '../pages/timeline.ts'

/** One thing in a pack. */
export type PackLine = Pick<Happening, 'title' | 'detail' | 'childSaid' | 'on' | 'recorded'> & {
  /** The services that say so; none in a pack that leaves the services. */
  readonly said: readonly string[]
}
export type PackSection = { readonly category: Category; readonly lines: readonly PackLine[] }
/** What one person is given: first what became known since the last meeting, then each section. */
export type PackContent = {
  readonly since: PlainDate | undefined
  readonly changed: readonly PackLine[]
  readonly sections: readonly PackSection[]
}
/** Something that does not go into the pack, and why. */
export type Stop = { readonly sort: 'where' | 'others' | 'kept'; readonly title: string; readonly on: PlainDate }

/** From when on things go into a pack. */
export const periods = [
  { value: 'meeting', text: 'Since the last meeting, or a year where there was none' },
  { value: '6', text: 'The last 6 months' },
  { value: '12', text: 'The last 12 months' },
  { value: 'all', text: 'Everything' },
] as const
/** The first day of a period; undefined is from the beginning. */
export const periodFrom = (
  period: string,
  { today, since }: { readonly today: PlainDate; readonly since: PlainDate | undefined },
): PlainDate | undefined => {
  if (period === 'all') return undefined
  if (period === 'meeting' && since) return since
  return addMonths(today, period === '6' ? -6 : -12)
}

/** Kinds that are no part of any pack: who the child is stands on its first page, and the rest is how the record is kept. */
const notPacked = new Set([
  'identity',
  'address',
  'contact-detail',
  'carer',
  'danger-note',
  'entry-code',
  'meeting-pack',
  'meeting-asked',
  'note-move',
])
/** Kinds whose title is whatever somebody typed. */
const typedTitles = new Set(['document', 'visit'])
export const isPacked = ({ kind }: Pick<RecordKind, 'kind'>): boolean => !notPacked.has(kind)

/** The categories that a pack for somebody outside the services may have: none whose existence is hidden. */
export const outsideCategories: readonly Category[] = categories.filter(
  category => !silentCategories.includes(category) && category !== 'identity' && category !== 'contact',
)

type Passage = { readonly text: string; readonly about: string; readonly person?: string; readonly copiedFrom?: string }
const passagesIn = (value: unknown): readonly Passage[] => (Array.isArray(value) ? (value as readonly Passage[]) : [])
const isOwn = (passage: Passage): boolean => passage.about === 'child' && !passage.person && !passage.copiedFrom

/**
 * What may be given to somebody of the family or from outside, of what its maker sees. It says that something happened and what of it is about
 * the child: never what is about another person, may harm or is for lawyers, never where the child can be found (`tells`), never what is kept
 * to named people or highly sensitive, and nothing of how else the record words it. What was stopped is named for its maker. Pure.
 * Source: domain.md 7.3, rule 5; security.md, threats T03 and T05.
 */
export const forOutside = (
  facts: readonly KnownFact[],
  kinds: readonly RecordKind[],
  tells: (text: string) => boolean,
): { readonly facts: readonly KnownFact[]; readonly stops: readonly Stop[] } => {
  const byKind = new Map(kinds.map(kind => [kind.kind, kind]))
  const stops: Stop[] = []
  const kept = facts.flatMap((fact): KnownFact[] => {
    const kind = byKind.get(fact.kind)
    const line = kind?.line(fact.body as never)
    if (!kind || !line || kind.location || typedTitles.has(fact.kind) || !outsideCategories.includes(fact.category))
      return []
    const stop = (sort: Stop['sort']): [] => {
      stops.push({ sort, title: line.title, on: fact.from ?? londonDate(fact.knownFrom) })
      return []
    }
    if (fact.kept || fact.sensitivity > 2) return stop('kept')
    const [passages, said] = [passagesIn(fact.body.passages), passagesIn(fact.body.childSaid)]
    const own = [passages.filter(isOwn), said.filter(isOwn)] as const
    const told = own.map(list => list.filter(({ text }) => !tells(text)))
    if (tells(line.title) || told.flat().length < own.flat().length) stop('where')
    if (own.flat().length < passages.length + said.length) stop('others')
    if (tells(line.title)) return []
    return [{ ...fact, body: { ...fact.body, passages: told[0], childSaid: told[1] } }]
  })
  return { facts: kept, stops }
}

/** Kinds that say of a thing its name, and of its words the passages alone. */
const plainLines = (kinds: readonly RecordKind[]): readonly RecordKind[] =>
  kinds.map(kind => ({
    ...kind,
    line: (body: { passages?: unknown }): TimelineLine | undefined => {
      const line = kind.line(body as never)
      const detail = passagesIn(body.passages)
        .map(({ text }) => text)
        .join(' ')
      return line && { title: line.title, ...(detail ? { detail } : {}), key: line.key }
    },
  }))

/** As many things as one section holds; the latest. */
export const mostLines = 200

/** What goes into a pack and in which order. */
export type PackPlan = {
  readonly sections: readonly Category[]
  readonly from: PlainDate | undefined
  readonly since: PlainDate | undefined
  readonly outside: boolean
}

/** Puts a pack together from what its reader may see. Pure. */
export const packOf = (facts: readonly KnownFact[], kinds: readonly RecordKind[], plan: PackPlan): PackContent => {
  const { sections, from, since, outside } = plan
  const packed = (outside ? plainLines(kinds) : kinds).filter(isPacked)
  const events = sections.map(category => {
    const own = timelineOf(
      facts.filter(fact => fact.category === category && isPacked(fact)),
      packed,
    )
    return {
      category,
      events: own.filter(e => !from || e.on >= from || (since && e.saidOn > since)).slice(0, mostLines),
    }
  })
  const lineOf = ({ title, detail, childSaid, on, recorded, said }: Happening): PackLine => ({
    title,
    ...(detail ? { detail } : {}),
    ...(childSaid ? { childSaid } : {}),
    on,
    recorded,
    said: outside ? [] : said,
  })
  return {
    since,
    changed: since
      ? events
          .flatMap(one => one.events)
          .filter(event => event.saidOn > since)
          .map(lineOf)
          .sort((a, b) => (a.on < b.on ? 1 : -1))
      : [],
    sections: events.flatMap(one =>
      one.events.length > 0 ? [{ category: one.category, lines: one.events.map(lineOf) }] : [],
    ),
  }
}

/** The seal of a pack: a hash of what it says, whoever reads it. Who said it is left out, because a service is not named to everybody. */
export const sealOf = ({ since, sections }: PackContent): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        since ?? null,
        sections.map(({ category, lines }) => [
          category,
          lines.map(({ title, detail, childSaid, on }) => [title, detail ?? null, childSaid ?? null, on]),
        ]),
      ]),
    )
    .digest('hex')

/** What is stopped, in words, and what to do. */
export const stopWords: Readonly<Record<Stop['sort'], string>> = {
  where:
    'says where the child or the family can be found. That part is left out; say it to them yourself where they may know it',
  others: 'has parts about other people, parts that could harm, or parts for lawyers. Those parts are left out',
  kept: 'is kept to few people. It goes into no pack; speak to your manager before you tell them of it',
}
/** A stop with the day it is about. */
export const stopLine = ({ sort, title, on }: Stop): string => `${title}, ${formatDate(on)}: ${stopWords[sort]}.`
