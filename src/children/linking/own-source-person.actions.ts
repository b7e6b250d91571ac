import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/**
 * Throughline's own source person of the child, on which what is written here hangs: made by the first writing, with a link
 * that a person's act has made (design 2.1, rule 3). Gives its number.
 */
export const ownSourcePerson = async (
  { tx, at, userId }: { readonly tx: Tx; readonly at: Date; readonly userId: number | undefined },
  childId: number,
): Promise<number> => {
  const known = await sql<{ id: number }>`
    select id from source_person where person_id = ${childId} and source_id = 'throughline' order by id limit 1`.execute(
    tx,
  )
  if (known.rows[0]) return known.rows[0].id
  await sql`insert into source (id, layout, name, service, said) values ('throughline', 'throughline', 'Throughline', 'council', 'Throughline')
    on conflict (id) do nothing`.execute(tx)
  const made = await sql<{ id: number }>`
    insert into source_person (source_id, key, person_id, identity, identity_hash, to_link)
    select 'throughline', gen_random_uuid()::text, id, '{}', '', false from person where id = ${childId} returning id`.execute(
    tx,
  )
  const id = made.rows[0]?.id
  if (id === undefined) throw new Error('A child that was opened has no person')
  await sql`insert into link (source_person_id, person_id, decided_by, user_id, rule_version, evidence, known_from)
    values (${id}, ${childId}, 'person', ${userId ?? null}, 'authored', '{"words":["Written on this record"]}', ${at})`.execute(
    tx,
  )
  return id
}
