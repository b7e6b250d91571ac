import { sql } from 'kysely'
import type { ChildGrant, CommandGrant, Grant, RecordKind } from '../../access/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { namesOf } from '../pages/names.queries.ts'

/** Something written on the record that gives away where the child can be found, and that others read. */
export type TellingText = {
  /** The address of the fact. */
  readonly fact: string
  readonly title: string
  /** Who wrote it, where the reader may know. */
  readonly by: string | undefined
  readonly at: Date
}

/** A text `e` that waits for the named people: for them alone. */
const waits = sql`e.looked_at = '-infinity' and e.seal is null and e.known_to = 'infinity' and e.child_id = any((select access.named_places())::bigint[])`

/** What waits for this reader on this record; empty for who is not named. */
export const listTellingTexts = async (
  grant: ChildGrant<string>,
  kinds: readonly RecordKind[],
): Promise<TellingText[]> => {
  const { rows } = await sql<{ id: number }>`
    select e.id from entry e where e.child_id = ${grant.childId} and ${waits} order by e.id limit 100`.execute(grant.tx)
  if (rows.length === 0) return []
  const ids = new Set(rows.map(row => row.id))
  const facts = (await readFacts(grant, kinds)).filter(fact => ids.has(fact.entry))
  const names = await namesOf(
    grant,
    facts.map(fact => fact.author),
  )
  return facts.map(({ address, kind, author, knownFrom }) => ({
    fact: address,
    title: kinds.find(one => one.kind === kind)?.title ?? 'Something written',
    by: names.get(author ?? 0),
    at: knownFrom,
  }))
}

/** The children on whose records something of the kind waits for this reader, and since when. */
export const listWaitingTexts = async ({ tx }: Grant<never>): Promise<{ childId: number; since: Date }[]> => {
  const { rows } = await sql<{ child_id: number; since: Date }>`
    select e.child_id, min(e.known_from) as since from entry e where ${waits} group by e.child_id order by 2, 1 limit 50`.execute(
    tx,
  )
  return rows.map(({ child_id, since }) => ({ childId: child_id, since }))
}

/** Leaves a text as it is, until a place of the child is told anew. False where it waits no more. */
export const leaveText = async (
  { tx, at }: CommandGrant<'recorder'>,
  childId: number,
  fact: string,
): Promise<boolean> => {
  const { rows } = await sql<{ id: number }>`
    update entry e set looked_at = ${at} where e.child_id = ${childId} and e.uuid = ${fact}::uuid and ${waits} returning e.id`.execute(
    tx,
  )
  return rows.length > 0
}
