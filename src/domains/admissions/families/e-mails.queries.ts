import { sql } from 'kysely'
import { type MailNotSent, mailStateIn } from '../../../access/index.ts'
import type { MailDoor } from '../../../children/index.ts'
import type { AdmissionRound, Desk } from '../rounds/index.ts'

/** An e-mail of a round that has not gone, and about whom. */
export type MailNotGone = {
  /** Where of the round's pages it is looked at. */
  readonly part: string
  /** The child's name; of what nobody has taken in the receipt number, since the name is sealed with it. */
  readonly about: string
  readonly childId: number | null
  readonly sort: 'outcome' | 'offer' | 'sent'
  readonly state: MailNotSent['state']
}
/** `none` was not sent: it is held, or goes within minutes. `stopped` is beside the rest: the record says that the child has died. */
export type MailCounts = Readonly<Record<'all' | 'sent' | 'waiting' | 'lost' | 'none' | 'off' | 'stopped', number>>

/** E-mails that a round owes to families who applied by their own account: of what they sent and somebody answered, of their outcome, and of offers since. */
const owed = (roundId: number) => sql`
  select case when d.sort = 'sent' then '/online/' || f.uuid else '/applications/' || a.uuid end as part, case when d.sort = 'sent' then f.receipt else a.forename || ' ' || a.surname end as about,
    lower(a.surname || ' ' || a.forename) as name, coalesce(a.child_id, f.child_id) as "childId", d.sort, case
      when m.state is null and exists (select from entry e join person p on coalesce(p.redirect_to, p.id) = e.child_id where e.kind = 'identity'
        and p.id = coalesce(a.child_id, f.child_id) and e.known_to = 'infinity' and e.body ? 'deathDate') then 'stopped' else ${mailStateIn} end as state
  from family_application f left join admission_application a on a.id = f.application_id and a.state = 'live' and f.state = 'taken'
    left join admission_release l on l.round_id = f.round_id and l.released_at is not null
    cross join lateral (select 'outcome' as sort, f.id as about, '' as said where exists (select from admission_place y where y.run_id = l.run_id and y.application_id = a.id)
      union all select 'offer', o.id, '' from admission_offer o where o.application_id = a.id and o.ended is null and o.offered_at > l.released_at
      union all select 'sent', f.id, f.state where f.state in ('talk', 'refused')) d
    left join access.mail m on m.family_id = f.family_id and m.sort = d.sort and m.about = d.about and m.said = d.said
  where f.round_id = ${roundId}`

/** Those that have not gone, by name: the first so many; none about a child of whom the record says that they have died. */
export const listNotGone = async ({ tx }: Desk, round: AdmissionRound, most: number): Promise<MailNotGone[]> => {
  const { rows } = await sql<MailNotGone>`select * from (${owed(round.id)}) o where state not in ('sent', 'stopped')
    order by sort = 'sent', name, about, part, sort limit ${most}`.execute(tx)
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

/** How families stand who began an application, have not sent it, and are reminded in the days before the closing day: counts, and nobody's. */
export type Reminders = Readonly<Record<'sent' | 'off' | 'held', number>>
/** Counts them, of one round. */
export const countReminders = async ({ tx }: Desk, round: AdmissionRound): Promise<Reminders> => {
  const { rows } = await sql<Reminders>`select * from access.admission_reminders(${round.id})`.execute(tx)
  return rows[0] as Reminders
}

/** Which of them the door lets go now. */
export const askDoor = (door: MailDoor, mails: readonly MailNotGone[]): Promise<ReadonlySet<number>> =>
  door(mails.flatMap(one => (one.childId === null || one.state !== 'none' ? [] : [one.childId])))
