import type pg from 'pg'
import { signContext } from '../src/access/context.ts'
import type { Bench, Result } from './bench.ts'
import { ms, ratio, spreadOf, thousands, timeEach } from './measure.ts'
import { installScopeLists, type Scope, signScope } from './scope-lists.ts'
import { contextOf, readerOfTown } from './town-reader.ts'
import type { TownStaff } from './town-staff.ts'
import { openTown, type TownWorld } from './town-world.ts'

/** Two shapes of policy on our own tables: grant rows, which we ship, and lists of children inside the signed context. */
export const bench: Bench = {
  name: 'row-security',
  about: 'grant rows (kept) against scope lists in the context: one record, a page of 50, search, count (two sizes)',
  run: async (tell, { size, quick }) => {
    const sizes = size ? [size] : quick ? [20_000, 50_000] : [50_000, 500_000]
    const results: Result[] = []
    for (const children of sizes) {
      const world = await openTown(children, tell)
      try {
        for (const who of ['worker', 'officer'] as const) results.push(...(await compare(world, who)))
      } finally {
        await world.close()
      }
    }
    return results
  },
}

type Shape = 'grant rows' | 'scope lists'
type Question = { readonly name: string; readonly sql: Readonly<Record<Shape, string>>; readonly values: unknown[] }

const mine = `select g.child_id from access.grant_row g where g.child_id is not null
  union select r.child_id from access.roll r where r.establishment_id = any ((select access.establishments())::bigint[])`
const record = `select kind, body, true_from from entry where child_id = $1 and known_to = 'infinity' order by known_from, id`
const page = `select child_id, kind, body from entry where child_id = any ($1::bigint[]) and kind = any ('{identity,address,enrolment}') and known_to = 'infinity'`
const search = (own: string): string => `select child_id from search_key
  where child_id = any ((${own})::bigint[]) and word_id = any ($1::bigint[]) group by child_id order by count(*) desc, child_id limit 50`
const listed = 'select (access.bench_scope())[3:]'

const questionsFor = (children: readonly number[], words: readonly number[]): Question[] => [
  { name: 'one record', sql: same(record), values: [children[0]] },
  { name: `a page of ${Math.min(50, children.length)} children`, sql: same(page), values: [children.slice(0, 50)] },
  {
    name: `search, ${words.length} words`,
    sql: { 'grant rows': search(`select array_agg(child_id) from (${mine}) m`), 'scope lists': search(listed) },
    values: [words],
  },
  {
    name: 'count over my children',
    sql: {
      'grant rows': `select count(*) from (${mine}) m join person p on p.id = m.child_id`,
      'scope lists': `select count(*) from person p where p.id = any ((${listed})::bigint[])`,
    },
    values: [],
  },
  { name: 'count without a beginning (nowhere in the product)', sql: same('select count(*) from person'), values: [] },
]
const same = (text: string): Record<Shape, string> => ({ 'grant rows': text, 'scope lists': text })

const compare = async (world: TownWorld, who: TownStaff): Promise<Result[]> => {
  const scope = await scopeOf(world, who)
  const { children } = scope
  const questions = questionsFor(children, await nearWords(world))
  const [kept, other] = [
    await askAll(world, who, 'grant rows', scope, questions),
    await askAll(world, who, 'scope lists', scope, questions),
  ]
  return questions.map(({ name }, at) => {
    const [one, two] = [kept[at], other[at]]
    if (!one || !two || one.rows !== two.rows) throw new Error(`The two shapes answer ${name} differently.`)
    return {
      measure: `row security, ${name}: grant rows (kept), p50`,
      target: '–',
      got: ms(one.p50),
      size: `${thousands(world.town.children)} children, ${children.length} of them the ${who}’s`,
      ratio: `scope lists ${ms(two.p50)}: ${ratio(one.p50, two.p50)} ×`,
    }
  })
}

type Answered = { readonly p50: number; readonly rows: string }

const askAll = async (
  world: TownWorld,
  who: TownStaff,
  shape: Shape,
  scope: Scope,
  questions: readonly Question[],
): Promise<Answered[]> => {
  const reader = await readerOfTown(world.owner, world.pages, who)
  const context = signContext(contextOf(reader, world.pages.now()), world.pages.contextKey, 3600)
  const client = await world.owner.connect()
  try {
    // Rolled back at the end: the tables keep the policy that is shipped.
    await client.query('begin isolation level repeatable read')
    if (shape === 'scope lists') await installScopeLists(client)
    await client.query('set local role throughline_pages')
    await client.query(`set local throughline.context = '${context}'`)
    await client.query(`set local throughline.scope = '${signScope(scope, world.pages.contextKey)}'`)
    const answers: Answered[] = []
    for (const question of questions) answers.push(await ask(client, question, shape))
    return answers
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const ask = async (client: pg.PoolClient, { sql, values }: Question, shape: Shape): Promise<Answered> => {
  const { rows } = await client.query<Record<string, unknown>>(sql[shape], values)
  const [first = 0] = await timeEach(1, () => client.query(sql[shape], values), 1)
  const times = await timeEach(
    Math.max(3, Math.min(60, Math.round(2000 / first))),
    () => client.query(sql[shape], values),
    1,
  )
  return { p50: spreadOf(times).p50, rows: JSON.stringify(rows) }
}

/** The children that the reader has a reason for, which is of one sort: what the lists in the context would hold. */
const scopeOf = async ({ owner }: TownWorld, who: TownStaff): Promise<Scope> => {
  const { rows } = await owner.query<Scope>(
    `select array_agg(distinct coalesce(g.child_id, r.child_id)) as children, g.limit_mask as "limit", g.max_sensitivity as "maxSensitivity"
     from access.grant_row g join access.principal p on p.id = g.principal left join access.roll r on r.establishment_id = g.establishment_id
     where p.key = $1 group by 2, 3`,
    [who],
  )
  const [scope, ...others] = rows
  if (!scope || others.length > 0) throw new Error(`The ${who} has reasons of several sorts.`)
  return scope
}

/** Names that are spelt like Smith's commonest forenames: what a search for one name asks for. */
const nearWords = async ({ owner }: TownWorld): Promise<number[]> => {
  const { rows } = await owner.query<{ id: number }>(
    `select id from search_word where sound <> '' and word % 'olivia' or word = any ('{jack,oliver,amelia,noah}') order by id`,
  )
  return rows.map(({ id }) => id)
}
