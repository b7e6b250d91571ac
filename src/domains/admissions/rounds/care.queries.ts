import { sql } from 'kysely'
import type { AdmissionRound, Desk } from './rounds.queries.ts'
import type { Run } from './runs/runs.queries.ts'

/** That somebody checked that a child is in our care or was, in a query of applications `a`. */
const inCare = sql`lower(a.facts->>'looked_after') in ('yes', 'y', 'true', '1') and exists (select from admission_check c
  where c.application_id = a.id and c.fact = 'looked_after' and c.holds and c.known_to = 'infinity')`

/** How many children in our care, or who were, a run gives no place. */
export const careUnplaced = async ({ tx }: Desk, run: Pick<Run, 'id'>): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::integer as n from admission_place p join admission_application a on a.id = p.application_id
    where p.run_id = ${run.id} and p.school_key is null and ${inCare}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** How many children in our care, or who were, hold no offer, once the offers of a round are out; of other councils' children nothing. */
export const careWithoutOffer = async ({ tx }: Desk, round: AdmissionRound): Promise<number> => {
  if (!round.releasedAt) return 0
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from admission_application a
    where a.round_id = ${round.id} and a.state = 'live' and ${inCare}
      and not exists (select from admission_offer o where o.application_id = a.id and o.ended is null)
      and not exists (select from admission_council_fact f where f.application_id = a.id)`.execute(tx)
  return rows[0]?.n ?? 0
}
