import { type RawBuilder, sql } from 'kysely'
import { asActor, type Ground, sealedDestroyedKey, sealedDrafts, sealedEmails, type Tx } from '../access/index.ts'
import { sealedDocuments } from '../children/index.ts'
import { sealedApplications, sealedPapers } from '../domains/admissions/families/index.ts'
import { sealedRunInputs } from '../domains/admissions/rounds/index.ts'
import { sealedContacts } from '../domains/social-care/index.ts'
import { sealedToldOnce } from '../domains/told-once/index.ts'
import { sealedParts } from '../intake/index.ts'
import { isUnder, type Key, open, type SealedColumn, seal } from '../platform/keys/index.ts'
import { sealedTokens } from '../sources/wonde/index.ts'

/** Every column whose values are sealed by a key that `throughline keys rotate` changes. */
export const sealedColumns: readonly SealedColumn[] = [
  sealedParts,
  sealedDocuments,
  sealedRunInputs,
  sealedTokens,
  sealedEmails,
  sealedDestroyedKey,
  sealedDrafts,
  sealedApplications,
  sealedPapers,
  ...sealedToldOnce,
  ...sealedContacts,
]

type Row = { readonly id: string; readonly place: string; readonly value: Buffer; readonly unsealed: boolean }

/**
 * Seals anew, under this key, every value of a column that an older key beside it has sealed, or that stands there unsealed, a batch to a transaction. May
 * be stopped at any moment and begun again. Gives how many it sealed. `ground` stands as the owner of the tables.
 * @throws Error where a value opens under none of the keys: it stays as it is
 */
export const sealAnew = (ground: Ground, column: SealedColumn, key: Key, batch = 200): Promise<number> =>
  sealThese(ground, column, key, sql`true`, batch)

/** Seals what was kept before there was a seal, as `sealAnew` does, and leaves what an older key has sealed. */
export const sealUnsealed = async (ground: Ground, column: SealedColumn, key: Key, batch = 20): Promise<number> =>
  column.unsealed ? await sealThese(ground, column, key, sql.raw(column.unsealed.where), batch) : 0

const sealThese = async (
  ground: Ground,
  column: SealedColumn,
  key: Key,
  which: RawBuilder<unknown>,
  batch: number,
): Promise<number> => {
  const table = sql.raw(column.table)
  const ids = await asActor(ground, 'vault', async tx =>
    (await sql<{ id: string }>`select ${idOf(column)} as id from ${table} t where ${which}`.execute(tx)).rows.map(
      row => row.id,
    ),
  )
  let changed = 0
  for (let start = 0; start < ids.length; start += batch) {
    const some = ids.slice(start, start + batch)
    changed += await asActor(ground, 'vault', tx => sealSome(tx, column, key, some), 120)
  }
  return changed
}

const idOf = (column: SealedColumn) => sql.raw(`json_build_array(${column.id})::text`)

const sealSome = async (tx: Tx, column: SealedColumn, key: Key, ids: readonly string[]): Promise<number> => {
  const [table, name] = [sql.raw(column.table), sql.ref(column.column)]
  const { also, unsealed } = column
  const { rows } = await sql<Row>`
    select ${idOf(column)} as id, ${sql.raw(column.place)} as place, t.${name} as value, ${sql.raw(unsealed?.where ?? 'false')} as unsealed from ${table} t
    where ${idOf(column)} = any(${ids}::text[]) and length(t.${name}) > 0 for update of t`.execute(tx)
  let changed = 0
  for (const row of rows) {
    const about = column.about(row.place)
    if (!row.unsealed && isUnder(key, row.value, about)) continue
    const content = row.unsealed ? row.value : open(key, row.value, about)
    const more = also ? sql`, ${sql.ref(also.column)} = ${also.make(key, content)}` : sql``
    const set = unsealed?.set ? sql`, ${sql.raw(unsealed.set)}` : sql``
    await sql`update ${table} t set ${name} = ${seal(key, content, about)}${more}${set} where ${idOf(column)} = ${row.id}`.execute(
      tx,
    )
    changed++
  }
  return changed
}
