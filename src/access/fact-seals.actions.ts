import { sql } from 'kysely'
import { Conflict, NotFound } from '../kernel/index.ts'
import { type CommandGrant, readerOfAct } from './grant.ts'

/** The shortest reason that says anything, in letters. */
export const shortestSealReason = 20
/** How many people a seal names at least: one who is away leaves somebody to ask, and lifting it takes two (design 4; security.md 3.1). */
const fewestNamed = 2
/** `known`: who works with the child learns whom to ask. `silent`: nothing. */
export const sealKinds = ['known', 'silent'] as const
export type SealKind = (typeof sealKinds)[number]

type Command = CommandGrant<'recorder'>
/** Somebody was first. */
export const changedMeanwhile = (): Conflict =>
  new Conflict('Somebody else changed this while you were reading.', 'Load the page again to see it as it is now.')

/**
 * Seals these entries, which the caller found to be one fact in its versions and copies, for the reader and the people named. Gives the
 * children whose records they stand on.
 * @throws Conflict where none of them is unsealed any more, RangeError where too few people are named.
 */
export const sealFact = async (
  command: Command,
  entries: readonly number[],
  { kind, reason, named }: { readonly kind: SealKind; readonly reason: string; readonly named: readonly number[] },
): Promise<number[]> => {
  const { tx, at } = command
  const holder = readerOfAct(command)
  const readers = [...new Set([holder, ...named])]
  if (readers.length < fewestNamed) throw new RangeError('A seal names too few people')
  const { rows } = await sql<{ id: number }>`
    insert into access.fact_seal (kind, holder, reason, sealed_by, sealed_at) values (${kind}, ${holder}, ${reason}, ${holder}, ${at}) returning id`.execute(
    tx,
  )
  const seal = rows[0]?.id
  await sql`insert into access.fact_seal_reader (seal_id, user_id) select ${seal}, unnest(${readers}::bigint[])`.execute(
    tx,
  )
  const sealed = await sql<{ child_id: number }>`
    update entry set seal = ${seal} where id = any(${entries}::bigint[]) and seal is null returning child_id`.execute(
    tx,
  )
  if (sealed.rows.length === 0) throw changedMeanwhile()
  return childrenOf(sealed.rows)
}

/** Asks the others whom a seal names to lift it. @throws NotFound where it does not name the reader, Conflict where somebody asked first. */
export const askToLift = async (command: Command, seal: number, reason: string): Promise<void> => {
  await requireNamed(command, seal)
  const { rows } = await sql<{ id: number }>`
    update access.fact_seal set asked_by = ${readerOfAct(command)}, asked_at = ${command.at}, asked_reason = ${reason}
    where id = ${seal} and asked_by is null and lifted_at is null returning id`.execute(command.tx)
  if (rows.length === 0) throw changedMeanwhile()
}

/**
 * Answers whoever asked to lift a seal. With a yes it comes off every version and copy; gives the children whose records they stand on.
 * @throws NotFound where it does not name the reader, Conflict where nobody else asked, or it was answered.
 */
export const answerLift = async (command: Command, seal: number, agrees: boolean): Promise<number[]> => {
  const { tx, at } = command
  await requireNamed(command, seal)
  const answer = agrees
    ? sql`lifted_by = ${readerOfAct(command)}, lifted_at = ${at}`
    : sql`asked_by = null, asked_at = null, asked_reason = null`
  const { rows } = await sql<{ id: number }>`
    update access.fact_seal set ${answer} where id = ${seal} and asked_by <> ${readerOfAct(command)} and lifted_at is null returning id`.execute(
    tx,
  )
  if (rows.length === 0) throw changedMeanwhile()
  if (!agrees) return []
  const open = await sql<{
    child_id: number
  }>`update entry set seal = null where seal = ${seal} returning child_id`.execute(tx)
  return childrenOf(open.rows)
}

const requireNamed = async ({ tx }: Command, seal: number): Promise<void> => {
  const { rows } = await sql<{ named: boolean }>`
    select ${seal}::bigint = any ((select access.named_seals())::bigint[]) as named`.execute(tx)
  if (!rows[0]?.named) throw new NotFound()
}

const childrenOf = (rows: readonly { readonly child_id: number }[]): number[] => [
  ...new Set(rows.map(row => row.child_id)),
]
