import { sql } from 'kysely'
import { type MailNotSent, mailStateIn } from '../../../access/index.ts'
import type { MailDoor } from '../../../children/index.ts'
import type { AdmissionRound, Desk } from '../rounds/index.ts'

/** An e-mail of a round that has not gone, and about whom. */
export type MailNotGone = {
  readonly application: string
  readonly forename: string
  readonly surname: string
  readonly childId: number | null
  readonly sort: 'outcome' | 'offer'
  readonly state: MailNotSent['state']
}
/** `none` was not sent: it is held, or goes within minutes. `stopped` is beside the rest: the record says that the child has died. */
export type MailCounts = Readonly<Record<'all' | 'sent' | 'waiting' | 'lost' | 'none' | 'off' | 'stopped', number>>

/** E-mails that a round owes: to families who applied by their own account, of their outcome and of offers since. */
const owed = (roundId: number) => sql`
  select a.uuid as application, a.forename, a.surname, coalesce(a.child_id, f.child_id) as "childId", d.sort, case
      when m.state is null and exists (select from entry e join person p on coalesce(p.redirect_to, p.id) = e.child_id where e.kind = 'identity'
        and p.id = coalesce(a.child_id, f.child_id) and e.known_to = 'infinity' and e.body ? 'deathDate') then 'stopped' else ${mailStateIn} end as state
  from family_application f join admission_application a on a.id = f.application_id and a.state = 'live'
    join admission_release l on l.round_id = f.round_id and l.released_at is not null
    cross join lateral (select 'outcome' as sort, f.id as about where exists (select from admission_place y where y.run_id = l.run_id and y.application_id = a.id)
      union all select 'offer', o.id from admission_offer o where o.application_id = a.id and o.ended is null and o.offered_at > l.released_at) d
    left join access.mail m on m.family_id = f.family_id and m.sort = d.sort and m.about = d.about
  where f.round_id = ${roundId} and f.state = 'taken'`

/** Those that have not gone, by name: the first so many; none about a child of whom the record says that they have died. */
export const listNotGone = async ({ tx }: Desk, round: AdmissionRound, most: number): Promise<MailNotGone[]> => {
  const { rows } = await sql<MailNotGone>`select * from (${owed(round.id)}) o where state not in ('sent', 'stopped')
    order by lower(surname), lower(forename), application, sort limit ${most}`.execute(tx)
  return rows
}

/** Counts a round's e-mails out. */
export const countMails = async ({ tx }: Desk, round: AdmissionRound): Promise<MailCounts> => {
  const { rows } = await sql<MailCounts>`select count(*) filter (where state <> 'stopped')::integer as all,
    count(*) filter (where state = 'sent')::integer as sent, count(*) filter (where state = 'waiting')::integer as waiting,
    count(*) filter (where state in ('refused', 'unsure', 'given-up', 'late'))::integer as lost,
    count(*) filter (where state = 'none')::integer as none, count(*) filter (where state = 'off')::integer as off, count(*) filter (where state = 'stopped')::integer as stopped
    from (${owed(round.id)}) o`.execute(tx)
  return rows[0] as MailCounts
}

/** Which of them the door lets go now. */
export const askDoor = (door: MailDoor, mails: readonly MailNotGone[]): Promise<ReadonlySet<number>> =>
  door(mails.flatMap(one => (one.childId === null || one.state !== 'none' ? [] : [one.childId])))
