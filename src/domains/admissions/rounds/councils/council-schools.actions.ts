import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import { ownOrderTold, type SchoolCriteria } from '../../criteria/criteria-schema.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { readCriteriaLines } from '../set-up/criteria-lines.ts'

type CouncilSchool = {
  readonly council: string
  readonly key: string
  readonly name: string
  readonly settings: SchoolCriteria
}

/**
 * Reads schools of other councils, one a line: "815 | 8152001 | Hallow Primary School | looked_after, sibling=@school". What stands behind the last bar is
 * what the school's criteria ask of children: families are asked it, and the council is told it.
 */
export const readCouncilSchools = (text: string): { schools: CouncilSchool[] } | { errors: FormError[] } => {
  const errors: FormError[] = []
  const schools: CouncilSchool[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const wrong = (what: string) => void errors.push({ field: 'schools', text: `Line ${at + 1}: ${what}` })
    const [council = '', key = '', name = '', facts = '', ...rest] = line.split('|').map(part => part.trim())
    const asks = readCriteriaLines(`${ownOrderTold.criteria[0].name} | ${facts}`)
    if (!/^\d{3}$/.test(council)) wrong('begin with the three digits of the council')
    else if (!/^[A-Za-z0-9-]{1,20}$/.test(key)) wrong('give the school’s number, of letters, digits and hyphens')
    else if (name === '' || name.length > 200) wrong('give the school’s name')
    else if (schools.some(one => one.key === key)) wrong(`the school ${key} is there twice`)
    else if ('problem' in asks || rest.length > 0)
      wrong('write facts like looked_after or sibling=@school, with commas between')
    else schools.push({ council, key, name, settings: { distance: ownOrderTold.distance, criteria: asks.criteria } })
  }
  return errors.length > 0 ? { errors } : { schools }
}

/**
 * Keeps which schools of other councils families may name: those of the list, in place of the ones before, which stay on record. A school of our own keeps
 * its number, and one that a child names stays. Gives what is wrong.
 */
export const keepCouncilSchools = async (
  desk: Desk,
  round: AdmissionRound,
  schools: readonly CouncilSchool[],
): Promise<FormError[]> => {
  const told = sql`jsonb_to_recordset(${JSON.stringify(schools)}::jsonb) as n(council text, key text, name text, settings jsonb)`
  const { rows } = await sql<{ key: string; ours: boolean }>`
    select s.key, s.council is null as ours from admission_school s left join ${told} on n.key = s.key
    where s.round_id = ${round.id} and s.known_to = 'infinity' and case when s.council is null then n.key is not null
      else n.council is distinct from s.council and exists (select from access.admission_references(${round.id}) r where s.key = any(r.schools)) end
    order by s.key`.execute(desk.tx)
  if (rows.length > 0)
    return rows.map(({ key, ours }) => ({
      field: 'schools',
      text: ours ? `The school ${key} is one of ours` : `A child names the school ${key}: it stays as it is`,
    }))
  await sql`update admission_school s set known_to = ${desk.at} where s.round_id = ${round.id} and s.known_to = 'infinity' and s.council is not null
    and not exists (select from ${told} where (n.council, n.key, n.name, n.settings) = (s.council, s.key, s.name, s.settings))`.execute(
    desk.tx,
  )
  await sql`insert into admission_school (round_id, key, name, council, places, settings, told_by, known_from)
    select ${round.id}, n.key, n.name, n.council, 0, n.settings, ${readerOfAct(desk)}, ${desk.at} from ${told}
    where not exists (select from admission_school s where s.round_id = ${round.id} and s.key = n.key and s.known_to = 'infinity')`.execute(
    desk.tx,
  )
  return []
}
