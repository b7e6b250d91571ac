import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { formatDate, londonDate } from '../../kernel/index.ts'
import { aboutFact, fold, readHeadFacts } from '../golden-record/index.ts'
import { saidWords, type VerdictKey } from './answer.ts'
import { reachable } from './cases.queries.ts'
import { listClashes } from './clashes.queries.ts'
import type { ComparedCase } from './compared.queries.ts'
import { type Comparison, compareWhole, type Told, withoutPlaces } from './comparison.ts'
import { type KeptSheet, sheetOf } from './evidence-sheet.ts'

type Desk = CommandGrant<'clearing-house'>

/** The two as their sources tell them now, with all there is to stop at. */
export const compareNow = async (desk: Desk, about: ComparedCase): Promise<Comparison> => {
  const { clashes, deaths, said } = await listWarnings(desk, about)
  return compareWhole(about.a, about.b, [...clashes, ...deaths, ...said])
}

/** What to keep of that with an answer. Which record is A may be another later, and when a child died is a value: neither is kept. */
export const sheetNow = async (desk: Desk, about: ComparedCase): Promise<KeptSheet> => {
  const { clashes, deaths, said } = await listWarnings(desk, about)
  const others = [...(deaths.length > 0 ? ['A record says that the child died'] : []), ...said]
  const [a, b] = [about.a, about.b].map(placeless) as [Told, Told]
  return {
    ...sheetOf(compareWhole(about.a, about.b, [...clashes, ...others])),
    placeless: sheetOf(compareWhole(a, b, others)),
  }
}

const placeless = ({ identity, whole }: Told): Told => ({
  identity: withoutPlaces(identity),
  whole: { identity: withoutPlaces(whole.identity) },
})

type Warnings = { readonly clashes: string[]; readonly deaths: string[]; readonly said: string[] }

/** What else to stop at before two records are joined (ux.md 3.3), as far as the clearing house may read: that registers have both in one half day, that a child died, and a decision that was taken back; of one record, that somebody says that it is two children's. */
const listWarnings = async (desk: Desk, about: ComparedCase): Promise<Warnings> => {
  const clashes = await listClashes(desk, about)
  return about.a.personId === about.b.personId
    ? { clashes, deaths: [], said: await listAsking(desk, about) }
    : { clashes, deaths: await listDeaths(desk, about), said: await listUndone(desk, about) }
}

/** That somebody asked, of one record: neither who it was nor how they know the child. */
const listAsking = async ({ tx }: Desk, { uuid }: ComparedCase): Promise<string[]> => {
  const { rows } = await sql`select from review_case c where c.uuid = ${uuid} and c.opened_by is not null`.execute(tx)
  return rows.length > 0 ? ['Somebody who may see this record says that it may be two children’s'] : []
}

const listDeaths = async ({ tx, at }: Desk, { a, b }: ComparedCase): Promise<string[]> => {
  const known = await readHeadFacts(tx, [a.personId, b.personId])
  return [
    ['A', a.personId],
    ['B', b.personId],
  ].flatMap(([record, person]) => {
    const facts = known.get(person as number) ?? []
    const died = aboutFact.death.said(fold(facts, { today: londonDate(at), enrolment: 'none' }))?.values[0]?.words
    return died ? [`Record ${record} says that the child died on ${died}`] : []
  })
}

type Undone = { at: Date; by: string | null; answer: VerdictKey | null; answered_by: string | null }

/** What was decided of these two by whom, and is undone: of the answers to a question the last was carried out. */
const listUndone = async ({ tx }: Desk, { a, b, uuid }: ComparedCase): Promise<string[]> => {
  const { rows } = await sql<Undone>`
    select c.decided_at as at, (select p.name from access.principal p where p.id = c.decided_by) as by, said.answer, said.name as answered_by from (
      select c.id, c.decided_at, c.decided_by from ${reachable} and c.state = 'undone' and c.uuid <> ${uuid}
        and (a.person_id, b.person_id) in ((${a.personId}, ${b.personId}), (${b.personId}, ${a.personId})) order by c.decided_at desc limit 3) c
    left join lateral (select s.answer, p.name from case_step s join access.principal p on p.id = s.user_id
      where s.case_id = c.id and s.step = 'answered' order by s.id desc limit 1) said on true
    order by c.decided_at desc`.execute(tx)
  return rows.map(undoneWords)
}

const undoneWords = ({ at, by, answer, answered_by }: Undone): string => {
  const undone = `undone on ${formatDate(londonDate(at))} by ${by ?? 'somebody'}`
  return answer
    ? `${answered_by} decided about these two: ${saidWords(answer)}. That was ${undone}`
    : `A decision about these two was ${undone}`
}

/** How often reviewers joined pairs that scored as this one does: so many of so many. */
export type BandShare = { readonly joined: number; readonly of: number }

/** What became of the pairs in the same five bits that people decided in the last year, of children who are open to this reader; made-up questions are not among them. */
export const readBandShare = async ({ tx, at }: Desk, bits: number): Promise<BandShare> => {
  const { rows } = await sql<BandShare>`
    select (count(*) filter (where c.state = 'joined'))::integer as joined, count(*)::integer as of from ${reachable}
      and c.state in ('joined', 'apart', 'family') and c.kind <> 'split' and c.decided_at > ${at}::timestamptz - interval '1 year'
      and floor(c.bits / 5) = floor(${bits}::real / 5) and not exists (select from known_answer k where k.case_id = c.id)`.execute(
    tx,
  )
  return rows[0] ?? { joined: 0, of: 0 }
}
