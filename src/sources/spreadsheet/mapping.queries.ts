import { sql } from 'kysely'
import type { Desk, IntakeGround, Source } from '../../intake/index.ts'
import {
  type ConfirmedSource,
  type FileHead,
  findRun,
  type RunDetails,
  readKeptHead,
  releaseWaiting,
  sharedWords,
  withConfirmed,
} from '../../intake/index.ts'
import { Conflict } from '../../kernel/index.ts'
import type { FileEvent, Format } from '../../platform/files/index.ts'
import { getService } from './listed-services.ts'
import { isMapping, keepsOnceBy, type Mapping, sourceColumns } from './mapping.ts'
import { spreadsheet, spreadsheetSource } from './spreadsheet.source.ts'

const lookedAt = 600
const formats: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  xlsx: 'xlsx',
  xls: 'xls',
  mdb: 'mdb',
  accdb: 'mdb',
}

/** An import of a spreadsheet, what its source has confirmed so far, and the beginning of its first file. */
export type MappedRun = {
  readonly run: RunDetails
  readonly source: ConfirmedSource
  readonly fileName: string
  readonly events: readonly FileEvent[]
  /** Values that waited for a meaning when the file was read. */
  readonly waited: readonly { readonly column: string; readonly value: string; readonly count: number }[]
}

/** The beginning of a kept file, with the first rows of each sheet as far as it was looked at. */
export const loadMappedRun = async (desk: Desk, ground: IntakeGround, uuid: string): Promise<MappedRun> => {
  const run = await findRun(desk, uuid)
  const { rows } =
    await sql<ConfirmedSource>`select id, name, mapping from source where id = ${run.sourceId} and layout = 'spreadsheet'`.execute(
      desk.tx,
    )
  const [source] = rows
  const [file] = run.files
  if (!source || !file) throw new Conflict('This import is not of a spreadsheet.', 'Its columns have a fixed meaning.')
  const { rows: waited } = await sql<{ column: string; value: string; count: number }>`
    select column_name as column, lower(btrim(got)) as value, count(*)::int as count from import_problem
    where run_id = ${run.id} and outcome = 'waiting' and got is not null and column_name is not null
    group by 1, 2 order by 3 desc limit 100`.execute(desk.tx)
  const events = await readKeptHead(ground, file, { rowWidth: 'any' }, lookedAt)
  if (!events.some(event => event.type === 'row'))
    throw new Conflict('The file of this import is no longer kept.', 'Bring the file in again.')
  return { run, source, fileName: file.name, events, waited }
}

/** Keeps a confirmed mapping with its source, and lets the imports that waited for it go on. Gives how many went. */
export const saveMapping = async (desk: Desk, about: MappedRun, mapping: Mapping, now: () => Date): Promise<number> => {
  const { id } = about.source
  const { title, category, agreement } = getService(mapping.service)
  await sql`
    update source set mapping = ${JSON.stringify(mapping)}::jsonb, name = ${mapping.name}, service = ${title}, said = ${title},
      category = ${category === 'identity' ? null : category}, keeps_once = ${keepsOnceBy(mapping) ?? null} where id = ${id}`.execute(
    desk.tx,
  )
  // What the layout declares for any list gives way to what the service of this one needs; what people wrote stays.
  await sql`
    update source set agreement_purpose = ${agreement.purpose}, agreement_basis = ${agreement.basis}, agreement_owner = ${agreement.owner}
    where id = ${id} and mapping is not null and (agreement_owner is null or agreement_owner = 'Owner of the list')`.execute(
    desk.tx,
  )
  const [shared, before] = [mapping, about.source.mapping].map(one =>
    isMapping(one) ? sharedWords(sourceColumns(one, 'list')) : null,
  )
  await sql`
    update source set agreement_fields = ${shared} where id = ${id} and (agreement_fields is null or agreement_fields = ${before})`.execute(
    desk.tx,
  )
  await placeAnew(desk, about, mapping, now)
  return await releaseWaiting(desk, id)
}

/** What the waiting files are, now that it is known how their list speaks of its date and of who is missing. */
const placeAnew = async (desk: Desk, about: MappedRun, mapping: Mapping, now: () => Date): Promise<void> => {
  const recognised = spreadsheetSource({ ...about.source, mapping }, now)?.recognise(headOf(about))
  if (!recognised || about.run.state !== 'waiting') return
  await sql`update import_file set recognised = ${JSON.stringify(recognised)}::jsonb where run_id = ${about.run.id}`.execute(
    desk.tx,
  )
  await sql`update import_run set mode = ${recognised.mode}, as_of = ${recognised.asOf}, period = ${recognised.period} where id = ${about.run.id}`.execute(
    desk.tx,
  )
}

const headOf = ({ fileName, events }: MappedRun): FileHead => ({
  name: fileName,
  format: formats[/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''] ?? 'csv',
  events: events.slice(0, 60),
})

/** A list of sources with any spreadsheet after the fixed layouts, and those that were confirmed before it: what pages are made with. */
export const withSpreadsheets =
  (fixed: readonly Source[], now: () => Date) =>
  (desk: Pick<Desk, 'tx'>): Promise<readonly Source[]> =>
    withConfirmed(desk.tx, [...fixed.filter(source => source.id !== 'spreadsheet'), spreadsheet(now)])
