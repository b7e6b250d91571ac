import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import type { Compared } from './compare-pairs.queries.ts'
import { componentOf, opened } from './component.queries.ts'
import { keptEdges } from './edges.actions.ts'
import type { EdgeRow, StoredEdge } from './edges.queries.ts'
import type { SourceRecord, SourceRecordRow } from './source-record.ts'
import { list, type Standing, type StandingRow, standing, standingOf } from './standing.queries.ts'

/**
 * Keeps these pairs, which were compared just now, and gives every record whose link may change with these (`componentOf`), with all that stands among them.
 * One question: asked one after another, the questions took longer than their answers. The persons are locked for the rest of the transaction, in order;
 * another writer's later change makes this one start again.
 */
export const loadComponent = async (
  tx: Tx,
  ids: readonly number[],
  { edges: fresh, records: atHand }: Compared = { edges: [], records: new Map() },
): Promise<{ records: readonly SourceRecord[]; standing: Standing }> => {
  // What was compared just now is not to be seen within the question that keeps it: one end of each pair is among these, and here is the other.
  const seeds = [...new Set([...ids, ...fresh.flatMap(e => [e.a, e.b])])]
  const kept = fresh.length > 0 ? sql`, kept as (${keptEdges(fresh)})` : sql``
  const { rows } = await sql<StandingRow & { records: readonly SourceRecordRow[] }>`
    with recursive ${componentOf(seeds)} ${kept},
      locked as materialized (select id from person where id = any(array(select person_id from rec)) order by id for no key update)
    select (select count(*) from locked) as locked, ${list(sql`rec order by id`, sql`rec`)} as records, ${standing}`.execute(
    tx,
  )
  const row = rows[0]!
  const records = row.records.map(record => atHand.get(record.id) ?? opened(tx, record))
  return {
    records,
    standing: standingOf(records, { ...row, edges: [...row.edges, ...fresh.map(rowOfEdge)].sort(byEnds) }),
  }
}

const rowOfEdge = ({ a, b, score: { bits, vetoes, vector, commonness } }: StoredEdge): EdgeRow => ({
  ...{ a, b, bits, vetoes, vector, commonness },
})
const byEnds = (x: EdgeRow, y: EdgeRow): number => x.a - y.a || x.b - y.b
