import { sql } from 'kysely'
import type { CommandGrant, SignedInFamily } from '../../../access/index.ts'
import { Conflict, NotFound, parseUuid } from '../../../kernel/index.ts'
import type { Key } from '../../../platform/keys/index.ts'
import { sealWrong } from './family-words.actions.ts'

type Command = CommandGrant<'recorder'>
type Row = {
  id: number
  uuid: string
  state: string
  change_id: number
  child_id: number | null
  shut: boolean
}

const findOwn = async (command: Command, family: SignedInFamily, address: string | undefined): Promise<Row> => {
  const { rows } = await sql<Row>`select f.id, f.uuid, f.state, f.change_id, c.child_id, 'shield' = any (c.held_why)
      or exists (select from access.told_shields(array[coalesce(c.child_id, 0)]::bigint[])) as shut
    from family_told f join told_change c on c.id = f.change_id
    where f.uuid = ${parseUuid(address ?? '') ?? null}::uuid and f.family_id = ${family.familyId} for update of f, c`.execute(
    command.tx,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/**
 * Takes back what an account told, as long as it reads that nothing has changed: nobody decides on it any more. Of a shielded record, where a family
 * never reads more, it may have changed something: whoever holds the shield is told again. Taken back twice it is taken back once.
 * @throws NotFound for another account's, Conflict where it is changed already.
 */
export const takeBackTold = async (
  command: Command,
  family: SignedInFamily,
  address: string | undefined,
): Promise<void> => {
  const { tx, at } = command
  const told = await findOwn(command, family, address)
  if (told.state === 'taken-back') return
  if (told.state === 'done')
    throw new Conflict(
      'It is changed already, so it cannot be taken back.',
      'Say what is wrong, or tell us of another change.',
    )
  await sql`update family_told set state = 'taken-back', ask = null where id = ${told.id}`.execute(tx)
  await sql`update told_change set state = 'taken-back', decided_at = ${at} where id = ${told.change_id} and state = 'held'`.execute(
    tx,
  )
  if (told.shut && told.child_id !== null)
    await sql`select access.tell_holders_of_change(${told.child_id}, ${family.familyId})`.execute(tx)
}

/**
 * Keeps what a family says is wrong with what was changed, for whoever looks at changes. Said again, the later words stand, and wait anew.
 * @throws NotFound for another account's, and for what has not been changed: that can be taken back.
 */
export const sayWrong = async (
  command: Command,
  family: SignedInFamily,
  { address, words, key }: { readonly address: string | undefined; readonly words: string; readonly key: Key },
): Promise<void> => {
  const told = await findOwn(command, family, address)
  if (told.state !== 'done') throw new NotFound()
  await sql`update family_told set wrong = ${sealWrong(key, told.uuid, words)}, wrong_at = ${command.at}, wrong_read_at = null
    where id = ${told.id}`.execute(command.tx)
}
