import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/**
 * Whom we work with together, from the sources' own families: never from a surname or an address. A family is one source's
 * key; its members follow the persons that the source's people are now.
 */
export const projectFamilies = async (tx: Tx, { gone, come }: FamilyChanges, at: Date): Promise<void> => {
  if (gone.length > 0)
    await sql`update family_member set known_to = ${at} where id = any(${gone}::bigint[])`.execute(tx)
  if (come.length === 0) return
  const rows = sql`json_to_recordset(${JSON.stringify(come)}::json)
    as k(source_id text, family_key text, person_id bigint, starts_on date, ends_on date)`
  await sql`insert into family (formed_by, known_from)
    select distinct k.source_id || ' ' || k.family_key, ${at}::timestamptz from ${rows}
    where not exists (select 1 from family f where f.formed_by = k.source_id || ' ' || k.family_key and f.known_to = 'infinity')`.execute(
    tx,
  )
  await sql`insert into family_member (family_id, child_id, source_id, source_key, true_from, true_to, known_from)
    select f.id, k.person_id, k.source_id, k.family_key, k.starts_on, k.ends_on, ${at}
    from ${rows} join family f on f.formed_by = k.source_id || ' ' || k.family_key and f.known_to = 'infinity'
    where not exists (select 1 from family_member m where m.family_id = f.id and m.child_id = k.person_id and m.known_to = 'infinity')`.execute(
    tx,
  )
}

type Claim = { source_id: string; family_key: string; person_id: number; starts_on: string; ends_on: string }
/** Members whom no source puts there any more, and claims that nobody stands for yet: nothing, mostly. */
export type FamilyChanges = { readonly gone: readonly number[]; readonly come: readonly Claim[] }

/** Who claims to be a member and who is, as parts of a larger question. */
export const familiesOf = (personIds: readonly number[]) => sql`
    claim as materialized (
      select distinct on (c.source_id, c.family_key, s.person_id) c.source_id, c.family_key, s.person_id, c.starts_on, c.ends_on
      from source_person s join intake.family_claim c on c.source_person_id = s.id and c.known_to = 'infinity'
      where s.person_id = any(${personIds}::bigint[]) order by c.source_id, c.family_key, s.person_id, c.starts_on desc, c.id desc),
    member as materialized (
      select m.id, m.source_id, m.source_key, m.child_id, m.true_from, m.true_to from family_member m
      where m.child_id = any(${personIds}::bigint[]) and m.known_to = 'infinity' and m.source_id <> 'throughline')`
/** After `familiesOf`: a `FamilyChanges`. */
export const familyChanges = sql`json_build_object(
  'gone', (select coalesce(json_agg(m.id), '[]') from member m where (m.source_id, m.source_key, m.child_id, m.true_from, m.true_to)
    not in (select source_id, family_key, person_id, starts_on, ends_on from claim)),
  'come', (select coalesce(json_agg(json_build_object('source_id', c.source_id, 'family_key', c.family_key, 'person_id', c.person_id,
      'starts_on', c.starts_on::text, 'ends_on', c.ends_on::text)), '[]')
    from claim c where (c.source_id, c.family_key, c.person_id, c.starts_on, c.ends_on)
      not in (select source_id, source_key, child_id, true_from, true_to from member)))`
