import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { columns, type FactRow, toFact } from './facts.queries.ts'
import type { KnownFact } from './known-fact.ts'

/** A fact as a statutory return reads it: with the moment that its source's row speaks of. */
export type ReturnFact = KnownFact & { readonly asOf: Date }

type Kinds = readonly { readonly kind: string }[]
const names = (kinds: Kinds): string[] => kinds.map(k => k.kind)

/** The children of whom something of these kinds is known now: for the actor `returns`, whom row security keeps from what no return may tell. */
export const listChildrenWith = async (tx: Tx, kinds: Kinds): Promise<number[]> => {
  const { rows } = await sql<{ child_id: number }>`
    select distinct child_id from entry where kind = any(${names(kinds)}::text[]) and known_to = 'infinity' order by 1`.execute(
    tx,
  )
  return rows.map(row => row.child_id)
}

/** What is known now of these children, of these kinds: for the same actor. Each child's oldest known first. */
export const readForReturn = async (
  tx: Tx,
  children: readonly number[],
  kinds: Kinds,
): Promise<Map<number, ReturnFact[]>> => {
  const { rows } = await sql<FactRow & { as_of: Date }>`
    select ${columns}, coalesce(w.as_of, e.known_from) as as_of
    from entry e join source s on s.id = e.source_id left join source_record w on w.id = e.source_record_id
    where e.child_id = any(${children}::bigint[]) and e.kind = any(${names(kinds)}::text[]) and e.known_to = 'infinity'
    order by e.known_from, e.id`.execute(tx)
  const facts = rows.map(row => ({ child: row.child_id, fact: { ...toFact(tx, row, true), asOf: row.as_of } }))
  return new Map(
    [...Map.groupBy(facts, one => one.child)].map(([child, ones]) => [child, ones.map(({ fact }) => fact)]),
  )
}
