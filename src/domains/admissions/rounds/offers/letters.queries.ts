import { sql } from 'kysely'
import type { Letter, LetterAddress } from '../../../../children/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../../../kernel/index.ts'
import { factsOnRecord } from '../applications/applications.queries.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { listRuns, whyOf } from '../runs/runs.queries.ts'
import { outcomeLetter } from '../runs/why.view.ts'
import { reminderWords, replySlip, replyWords } from './outcome-letter.ts'

/** A letter of a round that has not gone out: of what, and about whom. */
export type LetterDue = {
  readonly sort: 'outcome' | 'reminder' | 'reply'
  /** The number of the reminder or the reply; 0 of an outcome. */
  readonly about: number
  readonly applicationId: number
  readonly application: string
  readonly reference: string
  readonly forename: string
  readonly surname: string
  readonly childId: number | null
  readonly school: string | null
  readonly day: PlainDate | null
  readonly reply: 'accepted' | 'declined' | null
  readonly wantsNoHigher: boolean
  /** Whether a school is named above the one that is offered. */
  readonly higher: boolean
}
/** How many letters a round owes. `due` and `gone` are all; `stopped` are beside them: the record says that the child has died. */
export type LetterCounts = {
  readonly due: number
  readonly gone: number
  readonly byHand: number
  readonly stopped: number
}

const named = sql`o.given_by <> 'plan' and coalesce(o.rank > 1, true)`
/** What a round writes of. Families of another council's children are written to by that council, which makes the offer. */
const all = (roundId: number) => sql`
  select 'outcome' as sort, 0::bigint as about, p.application_id, null as school_key, null::date as day, null as reply, false as no_higher, false as higher
    from admission_release l join admission_place p on p.run_id = l.run_id where l.round_id = ${roundId} and l.released_at is not null
  union all select 'reminder', m.id, m.application_id, o.school_key, m.answer_by, null, false, ${named}
    from admission_reminder m join admission_offer o on o.id = m.offer_id
    where o.round_id = ${roundId} and m.how = 'letter' and (exists (select from admission_letter x where x.application_id = m.application_id and x.sort = 'reminder'
      and x.about = m.id) or (o.ended is null and not exists (select from admission_reply r where r.offer_id = o.id and r.known_to = 'infinity')))
  union all select 'reply', r.id, r.application_id, o.school_key, r.said_on, r.reply, r.wants_no_higher, ${named} from admission_reply r join admission_offer o on o.id = r.offer_id
    where o.round_id = ${roundId} and r.known_to = 'infinity'`
const state = sql`case when x.id is not null then 'gone' when exists (select from entry e join person p on coalesce(p.redirect_to, p.id) = e.child_id where e.kind = 'identity' and p.id = a.child_id
    and e.known_to = 'infinity' and e.body ? 'deathDate') then 'stopped' else 'due' end`
const from = (roundId: number) => sql`from (${all(roundId)}) d join admission_application a on a.id = d.application_id
    left join admission_letter x on x.application_id = d.application_id and x.sort = d.sort and x.about = d.about
  where (a.state = 'live' or x.id is not null) and not exists (select from admission_council_fact f where f.application_id = a.id)`

/** Which letters are asked for: so many from a place on, or those about some applications. */
export type WhichLetters =
  | { readonly from: number; readonly most: number }
  | { readonly applications: readonly string[] }

/** Letters that have not gone out, by the child's name; none about a child of whom the record says that they have died. */
export const listLettersDue = async (
  { tx }: Desk,
  round: AdmissionRound,
  which: WhichLetters,
): Promise<LetterDue[]> => {
  const [wanted, start, most] = 'from' in which ? [null, which.from, which.most] : [which.applications, 0, 1000]
  const { rows } = await sql<LetterDue>`
    select d.sort, d.about, a.id as "applicationId", a.uuid as application, a.reference, a.forename, a.surname, a.child_id as "childId",
      coalesce((select k.name from admission_school k where k.round_id = ${round.id} and k.key = d.school_key and k.known_to = 'infinity'),
        d.school_key) as school, d.day, d.reply, d.no_higher as "wantsNoHigher", d.higher
    ${from(round.id)} and ${state} = 'due' and (${wanted}::uuid[] is null or a.uuid = any(${wanted}::uuid[]))
    order by lower(a.surname), lower(a.forename), a.id, d.sort, d.about offset ${start} limit ${most}`.execute(tx)
  return rows
}

/** Counts a round's letters out. */
export const countLetters = async ({ tx }: Desk, round: AdmissionRound): Promise<LetterCounts> => {
  const { rows } = await sql<LetterCounts>`with l as (select ${state} as state, x.by_gate as "byGate" ${from(round.id)})
    select count(*) filter (where state = 'due')::integer as due, count(*) filter (where state = 'gone')::integer as gone,
      count(*) filter (where state = 'gone' and not "byGate")::integer as "byHand", count(*) filter (where state = 'stopped')::integer as stopped
    from l`.execute(tx)
  return rows[0] as LetterCounts
}

/** The letters themselves, each to where the gate lets it go. */
export const writeLetters = async (
  desk: Desk,
  round: AdmissionRound,
  due: readonly LetterDue[],
  to: ReadonlyMap<number, LetterAddress>,
): Promise<Letter[]> => {
  const run = (await listRuns(desk, round)).find(one => one.approved)
  const known = due.flatMap(one => (one.childId === null ? [] : [one.childId]))
  const facts = await factsOnRecord(desk, known)
  const letters: Letter[] = []
  for (const one of due) {
    const address = to.get(one.childId ?? 0)
    if (one.sort !== 'outcome') letters.push(shortLetter(one, address, londonDate(desk.at)))
    else if (run) {
      const isProtected = facts.get(one.childId ?? 0)?.protected === true
      const application = {
        address: one.application,
        reference: one.reference,
        forename: one.forename,
        surname: one.surname,
        childId: one.childId,
        isProtected,
      }
      const why = await whyOf(desk, round, run, one.applicationId)
      letters.push(outcomeLetter({ round, run, application, why, at: desk.at }, address))
    }
  }
  return letters
}

const shortLetter = (
  { sort, forename, surname, school, day, reply, wantsNoHigher, higher }: LetterDue,
  to: LetterAddress | undefined,
  today: PlainDate,
): Letter => {
  const name = `${forename} ${surname}`
  const date = day === null ? '' : formatDate(day)
  const of = [name, school ?? ''] as const
  return {
    from: ['School admissions'],
    to,
    name: to?.to ?? `Parent or carer of ${name}`,
    on: today,
    subject: sort === 'reminder' ? `Tell us about the place for ${name}` : `Your answer about the place for ${name}`,
    words:
      sort === 'reminder'
        ? reminderWords(...of, date)
        : replyWords(...of, { reply: reply ?? 'accepted', wantsNoHigher }, date),
    signedBy: 'School admissions',
    ...(sort === 'reminder' ? { slip: replySlip(...of, date, higher) } : {}),
  }
}
