import { createHash, randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandGrant, Tx } from '../../access/index.ts'
import { londonDate, NotFound } from '../../kernel/index.ts'
import { defaultModel, type Identity, score, standardise } from '../../linkage/index.ts'
import { type Draw, inventPair, type KnownPair } from './known-pair.ts'

type Desk = CommandGrant<'clearing-house'>

/** One in so many open questions has a known answer, and never more than so many at once. */
const oneIn = 30
const mostAtOnce = 25

/**
 * Mixes invented pairs among the open questions until one in thirty is one, each at the place of a real one; such as nobody answered in
 * two months end. Nothing that is known of anybody is read but how many questions wait. Gives how many were made.
 */
export const mixKnownPairs = async (tx: Tx, at: Date, draw: Draw = randomInt): Promise<number> => {
  await sql`update review_case set state = 'void', decided_at = ${at} where state in ('open', 'asked') and opened_at < ${at}::timestamptz - interval '60 days'
    and id in (select case_id from known_answer)`.execute(tx)
  const { rows } = await sql<{ real: number; known: number }>`
    select (count(*) filter (where k.case_id is null))::integer as real, count(k.case_id)::integer as known
    from review_case c left join known_answer k on k.case_id = c.id where c.state = 'open' and c.kind = 'duplicate'`.execute(
    tx,
  )
  const { real, known } = rows[0]!
  const ground = await readGround(tx)
  const wanted = ground.runs.length < 2 ? 0 : Math.min(mostAtOnce, Math.floor(real / oneIn)) - known
  for (let made = 0; made < wanted; made += 1) {
    const pair = inventPair(londonDate(at), ground.districts, draw)
    const place = await sql<{ opened_at: Date }>`
      select opened_at from review_case where state = 'open' and kind = 'duplicate' order by id offset ${draw(real)} limit 1`.execute(
      tx,
    )
    await keepPair(tx, pair, { at: place.rows[0]?.opened_at ?? at, runs: ground.runs, draw })
  }
  return Math.max(0, wanted)
}

type Run = { readonly id: number; readonly source_id: string }
type Ground = { readonly runs: readonly Run[]; readonly districts: readonly string[] }

/** The last import of each source, and the districts in which our schools are: what makes an invented pair look like others. */
const readGround = async (tx: Tx): Promise<Ground> => {
  const { rows: runs } = await sql<Run>`
    select distinct on (source_id) id, source_id from import_run where state = 'done' order by source_id, id desc`.execute(
    tx,
  )
  const { rows } = await sql<{ district: string }>`
    select distinct split_part(postcode, ' ', 1) as district from access.establishment where postcode like '% %' order by 1 limit 40`.execute(
    tx,
  )
  return { runs, districts: rows.length > 0 ? rows.map(row => row.district) : ['NM1', 'NM2', 'NM4'] }
}

type Placing = { readonly at: Date; readonly runs: readonly Run[]; readonly draw: Draw }
const keepPair = async (tx: Tx, { a, b, same }: KnownPair, { at, runs, draw }: Placing): Promise<void> => {
  const first = runs[draw(runs.length)]!
  const others = runs.filter(run => run !== first)
  const second = others[draw(others.length)]!
  // Records rest on several sources as often as not: what rested on one alone would give itself away.
  const sources = (run: Run): readonly Run[] => [
    run,
    ...(draw(2) === 0 ? others.slice(0, 1).filter(o => o !== run) : []),
  ]
  const [one, other] = [await keepPerson(tx, a, sources(first)), await keepPerson(tx, b, sources(second))]
  const found = score(standardise(a), standardise(b))
  await sql`with made as (
      insert into review_case (a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, run_id, opened_at)
      values (${one.person}, ${other.person}, ${one.id}, ${other.id}, 'duplicate', ${found.bits}, ${defaultModel.version}, '{"words":[]}', ${second.id}, ${at})
      returning id)
    insert into known_answer (case_id, same) select id, ${same} from made`.execute(tx)
}

const keepPerson = async (
  tx: Tx,
  identity: Identity,
  runs: readonly Run[],
): Promise<{ id: number; person: number }> => {
  const text = JSON.stringify(identity)
  const hash = createHash('sha256').update(text).digest()
  const keys = runs.map(() => randomUUID())
  const { rows } = await sql<{ id: number; person: number }>`
    with made as (insert into person (has_record) values (false) returning id)
    insert into source_person (source_id, key, person_id, identity, identity_hash, linked_hash, first_run_id, to_link)
    select r.source, r.key, id, ${text}::jsonb, ${hash}, ${hash}, r.run, false
    from made, unnest(${runs.map(r => r.source_id)}::text[], ${keys}::text[], ${runs.map(r => r.id)}::bigint[]) with ordinality as r(source, key, run, place)
    order by r.place returning id, person_id as person`.execute(tx)
  return rows[0]!
}

/** Is the answer to this question known? No page says so. */
export const isKnown = async ({ tx }: Desk, uuid: string): Promise<boolean> => {
  const { rows } =
    await sql`select from known_answer k join review_case c on c.id = k.case_id where c.uuid = ${uuid}`.execute(tx)
  return rows.length > 0
}

/** Closes such a question as any other would be, and does nothing besides: there is nobody to join or to keep apart. */
export const closeKnown = async (
  { tx, at, reader }: Desk,
  {
    case: uuid,
    reason,
    state,
  }: { readonly case: string; readonly reason: string; readonly state: 'joined' | 'apart' | 'family' },
): Promise<void> => {
  await sql`update review_case set state = ${state}, reason = ${reason}, decided_by = ${reader?.userId ?? null}::bigint, decided_at = ${at}
    where uuid = ${uuid}`.execute(tx)
}

/** Takes the answer to such a question back: it is asked again, as any other is. Throws NotFound where there is none. */
export const reopenKnown = async ({ tx, at, reader }: Desk, uuid: string): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    update review_case set state = 'undone', reason = 'Undone by the clearing house', decided_by = ${reader?.userId ?? null}::bigint, decided_at = ${at}
    where uuid = ${uuid} and state in ('joined', 'apart', 'family') returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new NotFound()
  await sql`with made as (
      insert into review_case (a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, run_id, opened_at)
      select a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, run_id, ${at} from review_case where id = ${id} returning id)
    insert into known_answer (case_id, same) select made.id, k.same from made, known_answer k where k.case_id = ${id}`.execute(
    tx,
  )
}
