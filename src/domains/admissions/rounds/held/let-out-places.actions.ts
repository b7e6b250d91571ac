import { sql } from 'kysely'
import {
  openFields,
  placeOfApplication,
  placeOfHeard,
  placeOfSending,
  placeOfTold,
  placeOfWaiting,
  type Tx,
  type VaultGround,
} from '../../../../access/index.ts'

type Keys = VaultGround['vault']

/** Applications of children whose place nothing protects any more, nor that of a record that theirs was joined to. */
const free = sql`(select a.id from (select (select access.held_children())::bigint[] as ids) h, admission_application a
  where a.child_id is null or (a.child_id <> all(h.ids)
    and not exists (select from person p where p.id = a.child_id and p.redirect_to = any(h.ids))))`

/**
 * Lets out of the vault what applications say of where a child lives whose place nothing protects any more, and what was told of it; lists and
 * runs give the distances again when they are made anew. Gives how many.
 */
export const letOutApplications = async (tx: Tx, keys: Keys, most: number): Promise<number> =>
  (await letOut(tx, keys, most, {
    table: 'admission_application',
    column: 'facts',
    application: 'id',
    place: placeOfApplication,
  })) +
  (await letOut(tx, keys, most, {
    table: 'admission_council_fact',
    column: 'who',
    application: 'application_id',
    place: placeOfHeard,
  })) +
  (await letOut(tx, keys, most, {
    table: 'admission_resident_fact',
    column: 'who',
    application: 'application_id',
    place: placeOfTold,
  })) +
  (await letOutSendings(tx, keys, most)) +
  (await letOutKeys(tx, keys, most))

type Kept = {
  readonly table: 'admission_application' | 'admission_council_fact' | 'admission_resident_fact'
  readonly column: 'facts' | 'who'
  readonly application: 'id' | 'application_id'
  place(application: number): string
}

const letOut = async (
  tx: Tx,
  keys: Keys,
  most: number,
  { table, column, application, place }: Kept,
): Promise<number> => {
  const { rows } = await sql<{ id: number; application: number; value: unknown }>`
    select t.id, ${sql.ref(`t.${application}`)} as application, ${sql.ref(`t.${column}`)} as value from ${sql.table(table)} t
    where t.held and ${sql.ref(`t.${application}`)} in ${free} order by t.id limit ${most}`.execute(tx)
  for (const { id, application, value } of rows) {
    const open = JSON.stringify(openFields(keys, value, place(application)))
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${open}::jsonb where id = ${id}`.execute(tx)
  }
  return rows.length
}

/** Files of which nothing is held any more that they told. */
const letOutSendings = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const { rows } = await sql<{ id: number; value: { readonly content?: string } }>`
    select s.id, s.held_content as value from admission_sending s where s.held
      and not exists (select from admission_resident_fact f where f.sending_id = s.id and f.held) order by s.id limit ${most}`.execute(
    tx,
  )
  for (const { id, value } of rows) {
    const { content } = openFields(keys, value, placeOfSending(id))
    await sql`update admission_sending set content = ${content}, held_content = null where id = ${id}`.execute(tx)
  }
  return rows.length
}

const letOutKeys = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const { rows } = await sql<{ id: number; application: number; school: string; key: unknown }>`
    select w.id, w.application_id as application, w.school_key as school, w.key from admission_waiting w
    where w.held and w.application_id in ${free} order by w.id limit ${most}`.execute(tx)
  for (const { id, application, school, key } of rows) {
    const open = JSON.stringify(openFields(keys, key, placeOfWaiting(application, school)))
    await sql`update admission_waiting set key = ${open}::jsonb where id = ${id}`.execute(tx)
  }
  return rows.length
}
