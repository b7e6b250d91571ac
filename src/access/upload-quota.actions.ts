import { sql } from 'kysely'
import { formatNumber, InvalidInput, londonDate, type PlainDate } from '../kernel/index.ts'
import type { Right } from './right.ts'
import type { Tx } from './transaction.ts'

type Quota = { readonly files: number; readonly bytes: number }
/** What one person may send in a day, by the day from which it holds: a local setting. Whoever runs imports sends whole services' files. */
const quotas: readonly { readonly from: PlainDate; readonly usual: Quota; readonly imports: Quota }[] = [
  {
    from: '2026-01-01' as PlainDate,
    usual: { files: 200, bytes: 2 * 1024 ** 3 },
    imports: { files: 2000, bytes: 100 * 1024 ** 3 },
  },
]

/**
 * Counts the files that somebody sends, before anything is done with them; what is refused afterwards is not counted, because it is rolled
 * back. Must run under the person's own context.
 * @throws InvalidInput past the day's quota.
 */
export const countUploads = async (
  tx: Tx,
  at: Date,
  userId: number,
  sent: { readonly right: Right | undefined; readonly files: readonly { readonly bytes: number }[] },
): Promise<void> => {
  const files = sent.files.filter(file => file.bytes > 0)
  if (files.length === 0) return
  const today = londonDate(at)
  const quota = (quotas.findLast(one => one.from <= today) ?? quotas[0])?.[
    sent.right === 'imports' ? 'imports' : 'usual'
  ]
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const { rows } = await sql<Quota>`
    insert into access.upload_day as d (user_id, day, files, bytes) values (${userId}, ${today}, ${files.length}, ${bytes})
    on conflict (user_id) do update set day = excluded.day,
      files = excluded.files + case when d.day = excluded.day then d.files else 0 end,
      bytes = excluded.bytes + case when d.day = excluded.day then d.bytes else 0 end
    returning files, bytes`.execute(tx)
  const [now] = rows
  if (!quota || !now || (now.files <= quota.files && Number(now.bytes) <= quota.bytes)) return
  throw new InvalidInput(
    `With these you would have sent more than one person may in a day: ${formatNumber(quota.files)} files, ${formatNumber(quota.bytes / 1024 ** 3)} GB. Nothing was kept.`,
    'Send them tomorrow, or ask a colleague. If it cannot wait, tell your IT service.',
  )
}
