import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { markBits, noMark } from '../kernel/index.ts'
import { jsonRows } from './json-rows.queries.ts'
import { blankYear, type MarkChange, type Placing, placeMarks, stretchOf } from './registers.ts'

/** One session of one pupil at one school to be marked, and what says so. */
export type PupilPlacing = Placing & {
  readonly sourcePersonId: number
  readonly childId: number
  readonly establishmentId: number
  readonly year: number
  readonly asOf: Date
  readonly recordId: number | undefined
}

type YearKey = { readonly source_person_id: number; readonly establishment_id: number; readonly year: number }

const keyOf = (k: YearKey): string => `${k.source_person_id}/${k.establishment_id}/${k.year}`
const yearKey = (p: PupilPlacing): YearKey => ({
  source_person_id: p.sourcePersonId,
  establishment_id: p.establishmentId,
  year: p.year,
})
const yearColumns = 'source_person_id bigint, establishment_id bigint, year smallint'
const markColumns = 'marks text, attended varbit, authorised varbit, unauthorised varbit'

/**
 * Marks sessions, set by set: each pupil's year is looked at once, as far as it is marked, and written once where it changed: a day is
 * two of its 530 sessions. Every change of a mark that stood is kept, so that the year can be read as it was known at any moment.
 */
export const markSessions = async (
  tx: Tx,
  runId: number,
  placings: readonly PupilPlacing[],
  at: Date,
): Promise<void> => {
  if (placings.length === 0) return
  const pupils = [...Map.groupBy(placings, p => keyOf(yearKey(p))).values()].map(stretchOfPupil)
  const standing = await loadStretches(tx, pupils)
  const [known, fresh, changes]: [object[], object[], object[]] = [[], [], []]
  for (const { key, childId, first, count, own } of pupils) {
    const before = standing.get(keyOf(key))
    const placed = placeMarks(before ?? noMark.repeat(count), own, first)
    if (placed.marks === before) continue
    if (before === undefined) fresh.push({ ...key, child_id: childId, ...wholeYear(first, placed.marks) })
    else known.push({ ...key, first, marks: placed.marks, ...markBits(placed.marks) })
    for (const change of placed.changes) changes.push({ ...key, ...changeRow(change) })
  }
  await meetLinker(
    tx,
    pupils.filter(({ key }) => !standing.has(keyOf(key))).map(({ key }) => key.source_person_id),
  )
  await markYears(tx, known, at)
  await addYears(tx, fresh, at)
  await writeChanges(tx, runId, changes, at)
}

/** What is to be marked in one pupil's year, and how far it reaches. */
type PupilStretch = {
  readonly key: YearKey
  readonly childId: number
  readonly first: number
  readonly count: number
  readonly own: readonly PupilPlacing[]
}

const stretchOfPupil = (own: readonly PupilPlacing[]): PupilStretch => {
  const [one] = own
  if (!one) throw new Error('A stretch is of at least one session.')
  return { key: yearKey(one), childId: one.childId, ...stretchOf(own), own }
}

/** What stands in these stretches of the years that there are. */
const loadStretches = async (tx: Tx, stretches: readonly PupilStretch[]): Promise<Map<string, string>> => {
  const asked = stretches.map(({ key, first, count }) => ({ ...key, first, count }))
  const { rows } = await sql<YearKey & { marks: string }>`
    select source_person_id, establishment_id, year, substr(y.marks, x.first + 1, x.count) as marks
    from ${jsonRows(asked, `${yearColumns}, first integer, count integer`)}
    join attendance_year y using (source_person_id, establishment_id, year)`.execute(tx)
  return new Map(rows.map(row => [keyOf(row), row.marks]))
}

const wholeYear = (first: number, marks: string): object => {
  const whole = blankYear.slice(0, first) + marks + blankYear.slice(first + marks.length)
  return { marks: whole, ...markBits(whole) }
}

const changeRow = (change: MarkChange & { by: PupilPlacing }): object => ({
  position: change.position,
  old: change.old,
  new: change.new,
  as_of: change.by.asOf.toISOString(),
  record: change.by.recordId ?? null,
})

// A new year is put on whose record the pupil is now: an update that says nothing meets the linker's, so that the two never
// pass each other unseen (one of them starts again).
const meetLinker = async (tx: Tx, sourcePersonIds: readonly number[]): Promise<void> => {
  if (sourcePersonIds.length === 0) return
  await sql`update source_person set to_link = to_link where id = any(${[...new Set(sourcePersonIds)]}::bigint[])`.execute(
    tx,
  )
}

/** Only the stretch is sent and written over: a county's years whole would be half a gigabyte a day, each way. */
const markYears = async (tx: Tx, years: readonly object[], at: Date): Promise<void> => {
  if (years.length === 0) return
  await sql`
    update attendance_year y set marks = overlay(y.marks placing x.marks from x.first + 1), changed_at = ${at},
      attended = overlay(y.attended placing x.attended from x.first + 1), authorised = overlay(y.authorised placing x.authorised from x.first + 1),
      unauthorised = overlay(y.unauthorised placing x.unauthorised from x.first + 1)
    from ${jsonRows(years, `${yearColumns}, first integer, ${markColumns}`)}
    where (y.source_person_id, y.establishment_id, y.year) = (x.source_person_id, x.establishment_id, x.year)`.execute(
    tx,
  )
}

const addYears = async (tx: Tx, years: readonly object[], at: Date): Promise<void> => {
  if (years.length === 0) return
  await sql`
    insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
    select source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, ${at}, ${at}
    from ${jsonRows(years, `${yearColumns}, child_id bigint, ${markColumns}`)}
    on conflict (source_person_id, establishment_id, year) do update set marks = excluded.marks, attended = excluded.attended,
      authorised = excluded.authorised, unauthorised = excluded.unauthorised, changed_at = excluded.changed_at`.execute(
    tx,
  )
}

const writeChanges = async (tx: Tx, runId: number, changes: readonly object[], at: Date): Promise<void> => {
  if (changes.length === 0) return
  await sql`
    insert into mark_change (source_person_id, establishment_id, year, position, old, new, as_of, known_from, source_record_id, run_id)
    select source_person_id, establishment_id, year, position, old, new, as_of, ${at}, record, ${runId}
    from ${jsonRows(changes, `${yearColumns}, position smallint, old text, new text, as_of timestamptz, record bigint`)}`.execute(
    tx,
  )
}
