import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/**
 * Whom we work with together, from the sources' own families: never from a surname or an address. A family is one source's
 * key; its members follow the persons that the source's people are now.
 */
export const projectFamilies = async (tx: Tx, personIds: readonly number[], at: Date): Promise<void> => {
  const claims = sql`
    select distinct on (c.source_id, c.family_key, s.person_id) c.source_id, c.family_key, s.person_id, c.starts_on, c.ends_on
    from source_person s join intake.family_claim c on c.source_person_id = s.id and c.known_to = 'infinity'
    where s.person_id = any(${personIds}::bigint[]) order by c.source_id, c.family_key, s.person_id, c.starts_on desc, c.id desc`
  const { rows } = await sql<{ concerned: boolean }>`
    select exists (${claims}) or exists (select from family_member m
      where m.child_id = any(${personIds}::bigint[]) and m.known_to = 'infinity' and m.source_id <> 'throughline') as concerned`.execute(
    tx,
  )
  if (!rows[0]?.concerned) return
  await sql`insert into family (formed_by, known_from)
    select distinct k.source_id || ' ' || k.family_key, ${at}::timestamptz from (${claims}) k
    where not exists (select 1 from family f where f.formed_by = k.source_id || ' ' || k.family_key and f.known_to = 'infinity')`.execute(
    tx,
  )
  await sql`update family_member m set known_to = ${at}
    where m.child_id = any(${personIds}::bigint[]) and m.known_to = 'infinity' and m.source_id <> 'throughline'
      and not exists (select 1 from (${claims}) k where k.source_id = m.source_id and k.family_key = m.source_key and k.person_id = m.child_id
        and k.starts_on = m.true_from and k.ends_on = m.true_to)`.execute(tx)
  await sql`insert into family_member (family_id, child_id, source_id, source_key, true_from, true_to, known_from)
    select f.id, k.person_id, k.source_id, k.family_key, k.starts_on, k.ends_on, ${at}
    from (${claims}) k join family f on f.formed_by = k.source_id || ' ' || k.family_key and f.known_to = 'infinity'
    where not exists (select 1 from family_member m where m.family_id = f.id and m.child_id = k.person_id and m.known_to = 'infinity')`.execute(
    tx,
  )
}
