import { sql } from 'kysely'
import { type CommandGrant, readerOfAct, type SignedInFamily } from '../../../access/index.ts'
import { Conflict, NotFound, parseUuid } from '../../../kernel/index.ts'
import type { Desk } from '../rounds/index.ts'
import { type Sent, waits } from './sent.queries.ts'

type Command = CommandGrant<'recorder'>
/** `now`: it is taken back at once. `ask`: an officer is asked, since offers may be made by it. `no`: it is taken back, refused, or the offers are out. */
export type TakingBack = 'now' | 'ask' | 'no'

/**
 * Takes back what an account sent, as `way` says (`takingBackOf`); the application that was taken in from it is withdrawn, and its papers go. What
 * the record says of the child plays no part in it: whoever holds a shield is told, as when it was sent. Taken back twice it is taken back once.
 */
export const takeBackSent = async (
  command: Command,
  family: SignedInFamily,
  sent: Sent,
  way: Exclude<TakingBack, 'no'>,
): Promise<void> => {
  const { tx, at } = command
  const { rows } = await sql<{ state: string; applicationId: number | null; childId: number | null }>`
    select state, application_id as "applicationId", child_id as "childId" from family_application
    where id = ${sent.id} and family_id = ${family.familyId} and state in ('received', 'checking', 'talk', 'taken') for update`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return
  if (way === 'ask')
    await sql`update family_application set asked_back_at = coalesce(asked_back_at, ${at}) where id = ${sent.id}`.execute(
      tx,
    )
  else {
    await sql`update family_application set state = 'taken-back', ask = null, decided_at = ${at} where id = ${sent.id}`.execute(
      tx,
    )
    await sql`update admission_application set state = 'withdrawn', state_why = 'The family took it back online'
      where id = ${row.applicationId} and state = 'live' and reference like 'F-%'`.execute(tx)
    await dropPapers(tx, sql`p.sent_id = ${sent.id}`)
  }
  const { rows: shields } = await sql`select from access.told_shields(array[${row.childId ?? 0}]::bigint[])`.execute(tx)
  if (shields.length > 0 && row.childId !== null)
    await sql`select access.tell_holders_of_change(${row.childId}, ${family.familyId})`.execute(tx)
}

/** The family wants it after all. */
export const keepSent = async ({ tx }: Command, family: SignedInFamily, sent: Sent): Promise<void> => {
  await sql`update family_application set asked_back_at = null where id = ${sent.id} and family_id = ${family.familyId}`.execute(
    tx,
  )
}

/** Takes one paper away again, while nobody has taken in what it shows. @throws NotFound, Conflict */
export const takeBackPaper = async ({ tx }: Command, sent: Sent, address: string | undefined): Promise<void> => {
  const uuid = parseUuid(address ?? '')
  if (!uuid) throw new NotFound()
  if (!waits(sent))
    throw new Conflict(
      'Your application was taken in, so its papers stay with it.',
      'Call us, and give your receipt number.',
    )
  await dropPapers(tx, sql`p.sent_id = ${sent.id} and p.uuid = ${uuid}::uuid`)
}

const dropPapers = async (tx: Command['tx'], which: ReturnType<typeof sql>): Promise<void> => {
  await sql`delete from family_paper_part n using family_paper p where p.id = n.paper_id and ${which}`.execute(tx)
  await sql`delete from family_paper p where ${which}`.execute(tx)
}

/** An officer has spoken with the family, and what it asked to have back stays. */
export const letStay = async (desk: Desk, sent: Pick<Sent, 'id'>): Promise<void> => {
  await sql`update family_application set asked_back_at = null, decided_by = ${readerOfAct(desk)}, decided_at = ${desk.at}
    where id = ${sent.id} and state = 'taken'`.execute(desk.tx)
}
