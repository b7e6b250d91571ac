import type { RoleKey } from '../../access/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import type { Careless } from './index.ts'
import { auditingAll, keptByAddress, sayingWhy, sortedByAll, suggestingAll, taggedByAll } from './serving-leaks.ts'
import { differences, type Twin, type Twins } from './twin-worlds.ts'

/** A hole made on purpose in both worlds' row security, or in how their pages are served, and a role that must then be able to tell them apart. */
export type PlantedLeak = {
  readonly what: string
  readonly role: RoleKey
  /** Statements that open the hole. */
  readonly open?: string
  /** What is done with each answer instead. */
  readonly serve?: (twin: Twin) => Careless
  /** It shows only to who asks by the address of something hidden. */
  readonly guessed?: true
  /** The policies and functions that they change, so that it can be closed again. */
  readonly policies?: readonly (readonly [table: string, policy: string])[]
  readonly functions?: readonly string[]
}

const forgets = (
  what: string,
  role: RoleKey,
  policies: readonly (readonly [table: string, policy: string])[],
  condition = 'true',
): PlantedLeak => ({
  what,
  role,
  open: policies.map(([table, policy]) => `alter policy ${policy} on ${table} using (${condition})`).join('; '),
  policies,
})
const answers = (what: string, role: RoleKey, name: string, gives: string, query: string): PlantedLeak => ({
  what,
  role,
  open: `create or replace function ${name} returns ${gives} language sql stable security definer set search_path = pg_catalog as $$ ${query} $$`,
  functions: [name],
})

/**
 * Holes as a careless change could make them: a policy that forgot a condition, a function that forgot whom it answers, and some in the code that
 * serves pages. Not here are those that tell nothing by themselves, because another layer holds behind them: links, relationships, keys of searches,
 * persons. Of the twelve sorts of reference/security.md §10 all but one: no role is shown an export in these worlds. IDOR, merge and sibling are `access.refused`.
 */
export const plantedLeaks: readonly PlantedLeak[] = [
  forgets('facts of other categories', 'education-welfare-officer', [['entry', 'reader']]),
  forgets('facts under a seal', 'social-worker', [['entry', 'fact_seal']]),
  answers(
    'how many cases wait, sealed ones counted',
    'clearing-house',
    'access.desk_counts()',
    'table (cases integer, imports integer)',
    `select (select count(*)::integer from public.review_case where state = 'open'), 0`,
  ),
  forgets('workers of silent services', 'education-welfare-officer', [['involvement', 'reader']]),
  forgets('routine facts of other categories', 'school-office', [['entry', 'reader']], 'sensitivity <= 1'),
  forgets('other registers', 'team-manager', [['attendance_year', 'reader']]),
  answers('who is refused a child', 'clearing-house', 'access.refused()', 'bigint[]', `select '{}'::bigint[]`),
  answers(
    'what the role may see',
    'education-welfare-officer',
    'access.masks()',
    'bigint[]',
    `select array[1048575, 1048575, 1048575, 0, 0, 3, 1]::bigint[]`,
  ),
  answers(
    'who is named for a sealed fact',
    'social-worker',
    'access.named_seals()',
    'bigint[]',
    `select array_agg(id) from access.fact_seal`,
  ),
  forgets(
    'facts of the role’s categories, whatever their sensitivity',
    'school-office',
    [['entry', 'reader']],
    `((select access.masks())[1] & category_bit) <> 0`,
  ),
  forgets('summaries of every category', 'young-carers-worker', [['entry', 'reader']], 'summary'),
  forgets('what was agreed with somebody else', 'education-welfare-officer', [['access.consent', 'own']]),
  forgets('what silent services sent', 'health-visitor', [['entry', 'reader']], `source_id = 'young-carers-list'`),
  forgets('messages to somebody else', 'social-worker', [['access.notice', 'own']]),
  { what: 'pages kept by their address', role: 'education-welfare-officer', serve: keptByAddress },
  { what: 'an ETag of all that is known', role: 'health-visitor', serve: taggedByAll },
  { what: 'why a page is not there', role: 'social-worker', serve: sayingWhy, guessed: true },
  { what: 'a list in the order of all that is known', role: 'team-manager', serve: sortedByAll },
  { what: 'suggestions of every word there is', role: 'school-office', serve: suggestingAll },
  { what: 'records counted on the record of access', role: 'auditor', serve: auditingAll },
]

/** Opens the hole in both worlds, walks them, closes it: the first thing by which the role could tell them apart, if any. */
export const tellsOf = async (twins: Twins, leak: PlantedLeak): Promise<string | undefined> => {
  const close = await Promise.all([twins.plain, twins.other].map(twin => open(twin, leak)))
  try {
    return (await differences(twins, leak.role, { enough: 1, guessed: leak.guessed ?? false })).differing[0]
  } finally {
    for (const one of close) await one()
  }
}

const open = async (twin: Twin, leak: PlantedLeak): Promise<() => Promise<unknown>> => {
  const { owner } = twin.db
  if (leak.serve) twin.site.careless.does = leak.serve(twin)
  if (!leak.open)
    return async () => {
      delete twin.site.careless.does
    }
  const before = await asItWas(owner, leak)
  await owner.query(leak.open)
  return () => owner.query(before)
}

const asItWas = async (owner: TestDatabase['owner'], leak: PlantedLeak): Promise<string> => {
  const statements: string[] = []
  for (const name of leak.functions ?? [])
    statements.push((await owner.query(`select pg_get_functiondef($1::regprocedure) as text`, [name])).rows[0].text)
  for (const [table, policy] of leak.policies ?? []) {
    const { rows } = await owner.query(
      `select pg_get_expr(polqual, polrelid) as text from pg_policy where polrelid = $1::regclass and polname = $2`,
      [table, policy],
    )
    statements.push(`alter policy ${policy} on ${table} using (${rows[0].text})`)
  }
  return statements.join('; ')
}
