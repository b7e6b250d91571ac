import { sql } from 'kysely'
import { type CommandGrant, type SealKind, sealFact } from '../../access/index.ts'
import type { KnownFact } from '../golden-record/index.ts'
import { projectFacts } from '../linking/index.ts'
import { askRules } from '../work/index.ts'
import { tellOfChange } from '../writing/index.ts'

type Command = CommandGrant<'recorder'>
export type Keeping = { readonly kind: SealKind; readonly reason: string; readonly named: readonly number[] }

/**
 * Keeps a fact to a few named people: in every version, with what the same row of the same source says of the same sort, and on the other
 * half of a record that came apart. What was derived from it is made anew. Throws Conflict where somebody did it first.
 */
export const keepFact = async (
  command: Command,
  childId: number,
  parts: readonly KnownFact[],
  keeping: Keeping,
): Promise<void> => {
  const ids = parts.map(part => part.entry)
  const { rows } = await sql<{ id: number }>`
    with recursive line as (
      select id, replaces from entry where id = any(${ids}::bigint[])
      union select e.id, e.replaces from line l join entry e on e.child_id = ${childId} and (e.id = l.replaces or e.replaces = l.id)),
    said as (
      select o.id from entry p join source_record r on r.id = p.source_record_id
        join source_record v on v.source_id = r.source_id and v.key = r.key
        join entry o on o.source_record_id = v.id and o.kind = p.kind and o.category_bit = p.category_bit
      where p.id = any(${ids}::bigint[])),
    -- what was made of an earlier version of that row
    made as (select id from said union select e.id from made m join entry e on e.child_id = ${childId} and e.replaces = m.id),
    -- whose source records were asked about together with this child's, and are another child's now
    asked as (
      select c.a_source_person as mine, c.b_source_person as theirs from review_case c
      union all select c.b_source_person, c.a_source_person from review_case c),
    other as (
      select distinct o.person_id as child from source_person s join asked on asked.mine = s.id join source_person o on o.id = asked.theirs
      where s.person_id = ${childId} and o.person_id <> ${childId}),
    copy as (
      select o.id from line l join entry p on p.id = l.id cross join other x join entry o on o.child_id = x.child and o.kind = p.kind
        and o.source_id = p.source_id and (o.occasion_id = coalesce(p.occasion_id, p.uuid) or o.uuid = p.occasion_id))
    select id from line union select id from made union select id from copy`.execute(command.tx)
  const children = await sealFact(
    command,
    rows.map(row => row.id),
    keeping,
  )
  await madeAnew(command, children)
}

/** What follows from facts whose readers changed, and whoever has the records open. */
export const madeAnew = async (command: Command, children: readonly number[]): Promise<void> => {
  await projectFacts(command.tx, children, command.at)
  for (const child of children) await tellOfChange(command, child)
  await askRules(command, children)
}
