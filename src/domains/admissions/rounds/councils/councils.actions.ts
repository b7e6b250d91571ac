import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { openHeld, placeOfHeard, readerOfAct } from '../../../../access/index.ts'
import { londonDate } from '../../../../kernel/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import { keepApplications } from '../applications/take-in.actions.ts'
import { tieApplications } from '../applications/tie.actions.ts'
import { csvToSend } from '../files/sent-csv.queries.ts'
import { listsAreDue } from '../offers/offers.actions.ts'
import { referencesOf } from '../orders/orders.actions.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { type MessagesRead, messagesFile, referenceOf } from './council-read.actions.ts'
import { listUntold } from './councils.queries.ts'
import { keepResidentsTold, whoOf } from './residents.actions.ts'
import { listResidentUntold } from './residents.queries.ts'

/** What came of a council's file: how many facts were new, and what is wrong with the others. */
export type MessagesKept = { readonly fresh: number; readonly tied: number; readonly faults: readonly RoundFault[] }

/**
 * Keeps what another council tells of its children: each becomes an application of the round, tied where exact facts say whose it is, for the schools
 * that the council says they want and have not left. A fact that came before changes nothing, and the same facts come to the same applications in
 * whatever order they come. What a council says of who a child is counts as it was first told.
 */
export const keepMessages = async (
  desk: Desk,
  round: AdmissionRound,
  council: string,
  read: MessagesRead,
): Promise<MessagesKept> => {
  const there = new Set((await referencesOf(desk, round.id)).map(one => one.reference))
  const changed = await changedChildren(desk, round.id, council, read)
  await keepApplications(
    desk,
    round.id,
    read.children.filter(one => !there.has(one.reference)),
  )
  const ids = new Map((await referencesOf(desk, round.id)).map(one => [one.reference, one.id]))
  const whoOf = new Map(read.children.map(({ reference, wants: _, ...who }) => [reference, who]))
  const facts = read.told
    .filter(one => !changed.has(referenceOf(council, one.child)))
    .map(one => {
      const reference = referenceOf(council, one.child)
      if (one.says === 'takes') return { ...one, application: ids.get(reference) }
      return one.says === 'wanted' ? { ...one, application: ids.get(reference), who: whoOf.get(reference) } : one
    })
    .filter(one => one.says !== 'takes' || ('application' in one && one.application !== undefined))
  const { numAffectedRows: fresh = 0n } = await sql`
    insert into admission_council_fact (round_id, council, says, child, school_key, who, application_id, told_by, told_at)
    select ${round.id}, ${council}, n.says, n.child, n.school, n.who, n.application, ${readerOfAct(desk)}, ${desk.at}
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as n(says text, child text, school text, who jsonb, application bigint)
    on conflict do nothing`.execute(desk.tx)
  await sql`update admission_council_fact f set application_id = w.application_id from admission_council_fact w
    where f.round_id = ${round.id} and f.council = ${council} and f.application_id is null
      and w.round_id = f.round_id and w.council = f.council and w.child = f.child and w.says = 'wanted'`.execute(
    desk.tx,
  )
  await askForWanted(desk, round.id)
  await acceptTaken(desk, round, council)
  return { fresh: Number(fresh), tied: await tieApplications(desk, round.id), faults: [...changed.values()] }
}

/** Children of whom the council says something else than when it first told of them: a person changes that on the application. */
const changedChildren = async (
  { tx }: Desk,
  roundId: number,
  council: string,
  { children, lineOf }: MessagesRead,
): Promise<ReadonlyMap<string, RoundFault>> => {
  const now = children.map(({ reference, wants: _, ...who }) => ({ reference, who }))
  const { rows } = await sql<{ reference: string }>`
    select distinct n.reference from admission_council_fact f join jsonb_to_recordset(${JSON.stringify(now)}::jsonb) as n(reference text, who jsonb)
      on n.reference = f.council || '-' || f.child
    where f.round_id = ${roundId} and f.council = ${council} and f.says = 'wanted' and not f.held and f.who <> n.who`.execute(
    tx,
  )
  const { rows: held } = await sql<{ reference: string; application: number; who: unknown; now: unknown }>`
    select n.reference, f.application_id as application, f.who, n.who as now
    from admission_council_fact f join jsonb_to_recordset(${JSON.stringify(now)}::jsonb) as n(reference text, who jsonb)
      on n.reference = f.council || '-' || f.child
    where f.round_id = ${roundId} and f.council = ${council} and f.says = 'wanted' and f.held`.execute(tx)
  const changed = held.filter(one => !isDeepStrictEqual(openHeld(tx, one.who, placeOfHeard(one.application)), one.now))
  const { rows: others } = await sql<{ reference: string }>`
    select a.reference from admission_application a where a.round_id = ${roundId} and a.reference = any(${children.map(one => one.reference)}::text[])
      and not exists (select from admission_council_fact f where f.application_id = a.id)`.execute(tx)
  const fault = (reference: string, problem: string, fix: string) =>
    [reference, { file: messagesFile, line: lineOf.get(reference) ?? 1, problem, fix }] as const
  return new Map([
    ...[...rows, ...changed].map(({ reference }) =>
      fault(
        reference,
        `The council told something else of the child ${reference} before.`,
        'Change it on the application, and send its new rows with what was told first.',
      ),
    ),
    ...others.map(({ reference }) =>
      fault(
        reference,
        `${reference} is an application of our own.`,
        'Ask the council for another number of the child.',
      ),
    ),
  ])
}

/** What a child's own council says that they take is accepted, where the offer stands and nobody has answered it. */
const acceptTaken = async (desk: Desk, round: AdmissionRound, council: string): Promise<void> => {
  const { numAffectedRows: taken = 0n } = await sql`
    insert into admission_reply (application_id, offer_id, reply, how, said_on, said_by, told_by, known_from)
    select o.application_id, o.id, 'accepted', 'own council', ${londonDate(desk.at)}::date, ${`Council ${council}`}, ${readerOfAct(desk)}, ${desk.at}
    from admission_council_fact f join admission_offer o on o.application_id = f.application_id and o.school_key = f.school_key
      and o.ended is null and o.standing = 'held'
    where f.round_id = ${round.id} and f.council = ${council} and f.says = 'takes'
      and not exists (select from admission_reply r where r.offer_id = o.id and r.known_to = 'infinity')`.execute(
    desk.tx,
  )
  if (taken > 0n) await listsAreDue(desk, round.id)
}

/**
 * The schools of an application are those that the council says the child wants and has not left: first those that have refused them, then the one that
 * has not, which is the order in which they were asked for. Who wants none any more is withdrawn, unless they have an offer.
 */
const askForWanted = async ({ tx, at, reader }: Desk, roundId: number): Promise<void> => {
  const by = readerOfAct({ reader })
  const wants = sql`(select w.application_id, w.school_key, row_number() over (partition by w.application_id
      order by exists (select from admission_council_fact n where n.application_id = w.application_id and n.school_key = w.school_key and n.says = 'no') desc,
        w.school_key collate "C") as rank
    from admission_council_fact w where w.round_id = ${roundId} and w.says = 'wanted' and not exists (select from admission_council_fact l
      where l.application_id = w.application_id and l.school_key = w.school_key and l.says = 'left'))`
  const ofCouncils = sql`select f.application_id from admission_council_fact f where f.round_id = ${roundId} and f.says = 'wanted'`
  await sql`update admission_preference p set known_to = ${at} where p.known_to = 'infinity' and p.application_id in (${ofCouncils})
    and not exists (select from ${wants} w where w.application_id = p.application_id and w.school_key = p.school_key and w.rank = p.rank)`.execute(
    tx,
  )
  await sql`insert into admission_preference (application_id, rank, school_key, told_by, known_from)
    select w.application_id, w.rank, w.school_key, ${by}, ${at} from ${wants} w on conflict do nothing`.execute(tx)
  await sql`update admission_application a set state = 'withdrawn', state_why = ${leftWhy}
    where a.id in (${ofCouncils}) and a.state = 'live' and not exists (select from ${wants} w where w.application_id = a.id)
      and not exists (select from admission_offer o where o.application_id = a.id and o.ended is null)`.execute(tx)
  await sql`update admission_application a set state = 'live', state_why = null where a.id in (${ofCouncils}) and a.state_why = ${leftWhy}
    and exists (select from ${wants} w where w.application_id = a.id)`.execute(tx)
}
const leftWhy = 'The child’s own council says that they want none of our schools any more'

/** What goes into no file for another council, whoever the children are. */
const neverIn =
  'Never in a file for another council: which choice a school is, places in an order, schools of others, a protected address, the name or address of a child of that council’s, and anything of a child who neither lives there nor asks for a school there.'

/**
 * Writes what a council is to be told and has not been: once each. The file and its manifest are kept as they were written. Undefined where there is
 * nothing new. The children of whom it tells are given, for the record of access.
 */
export const writeMessages = async (
  desk: Desk,
  round: AdmissionRound,
  council: string,
  requestId: string,
): Promise<{ readonly facts: number; readonly children: readonly number[] } | undefined> => {
  const untold = (await listUntold(desk, round)).filter(one => one.council === council)
  const ours = (await listResidentUntold(desk, round)).filter(one => one.council === council)
  if (untold.length + ours.length === 0) return undefined
  const wanted = ours.filter(one => one.says === 'wanted')
  const who = await whoOf(
    desk,
    round,
    council,
    wanted.map(one => one.application),
  )
  const columns = [...new Set([...who.values()].flatMap(one => Object.keys(one)))]
  const content = csvToSend([
    ['says', 'child_id', 'school_id', ...columns],
    ...[...untold, ...ours].map(({ says, child, school, application }) => [
      says,
      child,
      school,
      ...columns.map(column => (says === 'wanted' ? (who.get(application)?.[column] ?? '') : '')),
    ]),
  ])
  const manifest = {
    round: round.name,
    council,
    writtenAt: desk.at.toISOString(),
    by: desk.reader?.name,
    actor: desk.actor,
    decision: requestId,
    categories: wanted.length > 0 ? ['admissions', 'identity', 'contact'] : ['admissions'],
    facts: {
      no: untold.filter(one => one.says === 'no').length,
      free: untold.filter(one => one.says === 'free').length,
      wanted: wanted.length,
      left: ours.length - wanted.length,
    },
    files: [
      {
        name: messagesFile,
        bytes: Buffer.byteLength(content),
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ],
    neverIn,
  }
  const by = readerOfAct(desk)
  const { rows } = await sql<{ id: number }>`
    insert into admission_sending (round_id, council, content, manifest, told_by, told_at)
    values (${round.id}, ${council}, ${content}, ${JSON.stringify(manifest)}::jsonb, ${by}, ${desk.at}) returning id`.execute(
    desk.tx,
  )
  await sql`insert into admission_council_fact (round_id, council, says, child, school_key, application_id, sending_id, told_by, told_at)
    select ${round.id}, ${council}, n.says, n.child, n.school, n.application, ${rows[0]?.id}, ${by}, ${desk.at}
    from jsonb_to_recordset(${JSON.stringify(untold)}::jsonb) as n(says text, child text, school text, application bigint)`.execute(
    desk.tx,
  )
  await keepResidentsTold(desk, round, ours, { sending: rows[0]?.id ?? 0, who })
  const all = [...untold, ...ours]
  return { facts: all.length, children: all.flatMap(one => (one.childId === null ? [] : [one.childId])) }
}
