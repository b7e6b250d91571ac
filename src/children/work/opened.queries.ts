import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { type CardKinds, listCards } from '../find/child-cards.queries.ts'

export type Opened = {
  readonly events: readonly {
    readonly at: Date
    readonly purpose: string
    readonly outcome: 'shown' | 'done'
    readonly name: string | undefined
    readonly href: string | undefined
  }[]
  readonly at: Date
}

/** The reader's own looks and changes, newest first, at most 100; a child is named only while the reader may see who it is. */
export const listOpened = async (grant: Grant<CardKinds>): Promise<Opened> => {
  const { rows } = await sql<{ at: Date; purpose: string; outcome: 'shown' | 'done'; child_id: number }>`
    select a.at, a.purpose, a.outcome, a.child_id from access.access_event a
    where a.user_id = ${grant.reader.userId} and a.child_id is not null and a.outcome in ('shown', 'done') order by a.at desc, a.id desc limit 100`.execute(
    grant.tx,
  )
  const cards = new Map(
    (await listCards(grant, [...new Set(rows.map(r => r.child_id))])).map(card => [card.childId, card]),
  )
  const events = rows.map(r => {
    const card = cards.get(r.child_id)
    return {
      at: r.at,
      purpose: r.purpose,
      outcome: r.outcome,
      name: card?.name,
      href: card && `/children/${card.address}`,
    }
  })
  return { events, at: grant.at }
}
