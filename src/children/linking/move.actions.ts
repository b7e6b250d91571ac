import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { defaultModel } from '../../linkage/index.ts'
import { announcement } from '../../platform/live/index.ts'
import type { DecisionEvidence } from './decision-evidence.ts'

/** A source person that is this person's from now on, and why. */
export type Move = {
  readonly sourcePerson: number
  readonly from: number
  readonly to: number
  readonly bits: number | undefined
  readonly evidence: DecisionEvidence
}
/** Whose decision moves which source persons; all others are the machine's. */
export type DecidedBy = { readonly userId: number | undefined; readonly sources: ReadonlySet<number> }

/** Makes so many new persons, in order. */
export const createPersons = async (tx: Tx, count: number, at: Date): Promise<number[]> => {
  if (count === 0) return []
  const { rows } = await sql<{ id: number }>`
    insert into person (has_record, changed_at) select true, ${at} from generate_series(1, ${count}) returning id`.execute(
    tx,
  )
  return rows.map(r => r.id).sort((a, b) => a - b)
}

/** Closes the links of these source persons on the known clock and writes the new ones, with their evidence. */
export const writeLinks = async (
  tx: Tx,
  moves: readonly Move[],
  decided: DecidedBy | undefined,
  at: Date,
): Promise<void> => {
  if (moves.length > 0) await sql`with ${linksOf(moves, decided, at)} select`.execute(tx)
}

/** The same as parts of a larger question. */
const linksOf = (moves: readonly Move[], decided: DecidedBy | undefined, at: Date) => {
  const rows = moves.map(m => ({
    source_person_id: m.sourcePerson,
    person_id: m.to,
    bits: m.bits ?? null,
    evidence: m.evidence,
    by: decided?.sources.has(m.sourcePerson) ? 'person' : 'machine',
    user: decided?.sources.has(m.sourcePerson) ? (decided.userId ?? null) : null,
  }))
  return sql`
    links_closed as (update link set known_to = ${at} where source_person_id = any(${moves.map(m => m.sourcePerson)}::bigint[]) and known_to = 'infinity'),
    links_written as (
      insert into link (source_person_id, person_id, decided_by, user_id, rule_version, bits, evidence, known_from)
      select source_person_id, person_id, "by", "user", ${defaultModel.version}, bits, evidence, ${at}
      from json_to_recordset(${JSON.stringify(rows)}::json) as l(source_person_id bigint, person_id bigint, bits real, evidence jsonb, "by" text, "user" bigint))`
}

/**
 * Moves everything that hangs on these source persons to their new persons, set by set. Throws, and so rolls back, unless
 * every row that they own has come along (design 2.1, rule 4).
 */
export const moveSourcePersons = async (tx: Tx, moves: readonly Move[]): Promise<void> => {
  const real = moves.filter(m => m.from !== m.to)
  if (real.length === 0) return
  const { rows } = await sql<{ left: number }>`with ${movesOf(real, new Set())} select ${left} as left`.execute(tx)
  checkMoved(rows[0]?.left)
}

// One question for all: they touch different rows, and each costs a round trip. Tokens are not moved: they are written anew.
const movesOf = (real: readonly Move[], done: ReadonlySet<number>) => sql`
    going as materialized (select * from unnest(${real.map(m => m.sourcePerson)}::bigint[], ${real.map(m => m.to)}::bigint[],
      ${real.map(m => done.has(m.sourcePerson))}::boolean[]) as g(sp, target, done)),
    entries as (update entry e set child_id = g.target from going g where e.source_person_id = g.sp returning 1),
    years as (update attendance_year y set child_id = g.target from going g where y.source_person_id = g.sp returning 1),
    grants as (update access.grant_row r set child_id = g.target from involvement i, going g
      where i.source_person_id = g.sp and r.involvement_id = i.id and r.child_id is not null),
    involvements as (update involvement i set child_id = g.target from going g where i.source_person_id = g.sp returning 1),
    tokens as (delete from search_key k using going g where k.source_person_id = g.sp),
    persons as (update source_person s set person_id = g.target, to_link = s.to_link and not g.done,
      linked_hash = case when g.done then s.identity_hash else s.linked_hash end from going g where s.id = g.sp returning 1)`
/** After `movesOf`: how many rows have not come along. */
const left = sql`(select count(*) from going g join entry e on e.source_person_id = g.sp) - (select count(*) from entries)
      + (select count(*) from going g join attendance_year y on y.source_person_id = g.sp) - (select count(*) from years)
      + (select count(*) from going g join involvement i on i.source_person_id = g.sp) - (select count(*) from involvements)
      + (select count(*) from going) - (select count(*) from persons)
      + (select count(*) from going g where not exists (select from person p where p.id = g.target and p.redirect_to is null))`
const checkMoved = (rows: number | undefined): void => {
  if (rows !== 0) throw new Error('Some rows of the source persons did not move with them')
}

/** What hung on an emptied person itself, not on a source person: needed to give it back when a join is undone. */
export type Carried = {
  readonly grants: readonly number[]
  readonly involvements: readonly number[]
  readonly families: readonly number[]
}

type Pair = { readonly from: number; readonly to: number }
/** What is to become of a component: links and what hangs on them, persons to whom refusals come, persons that are left empty and who took over. */
export type CarriedOut = {
  readonly moves: readonly Move[]
  readonly refusals: readonly Pair[]
  readonly emptied: readonly Pair[]
}

/**
 * Carries it out in one question: `writeLinks`, `moveSourcePersons`, `copyRefusals`, and persons left empty point on to whoever took over, so that an address
 * that was ever shown keeps working. What was given on such a person itself (urgent or approved access, work started there, a family made by hand) goes along.
 * Source persons that are `done` wait for the linker no more.
 */
export const carryOut = async (
  tx: Tx,
  { moves, refusals, emptied }: CarriedOut,
  { at, decided, done = new Set() }: { at: Date; decided?: DecidedBy | undefined; done?: ReadonlySet<number> },
): Promise<Carried> => {
  const nothing = { grants: [], involvements: [], families: [] }
  const real = moves.filter(m => m.from !== m.to)
  if (real.length === 0) {
    await writeLinks(tx, moves, decided, at)
    return nothing
  }
  const { rows } = await sql<Carried & { left: number }>`
    with ${movesOf(real, done)}, ${linksOf(moves, decided, at)}, ${emptiedOf(emptied, at)},
    refused as materialized (${refusals.length > 0 ? refusalsOf(refusals) : sql`select`})
    select ${left} as left, (select count(*) from refused) as refused, ${ids('kept_families')} as families, ${ids('kept_grants')} as grants,
      ${ids('kept_involvements')} as involvements`.execute(tx)
  const [row] = rows
  checkMoved(row?.left)
  return row ? { grants: row.grants, involvements: row.involvements, families: row.families } : nothing
}

const ids = (from: string) => sql`(select coalesce(json_agg(id), '[]') from ${sql.raw(from)})`

/** After `movesOf`: what moves with a source person is not moved here too. */
const emptiedOf = (emptied: readonly Pair[], at: Date) => sql`
    emptied as materialized (select * from unnest(${emptied.map(e => e.from)}::bigint[], ${emptied.map(e => e.to)}::bigint[]) as g(old, target)),
    pointing as (
      select old as id, target, true as emptied from emptied
      union all select p.id, g.target, false from emptied g cross join lateral (select id from person where redirect_to = g.old offset 0) p),
    redirected as (update person p set redirect_to = n.target, changed_at = ${at}, has_record = p.has_record or n.emptied
      from pointing n where p.id = n.id),
    kept_families as (update family_member m set child_id = g.target from emptied g where m.child_id = g.old and m.source_id = 'throughline' returning m.id),
    kept_grants as (update access.grant_row r set child_id = g.target from emptied g where r.child_id = g.old
      and not exists (select from involvement i join going on going.sp = i.source_person_id where i.id = r.involvement_id) returning r.id),
    kept_involvements as (update involvement i set child_id = g.target from emptied g where i.child_id = g.old
      and not exists (select from going where going.sp = i.source_person_id) returning i.id)`

/** An address that was emptied before follows the source person that was there first, where that goes to another person. */
export const followFirst = async (
  tx: Tx,
  moved: readonly Pick<Move, 'sourcePerson' | 'from' | 'to'>[],
): Promise<void> => {
  await sql`update person p set redirect_to = g.target from unnest(${moved.map(m => m.sourcePerson)}::bigint[], ${moved.map(m => m.from)}::bigint[],
      ${moved.map(m => m.to)}::bigint[]) as g(sp, now, target), link l
    where p.redirect_to = g.now and p.id <> g.target and l.person_id = p.id and l.source_person_id = g.sp
      and not exists (select from link f where f.person_id = p.id and f.id < l.id)`.execute(tx)
}

/** Restrictions, seals and conflicts hold for every part of a person, and for the whole after a join: the stricter wins. */
export const copyRefusals = async (tx: Tx, pairs: readonly Pair[]): Promise<void> => {
  if (pairs.length > 0) await refusalsOf(pairs).execute(tx)
}

const refusalsOf = (pairs: readonly Pair[]) =>
  sql`select access.copy_refusals(${pairs.map(p => p.from)}::bigint[], ${pairs.map(p => p.to)}::bigint[])`

/**
 * Marks these source persons as linked, says of their persons whether they have a child's record (`finished`), and tells who looks at them, as parts of a
 * larger question, which must count `told`.
 */
export const finishedOf = (done: readonly number[], personIds: readonly number[], at: Date) => sql`
    linked as (update source_person set to_link = false, linked_hash = identity_hash where id = any(${done}::bigint[]) and to_link),
    finished as (
      update person p set changed_at = ${at},
        has_record = not exists (select 1 from source_person s where s.person_id = p.id)
          or exists (select 1 from source_person s where s.person_id = p.id and not s.adult)
      where p.id = any(${personIds}::bigint[]) and p.redirect_to is null returning p.id, p.has_record),
    told as materialized (select ${announcement('child', sql`uuid`)} from person where id = any(${personIds}::bigint[]))`
