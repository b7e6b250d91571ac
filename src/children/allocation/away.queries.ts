import { sql } from 'kysely'
import type { CommandGrant, Grant } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import type { HeldChild } from './team-work.ts'

/** Days on which somebody is away, today's or to come, and who covers. */
export type Away = {
  readonly id: number
  readonly userId: number
  readonly first: PlainDate
  readonly last: PlainDate
  readonly coverId: number | undefined
  readonly cover: string | undefined
}
type Row = Omit<Away, 'coverId' | 'cover'> & { coverId: number | null; cover: string | null }

/** When these people are away, from today on, the next first. */
export const listAway = async (
  { tx, at }: Pick<Grant<never> | CommandGrant, 'tx' | 'at'>,
  users: readonly number[],
): Promise<readonly Away[]> => {
  const { rows } = await sql<Row>`
    select a.id, a.user_id as "userId", a.first_day as first, a.last_day as last, a.cover_id as "coverId", c.name as cover
    from access.away a left join access.principal c on c.id = a.cover_id
    where a.user_id = any(${users}::bigint[]) and a.ended_at is null and a.last_day >= ${londonDate(at)}
    order by a.first_day, a.id`.execute(tx)
  return rows.map(row => ({ ...row, coverId: row.coverId ?? undefined, cover: row.cover ?? undefined }))
}

/** Of these children, those whose record somebody may have. Nobody is told why not of the others; of one that is shut to who asks, nothing. */
export const mayHave = async (
  { tx }: Pick<Grant<never> | CommandGrant, 'tx'>,
  user: number,
  children: readonly number[],
): Promise<ReadonlySet<number>> => {
  const { rows } = await sql<{ child: number }>`
    select c.child from unnest(${children}::bigint[]) as c(child) where ${user} = any (access.may_be_given(c.child, array[${user}]::bigint[]))`.execute(
    tx,
  )
  return new Set(rows.map(row => row.child))
}

type AnyGrant = Parameters<typeof mayHave>[0]

/** Of the children of somebody who is away, those whom their cover may not have; all where nobody covers. */
export const listUncovered = async (
  grant: AnyGrant,
  { coverId }: Away,
  children: readonly number[],
): Promise<readonly number[]> => {
  const covered = coverId === undefined ? new Set<number>() : await mayHave(grant, coverId, children)
  return children.filter(child => !covered.has(child))
}

/** How many that are, for each who is away or will be, of the children that the reader may know of. */
export const countUncovered = async (
  grant: AnyGrant,
  away: readonly Away[],
  held: readonly Pick<HeldChild, 'childId' | 'lead'>[],
): Promise<ReadonlyMap<number, number>> => {
  const counts = new Map<number, number>()
  for (const one of away) {
    if (counts.has(one.userId)) continue
    const led = held.filter(({ lead }) => lead === one.userId).map(({ childId }) => childId)
    counts.set(one.userId, (await listUncovered(grant, one, led)).length)
  }
  return counts
}
