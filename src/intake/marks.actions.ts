import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { markBits } from '../kernel/index.ts'
import { jsonRows } from './json-rows.queries.ts'
import { blankYear, type MarkChange, type Placing, placeMarks } from './registers.ts'

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

/**
 * Marks sessions, set by set: each pupil's year is read once, marked, and written once where it changed. Every change of a
 * mark that stood is kept, so that the year can be read as it was known at any moment.
 */
export const markSessions = async (
  tx: Tx,
  runId: number,
  placings: readonly PupilPlacing[],
  at: Date,
): Promise<void> => {
  if (placings.length === 0) return
  const byYear = Map.groupBy(placings, p => keyOf(yearKey(p)))
  const keys = [...byYear.values()].flatMap(([first]) => (first ? [yearKey(first)] : []))
  const { rows: standing } = await sql<YearKey & { marks: string }>`
    select y.source_person_id, y.establishment_id, y.year, y.marks from ${jsonRows(keys, yearColumns)}
    join attendance_year y using (source_person_id, establishment_id, year)`.execute(tx)
  const before = new Map(standing.map(row => [keyOf(row), row.marks]))
  const years: object[] = []
  const changes: object[] = []
  for (const [key, own] of byYear) {
    const known = before.get(key)
    const placed = placeMarks(known ?? blankYear, own)
    if (placed.marks === known || own[0] === undefined) continue
    years.push({ ...yearKey(own[0]), child_id: own[0].childId, marks: placed.marks, ...markBits(placed.marks) })
    for (const change of placed.changes) changes.push({ ...yearKey(own[0]), ...changeRow(change) })
  }
  await meetLinker(
    tx,
    placings.filter(p => !before.has(keyOf(yearKey(p)))).map(p => p.sourcePersonId),
  )
  await writeYears(tx, years, at)
  await writeChanges(tx, runId, changes, at)
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

const writeYears = async (tx: Tx, years: readonly object[], at: Date): Promise<void> => {
  if (years.length === 0) return
  await sql`
    insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
    select source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, ${at}, ${at}
    from ${jsonRows(years, `${yearColumns}, child_id bigint, marks text, attended varbit, authorised varbit, unauthorised varbit`)}
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
