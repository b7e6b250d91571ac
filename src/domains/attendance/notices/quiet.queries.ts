import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import type { NoticeKind } from '../../../children/index.ts'

/** The kinds of notice that the reader does not want at once. */
export const listQuiet = async ({ tx, reader }: Grant<'identity'>): Promise<ReadonlySet<NoticeKind>> => {
  const { rows } = await sql<{ kind: NoticeKind }>`
    select kind from access.quiet_kind where user_id = ${reader.userId}`.execute(tx)
  return new Set(rows.map(row => row.kind))
}
