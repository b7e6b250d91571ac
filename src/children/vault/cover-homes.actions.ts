import { sql } from 'kysely'
import { openBody, type Tx } from '../../access/index.ts'
import { type Home, maybeSameHome } from './same-home.ts'

type Pair = { shield: number; child: number; other: number; decided_at: Date | null }
type HomeRow = { child_id: number; source_person_id: number; body: Home; known_from: Date }

/**
 * Keeps to the same named people where brothers, sisters and other children of the family live who may live where a protected child does, until one of
 * those people decides (security.md, threat T04). One who was decided not to be kept is asked about again once an address of either is told anew. Gives how many.
 */
export const coverHomes = async (tx: Tx): Promise<number> => {
  const { rows: pairs } =
    await sql<Pair>`select shield, child, other, decided_at from access.homes_to_compare()`.execute(tx)
  if (pairs.length === 0) return 0
  const homes = await homesOf(tx, [...new Set(pairs.flatMap(({ child, other }) => [child, other]))])
  const covered = new Set<number>()
  for (const { shield, child, other, decided_at } of pairs) {
    const [mine, theirs] = [homes.get(child) ?? [], homes.get(other) ?? []]
    const isNew = !decided_at || [...mine, ...theirs].some(home => home.known_from > decided_at)
    if (covered.has(other) || !isNew || !mine.some(one => theirs.some(their => maybeSameHome(one.body, their.body))))
      continue
    await sql`select access.cover_home(${shield}, ${other})`.execute(tx)
    covered.add(other)
  }
  return covered.size
}

/** Where each is said to live now, opened. */
const homesOf = async (tx: Tx, children: readonly number[]): Promise<Map<number, HomeRow[]>> => {
  const { rows } = await sql<HomeRow>`
    select child_id, source_person_id, body, known_from from entry
    where child_id = any(${children}::bigint[]) and kind = 'address' and known_to = 'infinity' and true_to > access.at()::date`.execute(
    tx,
  )
  const homes = new Map<number, HomeRow[]>()
  for (const row of rows)
    homes.set(row.child_id, [
      ...(homes.get(row.child_id) ?? []),
      { ...row, body: openBody(tx, row.body, row.source_person_id, 'address') },
    ])
  return homes
}
