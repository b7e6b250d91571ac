import { sql } from 'kysely'
import { newestKey, type VaultKeys } from '../../platform/keys/index.ts'
import { asActor, type Tx, type VaultGround } from '../transaction.ts'
import { parcelOf, rewrapFields } from './held-fields.ts'
import {
  placeOfApplication,
  placeOfDraft,
  placeOfEntry,
  placeOfHeard,
  placeOfIdentity,
  placeOfRow,
  placeOfSending,
  placeOfTold,
  placeOfWaiting,
} from './places.ts'

type Row = {
  readonly id: number
  readonly source_id: string
  readonly key: string
  readonly person_key: string
  readonly version: number
  readonly kind: string
  readonly source_person_id: number
  readonly body: unknown
  readonly identity: unknown
  readonly content: unknown
  readonly facts: unknown
  readonly who: unknown
  readonly held_content: unknown
  readonly application_id: number
  readonly school_key: string
}
type Column = 'body' | 'identity' | 'content' | 'facts' | 'who' | 'key' | 'held_content'
type Held = {
  readonly table:
    | ('entry' | 'source_person' | 'source_record')
    | (
        | 'admission_application'
        | 'admission_resident_fact'
        | 'admission_council_fact'
        | 'admission_waiting'
        | 'admission_sending'
      )
  readonly columns: readonly Column[]
  place(row: Row, column: Column): string
}

const held: readonly Held[] = [
  { table: 'entry', columns: ['body'], place: row => placeOfEntry(row.source_person_id, row.kind) },
  { table: 'source_person', columns: ['identity'], place: row => placeOfIdentity(row.source_id, row.key) },
  {
    table: 'source_record',
    columns: ['content', 'identity'],
    place: (row, column) =>
      column === 'content'
        ? placeOfRow(row.source_id, row.key, row.version)
        : placeOfIdentity(row.source_id, row.person_key),
  },
  { table: 'admission_application', columns: ['facts'], place: row => placeOfApplication(row.id) },
  { table: 'admission_resident_fact', columns: ['who'], place: row => placeOfTold(row.application_id) },
  { table: 'admission_council_fact', columns: ['who'], place: row => placeOfHeard(row.application_id) },
  { table: 'admission_waiting', columns: ['key'], place: row => placeOfWaiting(row.application_id, row.school_key) },
  { table: 'admission_sending', columns: ['held_content'], place: row => placeOfSending(row.id) },
]

/**
 * Wraps what the vault holds under its newest key, a batch to a transaction: nothing that is held is opened. May be stopped at any moment and
 * begun again; what was done stays done. Gives how many rows were under another key.
 */
export const rewrapAll = async (
  ground: VaultGround,
  { batch = 200, onProgress }: { batch?: number; onProgress?: (done: number) => void } = {},
): Promise<number> => {
  let done = 0
  for (const one of held)
    for (let after = 0; ; ) {
      const part = await asActor(ground, 'vault', tx => rewrapSome(tx, ground.vault, one, after, batch), 120)
      done += part.changed
      if (part.last === undefined) break
      after = part.last
      onProgress?.(done)
    }
  for (const drafts of [rewrapDrafts, rewrapDeskDrafts])
    for (;;) {
      const some = await asActor(ground, 'vault', tx => drafts(tx, ground.vault, batch), 120)
      done += some
      if (some < batch) break
      onProgress?.(done)
    }
  return done
}

type DeskDraft = { readonly user_id: number; readonly form: string; readonly fields: unknown }
type Draft = DeskDraft & { readonly child_id: number }

/** Drafts have no number of their own: those under another key are taken until none is left. */
const rewrapDrafts = async (tx: Tx, keys: VaultKeys, batch: number): Promise<number> => {
  const { rows } = await sql<Draft>`
    select user_id, child_id, form, fields from draft
    where fields ? '$held' and fields->'$held'->>'key' <> ${newestKey(keys)} limit ${batch} for update`.execute(tx)
  for (const { user_id, child_id, form, fields } of rows) {
    const wrapped = JSON.stringify(rewrapFields(keys, fields, placeOfDraft(user_id, form)))
    await sql`update draft set fields = ${wrapped}::jsonb where user_id = ${user_id} and child_id = ${child_id} and form = ${form}`.execute(
      tx,
    )
  }
  return rows.length
}

const rewrapDeskDrafts = async (tx: Tx, keys: VaultKeys, batch: number): Promise<number> => {
  const { rows } = await sql<DeskDraft>`
    select user_id, form, fields from desk_draft
    where fields ? '$held' and fields->'$held'->>'key' <> ${newestKey(keys)} limit ${batch} for update`.execute(tx)
  for (const { user_id, form, fields } of rows) {
    const wrapped = JSON.stringify(rewrapFields(keys, fields, placeOfDraft(user_id, form)))
    await sql`update desk_draft set fields = ${wrapped}::jsonb where user_id = ${user_id} and form = ${form}`.execute(
      tx,
    )
  }
  return rows.length
}

const rewrapSome = async (
  tx: Tx,
  keys: VaultKeys,
  { table, columns, place }: Held,
  after: number,
  batch: number,
): Promise<{ changed: number; last: number | undefined }> => {
  const newest = newestKey(keys)
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where held and id > ${after} order by id limit ${batch} for update`.execute(tx)
  let changed = 0
  for (const row of rows) {
    const old = columns.filter(column => (parcelOf(row[column])?.key ?? newest) !== newest)
    if (old.length === 0) continue
    const set = old.map(
      column => sql`${sql.ref(column)} = ${JSON.stringify(rewrapFields(keys, row[column], place(row, column)))}::jsonb`,
    )
    await sql`update ${sql.table(table)} set ${sql.join(set)} where id = ${row.id}`.execute(tx)
    changed++
  }
  return { changed, last: rows.at(-1)?.id }
}
