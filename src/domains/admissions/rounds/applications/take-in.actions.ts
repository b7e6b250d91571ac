import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { keepHeld, openHeld, placeOfApplication, readerOfAct } from '../../../../access/index.ts'
import { isPlainDate, type PlainDate, readDate } from '../../../../kernel/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import { tellCells } from '../../files/read-cells.actions.ts'
import { type Children, childrenFile, pairOf, readChildren, readDistances } from '../../files/read-facts.actions.ts'
import { readPreferences, readSchools, type Wants } from '../../files/read-round.actions.ts'
import { type Found, faultsInto } from '../../files/read-rows.actions.ts'
import { at } from '../../match/round.ts'
import { schoolsCsv } from '../files/round-files.actions.ts'
import { placeFacts, placesIn } from '../held/held-places.ts'
import type { Desk, RoundSchool } from '../rounds.queries.ts'

/** One application as it came: who the child is, the schools best first, and what the family says, a cell a fact. */
export type ApplicationCame = {
  readonly reference: string
  readonly forename: string
  readonly surname: string
  readonly birth_date: PlainDate
  readonly upn: string | null
  readonly received_on: PlainDate
  readonly facts: Readonly<Record<string, string>>
  readonly wants: readonly { readonly rank: number; readonly school: string }[]
  /** By fact: how it was checked already, where the file says so. */
  readonly proofs: Readonly<Record<string, string>>
}

/** Columns of children.csv that are no fact. Whether an address is protected is read from the record alone. */
const notFacts = new Set(['child_id', 'forename', 'surname', 'birth_date', 'upn', 'received_on', 'address_protected'])

/** Reads children.csv (with names, birth date and the day of receipt), preferences.csv and distances.csv: applications, or every fault. */
export const readApplications = (
  folder: string,
  schools: readonly RoundSchool[],
): { faults: readonly RoundFault[] } | { applications: readonly ApplicationCame[] } => {
  writeFileSync(join(folder, 'schools.csv'), schoolsCsv(schools))
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const { schools: keys } = readSchools(folder, found)
  const wants = readPreferences(folder, keys, found)
  const children = readChildren(folder, keys, wants, found)
  const settings = Object.fromEntries(schools.map(one => [one.key, one.settings]))
  const criteria = { seed: '', commitment: '', schools: settings }
  const { given } = readDistances(folder, criteria, keys, wants, found)
  tellCells(
    wants,
    keys,
    keys.names.map(key => settings[key]),
    children,
    found,
  )
  const applications = wants.children.names.map((_, c) => applicationOf(c, keys.names, wants, children, given, found))
  return faults.length > 0 ? { faults } : { applications }
}

const applicationOf = (
  c: number,
  schools: readonly string[],
  wants: Wants,
  children: Children,
  given: ReadonlyMap<string, number>,
  found: Found,
): ApplicationCame => {
  const { cell } = children.applicant(c)
  const line = children.lineOf(c)
  const reference = wants.children.names[c] ?? ''
  const day = (column: string): PlainDate => {
    const text = cell(column)
    const read = isPlainDate(text) ? { date: text, precision: 'day' } : readDate(text, { order: 'dmy' })
    if ('date' in read && read.precision === 'day') return read.date
    if (line !== undefined) found(childrenFile, line, `“${text}” is no ${column}.`, 'Give it as 2023-05-03.')
    return '' as PlainDate
  }
  if (line === undefined) {
    const at = wants.line[wants.first[c] ?? 0] ?? 1
    found('preferences.csv', at, `The child ${reference} is not in children.csv.`, 'Add who they are there.')
  } else
    for (const column of ['forename', 'surname'])
      if (cell(column) === '') found(childrenFile, line, `The child has no ${column}.`, 'Give it.')
  const facts: Record<string, string> = {}
  const proofs: Record<string, string> = {}
  for (const column of children.columns) {
    const text = cell(column)
    if (text === '' || notFacts.has(column)) continue
    if (column.endsWith('_proof')) proofs[column.slice(0, -'_proof'.length)] = text
    else facts[column] = text
  }
  for (const [s, key] of schools.entries()) {
    const distance = given.get(pairOf(c, s))
    if (distance !== undefined) facts[`distance ${key}`] = String(distance)
  }
  const wanted: { rank: number; school: string }[] = []
  for (let p = at(wants.first, c); p < at(wants.first, c + 1); p++)
    wanted.push({ rank: at(wants.rank, p), school: schools[at(wants.school, p)] ?? '' })
  const [birth_date, received_on] = line === undefined ? [] : [day('birth_date'), day('received_on')]
  return {
    reference,
    forename: cell('forename'),
    surname: cell('surname'),
    birth_date: birth_date ?? ('' as PlainDate),
    upn: cell('upn').toUpperCase() || null,
    received_on: received_on ?? ('' as PlainDate),
    facts,
    wants: wanted,
    proofs,
  }
}

/** Those of the applications that whoever brings them in may change: what is shut to them (their own family, a shield) is another's to bring in. */
export const mayBring = async (
  desk: Desk,
  roundId: number,
  applications: readonly ApplicationCame[],
): Promise<ApplicationCame[]> => {
  const { rows } = await sql<{ reference: string }>`
    select r.reference from access.admission_references(${roundId}) r
    where not exists (select from admission_application a where a.id = r.application_id)`.execute(desk.tx)
  const shut = new Set(rows.map(one => one.reference))
  return applications.filter(one => !shut.has(one.reference))
}

/** Applications as they are kept: where the vault has the place of one that came before, what it says now goes there at once, and is compared here. */
const sayAsKept = async ({ tx }: Desk, roundId: number, applications: readonly ApplicationCame[]) => {
  const { rows } = await sql<{ id: number; reference: string; facts: Record<string, string> }>`
    select id, reference, facts from admission_application where round_id = ${roundId} and held
      and reference = any(${applications.map(one => one.reference)}::text[])`.execute(tx)
  const held = new Map(rows.map(row => [row.reference, row]))
  return applications.map(one => {
    const row = held.get(one.reference)
    if (!row) return one
    const place = placeOfApplication(row.id)
    const before = openHeld(tx, row.facts, place)
    const same_place = placeFacts.every(fact => before[fact] === one.facts[fact])
    return { ...one, same_place, facts: keepHeld(tx, one.facts, place, placesIn(one.facts)) }
  })
}

/**
 * Keeps applications, each under its reference. One that came before is changed to what it says now; what was checked of a fact that says
 * something else now is to be checked again, and nothing that stood is lost.
 */
export const keepApplications = async (
  desk: Desk,
  roundId: number,
  applications: readonly ApplicationCame[],
): Promise<void> => {
  const { tx, at } = desk
  const by = readerOfAct(desk)
  const kept = await sayAsKept(desk, roundId, applications)
  const came = sql`jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as n(reference text, forename text, surname text, birth_date date,
    upn text, received_on date, facts jsonb, wants jsonb, proofs jsonb, same_place boolean)`
  const addressOf = (facts: string) =>
    sql.raw(`jsonb_build_array(${facts}->'easting', ${facts}->'northing', ${facts}->'postcode', ${facts}->'catchment')`)
  await sql`update admission_check c set known_to = ${at} from admission_application a, ${came}
    where a.round_id = ${roundId} and a.reference = n.reference and c.application_id = a.id and c.known_to = 'infinity'
      and case when c.fact = 'address' and a.held then not n.same_place when c.fact = 'address' then ${addressOf('a.facts')} is distinct from ${addressOf('n.facts')}
        else a.facts->>c.fact is distinct from n.facts->>c.fact end`.execute(tx)
  await sql`insert into admission_application (round_id, reference, forename, surname, birth_date, upn, facts, received_on, told_by, told_at)
    select ${roundId}, n.reference, n.forename, n.surname, n.birth_date, n.upn, n.facts, n.received_on, ${by}, ${at} from ${came}
    on conflict (round_id, reference) do update set facts = excluded.facts`.execute(tx)
  await sql`update admission_preference p set known_to = ${at} from admission_application a, ${came}
    where a.round_id = ${roundId} and a.reference = n.reference and p.application_id = a.id and p.known_to = 'infinity'
      and not exists (select from jsonb_to_recordset(n.wants) as w(rank smallint, school text) where w.rank = p.rank and w.school = p.school_key)`.execute(
    tx,
  )
  await sql`insert into admission_preference (application_id, rank, school_key, told_by, known_from)
    select a.id, w.rank, w.school, ${by}, ${at} from ${came} join admission_application a on a.round_id = ${roundId} and a.reference = n.reference
      cross join lateral jsonb_to_recordset(n.wants) as w(rank smallint, school text)
    where not exists (select from admission_preference p where p.application_id = a.id and p.rank = w.rank and p.known_to = 'infinity')`.execute(
    tx,
  )
  await sql`insert into admission_check (application_id, fact, holds, proof, told_by, known_from)
    select a.id, f.key, true, f.value, ${by}, ${at} from ${came} join admission_application a on a.round_id = ${roundId} and a.reference = n.reference
      cross join lateral jsonb_each_text(n.proofs) as f
    where not exists (select from admission_check c where c.application_id = a.id and c.fact = f.key and c.known_to = 'infinity')`.execute(
    tx,
  )
}
