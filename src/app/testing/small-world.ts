import type { Ground, RoleKey, SignedInReader } from '../../access/index.ts'
import { aReader, aRelation, aTeam, testNow } from '../../access/testing/index.ts'
import { linkPending } from '../../children/index.ts'
import { type Arrival, aRun, arrive, someSources } from '../../children/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'

/** Who walks through the pages: each works with Amara and Mohammed, by a reason of the role's usual kind. */
export const walkers: readonly RoleKey[] = [
  'education-welfare-officer',
  'social-worker',
  'send-caseworker',
  'health-visitor',
  'school-office',
  'young-carers-worker',
  'clearing-house',
  'team-manager',
  'auditor',
]

export type SmallWorld = {
  readonly readers: ReadonlyMap<RoleKey, SignedInReader>
  /** Works with nobody. */
  readonly stranger: SignedInReader
  readonly amara: WorldChild
  /** Ids for the parts of addresses, by name, as many as there are. */
  readonly ids: Readonly<Record<string, readonly string[]>>
}
export type WorldChild = { readonly id: number; readonly sourcePerson: number; readonly address: string }

const amara: Arrival = {
  source: 'school-census',
  key: 'amara',
  identity: {
    forename: 'Amara',
    surname: 'Quillfeather',
    birthDate: '2013-05-03' as PlainDate,
    sex: 'F',
    upn: 'Q801200005028',
    house: '14',
    street: 'Larch Close',
    postcode: 'NM4 2QT',
  },
  carers: [{ name: 'Grace Quillfeather', relation: 'mother' }],
}
/** Another service writes her name differently: a conflict for people to choose. */
const amaraElsewhere: Arrival = {
  source: 'cin-census',
  key: 'amara-2',
  identity: { ...amara.identity, surname: 'Quillfether' },
}
const khan: Arrival = {
  source: 'school-census',
  key: 'khan',
  identity: {
    forename: 'Mohammed',
    surname: 'Khan',
    birthDate: '2014-02-11' as PlainDate,
    sex: 'M',
    house: '3',
    street: 'High Street',
    postcode: 'NM1 1AA',
  },
}
const namesake: Arrival = {
  ...khan,
  source: 'cin-census',
  key: 'khan-2',
  identity: { ...khan.identity, house: '70', street: 'Beach Road', postcode: 'NM9 9ZZ' },
}

/**
 * A small world, the same each time to the last id: two children that everyone works with, two records that may be one child,
 * a school, an import, and somebody in each role. Everything that is in it may be seen by somebody.
 */
export const smallWorld = async (
  db: TestDatabase,
  jobs: Ground,
  roles: readonly RoleKey[] = [...walkers, 'safeguarding-lead'],
): Promise<SmallWorld> => {
  const { owner } = db
  await someSources(owner, ['school-census', 'cin-census', 'young-carers-list'])
  await owner.query(
    `update source set service = case id when 'school-census' then 'Schools' when 'cin-census' then 'Social care' else 'Young carers' end where id <> 'throughline'`,
  )
  await aRun(owner, 'school-census', testNow)
  const made = await arrive(owner, amara, testNow)
  const other = await arrive(owner, khan, testNow)
  await arrive(owner, namesake, testNow)
  await arrive(owner, amaraElsewhere, testNow)
  await linkPending(jobs)
  const team = await aTeam(owner, 'Northmere team')
  const readers = new Map<RoleKey, SignedInReader>()
  for (const role of roles) {
    const reader = await aReader(owner, role, [team])
    readers.set(role, reader)
    // Who sees every child has no need of a reason, and who sees none no use of one.
    if (reader.masks.full !== 0 && reader.masks.universalFull === 0)
      for (const child of [made, other]) await aRelation(owner, { child: child.personId }, { principal: reader.userId })
  }
  const stranger = await aReader(owner, 'education-welfare-officer')
  await owner.query(
    `insert into access.oversight_proposal (user_id, team_id, categories, purpose, starts_on, last_day, proposed_by, proposed_at, rehearsed_at, rehearsal, asked_at)
     values ($1, $2, 3, 'Answers for the work of the team', '2026-11-20', '2027-05-01', $3, $4, $4, '{"records": 2, "opened": 0, "gained": {"identity": 0}}', $4)`,
    [stranger.userId, team, readers.get('team-manager')?.userId, testNow],
  )
  await fixIds(db)
  return {
    readers,
    stranger,
    amara: { id: made.personId, sourcePerson: made.id, address: await addressOf(db, made.personId) },
    ids: await listIds(db),
  }
}

/** Random ids and times of writing become the same in every world. */
const fixIds = async ({ owner }: TestDatabase): Promise<void> => {
  const { rows } = await owner.query<{ schema: string; name: string }>(
    `select c.table_schema as schema, c.table_name as name from information_schema.columns c join information_schema.columns i
       on i.table_schema = c.table_schema and i.table_name = c.table_name and i.column_name = 'id'
     where c.column_name = 'uuid' and c.data_type = 'uuid' and c.table_schema in ('public', 'access', 'intake')`,
  )
  for (const { schema, name } of rows) {
    await owner.query(
      `update ${schema}.${name} set uuid = (lpad(to_hex(('x' || substr(md5($1), 1, 7))::bit(28)::int), 8, '0') || '-0000-4000-8000-' || lpad(id::text, 12, '0'))::uuid`,
      [name],
    )
  }
  await owner.query('update person set changed_at = $1', [testNow])
  await owner.query('update source set created_at = $1', [testNow])
}

const addressOf = async ({ owner }: TestDatabase, person: number): Promise<string> =>
  (await owner.query<{ uuid: string }>('select uuid from person where id = $1', [person])).rows[0]!.uuid

/** Which ids stand for which part of an address. Parts that are not here lead nowhere. */
export const listIds = async ({ owner }: TestDatabase): Promise<SmallWorld['ids']> => {
  const list = async (from: string, column = 'uuid') =>
    (await owner.query<{ id: string }>(`select ${column}::text as id from ${from} order by 1`)).rows.map(r => r.id)
  return {
    child: await list('person'),
    case: await list('review_case'),
    run: await list('import_run'),
    entry: await list('entry'),
    note: await list('entry'),
    visit: await list('entry'),
    // of both children, and not who they are, so that it may be kept
    fact: await list("entry where kind in ('address', 'carer')"),
    school: await list('access.establishment'),
    request: await list('access.request'),
    oversight: await list('access.oversight_proposal'),
    conflict: await list('fact_conflict'),
    shape: await list('conflict_shape'),
    expected: ['address', 'birth'],
    step: ['penalty-notice', 'support'],
    part: ['told', 'needs'],
    source: await list('source', 'id'),
  }
}

/** What looking itself writes, table by table, as the condition on what must not change there all the same. */
const butForLooks: Readonly<Record<string, string>> = {
  // who looked, or was refused
  'access.access_event': 'false',
  // when it was last used
  'access.session': 'false',
  // that a reviewer has a question open: others are told for a while
  'public.case_step': "step <> 'looked'",
}

/** All that a change could have touched, table by table: what must not differ when nothing was changed. */
export const tablesOf = async ({ owner }: TestDatabase): Promise<ReadonlyMap<string, string>> => {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname in ('public', 'access', 'intake') order by 1`,
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as t, md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as h from ${name} x where ${butForLooks[name] ?? 'true'}`,
  )
  const { rows } = await owner.query<{ t: string; h: string }>(`${parts.join(' union all ')} order by 1`)
  return new Map(rows.map(({ t, h }) => [t, h]))
}

/** The same, as one value. */
export const stateOf = async (db: TestDatabase): Promise<string> =>
  [...(await tablesOf(db))].map(([table, rows]) => `${table} ${rows}`).join('\n')
