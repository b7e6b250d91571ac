import { type RawBuilder, sql } from 'kysely'
import { openBody, type Tx } from '../../../access/index.ts'
import {
  type AcademicYear,
  academicYearOf,
  addDays,
  foldName,
  londonDate,
  markCodes,
  type PlainDate,
  unknownMark,
  weekdayIndex,
} from '../../../kernel/index.ts'
import { isPossible, overlayMarks, type Register } from '../attendance.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import { unexplainedPattern } from '../unexplained.ts'
import type { ToldAddress, ToldSchool } from './moves.ts'
import type { Standing } from './notice-rules.ts'
import type { ChildState, Ground, SchoolCall, ToldSuspension } from './notices.ts'

/** Kinds whose entries put a child under a rule, each with the category that the kind itself carries. */
const groundKinds = [
  ['sen-provision', 'send', 'special-needs'],
  ['protection-plan', 'protection', 'protection-plan'],
  ['care-episode', 'care-content', 'in-care'],
  ['in-care-at-school', 'care-involved', 'in-care'],
] as const satisfies readonly (readonly [kind: string, category: string, standing: Standing])[]
const happeningKinds = ['suspension', 'enrolment', 'address', 'told-school', 'home-call'] as const

const uncounted = [...markCodes.map(code => code.byte), unknownMark].filter(byte => !isPossible(byte)).join('')

/**
 * The children whose notices a run may have changed: those whose marks it left with an absence that nobody has explained, those of whom
 * it told something that rules look at, and whoever has an open notice of an absence or of the last sixty days: an older change is looked at
 * again where a run tells of it.
 */
export const findTouched = async (tx: Tx, runId: number, now: Date): Promise<number[]> => {
  const today = londonDate(now)
  const kinds = [...groundKinds.map(([kind]) => kind), ...happeningKinds]
  const { rows } = await sql<{ child_id: number }>`
    select child_id from attendance_year y
    where y.year = ${academicYearOf(today)} and y.changed_at >= (select received_at from import_run where id = ${runId})
      and right(rtrim(left(y.marks, ${daysUntil(today) * 2}), ${uncounted}), 1) ~ ${unexplainedPattern}
    union select child_id from entry where run_id = ${runId} and child_id is not null and kind = any(${kinds})
    union select child_id from child_notice where withdrawn_at = 'infinity'
      and (kind = 'stopped-attending' or raised_at > ${now}::timestamptz - interval '60 days')`.execute(tx)
  return rows.map(row => row.child_id)
}

/** How many weekdays of the year there have been, the day included. */
const daysUntil = (today: PlainDate): number => {
  for (let day = today; ; day = addDays(day, -1)) {
    const index = weekdayIndex(academicYearOf(today), day)
    if (index !== undefined) return index + 1
    if (academicYearOf(day) !== academicYearOf(today)) return 0
  }
}

/** Of these children, those whom a rule can be about today, and all that the rules look at. */
export const loadStates = async (tx: Tx, childIds: readonly number[], now: Date): Promise<Map<number, ChildState>> => {
  const grounds = await listGrounds(tx, childIds, londonDate(now))
  const ids = [...grounds.keys()]
  if (ids.length === 0) return new Map()
  const registers = await listYears(tx, ids, academicYearOf(londonDate(now)))
  const told = await listTold(tx, ids)
  return new Map(
    ids.map(id => [
      id,
      {
        grounds: grounds.get(id) ?? [],
        registers: registers.get(id) ?? [],
        suspensions: (told.get(id) ?? []).flatMap(suspensionOf),
        schools: (told.get(id) ?? []).flatMap(schoolOf),
        addresses: (told.get(id) ?? []).flatMap(addressOf),
        calls: (told.get(id) ?? []).flatMap(callOf),
      },
    ]),
  )
}

/** The entries `e` that put a child under a rule on a day, and what they say, `k.standing`: a from clause and its conditions. */
export const groundsOn = (today: PlainDate): RawBuilder<unknown> => {
  const [kinds, categories, standings] = [0, 1, 2].map(at => groundKinds.map(row => row[at]))
  return sql`unnest(${kinds}::text[], ${categories}::text[], ${standings}::text[]) as k(kind, category, standing)
    join entry e on e.kind = k.kind and e.category = k.category
    where e.known_to = 'infinity' and coalesce(e.true_from, '-infinity') <= ${today}::date and e.true_to > ${today}::date
      and case e.kind when 'sen-provision' then e.body->>'code' in ('E', 'K') when 'in-care-at-school' then e.body->>'inCare' = 'true'
        else e.body ? 'startedOn' and coalesce(e.body->>'endedOn', '9999-12-31') >= ${today} end`
}

const listGrounds = async (tx: Tx, childIds: readonly number[], today: PlainDate): Promise<Map<number, Ground[]>> => {
  const { rows } = await sql<{ child_id: number; id: number; standing: Standing }>`
    select e.child_id, e.id, k.standing from ${groundsOn(today)} and e.child_id = any(${childIds}::bigint[]) order by e.id`.execute(
    tx,
  )
  const found = new Map<number, Ground[]>()
  for (const { child_id, id, standing } of rows)
    found.set(child_id, [...(found.get(child_id) ?? []), { entry: id, standing }])
  return found
}

type YearRow = {
  child_id: number
  establishment_id: number
  school: string
  marks: string
  changed_at: Date
  calendar: SchoolCalendar | null
}
const listYears = async (tx: Tx, childIds: readonly number[], year: AcademicYear): Promise<Map<number, Register[]>> => {
  const { rows } = await sql<YearRow>`
    with calendar as materialized (
      select establishment_id, json_agg(json_build_object('kind', kind, 'name', name, 'from', from_on, 'to', to_on) order by from_on) as spans
      from term_date where known_to = 'infinity' group by establishment_id)
    select y.child_id, y.establishment_id, e.name as school, y.marks, y.changed_at, c.spans as calendar
    from attendance_year y join access.establishment e on e.id = y.establishment_id left join calendar c on c.establishment_id = e.id
    where y.child_id = any(${childIds}::bigint[]) and y.year = ${year} order by y.child_id, y.establishment_id, y.changed_at`.execute(
    tx,
  )
  const found = new Map<number, Register[]>()
  // A school that has numbered its pupils anew has told one year twice: the later telling stands where it has a mark.
  for (const tellings of Map.groupBy(rows, row => `${row.child_id} ${row.establishment_id}`).values()) {
    const last = tellings.at(-1)
    if (!last) continue
    const { child_id, school, changed_at, calendar } = last
    const marks = tellings.map(row => row.marks).reduce(overlayMarks)
    const register = { school, year, marks, changedAt: changed_at, ...(calendar ? { calendar } : {}) }
    found.set(child_id, [...(found.get(child_id) ?? []), register])
  }
  return found
}

type ToldRow = {
  id: number
  child_id: number
  kind: (typeof happeningKinds)[number]
  source_person_id: number
  here: boolean
  school_name: string | null
  body: Record<string, string>
  true_from: PlainDate | null
  true_to: string
  known_from: Date
  stands: boolean
}
/** What was told of schools, addresses and exclusions, what stands no longer included. */
const listTold = async (tx: Tx, childIds: readonly number[]): Promise<Map<number, ToldRow[]>> => {
  const { rows } = await sql<ToldRow>`
    select id, child_id, kind, source_person_id, source_id = 'throughline' as here,
      (select x.name from access.establishment x where x.laestab = entry.body->>'laestab') as school_name, body, true_from, true_to, known_from, known_to = 'infinity' as stands from entry
    where child_id = any(${childIds}::bigint[]) and kind = any(${happeningKinds}) and source_person_id is not null
    order by child_id, known_from, id`.execute(tx)
  const told = rows.map(row => ({ ...row, body: openBody(tx, row.body, row.source_person_id, row.kind) }))
  return Map.groupBy(told, row => row.child_id)
}

const suspensionOf = ({ kind, id, body, stands }: ToldRow): ToldSuspension[] =>
  kind === 'suspension' && stands && body.startDate
    ? [{ entry: id, from: body.startDate as PlainDate, category: body.category ?? '' }]
    : []

const callOf = ({ kind, body, stands }: ToldRow): SchoolCall[] =>
  kind === 'home-call' && stands && body.on ? [{ on: body.on as PlainDate, explained: body.reason === 'given' }] : []

/** Guests and additional places are no move of school. */
const schoolOf = ({ kind, id, body, school_name, true_from, true_to, known_from, stands }: ToldRow): ToldSchool[] => {
  const names = [body.school, school_name].flatMap(name => (name ? foldName(name) : []))
  if (kind === 'told-school' && true_from && names[0])
    return [{ entry: id, school: names[0], names, here: true, from: true_from, knownFrom: known_from, stands }]
  const school = body.laestab ?? body.school
  const from = body.entryDate ?? true_from
  if (kind !== 'enrolment' || !school || !from || ['S', 'G'].includes(body.status ?? '')) return []
  const until = true_to === 'infinity' ? {} : { until: addDays(true_to as PlainDate, -1) }
  return [{ entry: id, school, names, from: from as PlainDate, ...until, knownFrom: known_from, stands }]
}

const addressOf = ({ kind, id, body, source_person_id, here, known_from, stands }: ToldRow): ToldAddress[] => {
  if (kind !== 'address' || (body.type ?? 'home') !== 'home') return []
  const { saon, paon, street, town, postcode, uprn, asWritten } = body
  const words = uprn ?? foldName([saon, paon, street, town, postcode, asWritten].filter(Boolean).join(' '))
  return [{ entry: id, teller: source_person_id, ...(here ? { here } : {}), words, knownFrom: known_from, stands }]
}
