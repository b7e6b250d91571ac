import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/** Relations, as sources word them, that make two children with the same such adult brothers or sisters. */
const parental = '(mother|father|parent|mum|dad)'
const notOwn = '(step|grand|foster|in.law|god)'

/**
 * Who is who to whom, for these persons and those they are tied to: parents and carers as sources name them by a key of
 * their own, and brothers and sisters through a parent they share. Never from a surname, an address or a telephone number, nor from what
 * only a silent service tells (it carries that service's category) or is sealed: who is related is shown to whoever may see the children.
 * What no longer holds is closed on the known clock; what still holds keeps its row.
 */
export const projectRelationships = async (tx: Tx, personIds: readonly number[], at: Date): Promise<void> => {
  const { rows } = await sql<{ tied: readonly number[] }>`with ${tiesOf(personIds)} select ${tied} as tied`.execute(tx)
  await projectTies(tx, rows[0]?.tied ?? [], at)
}

/** The same of these children, who are all that are `tied`. */
export const projectTies = async (tx: Tx, children: readonly number[], at: Date): Promise<void> => {
  if (children.length === 0) return
  await sql`with ${wantedRelationships(children)},
    gone as (update relationship r set known_to = ${at}
    where r.child_id = any(${children}::bigint[]) and r.known_to = 'infinity' and r.source_id <> 'throughline'
      and not exists (select 1 from wanted w where w.child_id = r.child_id and w.other_id = r.other_id and w.kind = r.kind
        and w.source_id = r.source_id and w.parental_responsibility is not distinct from r.parental_responsibility))
    insert into relationship (child_id, other_id, kind, parental_responsibility, source_id, entry_id, true_from, true_to, known_from)
    select w.child_id, w.other_id, w.kind, w.parental_responsibility, w.source_id, w.entry_id, w.true_from, w.true_to, ${at}
    from wanted w
    where not exists (select 1 from relationship r where r.child_id = w.child_id and r.other_id = w.other_id and r.kind = w.kind
      and r.source_id = w.source_id and (r.source_id = 'throughline' or r.parental_responsibility is not distinct from w.parental_responsibility)
      and r.known_to = 'infinity')`.execute(tx)
}

/**
 * As parts of a larger question, these persons and the children of every adult that they name or that names them: a tie that comes or goes
 * concerns them all. Where nobody names anybody and no tie stands, nobody.
 */
export const tiesOf = (personIds: readonly number[]) => sql`
    touched as materialized (select distinct unnest(${personIds}::bigint[]) as id),
    adult as materialized (
      select id from touched
      union select o.person_id from touched t cross join lateral (
          select source_id, code from entry where child_id = t.id and kind = 'carer' and known_to = 'infinity' offset 0) e
        cross join lateral (select person_id from source_person where source_id = e.source_id and key = e.code offset 0) o
      union select r.other_id from touched t cross join lateral (
        select other_id from relationship where child_id = t.id and known_to = 'infinity' and kind <> 'sibling' offset 0) r),
    child as materialized (
      select r.child_id as id from adult a cross join lateral (
        select child_id from relationship where other_id = a.id and known_to = 'infinity' offset 0) r
      union select e.child_id from adult a cross join lateral (select source_id, key from source_person where person_id = a.id offset 0) o
        cross join lateral (select child_id from entry where kind = 'carer' and code = o.key and source_id = o.source_id and known_to = 'infinity' offset 0) e
      union select t.id from touched t where exists (select from relationship r where r.child_id = t.id and r.known_to = 'infinity' offset 0))`
export const tied = sql`(select coalesce(json_agg(id order by id), '[]') from (
  select id from child union select id from touched where exists (select from child) or (select count(*) from adult) > (select count(*) from touched)) t)`

const relationOf = (entry: 'e' | 'e2') => sql`coalesce(nullif(${sql.ref(`${entry}.body`)}->>'relation', ''), 'carer')`
const isParent = (relation: ReturnType<typeof relationOf>) =>
  sql`(${relation} ~* ${parental} and ${relation} !~* ${notOwn})`

/**
 * What holds for these children now, as the set `wanted`. Several rows of one source about one tie are one. Worked out once:
 * PostgreSQL must not do it again for every relationship that it compares, whatever it thinks of tables that have just begun to grow.
 */
const wantedRelationships = (children: readonly number[]) => sql`
  named as materialized (
    select distinct on (e.child_id, o.person_id, ${relationOf('e')}, e.source_id)
      e.child_id, o.person_id as other_id, ${relationOf('e')} as kind, (e.body->>'parentalResponsibility')::boolean as parental_responsibility,
      e.source_id, e.id as entry_id, coalesce(e.true_from, '-infinity'::date) as true_from, e.true_to, ${isParent(relationOf('e'))} as parent
    from entry e join source_person o on o.source_id = e.source_id and o.key = e.code
    where e.child_id = any(${children}::bigint[]) and e.kind = 'carer' and e.category = 'contact' and e.seal is null and e.known_to = 'infinity' and o.person_id <> e.child_id
    order by e.child_id, o.person_id, ${relationOf('e')}, e.source_id, e.id desc),
  wanted as materialized (select child_id, other_id, kind, parental_responsibility, source_id, entry_id, true_from, true_to from named
  union all
  select distinct on (n.child_id, e2.child_id) n.child_id, e2.child_id, 'sibling', null::boolean, n.source_id, null::bigint, '-infinity'::date, 'infinity'::date
  from named n join source_person o on o.person_id = n.other_id
    join entry e2 on e2.kind = 'carer' and e2.category = 'contact' and e2.code = o.key and e2.source_id = o.source_id and e2.seal is null and e2.known_to = 'infinity'
  where n.parent and ${isParent(relationOf('e2'))} and e2.child_id <> n.child_id)`
