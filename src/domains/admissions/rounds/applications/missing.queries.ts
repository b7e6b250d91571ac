import { sql } from 'kysely'
import type { PlainDate } from '../../../../kernel/index.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { factsOnRecord } from './applications.queries.ts'
import type { MissingData } from './missing.view.ts'

const mostListed = 50

/** Children on record who were born in the round's days and for whom no application is in; without whoever has a plan, or has died. */
export const listMissing = async (desk: Desk, round: AdmissionRound): Promise<Omit<MissingData, 'round'>> => {
  const { rows } = await sql<{ childId: number; name: string; birthDate: PlainDate }>`
    select distinct on (e.child_id) e.child_id as "childId", concat_ws(' ', e.body->>'forename', e.body->>'surname') as name, e.body->>'birthDate' as "birthDate"
    from entry e join person p on p.id = e.child_id and p.has_record and p.redirect_to is null
    where e.kind = 'identity' and e.body->>'birthDate' between ${round.bornFrom}::text and ${round.bornTo}::text
      and coalesce(e.body->>'birthPrecision', 'day') = 'day'
      and not exists (select from entry d where d.child_id = e.child_id and d.kind = 'identity' and d.body->>'deathDate' is not null)
      and not exists (select from admission_application a where a.round_id = ${round.id} and a.child_id = e.child_id and a.state = 'live')
    order by e.child_id, e.id`.execute(desk.tx)
  const facts = await factsOnRecord(
    desk,
    rows.map(one => one.childId),
  )
  const children = rows.filter(one => !facts.get(one.childId)?.plan)
  return {
    total: children.length,
    children: children.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostListed),
  }
}
