import { sql } from 'kysely'
import { Conflict, InvalidInput, NotFound, parseUuid } from '../../kernel/index.ts'
import { type CommandGrant, readerOfAct } from '../grant.ts'

/** For how long who asked may take rows out once somebody has agreed, in hours. */
export const hoursToTake = 24
/** The shortest reason that says anything, in letters. */
const shortestReason = 10

/** Somebody asks to take rows out. */
export type ExportAsk = { readonly uuid: string; readonly who: string; readonly reason: string; readonly at: Date }
/** How it stands between the reader and one export: agreed for a day, asked by them, and asked by others. */
export type ExportStanding = {
  readonly agreedBy: string | undefined
  readonly waitsSince: Date | undefined
  readonly refused: boolean
  readonly others: readonly ExportAsk[]
}
type Desk = CommandGrant
type Row = {
  uuid: string
  who: string
  reason: string
  asked_at: Date
  own: boolean
  agreed: boolean | null
  by: string | null
  live: boolean
}

/** What was asked of this export in the last seven days, newest first. */
export const findStanding = async (desk: Desk, address: string): Promise<ExportStanding> => {
  const { tx, at } = desk
  const { rows } = await sql<Row>`
    select a.uuid, p.name as who, a.reason, a.asked_at, a.asked_by = ${readerOfAct(desk)} as own, a.agreed, b.name as by,
      coalesce(a.answered_at > ${at}::timestamptz - make_interval(hours => ${hoursToTake}), false) as live
    from access.export_ask a join access.principal p on p.id = a.asked_by left join access.principal b on b.id = a.answered_by
    where a.address = ${address} and a.asked_at > ${at}::timestamptz - interval '7 days' order by a.id desc`.execute(tx)
  const own = rows.filter(row => row.own)
  return {
    agreedBy: own.find(row => row.agreed && row.live)?.by ?? undefined,
    waitsSince: own.find(row => row.agreed === null)?.asked_at,
    refused: own[0]?.agreed === false,
    others: rows
      .filter(row => !row.own && row.agreed === null)
      .map(({ uuid, who, reason, asked_at }) => ({ uuid, who, reason, at: asked_at })),
  }
}

/** Asks another at the same desk to agree. @throws InvalidInput without a reason. @throws Conflict where it waits already. */
export const askToTakeOut = async (desk: Desk, address: string, reason: string): Promise<void> => {
  if (reason.trim().length < shortestReason)
    throw new InvalidInput('You have not said what the rows are for.', 'Go back and say it in a few words.')
  if ((await findStanding(desk, address)).waitsSince)
    throw new Conflict('You have asked for these rows already.', 'Ask a colleague at the same desk to answer.')
  await sql`insert into access.export_ask (address, asked_by, asked_at, reason)
    values (${address}, ${readerOfAct(desk)}, ${desk.at}, ${reason.trim()})`.execute(desk.tx)
}

/** Agrees, or does not: never to what one asked oneself. @throws NotFound where nobody else asked, or it was answered. */
export const answerToTakeOut = async (desk: Desk, address: string, ask: string, agreed: boolean): Promise<void> => {
  const by = readerOfAct(desk)
  const { numAffectedRows } =
    await sql`update access.export_ask set answered_by = ${by}, answered_at = ${desk.at}, agreed = ${agreed}
    where uuid = ${parseUuid(ask) ?? null} and address = ${address} and answered_at is null and asked_by <> ${by}
      and asked_at > ${desk.at}::timestamptz - interval '7 days'`.execute(desk.tx)
  if (numAffectedRows !== 1n)
    throw new NotFound('Nobody waits for that answer any more.', 'Open the rows again to see how it stands.')
}
