import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import { jsonRows } from './json-rows.queries.ts'
import type { ImportedInvolvement } from './source.ts'
import { endAfter, type StagedEntry } from './staged-row.ts'

/** Who or what an entry is about, and the row that says so. `until` ends it at once: an older version, shown by nobody. */
export type Hung = {
  readonly source_person_id: number | null
  readonly child_id: number | null
  readonly source_record_id: number
  readonly until: string
}

export type HungEntry = Hung & StagedEntry & { readonly uprn: string | null }

const entryColumns = `source_person_id bigint, child_id bigint, uprn text, kind text, category text, category_bit bigint,
  sensitivity smallint, summary boolean, body jsonb, true_from date, true_to date, source_record_id bigint, until timestamptz,
  occasion_id uuid, due_on date, status text, code text, number numeric, ref uuid`

/** Writes the entries of a batch. */
export const insertEntries = async (
  tx: Tx,
  sourceId: string,
  runId: number,
  entries: readonly HungEntry[],
  at: Date,
): Promise<void> => {
  if (entries.length === 0) return
  // Addresses of one batch begin alike, so that their index writes a few pages and not one for each (decision 14); 98 bits of each are its own.
  const begin = randomBytes(3).toString('hex')
  await sql`
    insert into entry (uuid, source_person_id, child_id, uprn, kind, category, category_bit, sensitivity, summary, body, true_from, true_to,
      known_from, known_to, source_id, source_record_id, run_id, occasion_id, due_on, status, code, number, ref)
    select overlay(gen_random_uuid()::text placing ${begin} from 1)::uuid, source_person_id, child_id, uprn, kind, category, category_bit, sensitivity, summary, body,
      true_from, true_to, ${at}, until, ${sourceId}, source_record_id, ${runId}, occasion_id, due_on, status, code, number, ref
    from ${jsonRows(entries, entryColumns)}`.execute(tx)
}

export type HungInvolvement = Hung & ImportedInvolvement & { readonly bit: number }

/** Workers that a source names: signposts, not grants. */
export const insertInvolvements = async (
  tx: Tx,
  sourceId: string,
  purpose: string,
  involvements: readonly HungInvolvement[],
  at: Date,
): Promise<void> => {
  if (involvements.length === 0) return
  const rows = involvements.map(({ to, ...i }) => ({ ...i, ends: endAfter(to) }))
  await sql`
    insert into involvement (child_id, source_person_id, worker_name, team_name, phone, kind, service, category, category_bit, purpose,
      true_from, true_to, source_id, source_record_id, known_from, known_to)
    select child_id, source_person_id, "workerName", "teamName", phone, kind, service, category, bit, ${purpose},
      "from", ends, ${sourceId}, source_record_id, ${at}, until
    from ${jsonRows(
      rows,
      `child_id bigint, source_person_id bigint, "workerName" text, "teamName" text, phone text, kind text, service text,
      category text, bit bigint, "from" date, ends date, source_record_id bigint, until timestamptz`,
    )}`.execute(tx)
}

export type HungEnrolment = Hung & {
  readonly laestab: string
  readonly name: string | null
  readonly starts_on: string
  readonly ends_on: string
}

/** The schools of these numbers, made where they are new. */
export const findEstablishments = async (
  tx: Tx,
  schools: ReadonlyMap<string, string | null>,
): Promise<ReadonlyMap<string, number>> => {
  if (schools.size === 0) return new Map()
  const find = () =>
    sql<{ laestab: string; id: number }>`
    select laestab, id from access.establishment where laestab = any(${[...schools.keys()]}::text[])`.execute(tx)
  const known = new Set((await find()).rows.map(r => r.laestab))
  const missing = [...schools].filter(([laestab]) => !known.has(laestab))
  if (missing.length > 0) {
    await sql`insert into access.establishment (laestab, name)
      select laestab, name from ${jsonRows(
        missing.map(([laestab, name]) => ({ laestab, name: name ?? laestab })),
        'laestab text, name text',
      )}
      on conflict (laestab) do nothing`.execute(tx)
  }
  return new Map((await find()).rows.map(r => [r.laestab, r.id]))
}

/** Which rolls the rows put their children on. */
export const insertEnrolments = async (tx: Tx, enrolments: readonly HungEnrolment[], at: Date): Promise<void> => {
  if (enrolments.length === 0) return
  const schools = await findEstablishments(tx, new Map(enrolments.map(e => [e.laestab, e.name])))
  await sql`
    insert into intake.enrolment (source_person_id, establishment_id, starts_on, ends_on, source_record_id, known_from, known_to)
    select source_person_id, establishment_id, starts_on, ends_on, source_record_id, ${at}, until
    from ${jsonRows(
      enrolments.map(e => ({ ...e, establishment_id: schools.get(e.laestab) })),
      'source_person_id bigint, establishment_id bigint, starts_on date, ends_on date, source_record_id bigint, until timestamptz',
    )}`.execute(tx)
}

export type HungFamily = Hung & { readonly family_key: string; readonly starts_on: string; readonly ends_on: string }

/** Which of the source's own families the rows put their children in. */
export const insertFamilyClaims = async (
  tx: Tx,
  sourceId: string,
  claims: readonly HungFamily[],
  at: Date,
): Promise<void> => {
  if (claims.length === 0) return
  await sql`
    insert into intake.family_claim (source_person_id, source_id, family_key, starts_on, ends_on, source_record_id, known_from, known_to)
    select source_person_id, ${sourceId}, family_key, starts_on, ends_on, source_record_id, ${at}, until
    from ${jsonRows(claims, 'source_person_id bigint, family_key text, starts_on date, ends_on date, source_record_id bigint, until timestamptz')}`.execute(
    tx,
  )
}

/** Ends on the known clock all that these rows said: a newer version says otherwise, or nothing. */
export const closeHanging = async (tx: Tx, recordIds: readonly number[], at: Date): Promise<void> => {
  if (recordIds.length === 0) return
  for (const table of ['entry', 'involvement', 'intake.enrolment', 'intake.family_claim']) {
    await sql`update ${sql.table(table)} set known_to = ${at}
      where source_record_id = any(${recordIds}::bigint[]) and known_to = 'infinity'`.execute(tx)
  }
}
