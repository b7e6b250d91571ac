import { sql } from 'kysely'
import { type CommandGrant, openIdentity } from '../../access/index.ts'
import { isUuid, NotFound } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { versionOf } from '../../platform/views/index.ts'
import { anotherService, namedSource } from '../golden-record/index.ts'
import type { VerdictKey } from './answer.ts'
import { requireMine } from './cases.queries.ts'
import { withoutPlaces } from './comparison.ts'
import type { EvidenceSheet, KeptSheet } from './evidence-sheet.ts'
import { type Whole, wholeOf } from './whole-record.ts'

type Desk = CommandGrant<'clearing-house'>

/** One side of a question: what its source says, and what else the record rests on. */
export type ComparedRecord = {
  readonly personId: number
  readonly identity: Identity
  /** The same, with what it leaves open as another source of the record tells it that may be named; of one record alone, what its two sources say. */
  readonly whole: Whole
  readonly adult: boolean
  readonly source: string
  /** The source whose record this is, for asking it: not shown. */
  readonly sourceId: string
  /** Other sources that may be named, and the first year any of these told of the child. */
  readonly otherSources: number
  readonly since: number | undefined
}

/** What was said by a reviewer before a senior settles it: an answer, or a reason to pass it on. */
export type View = { readonly by: string; readonly answer: VerdictKey | undefined; readonly reason: string }

/** A question with its two sides, open or decided. */
export type ComparedCase = {
  readonly uuid: string
  readonly kind: string
  readonly state: string
  readonly openedAt: Date
  readonly from: { readonly source: string | undefined; readonly on: Date } | undefined
  /** What this reader said of it already, while it waits for others. */
  readonly answered: { readonly answer: VerdictKey; readonly at: Date } | undefined
  /** What two reviewers said, for the senior who settles it. */
  readonly views: readonly View[]
  readonly decided: { readonly by: string | undefined; readonly at: Date } | undefined
  /** What it was decided on, of a decision that people took; without places where one is kept from the reader by now. */
  readonly sheet?: EvidenceSheet | undefined
  readonly a: ComparedRecord
  readonly b: ComparedRecord
  /** Changes with whatever the page shows of the question: an answer to an older version is not saved. */
  readonly version: string
}

type CaseRow = {
  uuid: string
  kind: string
  state: string
  opened_at: Date
  decided_at: Date | null
  by: string | null
  run_said: string | null
  run_service: string | null
  received_at: Date | null
  /** Of the answers to a question that was decided, the last is the one that was carried out. */
  sheet: KeptSheet | null
  a: number
  b: number
}
type SideRow = {
  id: number
  source_id: string
  key: string
  person_id: number
  adult: boolean
  identity: Identity
  said: string
  service: string
  as_of: Date | null
}

/**
 * The question at this address with both its records, as far as the clearing house may see: who the child is, and where
 * they live unless that is protected. NotFound where there is none for this reader.
 */
export const findCompared = async (desk: Desk, uuid: string): Promise<ComparedCase> => {
  if (!isUuid(uuid)) throw new NotFound()
  await requireMine(desk, uuid)
  const row = await readCase(desk, uuid)
  const sides = await listSides(desk, [row.a, row.b])
  const hidden = await listHidden(desk, [...new Set(sides.map(s => s.person_id))])
  const one = new Set(sides.filter(s => s.id === row.a || s.id === row.b).map(s => s.person_id)).size === 1
  const both = [recordOf(row.a, sides, { hidden, one }), recordOf(row.b, sides, { hidden, one })] as const
  // The older record stands on the left, whichever way round the pair was found.
  const [a, b] = both[1].personId < both[0].personId ? [both[1], both[0]] : both
  return {
    uuid: row.uuid,
    kind: row.kind,
    state: row.state,
    openedAt: row.opened_at,
    from: row.received_at
      ? {
          source: namedSource({ said: row.run_said ?? '', service: row.run_service ?? '' }),
          on: row.received_at,
        }
      : undefined,
    ...(await readViews(desk, uuid)),
    decided: row.decided_at ? { by: row.by ?? undefined, at: row.decided_at } : undefined,
    sheet: (hidden.size > 0 ? row.sheet?.placeless : row.sheet) ?? undefined,
    a,
    b,
    version: versionOfCase(row, a, b),
  }
}

const readCase = async ({ tx }: Desk, uuid: string): Promise<CaseRow> => {
  const { rows } = await sql<CaseRow>`
    select c.uuid, c.kind, c.state, c.opened_at, c.decided_at, p.name as by, coalesce(s.said, s.name) as run_said, s.service as run_service,
      r.received_at, c.a_source_person as a, c.b_source_person as b,
      (select t.sheet from case_step t where t.case_id = c.id and t.step = 'answered' and c.state in ('joined', 'apart', 'family', 'undone')
        order by t.id desc limit 1) as sheet
    from review_case c left join access.principal p on p.id = c.decided_by left join import_run r on r.id = c.run_id left join source s on s.id = r.source_id
    where c.uuid = ${uuid}`.execute(tx)
  const row = rows[0]
  if (!row) throw new NotFound()
  return row
}

type StepRow = {
  by: string
  mine: boolean
  shown: boolean
  answer: VerdictKey | null
  reason: string
  at: Date
}

/** A reader's own answer; those of others only once a senior settles the question: the second person is blind to the first. */
const readViews = async ({ tx, reader }: Desk, uuid: string): Promise<Pick<ComparedCase, 'answered' | 'views'>> => {
  const { rows } = await sql<StepRow>`
    select p.name as by, s.user_id = ${reader?.userId ?? null}::bigint as mine, c.to_senior and access.settles_cases() as shown, s.answer, s.reason, s.at
    from review_case c join case_step s on s.case_id = c.id and s.step <> 'looked' and s.superseded_at is null
      join access.principal p on p.id = s.user_id
    where c.uuid = ${uuid} and c.state in ('open', 'asked') order by s.id`.execute(tx)
  const own = rows.find(r => r.mine && r.answer !== null)
  return {
    answered: own?.answer ? { answer: own.answer, at: own.at } : undefined,
    views: own
      ? []
      : rows.filter(r => r.shown).map(r => ({ by: r.by, answer: r.answer ?? undefined, reason: r.reason })),
  }
}

/** Every source person of the persons that the two source persons are now; a school goes by its name where we know it. */
const listSides = async ({ tx }: Desk, ids: readonly number[]): Promise<SideRow[]> => {
  const { rows } = await sql<SideRow>`
    select s.id, s.source_id, s.key, s.person_id, s.adult,
      s.identity || coalesce((select jsonb_build_object('school', e.name) from access.establishment e where e.laestab = s.identity->>'school'), '{}') as identity, coalesce(o.said, o.name) as said, o.service, r.as_of
    from source_person s join source o on o.id = s.source_id left join import_run r on r.id = s.first_run_id
    where s.person_id in (select person_id from source_person where id = any(${ids}::bigint[])) order by s.id`.execute(
    tx,
  )
  return rows.map(row => ({ ...row, identity: openIdentity(tx, row.identity, row.source_id, row.key) }))
}

/** Whose places are kept from the clearing house: any live shield counts, since who is on its list is not ours to read. */
const listHidden = async ({ tx }: Desk, persons: readonly number[]): Promise<ReadonlySet<number>> => {
  const { rows } = await sql<{ child_id: number }>`select child_id from access.shielded(${persons}::bigint[])`.execute(
    tx,
  )
  return new Set(rows.map(r => r.child_id))
}

type About = { readonly hidden: ReadonlySet<number>; readonly one: boolean }
const recordOf = (id: number, sides: readonly SideRow[], { hidden, one }: About): ComparedRecord => {
  const side = sides.find(s => s.id === id)
  if (!side) throw new NotFound()
  const named = sides.filter(s => s.person_id === side.person_id && (s.id === id || namedSource(s) !== undefined))
  const years = named.flatMap(s => (s.as_of ? [s.as_of.getUTCFullYear()] : []))
  const told = (of: SideRow) => (hidden.has(of.person_id) ? withoutPlaces(of.identity) : of.identity)
  const others = one ? [] : named.filter(s => s.id !== id).sort((x, y) => Number(y.as_of ?? 0) - Number(x.as_of ?? 0))
  return {
    personId: side.person_id,
    identity: told(side),
    whole: wholeOf(told(side), others.map(told)),
    adult: side.adult,
    source: namedSource(side) ?? anotherService,
    sourceId: side.source_id,
    otherSources: new Set(named.map(s => s.source_id).filter(s => s !== side.source_id)).size,
    since: years.length > 0 ? Math.min(...years) : undefined,
  }
}

const versionOfCase = (row: CaseRow, a: ComparedRecord, b: ComparedRecord): string => {
  const shown = [
    row.state,
    row.decided_at?.toISOString(),
    a.personId,
    sorted(a.whole.identity),
    b.personId,
    sorted(b.whole.identity),
  ]
  return versionOf(shown)
}

// In a fixed order, so that a version says nothing of how the identity came about.
const sorted = (identity: Identity): unknown[] => Object.entries(identity).sort(([x], [y]) => (x < y ? -1 : 1))
