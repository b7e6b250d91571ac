import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'

/**
 * Marks messages as read: those to the person, which row security lets nobody else finish, and what rules found, which they alone have
 * then read. Where two rules told one happening, both are read.
 */
export const finishNotices = async (
  { tx, at, reader }: CommandGrant<'recorder'>,
  notices: readonly string[],
): Promise<void> => {
  await sql`update access.notice set done_at = ${at} where uuid = any(${notices}::uuid[]) and done_at is null`.execute(
    tx,
  )
  if (!reader) return
  await sql`
    insert into access.notice (principal, kind, child_notice_id, at, done_at)
    select ${reader.userId}, case when o.withdrawn_at = 'infinity' then 'rule-read' else 'rule-withdrawn-read' end, o.id, ${at}, ${at}
    from child_notice n join child_notice o on o.child_id = n.child_id and o.kind = n.kind and o.occasion = n.occasion
      and o.withdrawn_at = n.withdrawn_at and o.shown_from <= ${at}
    where n.uuid = any(${notices}::uuid[]) on conflict do nothing`.execute(tx)
}
