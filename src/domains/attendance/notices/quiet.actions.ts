import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import type { NoticeKind } from '../../../children/index.ts'

/** Quietens a kind for the reader, or ends that. What is about protection or care is told all the same (src/children/work). */
export const setQuiet = async (
  { tx, at, reader }: CommandGrant<'recorder'>,
  kind: NoticeKind,
  quiet: boolean,
): Promise<void> => {
  if (!reader) return
  await (quiet
    ? sql`insert into access.quiet_kind (user_id, kind, since) values (${reader.userId}, ${kind}, ${at}) on conflict do nothing`
    : sql`delete from access.quiet_kind where user_id = ${reader.userId} and kind = ${kind}`
  ).execute(tx)
}
