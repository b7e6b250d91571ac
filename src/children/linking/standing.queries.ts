import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { pairKey } from './component.queries.ts'
import { type EdgeRow, edgeOf, type StoredEdge } from './edges.queries.ts'
import type { KeepsOnce } from './partition.ts'
import type { SourceRecord } from './source-record.ts'

export type Guard = 'restricted' | 'sealed' | 'protected'

/** An open question, and whose its two source persons are. */
export type StandingCase = {
  readonly id: number
  readonly a_source: number
  readonly b_source: number
  readonly a_person: number
  readonly b_person: number
  readonly kind: string
  readonly opened_by: number | null
}

/** All that stands among the records of a component: what holds whatever the evidence says, the evidence, and what came of it before. */
export type Standing = {
  readonly barred: (a: string, b: string) => boolean
  readonly hasBarriers: boolean
  readonly same: readonly (readonly [number, number])[]
  readonly different: readonly (readonly [number, number])[]
  /** Which of their sources keep a child once. */
  readonly keepsOnce: ReadonlyMap<string, KeepsOnce>
  /** Persons with something written through their links, or joined by people: the machine does not cut them again. */
  readonly pinned: ReadonlySet<number>
  /** Persons whose sight no automatic link may widen, with the kind of the protection. */
  readonly guarded: ReadonlyMap<number, Guard>
  readonly edges: readonly StoredEdge[]
  /** The source persons that have a link now. */
  readonly linked: ReadonlySet<number>
  readonly cases: readonly StandingCase[]
  /** The source persons whose person is not sure. */
  readonly provisional: ReadonlySet<number>
}

/** The same as the database gives it. */
export type StandingRow = {
  readonly barred: readonly (readonly [number, number])[]
  readonly decisions: readonly { a: number; b: number; decision: 'same' | 'different' | 'same-family' }[]
  readonly once: readonly { id: string; by: KeepsOnce }[]
  readonly pinned: readonly number[]
  readonly guarded: readonly { id: number; kind: Guard }[]
  readonly edges: readonly EdgeRow[]
  readonly linked: readonly number[]
  readonly cases: readonly StandingCase[]
  readonly provisional: readonly number[]
}

/** Rows as one value. */
export const list = (rows: ReturnType<typeof sql>, from: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(${rows}), '[]') from ${from})`

/** All that stands among these records, which are every record of each of their persons. */
export const loadStanding = async (tx: Tx, records: readonly SourceRecord[]): Promise<Standing> => {
  const of = sql`select id, source_id, key, person_id from source_person where id = any(${records.map(r => r.id)}::bigint[])`
  const { rows } = await sql<StandingRow>`with rec as materialized (${of}) select ${standing}`.execute(tx)
  return standingOf(records, rows[0]!)
}

const ids = sql`array(select id from rec)`
const person = sql`(select distinct person_id as id from rec) p`
/** What stands among the records `rec`, as columns of a `StandingRow`. */
export const standing = sql`
      ${list(
        sql`json_build_array(r.ids[x.a], r.ids[x.b])`,
        sql`(select array_agg(id order by id) as ids, array_agg(source_id order by id) as sources, array_agg(key order by id) as keys from rec) r
          cross join lateral access.barred(r.sources, r.keys) x`,
      )} as barred,
      ${list(
        sql`json_build_object('a', a_source_person, 'b', b_source_person, 'decision', decision) order by a_source_person, b_source_person`,
        sql`pair_decision where a_source_person = any(${ids}) and undone_at is null`,
      )} as decisions,
      ${list(
        sql`json_build_object('id', id, 'by', keeps_once)`,
        sql`source where keeps_once is not null and id in (select source_id from rec)`,
      )} as once,
      ${list(
        sql`p.id`,
        sql`${person} where exists (select from link l where l.person_id = p.id and l.known_to = 'infinity' and l.decided_by = 'person' offset 0)
          or exists (select from entry e where e.child_id = p.id and e.author_id is not null and e.source_person_id is not null offset 0)`,
      )} as pinned,
      ${list(
        sql`g order by g.kind`,
        sql`(select s.child_id as id, s.kind from access.guarded(array(select id from ${person})) s
          union all select p.id, 'protected' from ${person} where exists (select from entry e
            where e.child_id = p.id and e.kind = 'address' and e.sensitivity >= 3 and e.known_to = 'infinity' offset 0)) g`,
      )} as guarded,
      ${list(
        sql`json_build_object('a', a, 'b', b, 'bits', bits, 'vetoes', vetoes, 'vector', vector, 'commonness', commonness)`,
        sql`link_edge where a = any(${ids})`,
      )} as edges,
      ${list(sql`source_person_id`, sql`link where source_person_id = any(${ids}) and known_to = 'infinity'`)} as linked,
      ${list(
        sql`c order by c.id`,
        sql`(select c.id, c.a_source_person as a_source, c.b_source_person as b_source, a.person_id as a_person, b.person_id as b_person, c.kind, c.opened_by
          from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
          where c.state in ('open', 'asked') and (c.a_source_person = any(${ids}) or c.b_source_person = any(${ids}))) c`,
      )} as cases,
      ${list(sql`id`, sql`source_person where id = any(${ids}) and provisional`)} as provisional`

/** What stands among these records, of what the database gave. */
export const standingOf = (records: readonly SourceRecord[], row: StandingRow): Standing => {
  const nodes = new Map(records.map(r => [r.id, r.node]))
  const barred = new Set(row.barred.map(([a, b]) => pairKey(nodes.get(a) ?? '', nodes.get(b) ?? '')))
  const ofOwn = records.filter(r => r.sourceId === 'throughline').map(r => r.personId)
  const said = (...wanted: StandingRow['decisions'][number]['decision'][]) =>
    wanted.flatMap(one => row.decisions.filter(d => d.decision === one).map(d => [d.a, d.b] as const))
  return {
    barred: (a, b) => barred.size > 0 && barred.has(pairKey(a, b)),
    hasBarriers: barred.size > 0,
    same: said('same'),
    different: said('different', 'same-family'),
    keepsOnce: new Map(row.once.map(s => [s.id, s.by])),
    pinned: new Set([...ofOwn, ...row.pinned]),
    guarded: new Map(row.guarded.map(g => [g.id, g.kind])),
    edges: row.edges.map(edgeOf),
    linked: new Set(row.linked),
    cases: row.cases,
    provisional: new Set(row.provisional),
  }
}
