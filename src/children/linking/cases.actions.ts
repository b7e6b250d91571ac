import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { defaultModel } from '../../linkage/index.ts'
import type { DecisionEvidence } from './decision-evidence.ts'
import type { Standing } from './standing.queries.ts'

/** A question for the clearing house: are these two persons one child (or, for a split, is this person two)? */
export type OpenCase = {
  readonly aPerson: number
  readonly bPerson: number
  readonly aSource: number
  readonly bSource: number
  /** `sealed` never enters an ordinary queue: it goes to the holder. */
  readonly kind: 'duplicate' | 'id-conflict' | 'split' | 'restricted' | 'sealed' | 'protected'
  readonly bits: number
  readonly evidence: DecisionEvidence
}

const pairOf = (a: number, b: number): string => (a < b ? `${a}-${b}` : `${b}-${a}`)

/**
 * Brings the open questions about these source persons in line with what is asked now: one for each pair of persons. A
 * question that still stands keeps its address and its age; one that no longer does is closed as void.
 * One that people opened stands until people answer it. Of one about a shielded child, whoever holds the child is told,
 * and a record that is new is kept to the same named people while it is asked.
 */
export const settleCases = async (
  tx: Tx,
  { cases, provisional }: Pick<Standing, 'cases' | 'provisional'>,
  personOf: ReadonlyMap<number, number>,
  asked: readonly OpenCase[],
  about: { runId?: number | undefined; at: Date },
): Promise<void> => {
  const standing = new Map<string, number>()
  const gone: number[] = []
  const wanted = new Map(asked.map(c => [pairOf(c.aPerson, c.bPerson), c]))
  for (const row of cases) {
    const [a, b] = [personOf.get(row.a_source) ?? row.a_person, personOf.get(row.b_source) ?? row.b_person]
    const key = pairOf(a, b)
    if (wanted.has(key) && !standing.has(key)) standing.set(key, row.id)
    else if (row.opened_by === null || a !== b) gone.push(row.id)
  }
  if (gone.length > 0)
    await sql`update review_case set state = 'void', decided_at = ${about.at} where id = any(${gone}::bigint[])`.execute(
      tx,
    )
  const kept = [...wanted].flatMap(([key, c]) =>
    standing.has(key) ? [{ id: standing.get(key), ...columnsOf(c) }] : [],
  )
  const opened = [...wanted].flatMap(([key, c]) => (standing.has(key) ? [] : [columnsOf(c)]))
  if (kept.length > 0) await updateCases(tx, kept)
  if (opened.length > 0) await insertCases(tx, opened, about.runId, about.at)
  // A question that stood already too: what its record says now may be where the child is. Once a day at most (migration 0420).
  const shielded = [...opened, ...kept].filter(c => shields.has(c.kind)).flatMap(c => [c.a_person, c.b_person])
  if (shielded.length > 0) await sql`select access.tell_holders_of_record(${shielded}::bigint[])`.execute(tx)
  if ([...cases, ...asked].some(c => shields.has(c.kind)))
    await keepWhileAsked(tx, [...personOf.values(), ...cases.flatMap(c => [c.a_person, c.b_person])])
  // A source person is provisional on its person while somebody is still to say whose it is.
  const open = new Set(asked.flatMap(c => [c.aSource, c.bSource]))
  const turned = [...personOf.keys()].filter(id => open.has(id) !== provisional.has(id))
  if (turned.length > 0)
    await sql`update source_person set provisional = not provisional where id = any(${turned}::bigint[])`.execute(tx)
}

/**
 * Of these persons, whose questions are settled: keeps a record that nothing told of before to the people who are named for the shielded child whose it may
 * be, and opens what is no longer asked (docs/security.md). Nothing that the linker asks for depends on it.
 */
export const keepWhileAsked = async (tx: Tx, persons: readonly number[]): Promise<void> => {
  await sql`select access.keep_while_asked(${[...new Set(persons)]}::bigint[])`.execute(tx)
}

/** Questions of which one record is kept to named people. */
const shields: ReadonlySet<string> = new Set(['restricted', 'sealed', 'protected'])

const columnsOf = (c: OpenCase) => ({
  a_person: c.aPerson,
  b_person: c.bPerson,
  a_source_person: c.aSource,
  b_source_person: c.bSource,
  kind: c.kind,
  bits: c.bits,
  evidence: c.evidence,
})
const columns = sql`a_person bigint, b_person bigint, a_source_person bigint, b_source_person bigint, kind text, bits real, evidence jsonb`

const updateCases = (tx: Tx, rows: readonly unknown[]) =>
  sql`update review_case c set a_person = n.a_person, b_person = n.b_person, a_source_person = n.a_source_person,
      b_source_person = n.b_source_person, kind = n.kind, bits = n.bits, evidence = n.evidence, rule_version = ${defaultModel.version}
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(id bigint, ${columns}) where c.id = n.id`.execute(tx)

const insertCases = (tx: Tx, rows: readonly unknown[], runId: number | undefined, at: Date) =>
  sql`insert into review_case (a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, run_id, opened_at)
    select a_person, b_person, a_source_person, b_source_person, kind, bits, ${defaultModel.version}, evidence, ${runId ?? null}::bigint, ${at}
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(${columns})`.execute(tx)
