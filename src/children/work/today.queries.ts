import { sql } from 'kysely'
import { type Grant, listLiftsToAnswer } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import type { Html } from '../../platform/views/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../find/child-cards.queries.ts'
import { fold, heldPlaces, type KnownFact, readMany } from '../golden-record/index.ts'
import { address, chosenValue, dangerNote, sharedHomeFact } from '../kinds/index.ts'
import { behindTap, hazardsIn } from '../pages/hazards.ts'
import { countOwn } from '../splitting/index.ts'
import { lastLook } from './looked.queries.ts'
import { listNamedWork } from './named-work.queries.ts'
import type { Owed, OwedTask } from './owed.ts'

type TodayGrant = Grant<CardKinds | 'visit' | 'danger-note' | 'note' | 'shared-home-fact'>

/** A visit of the day, with the words that must be read before the door. */
export type TodayVisit = {
  readonly time: string | undefined
  readonly child: ChildCard
  readonly place: string | undefined
  readonly hazards: readonly string[]
  /** How many things of the home are shared with this reader as education welfare. */
  readonly shared: number
}
type MessageKind =
  | 'work-started'
  | 'access-asked'
  | 'access-answered'
  | 'note-moved'
  | 'contact-held'
  | 'record-came'
  | 'record-kept'
  | 'record-split'
  | 'whose-work'
  | 'urgent-access'
  | 'reads-fast'
  | 'urgent-often'
  | 'team-given'
  | 'work-given'
  | 'work-ended'
  | 'hand-over-returned'
/** What the reader owes: why it exists, and where it is done. */
export type TodayTask =
  | {
      readonly sort: 'call-back'
      readonly notice: string
      readonly who: string
      readonly phone: string | undefined
      /** A family told it by its own account: it is read before anybody is called. */
      readonly online: boolean
      readonly at: Date
      readonly child: ChildCard | undefined
    }
  | {
      readonly sort: MessageKind
      readonly notice: string
      readonly who: string
      readonly at: Date
      readonly child: ChildCard | undefined
      /** For whom it was, where the reader covers for them. */
      readonly insteadOf?: string
    }
  | { readonly sort: 'visit-to-end'; readonly child: ChildCard; readonly visit: string; readonly on: PlainDate }
  | {
      readonly sort: 'check-note'
      readonly child: ChildCard
      readonly note: string
      /** Undefined for what is read behind a tap. */
      readonly short: string | undefined
      readonly checkBy: PlainDate
    }
  | { readonly sort: 'whose-is-this'; readonly count: number }
  | ({ readonly sort: 'owed' } & OwedTask)
  | {
      readonly sort: 'open-again'
      readonly child: ChildCard
      readonly fact: string
      readonly who: string
      readonly at: Date
    }
  | { readonly sort: 'is-this-yours'; readonly child: ChildCard; readonly service: string }
/** A child of the reader's about whom something is newly known; what it is stands on the record. */
export type TodayChange = { readonly child: ChildCard; readonly kinds: readonly string[] }

/** Where somebody is today, in time order, with the hazards of the child and of the property. */
export const listVisits = async (grant: TodayGrant): Promise<readonly TodayVisit[]> => {
  const today = londonDate(grant.at)
  const { rows } = await sql<{ child_id: number; time: string | null }>`
    select child_id, body->>'at' as time from entry
    where kind = 'visit' and due_on = ${today} and known_to = 'infinity' and number = ${grant.reader.userId} and child_id is not null
    order by body->>'at' nulls last, id`.execute(grant.tx)
  const ids = [...new Set(rows.map(r => r.child_id))]
  const cards = byChild(await listCards(grant, ids))
  const facts = await readMany(grant, ids, [address, chosenValue, dangerNote, sharedHomeFact] as const)
  const places = await placeNotes(grant, ids)
  return rows.flatMap(row => {
    const child = cards.get(row.child_id)
    if (!child) return []
    const known = facts.get(row.child_id) ?? []
    const home = fold(known, { today, enrolment: 'enrolment' }).address?.value
    const hazards = hazardsIn([...known, ...(places.get(row.child_id) ?? [])], today).flatMap(h =>
      behindTap(h) ? [] : [h.title],
    )
    return [
      {
        time: row.time ?? undefined,
        child,
        place: home && [...home.lines, home.postcode].filter(Boolean).join(', '),
        hazards: [...new Set(hazards)],
        shared: known.filter(fact => fact.kind === sharedHomeFact.kind).length,
      },
    ]
  })
}

type PlaceRow = {
  child_id: number
  id: number
  uuid: string
  body: Record<string, unknown>
  true_from: string | null
  true_to: string
  known_from: Date
  source_id: string
  said: string
  occasion_id: string | null
}

/** What is known of the houses these children live in now: one query for all of them. */
const placeNotes = async ({ tx, at }: TodayGrant, childIds: readonly number[]): Promise<Map<number, KnownFact[]>> => {
  const { rows } = await sql<PlaceRow>`
    select distinct p.child as child_id, e.id, e.uuid, e.body, e.true_from, e.true_to, e.known_from, e.source_id, coalesce(s.said, s.name) as said, e.occasion_id
    from (
      select h.child_id as child, e as note from household_member h join entry e on e.uprn = h.uprn
      where h.child_id = any(${childIds}::bigint[]) and h.true_to > ${at}::date
      union all select n.child, n.note from access.notes_at(${await heldPlaces(tx, childIds, at)}) n) p
    cross join lateral (select (p.note).*) e join source s on s.id = e.source_id
    where e.kind = 'danger-note' and e.known_to = 'infinity'`.execute(tx)
  const found = new Map<number, KnownFact[]>()
  for (const row of rows) found.set(row.child_id, [...(found.get(row.child_id) ?? []), placeFact(row)])
  return found
}
const placeFact = (row: PlaceRow): KnownFact => ({
  entry: row.id,
  address: row.uuid,
  kind: 'danger-note',
  category: 'identity',
  sensitivity: 1,
  flags: [],
  body: row.body,
  from: (row.true_from ?? undefined) as PlainDate | undefined,
  until: row.true_to === 'infinity' ? undefined : (row.true_to as PlainDate),
  knownFrom: row.known_from,
  source: row.source_id,
  said: row.said,
  rank: 5,
  sourcePerson: undefined,
  author: undefined,
  occasion: row.occasion_id ?? undefined,
  replaces: undefined,
})

const byChild = (cards: readonly ChildCard[]): ReadonlyMap<number, ChildCard> =>
  new Map(cards.map(card => [card.childId, card]))

type NoticeRow = {
  uuid: string
  kind: 'call-back' | MessageKind
  child_id: number | null
  at: Date
  who: string
  phone: string | null
  online: boolean
  instead: string | null
}
type NoteRow = { child_id: number; note: string; short: string; sort: string; due_on: PlainDate }

/** What waits for the reader: call-backs first, then notices, visit notes past their day, and work a file says is theirs. */
export const listTasks = async (grant: TodayGrant): Promise<readonly TodayTask[]> => {
  const { tx, reader, at } = grant
  const notices = (
    await sql<NoticeRow>`
    select n.uuid, n.kind, n.child_id, n.at, p.name as who, p.phone, p.kind = 'family' as online, f.name as instead from access.notice n join access.principal p on p.id = n.user_id
      left join access.principal f on f.id = n.for_id
    where n.done_at is null order by n.kind = 'call-back' desc, n.at limit 50`.execute(tx)
  ).rows
  const notes = (
    await sql<NoteRow>`
    select distinct on (e.due_on, e.id) coalesce(e.child_id, h.child_id) as child_id, e.uuid as note, e.body->>'short' as short, e.body->>'sort' as sort, e.due_on
    from entry e left join household_member h on e.child_id is null and h.uprn = e.uprn and h.true_to > ${at}::date
    where e.kind = 'danger-note' and e.known_to = 'infinity' and e.due_on < ${at}::date and e.true_to > ${at}::date and e.body ? 'short'
      and coalesce(e.child_id, h.child_id) in (select g.child_id from access.grant_row g where g.child_id is not null)
    order by e.due_on, e.id, coalesce(e.child_id, h.child_id) limit 20`.execute(tx)
  ).rows
  const toEnd = (
    await sql<{ child_id: number; visit: string; due_on: PlainDate }>`
    select child_id, uuid as visit, due_on from entry where kind = 'visit' and known_to = 'infinity' and number = ${reader.userId} and child_id is not null
      and due_on < ${at}::date and due_on >= ${at}::date - 28 order by due_on, id limit 20`.execute(tx)
  ).rows
  const namedWork = await listNamedWork(grant)
  const toPlace = await countOwn(tx)
  const toOpen = await listLiftsToAnswer(grant)
  const ids = [
    ...notices.flatMap(n => n.child_id ?? []),
    ...notes.map(n => n.child_id),
    ...toEnd.map(v => v.child_id),
    ...namedWork.map(c => c.childId),
    ...toOpen.map(one => one.childId),
  ]
  const cards = byChild(await listCards(grant, [...new Set(ids)]))
  return [
    ...notices.map((n): TodayTask => {
      const common = { notice: n.uuid, who: n.who, at: n.at, child: cards.get(n.child_id ?? 0) }
      return n.kind === 'call-back'
        ? { sort: n.kind, ...common, phone: n.phone ?? undefined, online: n.online }
        : { sort: n.kind, ...common, ...(n.instead ? { insteadOf: n.instead } : {}) }
    }),
    ...(toPlace > 0 ? [{ sort: 'whose-is-this' as const, count: toPlace }] : []),
    ...toOpen.flatMap(({ childId, fact, by, at }) =>
      withChild(cards, childId, child => ({ sort: 'open-again' as const, child, fact, who: by, at })),
    ),
    ...toEnd.flatMap(({ child_id, visit, due_on }) =>
      withChild(cards, child_id, child => ({ sort: 'visit-to-end' as const, child, visit, on: due_on })),
    ),
    ...notes.flatMap(n =>
      withChild(cards, n.child_id, child => ({
        sort: 'check-note' as const,
        child,
        note: n.note,
        short: behindTap(n) ? undefined : n.short,
        checkBy: n.due_on,
      })),
    ),
    ...namedWork.flatMap(c =>
      withChild(cards, c.childId, child => ({ sort: 'is-this-yours' as const, child, service: c.service })),
    ),
  ]
}
const withChild = <T>(cards: ReadonlyMap<number, ChildCard>, childId: number, make: (child: ChildCard) => T): T[] => {
  const child = cards.get(childId)
  return child ? [make(child)] : []
}

/**
 * What became known about each of the reader's own children since they last looked at that child, or since an instant where they never
 * did: a function of the entries the reader may see.
 */
export const listChanges = async (grant: TodayGrant, otherwise: Date): Promise<readonly TodayChange[]> => {
  const { reader, at } = grant
  const { rows } = await sql<{ child_id: number; kinds: string[] }>`
    with own as materialized (select distinct child_id from access.grant_row where child_id is not null),
    looked as materialized (select o.child_id, coalesce(${lastLook(sql`o.child_id`, reader.userId, at)}, ${otherwise}) as since from own o)
    select e.child_id, array_agg(distinct e.kind order by e.kind) as kinds
    from looked l join entry e on e.child_id = l.child_id
    where e.known_to = 'infinity' and e.known_from > l.since and e.author_id is distinct from ${reader.userId}
    group by e.child_id order by max(e.known_from) desc, e.child_id limit 20`.execute(grant.tx)
  const cards = byChild(
    await listCards(
      grant,
      rows.map(r => r.child_id),
    ),
  )
  return rows.flatMap(row => withChild(cards, row.child_id, child => ({ child, kinds: row.kinds })))
}

/** What the services ask of the reader, one service after another. */
export const listOwed = async (grant: Grant<string>, owed: readonly Owed[]): Promise<readonly TodayTask[]> => {
  const tasks: TodayTask[] = []
  for (const one of owed) tasks.push(...(await one.list(grant)).map(task => ({ sort: 'owed' as const, ...task })))
  return tasks
}

/** What the services would have the reader know first. */
export const listFirst = async (grant: Grant<string>, owed: readonly Owed[]): Promise<readonly Html[]> => {
  const first: Html[] = []
  for (const one of owed) first.push(...((await one.first?.(grant)) ?? []))
  return first
}

/** How much waits on the clearing house's desk, and what of the sources does not come or go. */
export type Desk = {
  readonly cases: number
  readonly imports: number
  /** Schools that could not be asked for their data at the last try. */
  readonly pulls: number
  /** Services that changes told once did not reach. */
  readonly services: number
}

export const countDesk = async ({ tx }: TodayGrant): Promise<Desk> => {
  const { rows } = await sql<Desk>`select * from access.desk_counts(), access.feed_troubles()`.execute(tx)
  return rows[0] ?? { cases: 0, imports: 0, pulls: 0, services: 0 }
}
