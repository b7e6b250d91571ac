import { sql } from 'kysely'
import { getRole, type Tx } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type HeadFact, headFacts } from './chosen.ts'
import { columns, type FactRow, toFact } from './facts.queries.ts'
import { fold } from './fold.ts'
import { aboutFact, type SaidFact } from './head-fact.ts'
import type { KnownFact } from './known-fact.ts'
import { anotherService, namedSource } from './named-source.ts'

const role = getRole('clearing-house')
const readable = Object.entries(role.cells).flatMap(([category, cell]) => (cell === 'F' ? [category] : []))
const headKinds = ['identity', 'identifier', 'address', 'chosen-value']

/** What of an entry `e` the clearing house may read: who a child is and where they live, and nothing that services keep. */
const open = sql`e.known_to = 'infinity' and e.kind = any(${headKinds}::text[]) and e.category = any(${readable}::text[])
  and e.sensitivity <= ${role.maxSensitivity} and e.seal is null and e.source_person_id is not null`

/** Of these children, as often as one has a fact of one sort that two sources tell differently. */
export const differing = (children: readonly number[]) => sql`
  select e.child_id from entry e where e.child_id = any(${children}::bigint[]) and ${open} and e.kind <> 'chosen-value'
    group by e.child_id, e.kind, e.status
    having min(e.source_id) <> max(e.source_id) and min(jsonb_hash_extended(e.body, 0)) <> max(jsonb_hash_extended(e.body, 0))`

/**
 * What the clearing house may read of the head of these children's records, a source that it may not name going by no name. Under
 * an actor that sees every row, so that the cut is made here. With `several`, of those children alone of whom two sources differ.
 */
export const readHeadFacts = async (
  tx: Tx,
  children: readonly number[],
  { several = false } = {},
): Promise<Map<number, KnownFact[]>> => {
  const some = several ? sql`e.child_id in (${differing(children)})` : sql`e.child_id = any(${children}::bigint[])`
  const { rows } = await sql<FactRow & { service: string }>`
    select ${columns}, s.service from entry e join source s on s.id = e.source_id where ${some} and ${open} order by e.known_from, e.id`.execute(
    tx,
  )
  const found = new Map<number, KnownFact[]>()
  for (const row of rows) {
    const fact = { ...toFact(tx, row, true), said: namedSource(row) ?? anotherService }
    found.set(row.child_id, [...(found.get(row.child_id) ?? []), fact])
  }
  return found
}

/** One fact of one child on which sources disagree, and nobody has chosen. */
export type FactConflict = {
  readonly fact: HeadFact
  readonly said: SaidFact
  /** Who says something of it, as they may be named here: what makes two conflicts alike. */
  readonly toldBy: readonly string[]
  /** When the last of the values came. */
  readonly since: Date
}

/** The facts of one child on which these facts disagree, on this day. Pure. */
export const conflictsOf = (facts: readonly KnownFact[], today: PlainDate): FactConflict[] => {
  const record = fold(facts, { today, enrolment: 'none' })
  return headFacts.flatMap(fact => {
    const said = aboutFact[fact].said(record)
    if (!said?.disagree) return []
    const toldBy = [...new Set(said.values.map(v => v.said))].sort()
    return [{ fact, said, toldBy, since: new Date(Math.max(...said.values.map(v => v.knownFrom.getTime()))) }]
  })
}

/**
 * So many children whom this source tells of, drawn by an order that follows nothing that is known of them; of those alone whom the
 * reader may know of through it, so that one who is hidden neither counts nor takes another's place.
 */
export const drawChildren = async (tx: Tx, source: string, most: number): Promise<number[]> => {
  const { rows } = await sql<{ person_id: number }>`
    select s.person_id from (
      select id, person_id from source_person where source_id = ${source} and not adult order by hashint8extended(id, 1), id) s
    where s.person_id <> all ((select access.refused())::bigint[]) and s.person_id <> all ((select access.shielded_children())::bigint[])
      and exists (select from entry e where e.source_person_id = s.id and ${open} and e.kind = 'identity') limit ${most}`.execute(
    tx,
  )
  return [...new Set(rows.map(row => row.person_id))]
}
