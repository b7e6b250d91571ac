import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'

/** Marks messages as read. Row security lets a person finish their own alone. */
export const finishNotices = async (
  { tx, at }: CommandGrant<'recorder'>,
  notices: readonly string[],
): Promise<void> => {
  await sql`update access.notice set done_at = ${at} where uuid = any(${notices}::uuid[]) and done_at is null`.execute(
    tx,
  )
}
