import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandGrant, SignedInFamily } from '../../../access/index.ts'
import { locateChild } from '../../../children/index.ts'
import { nameParts, type PlainDate, receiptFrom } from '../../../kernel/index.ts'
import type { Key } from '../../../platform/keys/index.ts'
import type { SentWords } from './application-words.ts'
import type { OpenRound } from './asked.ts'
import { type Sent, sealSent } from './sent.queries.ts'

type Command = CommandGrant<'recorder'>

/** The most that is taken from all families' accounts together in an hour: a county's round has 17,000 in six weeks, many on its last evening. */
const mostAnHour = 5000

/**
 * Keeps what a family sent for a round, for a person to check; what the account sent before is replaced where it is named. Whether a record is found
 * by the name and the birth date decides who may look at it, and nothing that the family is answered. Whoever holds a shielded record is told. Gives
 * the random address of the receipt; undefined where more comes than people send.
 */
export const sendApplication = async (
  command: Command,
  family: SignedInFamily,
  { words, round, replaces, key }: { words: SentWords; round: OpenRound; replaces: Sent | undefined; key: Key },
): Promise<string | undefined> => {
  const { tx, at } = command
  const { rows: lately } = await sql<{ n: number }>`select count(*)::int as n from family_application
    where sent_at > ${at}::timestamptz - interval '1 hour'`.execute(tx)
  if ((lately[0]?.n ?? 0) >= mostAnHour) return undefined
  const { forename, surname, birthDate } = words.child
  const name = `${forename} ${surname}`
  const asked = { name, words: nameParts(name), birthDate: birthDate as PlainDate, number: '', reason: '' }
  const { childId: child } = await locateChild(command, asked)
  const { rows: shields } = await sql`select from access.told_shields(array[${child ?? 0}]::bigint[])`.execute(tx)
  const [address, receipt] = [await nextAddress(command, family, key), receiptFrom(randomBytes(10))]
  if (replaces)
    await sql`update family_application set state = 'replaced', ask = null where id = ${replaces.id}`.execute(tx)
  await sql`insert into family_application (uuid, family_id, round_id, receipt, sent_at, words, child_id)
    values (${address}::uuid, ${family.familyId}, ${round.id}, ${receipt}, ${at},
      ${sealSent(key, address, words)}, ${child ?? null}) on conflict (uuid) do nothing`.execute(tx)
  // papers go with what takes the place of what they were sent with
  if (replaces)
    await sql`update family_paper set sent_id = (select id from family_application where uuid = ${address}::uuid) where sent_id = ${replaces.id}`.execute(
      tx,
    )
  if (shields.length > 0 && child !== undefined)
    await sql`select access.tell_holders_of_change(${child}, ${family.familyId})`.execute(tx)
  return address
}

/**
 * The address of what an account sends next: nobody can guess it, and two that are sent at one moment get the same, so that the second collides with
 * the first and begins again on what is there then. A button that is pressed twice sends once.
 */
const nextAddress = async ({ tx }: Command, { familyId }: SignedInFamily, key: Key): Promise<string> => {
  const { rows } = await sql<{ last: number | null }>`
    select max(id) as last from family_application where family_id = ${familyId}`.execute(tx)
  const hex = createHmac('sha256', key)
    .update(`next application of ${familyId} after ${rows[0]?.last ?? 0}`)
    .digest('hex')
  return hex.slice(0, 32).replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-4$3-8$4-$5')
}
