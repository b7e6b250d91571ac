import { sql } from 'kysely'
import { openHeld, placeOfApplication, placeOfTold, readerOfAct, type Tx } from '../../../../access/index.ts'
import type { PlainDate } from '../../../../kernel/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import { factsOnRecord } from '../applications/applications.queries.ts'
import { wantsNoHigher } from '../offers/offers.queries.ts'
import { type AdmissionRound, type Desk, listNamedSchools } from '../rounds.queries.ts'
import { cellsOf, factsAsked } from '../runs/freeze.queries.ts'
import { type Heard, messagesFile } from './council-read.actions.ts'
import type { ResidentUntold } from './residents.queries.ts'

/** Who a child of ours is and what they claim, a cell by its column of messages.csv. */
export type Who = Readonly<Record<string, string>>
type Row = {
  id: number
  childId: number | null
  forename: string
  surname: string
  birthDate: PlainDate
  receivedOn: PlainDate
  upn: string | null
  facts: Record<string, string>
  held: string[]
  said: Who | null
}
const checkedHere = 'checked by the home council'

/**
 * What a council is told of children of ours who want its schools, by application: names, birth date, day of receipt, where they live, and what its
 * schools' criteria ask, as far as it was found to hold, and that the child's plan names one of them; nothing of another council's school, no choice, and no address that is protected. What it was told
 * of a child once it is told again, but for an address that is protected since.
 */
export const whoOf = async (
  desk: Desk,
  round: AdmissionRound,
  council: string,
  applications: readonly number[],
): Promise<ReadonlyMap<number, Who>> => {
  const schools = await listNamedSchools(desk, round.id)
  const theirs = schools.filter(one => one.council === council)
  const asked = new Set(theirs.flatMap(one => factsAsked(one.settings)))
  const others = new Set(schools.flatMap(one => (one.council === council ? [] : [one.key])))
  const { rows } = await sql<Row>`
    select a.id, a.child_id as "childId", a.forename, a.surname, a.birth_date as "birthDate", a.received_on as "receivedOn", a.upn, a.facts,
      array(select c.fact from admission_check c where c.application_id = a.id and c.known_to = 'infinity' and c.holds) as held,
      (select f.who from admission_resident_fact f where f.application_id = a.id and f.council = ${council} and f.says = 'wanted' order by f.id limit 1) as said
    from admission_application a where a.id = any(${applications}::bigint[])`.execute(desk.tx)
  for (const row of rows) {
    row.facts = openHeld(desk.tx, row.facts, placeOfApplication(row.id))
    row.said = openHeld(desk.tx, row.said, placeOfTold(row.id))
  }
  const guarded = await factsOnRecord(
    desk,
    rows.flatMap(row => (row.childId === null ? [] : [row.childId])),
  )
  return new Map(
    rows.map(row => {
      const cells = cellsOf(row, false)
      const isProtected = guarded.get(row.childId ?? 0)?.protected === true
      const claims = [...asked].flatMap(fact => {
        const value = (cells[fact] ?? '').split('|').filter(one => !others.has(one.trim()))
        return value.join('') === '' || fact === 'catchment' ? [] : [[fact, value.join('|')] as const]
      })
      const plan = theirs.some(one => one.key === cells.named_school)
        ? planColumns.flatMap(one => (cells[one] ? [[one, cells[one]] as const] : []))
        : []
      const lives =
        isProtected || !row.held.includes('address') ? [] : homeColumns.map(one => [one, row.facts[one] ?? ''] as const)
      const proofs = [
        ...claims.map(([fact]) => fact),
        ...(plan.length > 0 ? ['named_school'] : []),
        ...(lives.length > 0 ? ['address'] : []),
      ]
      const who = {
        forename: row.forename,
        surname: row.surname,
        birth_date: row.birthDate,
        received_on: row.receivedOn,
        upn: row.upn ?? '',
        ...Object.fromEntries([...lives, ...claims, ...plan]),
        ...Object.fromEntries(proofs.map(fact => [`${fact}_proof`, checkedHere])),
      }
      return [row.id, row.said ? (isProtected ? withoutHome(row.said) : row.said) : who]
    }),
  )
}

/** Columns that say which school a plan names, and from which day. */
const planColumns = ['named_school', 'named_on'] as const
/** Columns that say where a child lives. */
export const homeColumns = ['easting', 'northing', 'postcode'] as const
/** What a council was told before the address was protected, without it. */
const withoutHome = (said: Who): Who =>
  Object.fromEntries(
    Object.entries(said).filter(([column]) => ![...homeColumns, 'address_proof'].some(one => one === column)),
  )

/** Keeps that a council was told of our children, in which file. */
export const keepResidentsTold = async (
  desk: Desk,
  round: AdmissionRound,
  told: readonly ResidentUntold[],
  { sending, who }: { sending: number; who: ReadonlyMap<number, Who> },
): Promise<void> => {
  const facts = told.map(one => ({ ...one, who: one.says === 'wanted' ? who.get(one.application) : null }))
  await sql`insert into admission_resident_fact (round_id, council, says, application_id, school_key, who, sending_id, told_by, told_at)
    select ${round.id}, n.council, n.says, n.application, n.school, nullif(n.who, 'null'::jsonb), ${sending}, ${readerOfAct(desk)}, ${desk.at}
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as n(council text, says text, application bigint, school text, who jsonb)`.execute(
    desk.tx,
  )
}

/**
 * Keeps what a council tells of our children: `yes` or `no`, and after the offers `free`. A row of a child and a school that the council was not told of is a
 * fault. What came before changes nothing. Gives how many facts were new.
 */
export const keepHeard = async (
  desk: Desk,
  round: AdmissionRound,
  council: string,
  heard: readonly Heard[],
): Promise<{ readonly fresh: number; readonly faults: readonly RoundFault[] }> => {
  const { rows } = await sql<{ id: number; reference: string; key: string }>`
    select a.id, a.reference, f.school_key as key from admission_resident_fact f join admission_application a on a.id = f.application_id
    where f.round_id = ${round.id} and f.council = ${council} and f.says = 'wanted'`.execute(desk.tx)
  const asked = new Map(rows.map(one => [JSON.stringify([one.reference, one.key]), one.id]))
  const faults: RoundFault[] = []
  const facts = heard.flatMap(({ says, child, school, line }) => {
    const application = asked.get(JSON.stringify([child, school]))
    const tell = (problem: string, fix: string) => void faults.push({ file: messagesFile, line, problem, fix })
    if (application === undefined)
      tell(`We have not told this council that ${child} wants this school.`, 'Correct the row, or leave it out.')
    else if (says === 'free' && !round.releasedAt)
      tell('Places become free after the offers, and ours are not out.', 'Bring the row in again then.')
    else return [{ says, application, school }]
    return []
  })
  const { numAffectedRows: fresh = 0n } = await sql`
    insert into admission_resident_fact (round_id, council, says, application_id, school_key, told_by, told_at)
    select ${round.id}, ${council}, n.says, n.application, n.school, ${readerOfAct(desk)}, ${desk.at}
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as n(says text, application bigint, school text) on conflict do nothing`.execute(
    desk.tx,
  )
  return { fresh: Number(fresh), faults }
}

/**
 * Offers what other councils have free for our children: the child's place, or put to the family beside the one that they hold. Nobody is offered what
 * they named lower than what they hold, nor another place while one is put to them, or where they wish for no higher one. Gives how many are offered one.
 */
export const offerElsewhere = async (tx: Tx, now: Date, roundId: number): Promise<number> => {
  const live = sql`select from admission_offer o where o.application_id = a.id and o.ended is null`
  const { numAffectedRows: offered = 0n } =
    await sql`insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
    select distinct on (a.id) ${roundId}::bigint, a.id, f.school_key, p.rank, 'other council', case when exists (${live}) then 'put' else 'held' end, ${now}::timestamptz
    from admission_resident_fact f join admission_application a on a.id = f.application_id and a.state = 'live'
      join admission_preference p on p.application_id = a.id and p.school_key = f.school_key and p.known_to = 'infinity'
    where f.round_id = ${roundId} and f.says = 'free'
      and not exists (select from admission_resident_fact l where l.application_id = a.id and l.school_key = f.school_key and l.says = 'left')
      and not exists (select from admission_offer o where o.application_id = a.id and o.school_key = f.school_key)
      and not exists (${live} and (o.standing = 'put' or o.given_by = 'plan' or o.rank < p.rank or ${wantsNoHigher})) order by a.id, p.rank`.execute(
      tx,
    )
  return Number(offered)
}
