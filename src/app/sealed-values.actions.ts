import { sql } from 'kysely'
import { asActor, type Ground, sealedDrafts, sealedEmails, type Tx } from '../access/index.ts'
import { sealedApplications } from '../domains/admissions/families/index.ts'
import { sealedContacts } from '../domains/social-care/index.ts'
import { sealedToldOnce } from '../domains/told-once/index.ts'
import { sealedParts } from '../intake/index.ts'
import { isUnder, type Key, open, type SealedColumn, seal } from '../platform/keys/index.ts'
import { sealedTokens } from '../sources/wonde/index.ts'

/** Every column whose values are sealed by a key that `throughline keys rotate` changes. */
export const sealedColumns: readonly SealedColumn[] = [
  sealedParts,
  sealedTokens,
  sealedEmails,
  sealedDrafts,
  sealedApplications,
  ...sealedToldOnce,
  ...sealedContacts,
]

type Row = { readonly id: string; readonly place: string; readonly sealed: Buffer }

/**
 * Seals anew, under this key, every value of a column that an older key beside it has sealed, a batch to a transaction. May be stopped at any moment
 * and begun again. Gives how many were sealed anew. `ground` stands as the owner of the tables.
 * @throws Error where a value opens under none of the keys: it stays as it is
 */
export const sealAnew = async (ground: Ground, column: SealedColumn, key: Key, batch = 200): Promise<number> => {
  const table = sql.raw(column.table)
  const id = sql.raw(`json_build_array(${column.id})::text`)
  const ids = await asActor(ground, 'vault', async tx =>
    (await sql<{ id: string }>`select ${id} as id from ${table} t`.execute(tx)).rows.map(row => row.id),
  )
  let changed = 0
  for (let start = 0; start < ids.length; start += batch) {
    const some = ids.slice(start, start + batch)
    changed += await asActor(ground, 'vault', tx => sealSome(tx, column, key, some), 120)
  }
  return changed
}

const sealSome = async (tx: Tx, column: SealedColumn, key: Key, ids: readonly string[]): Promise<number> => {
  const [table, name] = [sql.raw(column.table), sql.ref(column.column)]
  const id = sql.raw(`json_build_array(${column.id})::text`)
  const { rows } = await sql<Row>`
    select ${id} as id, ${sql.raw(column.place)} as place, t.${name} as sealed from ${table} t
    where ${id} = any(${ids}::text[]) and length(t.${name}) > 0 for update of t`.execute(tx)
  let changed = 0
  for (const row of rows) {
    const about = column.about(row.place)
    if (isUnder(key, row.sealed, about)) continue
    const content = open(key, row.sealed, about)
    const { also } = column
    const more = also ? sql`, ${sql.ref(also.column)} = ${also.make(key, content)}` : sql``
    await sql`update ${table} t set ${name} = ${seal(key, content, about)}${more} where ${id} = ${row.id}`.execute(tx)
    changed++
  }
  return changed
}
