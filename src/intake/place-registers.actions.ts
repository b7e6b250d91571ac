import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { noMark, type PlainDate } from '../kernel/index.ts'
import { findEstablishments } from './hanging.actions.ts'
import { markSessions, type PupilPlacing } from './marks.actions.ts'
import type { BatchPlan } from './plan-batch.ts'
import { type Placing, placesOf, type RegisterContent, sessionsOf } from './registers.ts'
import type { Run } from './run.ts'
import type { RegisterRow } from './source.ts'
import { findSourcePersons, type SourcePersonPlace } from './source-persons.actions.ts'

/** A register whose marks are to be placed, and how: as the day's first, as a later version, or only where nothing is marked yet. */
export type RegisterToPlace = {
  readonly laestab: string
  readonly date: PlainDate
  readonly marks: readonly (readonly [personKey: string, am: string, pm: string])[]
  readonly how: Placing['how']
  readonly asOf: Date
  readonly recordId: number | undefined
}

/** The registers of a batch: new versions that stand, and those sent again, for pupils who were not known the first time. */
export const registersOf = (plan: BatchPlan, ids: readonly number[]): RegisterToPlace[] => [
  ...plan.records.flatMap((r, i) =>
    r.register && r.stands ? [toPlace(r.register, r.version === 1 ? 'first' : 'later', ids[i])] : [],
  ),
  ...plan.sameRegisters.map(({ register, recordId }) => toPlace(register, 'fill', recordId)),
]

const toPlace = (register: RegisterRow, how: Placing['how'], recordId: number | undefined): RegisterToPlace => ({
  laestab: register.laestab,
  date: register.date,
  how,
  asOf: register.asOf,
  recordId: recordId !== undefined && recordId > 0 ? recordId : undefined,
  marks: register.marks.map(m => [m.personKey, m.am, m.pm] as const),
})

/**
 * The pupils whom any version of these registers named and `now` does not, unmarked: a whole register that is sent again without a pupil takes
 * the pupil's marks of that day back, whatever corrections of others came between.
 */
export const blanksFor = async (
  tx: Tx,
  { replaced, confirmed }: Pick<BatchPlan, 'replaced' | 'confirmed'>,
  now: readonly RegisterToPlace[],
  asOf: Date,
): Promise<RegisterToPlace[]> => {
  const again = confirmed.map(({ id }) => id)
  if (replaced.length + again.length === 0) return []
  const { rows } = await sql<{ content: RegisterContent }>`
    select v.content from source_record r join source_record v on v.source_id = r.source_id and v.key = r.key and v.register and not v.gone
    where r.id = any(${[...replaced, ...again]}::bigint[]) and r.register and (r.id = any(${replaced}::bigint[]) or v.id <> r.id)`.execute(
    tx,
  )
  const named = new Map(now.map(r => [`${r.laestab} ${r.date}`, new Set(r.marks.map(([key]) => key))]))
  return rows.map(({ content: { laestab, date, marks } }) => ({
    laestab,
    date,
    how: 'later',
    asOf,
    recordId: undefined,
    marks: marks
      .filter(([key]) => !named.get(`${laestab} ${date}`)?.has(key))
      .map(([key]) => [key, noMark, noMark] as const),
  }))
}

/**
 * The registers of a batch that came after newer ones of their day, for the pupils whom those do not name: a correction of one pupil says nothing
 * of the others. After the batch's records are stored.
 */
export const lateRegisters = async (
  tx: Tx,
  sourceId: string,
  plan: BatchPlan,
  ids: readonly number[],
): Promise<RegisterToPlace[]> => {
  const late = plan.records.flatMap((r, i) =>
    r.register && r.late ? [{ key: r.key, register: toPlace(r.register, 'later', ids[i]) }] : [],
  )
  if (late.length === 0) return []
  const { rows } = await sql<{ key: string; said: Date; content: RegisterContent }>`
    select r.key, coalesce(r.confirmed_as_of, r.as_of) as said, r.content from source_record r join import_run u on u.id = r.run_id
    where r.source_id = ${sourceId} and r.key = any(${late.map(({ key }) => key)}::text[]) and r.register and not r.gone and u.state <> 'undone'`.execute(
    tx,
  )
  return late.map(({ key, register }) => {
    const newer = rows.filter(row => row.key === key && row.said > register.asOf)
    const named = new Set(newer.flatMap(row => row.content.marks.map(([pupil]) => pupil)))
    return { ...register, marks: register.marks.filter(([pupil]) => !named.has(pupil)) }
  })
}

/** Places the marks of registers; pupils whom the source has not named are passed over. `known` are those looked up before. */
export const placeRegisters = async (
  tx: Tx,
  { sourceId, id: runId }: Pick<Run, 'sourceId' | 'id'>,
  registers: readonly RegisterToPlace[],
  at: Date,
  known: ReadonlyMap<string, SourcePersonPlace> = new Map(),
): Promise<void> => {
  if (registers.length === 0) return
  const keys = new Set(registers.flatMap(r => r.marks.map(([key]) => key)))
  const found = await findSourcePersons(
    tx,
    sourceId,
    [...keys].filter(key => !known.has(key)),
  )
  const persons = { get: (key: string) => known.get(key) ?? found.get(key) }
  const schools = await findEstablishments(tx, new Map(registers.map(r => [r.laestab, null])))
  const placings = registers.flatMap(r => placingsOf(r, schools.get(r.laestab) ?? 0, persons))
  await markSessions(tx, runId, placings, at)
}

/** Notes the latest day of which each school has sent a register, and when that came: a quiet feed is no quiet child. */
export const noteArrivals = async (tx: Tx, registers: readonly RegisterToPlace[], at: Date): Promise<void> => {
  const latest = new Map<string, PlainDate>()
  // A day without any mark, as a closure at a weekend, is no register.
  for (const { laestab, date, marks } of registers)
    if (marks.length > 0 && date >= (latest.get(laestab) ?? date)) latest.set(laestab, date)
  await sql`
    update access.establishment e set register_on = x.day, register_at = ${at}
    from unnest(${[...latest.keys()]}::text[], ${[...latest.values()]}::date[]) as x(laestab, day)
    where e.laestab = x.laestab and (e.register_on is null or e.register_on < x.day)`.execute(tx)
}

const placingsOf = (
  register: RegisterToPlace,
  establishmentId: number,
  persons: { get(key: string): SourcePersonPlace | undefined },
): PupilPlacing[] => {
  const places = placesOf(register.date)
  if (!places) return []
  const { how, asOf, recordId } = register
  return register.marks.flatMap(([key, am, pm]) => {
    const person = persons.get(key)
    if (!person) return []
    const own = {
      sourcePersonId: person.id,
      childId: person.personId,
      establishmentId,
      year: places.year,
      asOf,
      recordId,
    }
    return sessionsOf(places, am, pm, how).map(session => ({ ...session, ...own }))
  })
}
