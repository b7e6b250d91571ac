import type { RecordKind } from '../../access/index.ts'
import { type Category, formatDate, isPlainDate, londonDate, monthNames, type PlainDate } from '../../kernel/index.ts'
import type { KnownFact } from '../golden-record/index.ts'

/** The areas a timeline can be narrowed to, and the categories in each. */
export const areas = [
  { key: 'life', text: 'Identity and home', categories: ['identity', 'contact'] },
  { key: 'school', text: 'School', categories: ['attendance', 'exclusion', 'admissions'] },
  { key: 'send', text: 'Special educational needs', categories: ['send'] },
  { key: 'help', text: 'Early help', categories: ['early-help', 'families'] },
  {
    key: 'care',
    text: 'Social care',
    categories: ['care-involved', 'care-content', 'protection', 'adoption', 'youth-justice'],
  },
  { key: 'health', text: 'Health', categories: ['health'] },
  { key: 'carers', text: 'Young carers', categories: ['young-carer'] },
  { key: 'youth', text: 'Hubs and youth', categories: ['youth-centre'] },
] as const satisfies readonly { key: string; text: string; categories: readonly Category[] }[]
export type AreaKey = (typeof areas)[number]['key']

/** The area of a category. */
export const areaOf = (category: Category): AreaKey =>
  areas.find(area => (area.categories as readonly Category[]).includes(category))?.key ?? 'life'

/** One event of a life, from one thing known or from several sources that say the same. */
export type Happening = {
  readonly title: string
  readonly detail?: string
  readonly childSaid?: string
  readonly on: PlainDate
  readonly until?: PlainDate
  /** No date of its own: it stands where it became known. */
  readonly recorded: boolean
  /** It says no day of its own: a state that each file tells again. */
  readonly state?: boolean
  readonly key: boolean
  readonly area: AreaKey
  readonly said: readonly string[]
  readonly saidOn: PlainDate
  readonly author?: number
  /** The random address of what was written by a worker. */
  readonly written?: string
  /** Its page on the record, where it has one. */
  readonly page?: string
}

/** Does the kind ever make a line? A kind without one is not read for a timeline. */
export const makesLines = (kind: RecordKind): boolean => kind.line.length > 0 || kind.line({}) !== undefined

/**
 * The events among what is known, latest first. Parts of one thing that carry different labels are one event again, as far as
 * they are there; the same event from several sources is one, with all of them named.
 */
export const timelineOf = (facts: readonly KnownFact[], kinds: readonly RecordKind[]): Happening[] => {
  const byKind = new Map(kinds.map(kind => [kind.kind, kind]))
  const events = wholeFacts(facts, kinds).flatMap(fact => {
    const kind = byKind.get(fact.kind)
    const line = kind?.line(fact.body as never)
    return kind && line ? [toHappening(fact, line, kind)] : []
  })
  return joinSaid(events).sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.title < b.title ? -1 : 1))
}

/**
 * Puts the parts of one thing together again: they carry different labels, were written one after the other, and share kind,
 * source, days and moment. Two things of the same label are never one, however little each says.
 */
export const wholeFacts = (facts: readonly KnownFact[], kinds: readonly RecordKind[]): KnownFact[] => {
  const byKind = new Map(kinds.map(kind => [kind.kind, kind]))
  const groups = Map.groupBy(
    facts.toSorted((a, b) => a.entry - b.entry),
    f => [f.kind, f.sourcePerson, f.source, f.from, f.until, f.knownFrom.getTime(), f.author].join('|'),
  )
  return [...groups.values()].flatMap(group => {
    const whole: KnownFact[] = []
    for (const fact of group) {
      const last = whole.at(-1)
      if (last && isOtherPart(last, fact, byKind.get(fact.kind)))
        whole[whole.length - 1] = { ...last, body: { ...last.body, ...fact.body } }
      else whole.push(fact)
    }
    return whole
  })
}
const isOtherPart = (last: KnownFact, fact: KnownFact, kind: RecordKind | undefined): boolean =>
  (last.category !== fact.category ||
    last.sensitivity !== fact.sensitivity ||
    isSummary(last, kind) !== isSummary(fact, kind)) &&
  !Object.keys(fact.body).some(field => field in last.body)

/** Whether the fields of this part are for those who see summaries, by the kind's own labels. */
const isSummary = (fact: KnownFact, kind: RecordKind | undefined): boolean | undefined => {
  const [field] = Object.keys(fact.body)
  return (field === undefined ? undefined : kind?.labels[field]?.summary) ?? kind?.summary
}

const toHappening = (
  fact: KnownFact,
  line: { title: string; detail?: string; key: boolean },
  kind: RecordKind,
): Happening => {
  const saidOn = londonDate(fact.knownFrom)
  const childSaid = fact.body.childSaid as readonly { text: string }[] | undefined
  return {
    ...line,
    ...(childSaid?.length ? { childSaid: childSaid.map(p => p.text).join(' ') } : {}),
    on: fact.from ?? saidOn,
    recorded: fact.from === undefined,
    state: !Object.values(fact.body).some(value => typeof value === 'string' && isPlainDate(value)),
    ...(fact.until ? { until: fact.until } : {}),
    area: areaOf(fact.category),
    said: [fact.said],
    saidOn,
    ...(fact.author === undefined ? {} : { author: fact.author }),
    ...(kind.writers !== 'sources' && fact.author !== undefined ? { written: fact.address, ...pageOf(fact) } : {}),
  }
}

const pagesOfKinds: Readonly<Record<string, string>> = { note: 'notes', document: 'documents', meeting: 'meetings' }
/** A meeting keeps the address of its first version. */
const pageOf = ({ kind, address, body }: KnownFact): { readonly page?: string } => {
  const pages = pagesOfKinds[kind]
  return pages ? { page: `/${pages}/${typeof body.meeting === 'string' ? body.meeting : address}` } : {}
}

/** The same words on the same day are one event; a state that is only ever recorded is told once, when it was first known. */
const joinSaid = (events: readonly Happening[]): Happening[] => {
  const joined = new Map<string, Happening>()
  for (const event of events) {
    const key = event.written ?? `${event.title}|${event.state ? 'state' : event.on}`
    const known = joined.get(key)
    if (!known) joined.set(key, event)
    else {
      const first = event.on < known.on ? event : known
      const detail = known.detail ?? event.detail
      joined.set(key, { ...first, ...(detail ? { detail } : {}), said: [...new Set([...known.said, ...event.said])] })
    }
  }
  return [...joined.values()]
}

export type TimelineFilter = {
  readonly area?: AreaKey
  readonly from?: PlainDate
  readonly to?: PlainDate
  /** Routine events too; else the key ones only. */
  readonly all: boolean
  /** Only what happened before this day: where the page before ended. */
  readonly older?: PlainDate
}

/** The page of a timeline: what the filter leaves, cut at the end of a day, and where the next page begins. */
export const timelinePageOf = (
  events: readonly Happening[],
  filter: TimelineFilter,
  size = 40,
): { events: Happening[]; older?: PlainDate } => {
  const left = events.filter(
    e =>
      (filter.all || e.key) &&
      (!filter.area || e.area === filter.area) &&
      (!filter.from || e.on >= filter.from) &&
      (!filter.to || e.on <= filter.to) &&
      (!filter.older || e.on < filter.older),
  )
  const last = left[size - 1]
  const shown = last ? left.filter(e => e.on >= last.on) : left
  return last && shown.length < left.length ? { events: shown, older: last.on } : { events: shown }
}

export type Run = {
  readonly title: string
  readonly month: string
  readonly day: PlainDate
  readonly events: readonly Happening[]
}

/** Three or more routine events of the same name in one month fold into one line: "14 calls in March 2026". */
export const foldRuns = (events: readonly Happening[]): (Happening | Run)[] => {
  const keyOf = (e: Happening) => (e.key ? undefined : `${e.title}|${e.on.slice(0, 7)}`)
  const runs = Map.groupBy(events, keyOf)
  const told = new Set<string>()
  return events.flatMap((event): (Happening | Run)[] => {
    const key = keyOf(event)
    const run = key === undefined ? undefined : runs.get(key)
    if (key === undefined || !run || run.length < 3) return [event]
    if (told.has(key)) return []
    told.add(key)
    return [{ title: event.title, month: monthWords(event.on), day: event.on, events: run }]
  })
}

const monthWords = (day: PlainDate): string => `${monthNames[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`

/** "3 May 2026", or "Recorded 3 May 2026" where the event has no date of its own. */
export const whenWords = (event: Pick<Happening, 'on' | 'recorded'>): string =>
  event.recorded ? `Recorded ${formatDate(event.on)}` : formatDate(event.on)
