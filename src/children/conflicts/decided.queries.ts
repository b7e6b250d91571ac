import { sql } from 'kysely'
import { isUuid, NotFound } from '../../kernel/index.ts'
import type { HeadFact } from '../golden-record/index.ts'
import { choiceStands, type Desk, drawn, reachable } from './conflicts.queries.ts'
import type { DecidedConflict } from './decided.view.ts'
import { sampleSize } from './rule.ts'

/** Choices that can still be undone, the last first; what was chosen at once is one of them. */
export const listDecided = async ({ tx }: Desk, from: number, limit: number): Promise<DecidedConflict[]> => {
  const { rows } = await sql<Omit<DecidedConflict, 'by' | 'many'> & { by: string | null; many: number | null }>`
    select x.uuid, x.fact, x.reason, x.at, x.many, x.facts, n.name as by from (
      select coalesce(c.batch, c.uuid) as uuid, min(c.fact) as fact, min(c.reason) as reason, min(c.decided_by) as decided_by, max(c.decided_at) as at,
        case when c.batch is null then null else count(*)::integer end as many,
        count(distinct c.fact)::integer as facts
      from ${reachable} and ${choiceStands} group by coalesce(c.batch, c.uuid), c.batch) x
    left join access.principal n on n.id = x.decided_by order by x.at desc, x.uuid offset ${from} limit ${limit}`.execute(
    tx,
  )
  return rows.map(row => ({ ...row, by: row.by ?? undefined, many: row.many ?? undefined }))
}

/** Conflicts of one kind, with what this reader decided of them by hand: the sample by which a rule is judged. */
export type Alike = {
  readonly uuid: string
  readonly id: number
  readonly fact: HeadFact
  readonly toldBy: readonly string[]
  readonly open: number
  readonly next: string | undefined
  /** The reader's last choices by hand, as many as a sample has: the rules that would have chosen the same. */
  readonly sample: readonly { readonly rules: readonly string[] }[]
}

/** The kind at this address, with the reader's own sample of the last 90 days. NotFound where there is none. */
export const findAlike = async ({ tx, reader, at }: Desk, uuid: string): Promise<Alike> => {
  if (!isUuid(uuid)) throw new NotFound()
  const { rows } = await sql<{ id: number; fact: HeadFact; told_by: string; open: number; next: string | null }>`
    select k.id, k.fact, k.told_by, coalesce(w.open, 0) as open, w.next from conflict_shape k left join (
      select s.id, count(*)::integer as open, (array_agg(c.uuid order by ${drawn}))[1] as next
      from ${reachable} and c.state = 'open' and s.uuid = ${uuid} group by s.id) w on w.id = k.id where k.uuid = ${uuid}`.execute(
    tx,
  )
  const row = rows[0]
  if (!row) throw new NotFound()
  const sample = await sql<{ rules: string[] }>`
    select c.rules from ${reachable} and s.id = ${row.id} and c.state = 'chosen' and c.batch is null and c.decided_by = ${reader?.userId ?? null}
      and c.decided_at > ${at}::timestamptz - interval '90 days' order by c.decided_at desc, c.id desc limit ${sampleSize}`.execute(
    tx,
  )
  return {
    uuid,
    ...{ id: row.id, fact: row.fact, toldBy: row.told_by.split('\n'), open: row.open, next: row.next ?? undefined },
    sample: sample.rows,
  }
}

/** The next open conflicts of a kind, as they are drawn: as many as one go decides. */
export const listOpen = async (
  { tx }: Desk,
  shape: number,
  limit: number,
): Promise<{ id: number; childId: number }[]> => {
  const { rows } = await sql<{ id: number; childId: number }>`
    select c.id, c.child_id as "childId" from ${reachable} and s.id = ${shape} and c.state = 'open' and p.redirect_to is null
    order by ${drawn} limit ${limit}`.execute(tx)
  return rows
}

/** Throws NotFound where of what a rule chose at once nothing is left that is open to this reader: the same whether or not there is more. */
export const requireBatch = async ({ tx }: Desk, batch: string): Promise<void> => {
  if (!isUuid(batch)) throw new NotFound()
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${reachable} and c.batch = ${batch}::uuid and ${choiceStands}`.execute(tx)
  if ((rows[0]?.n ?? 0) === 0) throw new NotFound()
}
