import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { noMark } from '../kernel/index.ts'
import { markSessions, type PupilPlacing } from './marks.actions.ts'
import { placeRegisters } from './place-registers.actions.ts'
import { placesOf, type RegisterContent, sessionsOf } from './registers.ts'
import type { RunToUndo } from './run.ts'
import { findSourcePersons } from './source-persons.actions.ts'

/** A session that the run marked: what it was before, and what the run left. */
type Touched = { readonly place: Omit<PupilPlacing, 'byte' | 'how'>; before: string; left: string }

/**
 * Takes a run's marks back, school by school: each session is again what it was before the run, unless a later import has
 * changed it since. The undo is a change like any other, so the past can still be read as it was known.
 */
export const unmarkRun = async (tx: Tx, run: RunToUndo, at: Date): Promise<void> => {
  const { rows: schools } = await sql<{ id: number; laestab: string }>`
    select e.id, e.laestab from access.establishment e where e.laestab in (
      select content->>'laestab' from source_record where run_id = ${run.id} and register and not gone
      union select h.laestab from mark_change c join access.establishment h on h.id = c.establishment_id where c.run_id = ${run.id})
    order by e.id`.execute(tx)
  for (const school of schools) {
    const touched = new Map<string, Touched>()
    await addFirstMarks(tx, run, school, at, touched)
    await addChanges(tx, run, school, at, touched)
    const placings = [...touched.values()].map(({ place, before, left }) => ({
      ...place,
      byte: before,
      how: 'later' as const,
      expected: left,
    }))
    await markSessions(tx, run.id, placings, at)
  }
}

/** Registers that stand now mark again what they too had said of the sessions taken back. */
export const remarkStanding = async (tx: Tx, run: RunToUndo, at: Date): Promise<void> => {
  const { rows } = await sql<{ id: number; content: RegisterContent; as_of: Date }>`
    select r.id, r.content, r.as_of from (select distinct key from source_record where run_id = ${run.id} and register) k
    join source_record r on r.source_id = ${run.sourceId} and r.key = k.key and r.known_to = 'infinity' and not r.gone order by r.id`.execute(
    tx,
  )
  const registers = rows.map(({ id, content, as_of }) => ({
    laestab: content.laestab,
    date: content.date,
    how: 'fill' as const,
    asOf: as_of,
    recordId: id,
    marks: content.marks.map(([key, am, pm]) => [key, am, pm] as const),
  }))
  await placeRegisters(tx, run, registers, at)
}

type School = { readonly id: number; readonly laestab: string }
const keyOf = (p: { sourcePersonId: number; year: number; position: number }): string =>
  `${p.sourcePersonId}/${p.year}/${p.position}`

/** Sessions that the run's registers were the first to mark. */
const addFirstMarks = async (
  tx: Tx,
  run: RunToUndo,
  school: School,
  at: Date,
  touched: Map<string, Touched>,
): Promise<void> => {
  const { rows } = await sql<{ content: RegisterContent }>`
    select content from source_record
    where run_id = ${run.id} and register and not gone and version = 1 and content->>'laestab' = ${school.laestab}`.execute(
    tx,
  )
  const persons = await findSourcePersons(tx, run.sourceId, [
    ...new Set(rows.flatMap(r => r.content.marks.map(([key]) => key))),
  ])
  for (const { content } of rows) {
    const places = placesOf(content.date)
    for (const [key, am, pm] of content.marks) {
      const person = persons.get(key)
      if (!places || !person) continue
      for (const { position, byte } of sessionsOf(places, am, pm, 'first')) {
        const place = {
          sourcePersonId: person.id,
          childId: person.personId,
          establishmentId: school.id,
          year: places.year,
          position,
          asOf: at,
          recordId: undefined,
        }
        touched.set(keyOf(place), { place, before: noMark, left: byte })
      }
    }
  }
}

type ChangeRow = {
  source_person_id: number
  child_id: number
  year: number
  position: number
  old: string
  new: string
}

/** Sessions whose marks it changed: before it was what its first change says, unless its own register was the first to mark. */
const addChanges = async (
  tx: Tx,
  run: RunToUndo,
  school: School,
  at: Date,
  touched: Map<string, Touched>,
): Promise<void> => {
  const { rows } = await sql<ChangeRow>`
    select c.source_person_id, s.person_id as child_id, c.year, c.position, c.old, c.new
    from mark_change c join source_person s on s.id = c.source_person_id
    where c.run_id = ${run.id} and c.establishment_id = ${school.id} order by c.known_from, c.ctid`.execute(tx)
  for (const row of rows) {
    const place = {
      sourcePersonId: row.source_person_id,
      childId: row.child_id,
      establishmentId: school.id,
      year: row.year,
      position: row.position,
      asOf: at,
      recordId: undefined,
    }
    const known = touched.get(keyOf(place))
    // A change of what the run itself had marked goes back to before the run, any other to what it changed.
    const before = known && known.left === row.old ? known.before : row.old
    touched.set(keyOf(place), { place, before, left: row.new })
  }
}
