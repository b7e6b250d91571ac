import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import {
  academicYearOf,
  type FeedState,
  feedState,
  formatDate,
  isSchoolDay,
  isYearTold,
  londonDate,
  markClassOf,
  markCodeOf,
  NotFound,
  type PlainDate,
  parseUuid,
  type SchoolCalendar,
  weekdayIndex,
} from '../../kernel/index.ts'
import { fold, readMany } from '../golden-record/index.ts'
import { chosenValue, identity } from '../kinds/index.ts'
import { nameAndAge } from '../pages/life-words.ts'

export type School = {
  readonly address: string
  readonly name: string
  readonly pupils: number
  readonly phone: string | undefined
}
type Pupil = { readonly address: string; readonly name: string; readonly age: string; readonly today: string }
export type Roll = {
  readonly address: string
  readonly school: string
  readonly on: string
  /** Whether today's register came; undefined on a day without registers. */
  readonly feed?: FeedState
  /** When its registers are due each school day, HH:MM. */
  readonly dueBy: string
  /** Whether it has told its term dates of this school year: without them a holiday looks like a register that is missing. */
  readonly datesTold: boolean
  readonly pupils: readonly Pupil[]
}
type SchoolRow = {
  id: number
  uuid: string
  name: string
  due_by: string
  register_on: PlainDate | null
  calendar: SchoolCalendar
}

/** A roll is read whole up to this many pupils: the largest schools of the country have fewer. */
const mostPupils = 4000

/** The schools whose roll the reader has a live reason to see. */
export const listSchools = async (grant: Grant<'identity' | 'chosen-value'>): Promise<readonly School[]> => {
  const { rows } = await sql<{ uuid: string; name: string; phone: string | null; pupils: number }>`
    select e.uuid, e.name, e.phone, (select count(*)::int from access.roll r where r.establishment_id = e.id
      and r.starts_on <= ${londonDate(grant.at)}::date and r.ends_on > ${londonDate(grant.at)}::date) as pupils
    from access.establishment e where e.id = any ((select access.establishments())::bigint[]) order by e.name`.execute(
    grant.tx,
  )
  return rows.map(r => ({ address: r.uuid, name: r.name, pupils: r.pupils, phone: r.phone ?? undefined }))
}

/** One school's roll today with the last mark there is, by name. Throws NotFound for a school the reader is not linked to. */
export const loadRoll = async (
  grant: Grant<'identity' | 'chosen-value'>,
  address: string | undefined,
): Promise<Roll> => {
  const { tx, at } = grant
  const today = londonDate(at)
  const year = academicYearOf(today)
  const { rows: schools } = await sql<SchoolRow>`
    select id, uuid, name, to_char(register_due, 'HH24:MI') as due_by, register_on::text as register_on,
      (select coalesce(json_agg(json_build_object('kind', t.kind, 'name', t.name, 'from', t.from_on, 'to', t.to_on)), '[]') from term_date t
        where t.establishment_id = e.id and t.year = ${year} and t.known_to = 'infinity') as calendar
    from access.establishment e where uuid = ${parseUuid(address ?? '') ?? null} and id = any ((select access.establishments())::bigint[])`.execute(
    tx,
  )
  const school = schools[0]
  if (!school) throw new NotFound()
  const { rows } = await sql<{ child_id: number; uuid: string; marks: string | null }>`
    select r.child_id, p.uuid, max(y.marks) as marks from access.roll r join person p on p.id = r.child_id
    left join attendance_year y on y.child_id = r.child_id and y.establishment_id = r.establishment_id and y.year = ${year}
    where r.establishment_id = ${school.id} and r.starts_on <= ${today}::date and r.ends_on > ${today}::date
    group by r.child_id, p.uuid limit ${mostPupils}`.execute(tx)
  const datesTold = isYearTold(school.calendar, year)
  const feed = feedState(
    {
      dueBy: school.due_by,
      ...(school.register_on ? { on: school.register_on } : {}),
      ...(datesTold ? { isIn: isSchoolDay(school.calendar, today) } : {}),
    },
    at,
  )
  const facts = await readMany(
    grant,
    rows.map(r => r.child_id),
    [identity, chosenValue],
  )
  const pupils = rows.flatMap(row => {
    const known = facts.get(row.child_id)
    if (!known) return []
    const record = fold(known, { today, enrolment: 'enrolment' })
    const { name, age } = nameAndAge(record, today)
    return [
      {
        address: row.uuid,
        name,
        age,
        today: markWords(row.marks, today, feed),
        by: `${record.name?.value.surname ?? ''} ${record.name?.value.forename ?? ''}`,
      },
    ]
  })
  pupils.sort((a, b) => a.by.localeCompare(b.by, 'en-GB') || (a.address < b.address ? -1 : 1))
  return {
    address: school.uuid,
    school: school.name,
    on: formatDate(today),
    ...(feed ? { feed } : {}),
    dueBy: school.due_by,
    datesTold,
    pupils: pupils.map(({ by: _, ...pupil }) => pupil),
  }
}

const classWords = {
  present: 'Present',
  'approved-activity': 'At an approved activity',
  authorised: 'Absent, authorised',
  unauthorised: 'Absent, unauthorised',
  'not-possible': 'No session',
} as const
/** What no mark says: of a quiet school nothing, and of a day on which its pupils are not in as little as of a Sunday. */
const noMarkWords: Readonly<Record<FeedState, string>> = {
  came: 'No mark in the register',
  'not-due': 'No mark yet',
  quiet: 'Not known: no register',
}
const noSchool = 'No school today'

/** The last mark of the day there is: afternoon before morning. */
const markWords = (marks: string | null, today: PlainDate, feed: FeedState | undefined): string => {
  const day = weekdayIndex(academicYearOf(today), today)
  const markOf = (session: number) => (day === undefined ? undefined : marks?.[day * 2 + session]) ?? ''
  const [morning, afternoon] = [markOf(0), markOf(1)]
  const last = markClassOf(afternoon) === 'none' ? morning : afternoon
  // Counted as missed, and in school all the same: nobody looks for a pupil who is there.
  if (markCodeOf(last) === 'U') return 'In school, late after the register closed'
  const counts = markClassOf(last)
  if (counts !== 'none') return classWords[counts]
  return feed ? noMarkWords[feed] : noSchool
}
