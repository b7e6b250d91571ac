import { sql } from 'kysely'
import { openIdentity, type Tx } from '../../access/index.ts'
import { type SourceRecord, type SourceRecordRow, sourceRecord } from './source-record.ts'

/** A waiting source person, and whether what it says of itself has changed since it was last compared. */
export type Pending = { readonly id: number; readonly changed: boolean }

/** The linker compares with what the vault holds too: it shows nobody what it read. */
const opened = (tx: Tx, row: SourceRecordRow): SourceRecord =>
  sourceRecord({ ...row, identity: openIdentity(tx, row.identity, row.source_id, row.key) })

/** The next source persons that wait for the linker, in a fixed order. */
export const listPending = async (tx: Tx, limit: number): Promise<Pending[]> => {
  const { rows } = await sql<Pending>`
    select id, linked_hash is distinct from identity_hash as changed
    from source_person where to_link order by id limit ${limit}`.execute(tx)
  return rows
}

/** Locks these persons for the rest of the transaction, in order; another writer's later change makes this one start again. */
export const lockPersons = async (tx: Tx, ids: readonly number[]): Promise<void> => {
  await sql`select id from person where id = any(${ids}::bigint[]) order by id for no key update`.execute(tx)
}

/**
 * Every source person whose link may change with these: all that hang together by an edge, a human decision or a person
 * they share, with what each says of itself.
 */
export const loadComponent = async (tx: Tx, ids: readonly number[]): Promise<SourceRecord[]> => {
  const { rows } = await sql<SourceRecordRow>`
    with recursive reached (id) as (
      select unnest(${ids}::bigint[])
      union
      select near.id from reached r cross join lateral (
        select e.b as id from link_edge e where e.a = r.id
        union all select e.a from link_edge e where e.b = r.id
        union all select d.b_source_person from pair_decision d where d.a_source_person = r.id and d.undone_at is null
        union all select d.a_source_person from pair_decision d where d.b_source_person = r.id and d.undone_at is null
        union all select m.id from source_person s join source_person m on m.person_id = s.person_id where s.id = r.id
      ) near)
    select s.id, s.source_id, s.key, s.person_id, s.adult, s.identity
    from source_person s where s.id = any(array(select id from reached)) order by s.id`.execute(tx)
  return rows.map(row => opened(tx, row))
}

/** These source persons alone, with what each says of itself. */
export const loadRecords = async (tx: Tx, ids: readonly number[]): Promise<SourceRecord[]> => {
  const { rows } = await sql<SourceRecordRow>`
    select id, source_id, key, person_id, adult, identity from source_person where id = any(${ids}::bigint[]) order by id`.execute(
    tx,
  )
  return rows.map(row => opened(tx, row))
}

/** The other ends of the stored edges of these, and all that share a person with them: what a change of them may part. */
export const listNeighbours = async (tx: Tx, ids: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select b as id from link_edge where a = any(${ids}::bigint[])
    union select a from link_edge where b = any(${ids}::bigint[])
    union select m.id from source_person s join source_person m on m.person_id = s.person_id where s.id = any(${ids}::bigint[])
    order by id`.execute(tx)
  return rows.map(row => row.id)
}

export type PairDecision = {
  readonly a: number
  readonly b: number
  readonly decision: 'same' | 'different' | 'same-family'
}

/** What people have said of pairs among these source persons and not taken back. */
export const listDecisions = async (tx: Tx, ids: readonly number[]): Promise<PairDecision[]> => {
  const { rows } = await sql<PairDecision>`
    select a_source_person as a, b_source_person as b, decision from pair_decision
    where a_source_person = any(${ids}::bigint[]) and undone_at is null order by 1, 2`.execute(tx)
  return rows
}

/**
 * The pairs among these records that must never meet, as `pairKey`s. The answer never leaves the linker: such a pair is dropped
 * before any edge, case or log line exists (design 2.1, rule 5).
 */
export const listBarred = async (tx: Tx, records: readonly SourceRecord[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ a: number; b: number }>`
    select a, b from access.barred(${records.map(r => r.sourceId)}::text[], ${records.map(r => r.key)}::text[])`.execute(
    tx,
  )
  return new Set(rows.map(({ a, b }) => pairKey(records[a - 1]?.node ?? '', records[b - 1]?.node ?? '')))
}

/** The name of a pair of records, whichever comes first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)

export type HeldPersons = {
  /** Persons with something written through their links, or joined by people: the machine does not cut them again. */
  readonly pinned: ReadonlySet<number>
  /** Persons whose sight no automatic link may widen, with the kind of the protection. */
  readonly guarded: ReadonlyMap<number, 'restricted' | 'sealed' | 'protected'>
}

/** Which of these persons the machine must leave as they are, and why. */
export const listHeld = async (tx: Tx, personIds: readonly number[]): Promise<HeldPersons> => {
  const pinned = await sql<{ id: number }>`
    select person_id as id from source_person where person_id = any(${personIds}::bigint[]) and source_id = 'throughline'
    union select person_id from link where person_id = any(${personIds}::bigint[]) and decided_by = 'person' and known_to = 'infinity'
    union select child_id from entry where child_id = any(${personIds}::bigint[]) and author_id is not null and source_person_id is not null`.execute(
    tx,
  )
  const guarded = await sql<{ id: number; kind: 'restricted' | 'sealed' | 'protected' }>`
    select child_id as id, kind from access.shielded(${personIds}::bigint[])
    union all select distinct child_id, 'protected' from entry
      where child_id = any(${personIds}::bigint[]) and kind = 'address' and sensitivity >= 3 and known_to = 'infinity'
    order by 2`.execute(tx)
  return { pinned: new Set(pinned.rows.map(r => r.id)), guarded: new Map(guarded.rows.map(r => [r.id, r.kind])) }
}

/** What holds among these records whatever the evidence says: barriers, what people decided, and persons the machine leaves as they are. */
export const loadConstraints = async (tx: Tx, records: readonly SourceRecord[]) => {
  const barredPairs = await listBarred(tx, records)
  const decisions = await listDecisions(
    tx,
    records.map(r => r.id),
  )
  const held = await listHeld(tx, [...new Set(records.map(r => r.personId))])
  const pairs = (wanted: PairDecision['decision']) =>
    decisions.filter(d => d.decision === wanted).map(d => [d.a, d.b] as const)
  return {
    ...held,
    barred: (a: string, b: string): boolean => barredPairs.size > 0 && barredPairs.has(pairKey(a, b)),
    same: pairs('same'),
    different: [...pairs('different'), ...pairs('same-family')],
  }
}
