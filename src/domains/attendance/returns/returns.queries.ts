import { sql } from 'kysely'
import { type ChildGrant, type Grant, holds } from '../../../access/index.ts'
import { type CardKinds, type ChildCard, type KnownFact, listCards } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import type { Exclusion } from '../suspension.ts'
import { type ReturnSort, type ReturnState, returnSortOf } from './return-sorts.ts'

/** A school of the reader's that has the child on its roll now. */
export type OwnSchool = {
  readonly id: number
  readonly address: string
  readonly name: string
  readonly laestab: string | undefined
  readonly calendar: SchoolCalendar
}

type SchoolRow = {
  id: number
  uuid: string
  name: string
  laestab: string | null
  calendar: SchoolCalendar | null
}

/** The school for which this reader tells of the child; undefined where the child is on no roll of theirs. */
export const ownSchoolOf = async ({ tx, at, childId }: ChildGrant<never>): Promise<OwnSchool | undefined> => {
  const { rows } = await sql<SchoolRow>`
    select e.id, e.uuid, e.name, e.laestab,
      (select json_agg(json_build_object('kind', t.kind, 'name', t.name, 'from', t.from_on, 'to', t.to_on) order by t.from_on)
        from term_date t where t.establishment_id = e.id and t.known_to = 'infinity') as calendar
    from access.roll r join access.establishment e on e.id = r.establishment_id
    where r.child_id = ${childId} and r.starts_on <= ${londonDate(at)}::date and r.ends_on > ${londonDate(at)}::date
      and e.id = any((select access.establishments())::bigint[]) order by e.name, e.id limit 1`.execute(tx)
  const [school] = rows
  return school
    ? {
        id: school.id,
        address: school.uuid,
        name: school.name,
        laestab: school.laestab ?? undefined,
        calendar: school.calendar ?? [],
      }
    : undefined
}

/** How far a return has come: what stands beside the entry. */
export type ReturnHead = {
  readonly address: string
  readonly childId: number
  readonly entry: number
  readonly sort: ReturnSort
  readonly ground: string | undefined
  readonly school: string
  readonly on: PlainDate
  readonly until: PlainDate | undefined
  readonly dueOn: PlainDate | undefined
  readonly sentBy: string
  readonly sentAt: Date
  readonly state: ReturnState
  readonly answer: string | undefined
}

type HeadRow = {
  uuid: string
  child_id: number
  entry_id: number
  sort: string
  ground: string | null
  school: string
  happened_on: PlainDate
  ends_on: PlainDate | null
  due_on: PlainDate | null
  sent_by: string
  sent_at: Date
  state: ReturnState
  answer: string | null
}

const headColumns = sql`r.uuid, r.child_id, r.entry_id, r.sort, r.ground, e.name as school, r.happened_on::text as happened_on, r.ends_on::text as ends_on,
  r.due_on::text as due_on, p.name as sent_by, r.sent_at, r.state, r.answer`
const headTables = sql`school_return r join access.establishment e on e.id = r.establishment_id join access.principal p on p.id = r.sent_by`

const headOf = (row: HeadRow): ReturnHead[] => {
  const sort = returnSortOf(row.sort)
  if (!sort) return []
  return [
    {
      address: row.uuid,
      childId: row.child_id,
      entry: row.entry_id,
      sort,
      ground: row.ground ?? undefined,
      school: row.school,
      on: row.happened_on,
      until: row.ends_on ?? undefined,
      dueOn: row.due_on ?? undefined,
      sentBy: row.sent_by,
      sentAt: row.sent_at,
      state: row.state,
      answer: row.answer ?? undefined,
    },
  ]
}

/** The returns about one child that this reader may know of, the latest first. */
export const listReturnsOf = async ({ tx, childId }: ChildGrant<'school-return'>): Promise<ReturnHead[]> => {
  const { rows } =
    await sql<HeadRow>`select ${headColumns} from ${headTables} where r.child_id = ${childId} order by r.sent_at desc, r.id desc`.execute(
      tx,
    )
  return rows.flatMap(headOf)
}

/** A return on a list, with the child as far as the reader sees one: a pupil who has left the roll is named no more. */
export type ReturnLine = ReturnHead & { readonly child: ChildCard | undefined }

/** How many returns a list holds; what is dealt with stays on it for thirty days. */
export const mostReturns = 200

/** Returns of the reader's schools and children: what is owed first, then the latest; what is dealt with last. */
export const listReturns = async (
  grant: Grant<CardKinds | 'school-return'>,
): Promise<{ readonly lines: readonly ReturnLine[]; readonly more: boolean }> => {
  const { rows } = await sql<HeadRow>`
    select ${headColumns} from ${headTables}
    where ${shownTo(grant)} and (r.state in ('sent', 'taken-up') or r.decided_at > ${grant.at}::timestamptz - interval '30 days')
    order by r.state in ('done', 'taken-back'), (r.due_on < ${londonDate(grant.at)}::date) desc nulls last, r.sent_at desc, r.id desc limit ${mostReturns + 1}`.execute(
    grant.tx,
  )
  return { lines: await withChildren(grant, rows.slice(0, mostReturns)), more: rows.length > mostReturns }
}

/**
 * A return of a pupil who was on no roll is not on its own school's list: it would say whether the child it was tied to is one whom the reader
 * may not know of.
 */
const shownTo = ({ reader }: Grant<CardKinds | 'school-return'>) =>
  holds(reader, 'answer-for-school') ? sql`r.run_id is null` : sql`true`

/** The sorts of which an officer is told as soon as they are sent. */
const toldAtOnce: readonly ReturnSort[] = ['ten-days', 'suspension', 'board-decision']

/** What an officer is told of on Today, at most 30: a return that is past its day, and what is new of the sorts that do not wait. */
export const listReturnsToTell = async (
  grant: Grant<CardKinds | 'school-return'>,
  today: PlainDate,
): Promise<readonly ReturnLine[]> => {
  const { rows } = await sql<HeadRow>`
    select ${headColumns} from ${headTables}
    where r.state in ('sent', 'taken-up') and (r.due_on < ${today}::date or (r.state = 'sent' and r.sort = any(${toldAtOnce}::text[])))
    order by r.due_on nulls last, r.sent_at, r.id limit 30`.execute(grant.tx)
  return await withChildren(grant, rows)
}

/** One return by its address. */
export const findReturn = async (
  grant: Grant<CardKinds | 'school-return'>,
  address: string,
): Promise<ReturnLine | undefined> => {
  const { rows } =
    await sql<HeadRow>`select ${headColumns} from ${headTables} where r.uuid::text = ${address} and ${shownTo(grant)}`.execute(
      grant.tx,
    )
  return (await withChildren(grant, rows))[0]
}

const withChildren = async (
  grant: Grant<CardKinds | 'school-return'>,
  rows: readonly HeadRow[],
): Promise<ReturnLine[]> => {
  const heads = rows.flatMap(headOf)
  const cards = await listCards(grant, [...new Set(heads.map(one => one.childId))])
  const byChild = new Map(cards.map(card => [card.childId, card]))
  return heads.map(head => ({ ...head, child: byChild.get(head.childId) }))
}

/** The term dates of the schools that notified a pupil's suspensions, by the school's number. */
export const calendarsOf = async (
  { tx }: ChildGrant<never>,
  facts: readonly KnownFact[],
): Promise<ReadonlyMap<string, SchoolCalendar>> => {
  const numbers = facts.flatMap(({ kind, body }) => (kind === 'suspension' ? [body.laestab ?? []].flat() : []))
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ laestab: string; calendar: SchoolCalendar }>`
    select e.laestab, json_agg(json_build_object('kind', t.kind, 'name', t.name, 'from', t.from_on, 'to', t.to_on) order by t.from_on) as calendar
    from access.establishment e join term_date t on t.establishment_id = e.id and t.known_to = 'infinity'
    where e.laestab = any(${[...new Set(numbers)]}::text[]) group by e.laestab`.execute(tx)
  return new Map(rows.map(row => [row.laestab, row.calendar]))
}

/**
 * What is known of the pupil's suspensions, once each, counted by the days of the school that notified each; where a telling names no school,
 * or one whose term dates are not told, by those of the school that is asked.
 */
export const exclusionsIn = (
  facts: readonly KnownFact[],
  own: SchoolCalendar,
  calendars: ReadonlyMap<string, SchoolCalendar>,
): Exclusion[] => {
  const told = facts.flatMap((fact): Exclusion[] => {
    const { category, startDate, sessions, reinstatedOn, laestab } = fact.body
    if (fact.kind !== 'suspension' || typeof startDate !== 'string') return []
    return [
      {
        category: category === 'PERM' || category === 'LNCH' ? category : 'SUSP',
        from: startDate as PlainDate,
        halfDays: typeof sessions === 'number' ? sessions : 0,
        calendar: calendars.get(String(laestab)) ?? own,
        ...(typeof reinstatedOn === 'string' ? { reinstatedOn: reinstatedOn as PlainDate } : {}),
      },
    ]
  })
  // Several sources tell one suspension: the longest telling stands, to the day on which the board took the pupil back.
  const once = new Map<string, Exclusion>()
  for (const one of told) {
    const key = `${one.category} ${one.from}`
    const known = once.get(key)
    const reinstatedOn = one.reinstatedOn ?? known?.reinstatedOn
    const longest = known && known.halfDays > one.halfDays ? known : one
    once.set(key, { ...longest, ...(reinstatedOn ? { reinstatedOn } : {}) })
  }
  return [...once.values()]
}
