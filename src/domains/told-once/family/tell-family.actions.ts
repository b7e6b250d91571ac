import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandGrant, SignedInFamily } from '../../../access/index.ts'
import { receiptFrom } from '../../../kernel/index.ts'
import { findAbout } from '../about.queries.ts'
import type { TellOptions } from '../tell.actions.ts'
import { sealWords } from '../words.actions.ts'
import { type FamilyWords, sealFamilyWords } from './family-words.actions.ts'

type Command = CommandGrant<'recorder'>

/** The most that is taken from all families' accounts together in an hour: more is no council's families. */
const mostAnHour = 300

/**
 * Keeps what a family told, for a person to check. Whether a record is found by the name and the birth date decides who may look at it, and
 * nothing that the family is answered: the same statements are made either way. Whoever holds a shielded record is told. `once` is the random
 * address of the family's own receipt. Gives whether it was kept: it is not where more comes than people can send.
 */
export const tellAsFamily = async (
  command: Command,
  family: SignedInFamily,
  { words, once: address }: { readonly words: FamilyWords; readonly once: string },
  { key }: Pick<TellOptions, 'key'>,
): Promise<boolean> => {
  const { tx, at } = command
  const { rows: lately } = await sql<{ n: number }>`select count(*)::int as n from family_told
    where told_at > ${at}::timestamptz - interval '1 hour'`.execute(tx)
  if ((lately[0]?.n ?? 0) >= mostAnHour) return false
  const { change, about, claim } = words
  const found = await findAbout(command, about)
  const { rows: shields } = await sql`select from access.told_shields(array[${found.childId ?? 0}]::bigint[])`.execute(
    tx,
  )
  const shut = shields.length > 0 || found.why.includes('shield')
  const [uuid, receipt] = [randomUUID(), receiptFrom(randomBytes(10))]
  const told = sealWords(key, uuid, {
    saidBy: change.saidBy,
    fields: change.fields,
    about,
    claim: { ...claim, email: family.email, receipt },
  })
  const { rows } = await sql<{ id: number }>`
    insert into told_change (uuid, told_by, told_at, kind, from_on, words, child_id, state, held_why, claim)
    values (${uuid}::uuid, ${family.familyId}, ${at}, ${change.kind}, ${change.from}::date, ${told}, ${found.childId ?? null}, 'held',
      ${['claim', ...(shut ? ['shield'] : found.why)]}::text[], 'unchecked') returning id`.execute(tx)
  await sql`insert into family_told (uuid, family_id, change_id, receipt, told_at, words)
    values (${address}::uuid, ${family.familyId}, ${rows[0]?.id ?? 0}, ${receipt}, ${at}, ${sealFamilyWords(key, address, words)})`.execute(
    tx,
  )
  await sql`delete from family_draft where saved_at < ${at}::timestamptz - interval '30 days'`.execute(tx)
  if (shut && found.childId !== undefined)
    await sql`select access.tell_holders_of_change(${found.childId}, ${family.familyId})`.execute(tx)
  return true
}
