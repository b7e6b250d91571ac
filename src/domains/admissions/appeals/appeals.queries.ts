import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { NotFound, type PlainDate, parseUuid } from '../../../kernel/index.ts'
import type { Explanation } from '../explain/explain.ts'
import { type AppealRow, appealColumns, appealTables, byDue, type Clocked, withClocks } from './appeal-lines.queries.ts'
import type { AppealSort, PanelMember } from './decision.ts'
import type { Pack, Paper, RefusalFacts } from './pack.ts'

/** The clerk to the panels, asking by the actor that reads appeals and nothing else of admissions. */
export type ClerkDesk = CommandGrant<'appeals'>

export const appealFilters = ['open', 'decided', 'withdrawn'] as const
/** Open until the letter is sent. */
export type AppealFilter = (typeof appealFilters)[number]
export type AppealLine = Clocked & {
  readonly name: string
  readonly childId: number | null
  readonly school: string
  /** The school has offered a place meanwhile: the family is asked whether they withdraw. */
  readonly atSchool: boolean
  /** The child has died: nothing is sent. */
  readonly died: boolean
}

type FactsRow = {
  appeal_id: number
  child_id: number | null
  reference: string
  forename: string
  surname: string
  birth_date: PlainDate
  round: string
  school: string
  places: number
  own_order: boolean
  criteria: string[]
  explanation: Explanation | null
  distance: string | null
  protected: boolean
  died: boolean
  holds: string | null
  at_school: boolean
  waiting_position: number | null
  waiting: number
}
const factsOf = async ({ tx }: ClerkDesk, ids: readonly number[]): Promise<ReadonlyMap<number, FactsRow>> => {
  const { rows } = await sql<FactsRow>`select * from access.appeal_facts(${ids}::bigint[])`.execute(tx)
  return new Map(rows.map(row => [row.appeal_id, row]))
}
const nameOf = (facts: FactsRow | undefined): string => `${facts?.forename ?? ''} ${facts?.surname ?? ''}`

type Published = AppealRow & { readonly roundId: number; readonly published: PlainDate | null }
const published = sql`, x.round_id as "roundId", r.lodge_by as published`
const from = sql`${appealTables} join access.appeal_rounds() r on r.round_id = x.round_id`

const linesOf = async (desk: ClerkDesk, rows: readonly Published[]): Promise<(AppealLine & Published)[]> => {
  const facts = await factsOf(
    desk,
    rows.map(row => row.id),
  )
  const clocked = await withClocks(desk.tx, rows, row => row.published)
  return clocked.map(row => {
    const of = facts.get(row.id)
    return {
      ...row,
      name: nameOf(of),
      childId: of?.child_id ?? null,
      school: of?.school ?? row.key,
      atSchool: of?.at_school ?? false,
      died: of?.died ?? false,
    }
  })
}

const standsAs = {
  open: sql`x.withdrawn_on is null and x.letter_sent_on is null`,
  decided: sql`x.letter_sent_on is not null`,
  withdrawn: sql`x.withdrawn_on is not null`,
} as const

/** Appeals that stand so, what is due first at the top. */
export const listAppeals = async (desk: ClerkDesk, filter: AppealFilter): Promise<AppealLine[]> => {
  const { rows } =
    await sql<Published>`select ${appealColumns}${published} from ${from} where ${standsAs[filter]}`.execute(desk.tx)
  return (await linesOf(desk, rows)).toSorted(byDue)
}

/** Appeals that are decided and whose letter has not gone out, the earliest decision first; none of a child who has died. */
export const listLettersDue = async (desk: ClerkDesk): Promise<readonly AppealLine[]> => {
  const { rows } = await sql<Published>`select ${appealColumns}${published} from ${from}
    where x.outcome is not null and x.letter_sent_on is null and x.withdrawn_on is null order by x.decided_on, x.id limit 1000`.execute(
    desk.tx,
  )
  return (await linesOf(desk, rows)).filter(one => !one.died)
}

/** Something written of an appeal, by whom. */
export type AppealText = {
  readonly id: number
  readonly sort: 'grounds' | 'evidence' | 'statement' | 'reasons' | 'note'
  readonly words: string
  readonly on: PlainDate
  readonly by: string
}
/** One appeal as the clerk has it. */
export type OneAppeal = AppealLine & {
  readonly roundId: number
  readonly facts: RefusalFacts
  readonly texts: readonly AppealText[]
  readonly packs: number
}

/** One appeal by its address. @throws NotFound */
export const findAppeal = async (desk: ClerkDesk, address: string | undefined): Promise<OneAppeal> => {
  const { rows } =
    await sql<Published>`select ${appealColumns}${published} from ${from} where x.uuid = ${parseUuid(address ?? '') ?? null}::uuid`.execute(
      desk.tx,
    )
  const [line] = await linesOf(desk, rows)
  if (!line) throw new NotFound()
  const facts = (await factsOf(desk, [line.id])).get(line.id)
  if (!facts) throw new NotFound()
  const { rows: packs } = await sql<{
    n: number
  }>`select count(*)::integer as n from appeal_pack where appeal_id = ${line.id}`.execute(desk.tx)
  return {
    ...line,
    facts: refusalOf(facts),
    texts: await listTexts(desk, line.id),
    packs: packs[0]?.n ?? 0,
  }
}

const refusalOf = (row: FactsRow): RefusalFacts => ({
  round: row.round,
  school: row.school,
  places: row.places,
  ownOrder: row.own_order,
  criteria: row.criteria,
  name: nameOf(row),
  birthDate: row.birth_date,
  reference: row.reference,
  holds: row.holds,
  isProtected: row.protected,
  explanation: row.explanation,
  distance: row.distance,
  waitingPosition: row.waiting_position,
  waiting: row.waiting,
})

/** What is written of an appeal, as far as whoever asks may read it, the earliest first. */
export const listTexts = async ({ tx }: Pick<CommandGrant, 'tx'>, appealId: number): Promise<AppealText[]> => {
  const { rows } = await sql<AppealText>`
    select t.id, t.sort, t.words, t.dated as on, p.name as by from appeal_text t join access.principal p on p.id = t.told_by
    where t.appeal_id = ${appealId} and t.known_to = 'infinity' order by t.dated, t.id`.execute(tx)
  return rows
}

/** What goes into the papers. */
export const papersOf = (texts: readonly AppealText[]): Paper[] =>
  texts.flatMap(({ sort, words, on }) => (sort === 'reasons' || sort === 'note' ? [] : [{ sort, words, on }]))

/** The papers as they last went out; undefined before. */
export const lastPack = async (
  { tx }: Pick<CommandGrant, 'tx'>,
  appealId: number,
): Promise<{ pack: Pack; sha256: string; at: Date } | undefined> => {
  const { rows } = await sql<{ pack: Pack; sha256: string; at: Date }>`
    select body as pack, sha256, made_at as at from appeal_pack where appeal_id = ${appealId} order by id desc limit 1`.execute(
    tx,
  )
  return rows[0]
}

/** A refusal that may be appealed against: of which child, by which school. */
export type Refusal = {
  readonly application: string
  readonly applicationId: number
  readonly roundId: number
  readonly round: string
  readonly reference: string
  readonly name: string
  readonly childId: number | null
  readonly key: string
  readonly school: string
  readonly refusedOn: PlainDate | null
  readonly appealed: boolean
  readonly sort: AppealSort
  readonly inYear: boolean
}
/** By whom the clerk asks for a child's refusals: what the family's letter says, or the address of the application. */
export type AskRefusals =
  | { readonly reference: string; readonly born: PlainDate }
  | { readonly application: string | undefined }

/** The schools that refused a child; none where nothing matches. */
export const listRefusals = async ({ tx }: ClerkDesk, ask: AskRefusals): Promise<Refusal[]> => {
  const [reference, born, application] =
    'reference' in ask ? [ask.reference, ask.born, null] : [null, null, parseUuid(ask.application ?? '') ?? null]
  const { rows } = await sql<Refusal>`
    select application, application_id as "applicationId", round_id as "roundId", round, reference, forename || ' ' || surname as name, child_id as "childId",
      school_key as key, school, refused_on as "refusedOn", appealed, sort, in_year as "inYear"
    from access.appeal_refusals(${reference}::text, ${born}::date, ${application}::uuid)`.execute(tx)
  return rows
}

/** A hearing, who sits, and which appeals are heard together. */
export type Hearing = {
  readonly id: number
  readonly address: string
  readonly heldOn: PlainDate
  readonly hour: string
  readonly place: string
  readonly panel: readonly PanelMember[]
  readonly calledOffAt: Date | null
  readonly calledOffWhy: string | null
  readonly appeals: readonly AppealLine[]
}

/** One hearing by its address. @throws NotFound */
export const findHearing = async (desk: ClerkDesk, address: string | undefined): Promise<Hearing> => {
  const { rows } = await sql<Omit<Hearing, 'appeals'>>`
    select id, uuid as address, held_on as "heldOn", hour, place, panel, called_off_at as "calledOffAt", called_off_why as "calledOffWhy" from appeal_hearing
    where uuid = ${parseUuid(address ?? '') ?? null}::uuid`.execute(desk.tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { rows: of } =
    await sql<Published>`select ${appealColumns}${published} from ${from} where x.hearing_id = ${row.id}`.execute(
      desk.tx,
    )
  return { ...row, appeals: (await linesOf(desk, of)).toSorted((a, b) => a.id - b.id) }
}

/** The appeals for the same school of the same round that wait for a hearing, this one among them: they may be heard together. */
export const listUnheard = async (
  desk: ClerkDesk,
  { roundId, key }: Pick<OneAppeal, 'roundId' | 'key'>,
): Promise<AppealLine[]> => {
  const { rows } = await sql<Published>`select ${appealColumns}${published} from ${from}
    where x.round_id = ${roundId} and x.school_key = ${key} and x.hearing_id is null and x.withdrawn_on is null and x.outcome is null`.execute(
    desk.tx,
  )
  return (await linesOf(desk, rows)).toSorted(byDue)
}
