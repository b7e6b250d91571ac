import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { addDays, formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'

/** For how many days from its first the one who oversees is told of it, and how many days before its last again. */
const toldDays = 7

/** What the reader must know of the work that they oversee: that it began, and that it ends soon. Row security gives them their own alone. */
export const oversightToTell = async ({
  tx,
  reader,
  at,
}: Pick<Grant<never>, 'tx' | 'reader' | 'at'>): Promise<string[]> => {
  const today = londonDate(at)
  const { rows } = await sql<{ team: string; first: PlainDate; last: PlainDate; purpose: string }>`
    select t.name as team, (o.starts_at at time zone 'Europe/London')::date::text as first,
      ((o.ends_at - interval '1 microsecond') at time zone 'Europe/London')::date::text as last, o.purpose
    from access.oversight o join access.principal t on t.id = o.team_id
    where o.user_id = ${reader.userId} and o.starts_at <= ${at} and o.ends_at > ${at} order by o.ends_at, t.name, o.id limit 50`.execute(
    tx,
  )
  return rows.flatMap(({ team, first, last, purpose }) => {
    if (last <= addDays(today, toldDays)) return [`You oversee the work of ${team} until ${formatDate(last)}.`]
    if (first > addDays(today, -toldDays))
      return [
        `You oversee the work of ${team} since ${formatDate(first)}, until ${formatDate(last)}. What for: ${purpose}`,
      ]
    return []
  })
}
