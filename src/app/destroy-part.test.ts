// What ends by itself of a record that stays: early help six years after the last that is known of it, what a centre knew. Whoever has the whole database afterwards
// finds nothing of it, and everything else of the child.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Ground, performRoute, type Route, type SignedInReader } from '../access/index.ts'
import { aReader } from '../access/testing/index.ts'
import { endingPages, endRecords } from '../children/index.ts'
import { cleanUpJob } from '../intake/index.ts'
import { type IntakeWorld, intakeWorld } from '../intake/testing/index.ts'
import { Conflict } from '../kernel/index.ts'
import { kysely } from '../platform/database/index.ts'
import { recordKinds } from './domains.ts'
import { linkOn } from './jobs.ts'

let world: IntakeWorld
let pages: Ground
let clock = Date.parse('2026-01-10T08:00:00Z')
let [first, second]: SignedInReader[] = []
let nia: number
let asKnown: number

const members = (asOf: string, ...rows: string[]) =>
  world.file(`${asOf.slice(0, 10)}-${rows.length}.csv`, { table: 'members', asOf }, rows)
const bring = async (path: string) => await world.work(await world.receive(path), { link: linkOn(world.ground) })
const niaRow = 'nia-3,Nia,Vale,2018-05-06,NM7 9ZZ'
const run = (query: string, values: unknown[] = []) => world.owner.query(query, values)
const count = async (from: string, values: unknown[] = []) =>
  (await world.rows<{ n: number }>(`select count(*)::int as n from ${from}`, values))[0]?.n

before(async () => {
  world = await intakeWorld(() => {
    clock += 1000
    return new Date(clock)
  })
  pages = { ...world.ground, db: kysely(world.pages) }
  first = await aReader(world.owner, 'information-governance')
  second = await aReader(world.owner, 'information-governance')
  await bring(await members('2026-01-10T07:00:00Z', niaRow))
  const [row] = await world.rows<{ id: number; sp: number }>(
    `select person_id as id, id as sp from source_person where key = 'nia-3'`,
  )
  nia = row?.id ?? 0
  asKnown = row?.sp ?? 0
  const write = `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, true_from, known_from, source_id, author_id)
    values ($1, $2, $3, $4, $5, 1, $6, '2025-09-01', '2026-01-10', 'throughline', $7) returning id`
  await run(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, true_from, known_from, source_id, source_record_id)
      select source_person_id, child_id, 'youth-membership', 'youth-centre', 32768, 1, '{"club": "Zebradown"}', '2025-09-01', known_from, source_id, source_record_id
      from entry where kind = 'identity' and child_id = $1`,
    [nia],
  )
  await run(`update source_record set content = content || '{"club": "Zebradown"}' where key = 'nia-3'`)
  const own = (
    await run(
      `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link) values ('throughline', 'own-nia', $1, '{}', '', false) returning id`,
      [nia],
    )
  ).rows[0].id
  const plan = (
    await run(write, [own, nia, 'family-help-plan', 'early-help', 64, '{"aim": "Zebradown"}', first?.userId])
  ).rows[0].id
  await run(write, [own, nia, 'note', 'early-help', 64, '{"passages": [{"text": "A note that stays"}]}', first?.userId])
  await run(
    `with d as (insert into document (entry_id, name, media_type, bytes, sha256) values ($1, 'Zebradown.pdf', 'application/pdf', 1, '') returning id)
     insert into document_part (document_id, part, bytes) select id, 0, 'zebradown' from d`,
    [plan],
  )
  await run(
    `insert into involvement (child_id, kind, service, category, category_bit, purpose, true_from, true_to, source_id, known_from, worker_name)
      values ($1, 'early-help', 'Early help', 'early-help', 64, 'x', '2025-09-01', '2026-01-01', 'throughline', '2026-01-10', 'Zebradown Worker')`,
    [nia],
  )
  await run(`update involvement set true_to = '2026-01-01' where child_id = $1`, [nia])
})
after(() => world.drop())

const night = () => endRecords(world.ground, recordKinds)
const ask = (as: SignedInReader | undefined, path: string, form: Readonly<Record<string, unknown>> = {}, uuid = '') => {
  const route = endingPages.find(r => r.path.endsWith(path)) as Route
  const input = { params: { ending: uuid }, query: {}, form, files: [], requestId: 'test' }
  return performRoute(pages, route, as as SignedInReader, input)
}
const open = () =>
  world.rows<{ uuid: string; kept_as: string | null; due: string }>(
    `select uuid, kept_as, due_on::text as due from access.record_ending where withdrawn_at is null and destroyed_at is null order by kept_as`,
  )
const agree = async () => {
  for (const { uuid } of await open()) {
    await ask(first, '/ask', {}, uuid)
    await ask(second, '/agree', {}, uuid)
  }
  clock += 86_400_000
}

describe('the end of a part of a record', () => {
  test('is proposed six years after the last that is known of it, and the record is not', async () => {
    clock = Date.parse('2032-01-09T02:40:00Z')
    await cleanUpJob(world.ground, { hold: false }).run({}, {} as never)
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 })
    clock = Date.parse('2032-01-10T02:40:00Z')
    assert.equal((await night()).proposed, 2)
    assert.deepEqual(
      (await open()).map(one => [one.kept_as, one.due]),
      [
        ['centre', '2032-01-10'],
        ['early-help', '2032-01-10'],
      ],
    )
  })

  test('is taken back when somebody of that service works with the child', async () => {
    await run(`update involvement set true_to = 'infinity' where child_id = $1 and category = 'early-help'`, [nia])
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 1, destroyed: 0 })
    await run(`update involvement set true_to = '2026-01-01' where child_id = $1`, [nia])
    assert.equal((await night()).proposed, 1)
  })

  test('is kept, with the whole record, by whoever names it beforehand, until the day', async () => {
    const [{ uuid = '' } = {}] = await world.rows<{ uuid: string }>(`select uuid from person where id = $1`, [nia])
    const until = { why: 'court', 'until-day': '1', 'until-month': '3', 'until-year': '2032' }
    const nobody = await ask(first, '-to-destroy/keep', { record: '00000000', ...until })
    assert.ok('page' in nobody && nobody.status === 422)
    await ask(first, '-to-destroy/keep', { record: uuid, ...until })
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 2, destroyed: 0 })
    const sooner = { ...until, 'until-day': '20', 'until-month': '2' }
    await assert.rejects(ask(second, '-to-destroy/keep', { record: uuid.slice(0, 8), ...sooner }), Conflict)
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 })
    // what was kept under another address before two records were joined is kept
    const [joined] = await world.rows<{ id: number; uuid: string }>(
      `insert into person (has_record, changed_at, redirect_to) values (true, now(), $1) returning id, uuid`,
      [nia],
    )
    const byOld = await ask(first, '-to-destroy/keep', { record: joined?.uuid ?? '', ...until })
    assert.ok('redirect' in byOld, 'the address of a record that was joined to hers names hers')
    const move = (from: number | undefined, to: number | undefined) =>
      run(`update access.record_ending set child_id = $2 where child_id = $1 and withdrawn_at is null`, [from, to])
    await move(nia, joined?.id)
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 })
    await move(joined?.id, nia)
    clock = Date.parse('2032-03-01T02:40:00Z')
    assert.equal((await night()).proposed, 2)
  })

  test('goes when two people agreed on it: its facts, documents and who worked, and nothing else of the child', async () => {
    await agree()
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 2 })
    const tables = await world.rows<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'access', 'intake')`,
    )
    for (const { name } of tables)
      assert.equal(await count(`${name} t where t::text ~* 'zebradown|7a6562726164'`), 0, name)
    assert.equal(await count(`entry where child_id = $1 and kind = 'note'`, [nia]), 1)
    assert.equal(await count(`source_person where id = $1`, [asKnown]), 1)
    const [gone] = await world.rows(
      `select child_id, gone->'facts' as facts, gone->'documents' as documents from access.record_ending where kept_as = 'early-help' and destroyed_at is not null`,
    )
    assert.deepEqual(gone, { child_id: null, facts: 1, documents: 1 })
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 })
  })

  test('stays the end when an old file is sent again: the row that told of it is emptied, and says nothing new', async () => {
    await run(`update source set agreement_review_on = '2040-01-01'`)
    const rows = () => world.rows(`select content from source_record where key = 'nia-3'`)
    assert.deepEqual(await rows(), [{ content: {} }])
    const again = await bring(await members('2026-01-09T07:00:00Z', niaRow))
    assert.equal(again.rejected, 0)
    assert.deepEqual(await rows(), [{ content: {} }])
    assert.equal(await count(`entry where child_id = $1 and kind = 'identity' and known_to = 'infinity'`, [nia]), 1)
  })
})
