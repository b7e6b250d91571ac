import { opens, type RecordKind, type SignedInReader } from '../../access/index.ts'
import { anEntry, aSeal, testNow } from '../../access/testing/index.ts'
import { arrive } from '../../children/testing/index.ts'
import { type Category, categories, categoryBit, type PlainDate } from '../../kernel/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import type { SmallWorld } from './small-world.ts'

/** A word that stands in every hidden row, so that a leak can be read as well as measured. */
export const hiddenWord = 'Zebrahide'

/** Adds to a world what this reader may not know, and gives back how many rows there are of it. */
export const hideFrom = async (
  db: TestDatabase,
  world: SmallWorld,
  reader: SignedInReader,
  kinds: readonly RecordKind[],
): Promise<number> => {
  const before = await countRows(db)
  for (const kind of kinds) await hideEntries(db, world, reader, kind)
  for (const category of categories) if (!mayKnow(reader, category)) await hideWorker(db, world, category)
  if (!mayKnow(reader, 'young-carer')) await hideSource(db, world)
  await hideBrother(db, world)
  await hideConflict(db, world)
  await hideConsent(db, world)
  await hideMessage(db, world)
  if (reader.role !== 'social-worker' && !reads(reader, 'attendance')) await hideRegister(db, world)
  return (await countRows(db)) - before
}

/** Adds one silently sealed fact, and nothing else: the least that there is to hide. */
export const hideOneFact = async ({ owner }: TestDatabase, { amara, stranger }: SmallWorld): Promise<number> => {
  const seal = await aSeal(owner, { kind: 'silent', holder: stranger.userId, named: [stranger.userId] })
  const child = { id: amara.id, address: amara.address, sourcePersonId: amara.sourcePerson }
  await anEntry(owner, child, {
    kind: 'identity',
    category: 'identity',
    body: { forename: hiddenWord },
    source: 'throughline',
    seal,
  })
  return 1
}

const seesAll = (reader: SignedInReader) => ({
  outcome: 'show' as const,
  rule: 'test',
  masks: reader.masks,
  universal: reader.masks.universalFull !== 0,
  relations: [
    {
      reason: 'test',
      principal: reader.userId,
      limit: 2 ** categories.length - 1,
      extra: 0,
      maxSensitivity: 3,
      named: false,
      writes: true,
      startsAt: testNow,
      endsAt: testNow,
    },
  ],
})
const reads = (reader: SignedInReader, category: Category): boolean =>
  opens(seesAll(reader), { category, sensitivity: 1, summary: true })
const mayKnow = ({ masks }: SignedInReader, category: Category): boolean =>
  (masks.existence & categoryBit(category)) !== 0

/** One row for each label that the kind's entries can carry: one that this reader may not read, or else one that is sealed from them. */
const hideEntries = async (
  { owner }: TestDatabase,
  { amara, stranger }: SmallWorld,
  reader: SignedInReader,
  kind: RecordKind,
): Promise<void> => {
  const labels = [{}, ...kind.mayBe.map(category => ({ category })), ...Object.values(kind.labels)]
  const field = Object.keys(kind.schema.properties)[0] ?? 'text'
  for (const own of labels) {
    const { category, sensitivity, summary, council } = kind
    const label = { category, sensitivity, summary, council, ...own }
    const seal = opens(seesAll(reader), label)
      ? await aSeal(owner, { kind: 'silent', holder: stranger.userId, named: [stranger.userId] })
      : null
    await owner.query(
      `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, true_from, known_from, source_id, due_on, status, code, seal)
       values ($1, $2, $3, $4, $5, $6, $7, $8, '2026-11-01', $9, 'school-census', '2026-11-25', $10, $10, $11)`,
      [
        amara.sourcePerson,
        amara.id,
        kind.kind,
        label.category,
        categoryBit(label.category),
        label.sensitivity,
        label.summary,
        { [field]: hiddenWord },
        testNow,
        hiddenWord,
        seal,
      ],
    )
  }
}

const hideWorker = ({ owner }: TestDatabase, { amara }: SmallWorld, category: Category) =>
  owner.query(
    `insert into involvement (child_id, source_person_id, worker_name, team_name, phone, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, $3, $3, '07700 900999', $4, $3, $5, $6, $3, '2026-01-01', 'young-carers-list', $7)`,
    [amara.id, amara.sourcePerson, hiddenWord, `${hiddenWord} worker`, category, categoryBit(category), testNow],
  )

/** A silent service knows the child too: its own record of the child, linked, with nothing on it that the reader may read. */
const hideSource = async ({ owner }: TestDatabase, { amara }: SmallWorld): Promise<void> => {
  const { rows } = await owner.query<{ id: number }>(
    `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link) values ('young-carers-list', gen_random_uuid()::text, $1, $2, '', false) returning id`,
    [amara.id, { forename: hiddenWord }],
  )
  const id = rows[0]?.id
  await owner.query(
    `insert into link (source_person_id, person_id, decided_by, rule_version, evidence, known_from) values ($1, $2, 'machine', 'test', '{"words": ["Same home"]}', $3)`,
    [id, amara.id, testNow],
  )
  await owner.query(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, source_id) values ($1, $2, 'identity', 'young-carer', $3, 1, $4, $5, 'young-carers-list')`,
    [id, amara.id, categoryBit('young-carer'), { forename: hiddenWord }, testNow],
  )
}

/** A brother who is sealed: at the same address, in the same family, with a name that searches look for. */
const hideBrother = async ({ owner }: TestDatabase, { amara }: SmallWorld): Promise<void> => {
  const brother = await arrive(
    owner,
    {
      source: 'cin-census',
      key: hiddenWord,
      identity: {
        forename: hiddenWord,
        surname: 'Quillfeather',
        birthDate: '2013-05-04' as PlainDate,
        sex: 'M',
        house: '14',
        street: 'Larch Close',
        postcode: 'NM4 2QT',
      },
    },
    testNow,
  )
  await owner.query(`update source_person set to_link = false, provisional = false where id = $1`, [brother.id])
  await owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'adoption', '2020-01-01')`,
    [brother.personId],
  )
  await owner.query(
    `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'brother', 'cin-census', $3), ($2, $1, 'sister', 'cin-census', $3)`,
    [amara.id, brother.personId, testNow],
  )
  for (const word of ['quillfeather', 'zebrahide']) {
    await owner.query(`insert into search_word (word, sound) values ($1, $1) on conflict do nothing`, [word])
    await owner.query(
      `insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id) select id, $2, 'name', 1, 1, $3 from search_word where word = $1`,
      [word, brother.personId, brother.id],
    )
  }
  await owner.query(
    `insert into review_case (a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, opened_at) values ($1, $2, $3, $4, 'sealed', 9, 'test', '{}', $5)`,
    [amara.id, brother.personId, amara.sourcePerson, brother.id, testNow],
  )
}

/** Sources disagree on the brother as well, in the way in which they disagree on her. */
const hideConflict = async ({ owner }: TestDatabase, { amara }: SmallWorld): Promise<void> => {
  await owner.query(
    `insert into fact_conflict (child_id, shape_id, fact, since)
     select (select max(child_id) from access.shield where kind = 'sealed'), shape_id, fact, since from fact_conflict where child_id = $1`,
    [amara.id],
  )
}

/** The child agreed that somebody else may know of a silent service: which nobody but they may know. */
const hideConsent = ({ owner }: TestDatabase, { amara, stranger }: SmallWorld) =>
  owner.query(
    `insert into access.consent (child_id, category_bit, principal, opens, entry_id, starts_at, ends_at, known_from)
     select $1, $2, $3, 'summary', max(id), '2026-01-01', '2030-01-01', $4 from entry where child_id = $1`,
    [amara.id, categoryBit('young-carer'), stranger.userId, testNow],
  )

/** Somebody else is called about the brother. */
const hideMessage = ({ owner }: TestDatabase, { stranger }: SmallWorld) =>
  owner.query(
    `insert into access.notice (principal, kind, child_id, user_id, at) select $1, 'call-back', max(child_id), $1, $2 from access.shield where kind = 'sealed'`,
    [stranger.userId, testNow],
  )

const hideRegister = async ({ owner }: TestDatabase, { amara }: SmallWorld): Promise<void> => {
  const { rows } = await owner.query<{ id: number }>(
    `insert into access.establishment (name) values ($1) returning id`,
    [hiddenWord],
  )
  await owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, '////', B'1111', B'0000', B'0000', $4, $4)`,
    [amara.sourcePerson, rows[0]?.id, amara.id, testNow],
  )
}

const numbered = [
  'entry',
  'involvement',
  'link',
  'relationship',
  'review_case',
  'fact_conflict',
  'source_person',
  'person',
  'search_word',
  'access.shield',
  'access.establishment',
  'access.fact_seal',
  'access.consent',
  'access.notice',
]
const hanging = ['search_key', 'attendance_year']
const countRows = async ({ owner }: TestDatabase): Promise<number> => {
  const counts = [...numbered, ...hanging].map(t => `(select count(*) from ${t})`)
  const { rows } = await owner.query<{ n: number }>(`select (${counts.join(' + ')})::integer as n`)
  return rows[0]?.n ?? 0
}

/** The world as it is: calling what this gives takes away every row that was hidden in it since. */
export const markHidden = async ({ owner }: TestDatabase): Promise<() => Promise<void>> => {
  const lasts = numbered.map(t => `(select coalesce(max(id), 0) from ${t}) as "${t}"`)
  const { rows } = await owner.query<Record<string, number>>(`select ${lasts.join(', ')}`)
  const last = rows[0] ?? {}
  return async () => {
    const deletions = [
      `delete from access.fact_seal_reader where seal_id > ${last['access.fact_seal']}`,
      `delete from search_key where source_person_id > ${last.source_person}`,
      `delete from attendance_year where establishment_id > ${last['access.establishment']}`,
      `delete from pupil_year where establishment_id > ${last['access.establishment']}`,
      ...numbered.map(t => `delete from ${t} where id > ${last[t]}`),
    ]
    // Rows go in any order: what points at them goes too.
    await owner.query(`begin; set local session_replication_role = replica; ${deletions.join('; ')}; commit`)
  }
}
