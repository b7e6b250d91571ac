import { sql } from 'kysely'
import { actConcerns, readerOfAct } from '../../access/index.ts'
import { Conflict, londonDate, type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { EndingDesk } from './ending.queries.ts'
import type { KeepReason } from './ending.ts'

type Act = { readonly desk: EndingDesk; readonly uuid: string | undefined }

/**
 * One step, on the record of access by its own name and with the child, where the record still stands as it must. @throws Conflict where somebody was
 * quicker, or where it is not this reader's to do.
 */
const step = async (
  { desk, uuid }: Act,
  name: string,
  { set, where }: { readonly set: ReturnType<typeof sql>; readonly where: ReturnType<typeof sql> },
): Promise<void> => {
  const { rows } = await sql<{ child: number }>`update access.record_ending e set ${set}
    where e.uuid = ${parseUuid(uuid ?? '') ?? null}::uuid and e.withdrawn_at is null and e.destroyed_at is null and ${where}
    returning e.child_id as child`.execute(desk.tx)
  if (!rows[0]) throw new Conflict('Somebody changed this meanwhile, or it is not yours to do.', 'Load it again.')
  actConcerns(desk, rows[0].child, { rule: `record-end:${name}` })
}

/** Nobody asks or agrees, not even beforehand, while somebody keeps it. */
const notKept = ({ desk }: Act) => sql`coalesce(e.kept_until, '-infinity') <= ${londonDate(desk.at)}::date`
const none = sql`asked_by = null, asked_at = null, agreed_by = null, agreed_at = null`

/** Says, as the first of two, that the record may go. */
export const askToDestroy = (act: Act): Promise<void> =>
  step(act, 'asked', {
    set: sql`asked_by = ${readerOfAct(act.desk)}, asked_at = ${act.desk.at}`,
    where: sql`e.asked_by is null and ${notKept(act)}`,
  })

/** Agrees, as somebody else: it goes in the night after a whole day. */
export const agreeToDestroy = (act: Act): Promise<void> =>
  step(act, 'agreed', {
    set: sql`agreed_by = ${readerOfAct(act.desk)}, agreed_at = ${act.desk.at}`,
    where: sql`e.asked_by <> ${readerOfAct(act.desk)} and e.agreed_by is null and ${notKept(act)}`,
  })

/** Stops it until it is gone, whoever asked or agreed: both must say so again. */
export const takeDestroyingBack = (act: Act): Promise<void> =>
  step(act, 'taken-back', { set: none, where: sql`e.asked_by is not null` })

/**
 * Keeps the record until a day, from which on somebody looks at it again; a yes that was given before counts no more. What one person keeps another
 * keeps for longer alone: whoever keeps it for a court is not undone by one colleague.
 */
export const keepLonger = (act: Act, { until, why }: { until: PlainDate; why: KeepReason }): Promise<void> =>
  step(act, 'kept', {
    set: sql`kept_until = ${until}, kept_why = ${why}, kept_by = ${readerOfAct(act.desk)}, kept_at = ${act.desk.at}, ${none}`,
    where: sql`(${notKept(act)} or e.kept_until <= ${until}::date or e.kept_by = ${readerOfAct(act.desk)})`,
  })

/**
 * Keeps a record before anything of it is proposed, by its address or its reference in the access log. Gives the address of what stands on the list;
 * undefined where there is no one such record for this reader. @throws Conflict where a colleague keeps it for longer.
 */
export const keepBefore = async (
  desk: EndingDesk,
  record: string,
  { until, why }: { readonly until: PlainDate; readonly why: KeepReason },
): Promise<string | undefined> => {
  const named = record.trim().toLowerCase()
  const { rows } = await sql<{ ending: string | null; child: number | null }>`
    select ending, child from access.keep_record(${named}, ${until}::date, ${why}, ${readerOfAct(desk)})`.execute(
    desk.tx,
  )
  const [kept] = rows
  if (!kept?.child) return undefined
  if (!kept.ending) throw new Conflict('Somebody keeps it for longer.', 'It stands on the list.')
  actConcerns(desk, kept.child, { rule: 'record-end:kept' })
  return kept.ending
}
