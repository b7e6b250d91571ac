import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { NotFound, parseUuid } from '../../kernel/index.ts'
import { jsonRows } from '../json-rows.queries.ts'
import { findSource } from '../run.ts'
import type { MendedFile, RowToMend, Source } from '../source.ts'

type Desk = CommandGrant<'import-desk'>

/** A school whose staff the reader is of. */
export type OwnSchool = { readonly address: string; readonly school: string; readonly laestab: string | null }

/** @throws NotFound for a school that is not the reader's: the desk reads every reason there is, so that theirs are named here. */
export const findOwnSchool = async ({ tx, reader, at }: Desk, address: string | undefined): Promise<OwnSchool> => {
  const { rows } = await sql<OwnSchool>`
    select e.uuid as address, e.name as school, e.laestab from access.establishment e where e.uuid = ${parseUuid(address ?? '') ?? null}
      and exists (select from access.grant_row g where g.establishment_id = e.id and g.principal = any(${reader?.principals ?? []}::bigint[])
        and g.starts_at <= ${at} and g.ends_at > ${at})`.execute(tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** So many schools of one reader are looked through for Today. */
const mostSchools = 20

/** A school of the reader's with rows to mend, and how many. */
export type SchoolOwing = OwnSchool & { readonly rows: number; readonly more: boolean }
/** The reader's schools whose files have rows to mend, those of children who are shut to the reader not counted. */
export const listOwing = async (
  desk: Pick<Desk, 'tx' | 'reader' | 'at'>,
  sources: readonly Source[],
): Promise<readonly SchoolOwing[]> => {
  const { rows: schools } = await sql<OwnSchool>`
    select e.uuid as address, e.name as school, e.laestab from access.establishment e
    where e.id in (select g.establishment_id from access.grant_row g where g.principal = any(${desk.reader?.principals ?? []}::bigint[])
        and g.starts_at <= ${desk.at} and g.ends_at > ${desk.at})
      and exists (select from import_file f join import_problem p on p.file_id = f.id where f.school = e.laestab and p.outcome = 'rejected')
    order by e.name, e.id limit ${mostSchools}`.execute(desk.tx)
  const owing: SchoolOwing[] = []
  for (const school of schools) {
    const { rows, more } = await listRejectedRows(desk, school, sources)
    if (rows.length > 0) owing.push({ ...school, rows: rows.length, more })
  }
  return owing
}

/** One rejected row of a school's own file, in its newest file where it came broken again and again. */
export type RejectedRow = {
  readonly id: number
  readonly file: string
  readonly receivedAt: Date
  readonly line: number | null
  readonly column: string | null
  readonly problem: string
  readonly got: string | null
  readonly wanted: string | null
  readonly fix: string
  readonly source: Source
  readonly from: MendedFile
  /** Undefined where it cannot be sent by itself. */
  readonly row: RowToMend | undefined
}

type Row = Omit<RejectedRow, 'source' | 'from' | 'row'> & {
  source_id: string
  file_id: number
  period: string
  as_of: string
  values: unknown
}

/** So many rows are shown, the newest first. */
export const mostRows = 200

/** The rows of this school's files that were rejected, were not mended, and have not come right since; none of a child who is shut to the reader. */
export const listRejectedRows = async (
  { tx }: Pick<Desk, 'tx'>,
  { laestab }: OwnSchool,
  sources: readonly Source[],
): Promise<{ readonly rows: readonly RejectedRow[]; readonly more: boolean }> => {
  if (!laestab) return { rows: [], more: false }
  const { rows: found } = await sql<Row>`
    select * from (
      select distinct on (u.source_id, p.column_name, p.problem, p.row_values) p.id, f.id as file_id, f.name as file, u.source_id, u.received_at as "receivedAt",
        p.line, p.column_name as column, p.problem, p.got, p.wanted, p.fix, p.row_values as values, f.recognised->>'period' as period, f.recognised->>'asOf' as as_of
      from import_file f join import_run u on u.id = f.run_id join import_problem p on p.file_id = f.id
      where f.school = ${laestab} and p.outcome = 'rejected' and u.state <> 'undone'
      order by u.source_id, p.column_name, p.problem, p.row_values, p.id desc) x
    where not exists (select from mended_row m where m.problem_id = x.id) order by x.id desc limit ${mostRows + 1}`.execute(
    tx,
  )
  const rows = found.flatMap(one => {
    const source = findSource(sources, one.source_id)
    return source ? [{ ...one, ...mendable(source, one, laestab) }] : []
  })
  const hidden = await listHidden(tx, rows)
  return { rows: rows.filter(one => !hidden.has(one.id)).slice(0, mostRows), more: found.length > mostRows }
}

const mendable = (source: Source, { period, as_of, values }: Row, laestab: string) => {
  const from = { laestab, period, asOf: new Date(as_of) }
  return { source, from, row: source.mending?.row(values, from) }
}

/** Rows that a later file of the school has said soundly, and those of children whom this reader must not see. */
const listHidden = async (
  tx: Desk['tx'],
  rows: readonly (RejectedRow & { file_id: number; source_id: string; as_of: string })[],
): Promise<ReadonlySet<number>> => {
  const asked = rows.flatMap(({ id, file_id, source_id, as_of, row }) =>
    row?.personKey ? [{ id, file_id, source_id, as_of, person_key: row.personKey, key: row.key ?? null }] : [],
  )
  if (asked.length === 0) return new Set()
  const { rows: hidden } = await sql<{ id: number }>`
    select x.id from ${jsonRows(asked, 'id bigint, file_id bigint, source_id text, as_of timestamptz, person_key text, key text')}
    where exists (select from source_person p where p.source_id = x.source_id and p.key = x.person_key and p.person_id = any ((select access.refused())::bigint[]))
      or exists (select from source_record s join import_run u on u.id = s.run_id where s.source_id = x.source_id and s.key = x.key and u.state <> 'undone'
        and (not s.register or s.content->'marks' @> jsonb_build_array(jsonb_build_array(x.person_key)))
        and (s.file_id > x.file_id or s.confirmed_as_of > x.as_of))`.execute(tx)
  return new Set(hidden.map(one => one.id))
}

/** A file of the school that could not be read at all, and no later one of its days has been since. */
export type BrokenFile = {
  readonly file: string
  readonly receivedAt: Date
  readonly problem: string
  readonly fix: string
}
/** Those of one school, the newest first. */
export const listBrokenFiles = async ({ tx }: Desk, { laestab }: OwnSchool): Promise<BrokenFile[]> => {
  const { rows } = await sql<BrokenFile>`
    select f.name as file, u.received_at as "receivedAt", coalesce(u.problem, '') as problem, coalesce(u.fix, '') as fix
    from import_file f join import_run u on u.id = f.run_id
    where f.school = ${laestab} and u.state = 'failed' and not exists (
      select from import_file g join import_run v on v.id = g.run_id where g.school = ${laestab}
        and g.id > f.id and v.state = 'done' and v.source_id = u.source_id and v.period = u.period)
    order by f.id desc limit 20`.execute(tx)
  return rows
}

/** A row that was mended: where it stood, how, by whom and when. */
export type MendedRow = {
  readonly file: string
  readonly line: number | null
  readonly column: string | null
  readonly problem: string
  readonly how: 'here' | 'sent'
  readonly by: string
  readonly at: Date
}
/** Those of one school, the last mended first. */
export const listMendedRows = async ({ tx }: Desk, { laestab }: OwnSchool): Promise<MendedRow[]> => {
  const { rows } = await sql<MendedRow>`
    select coalesce(f.name, '') as file, p.line, p.column_name as column, p.problem, m.how, b.name as by, m.at
    from mended_row m join import_problem p on p.id = m.problem_id left join import_file f on f.id = p.file_id join access.principal b on b.id = m.by_user
    where m.laestab = ${laestab} order by m.at desc, m.problem_id desc limit 50`.execute(tx)
  return rows
}
