import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { VaultGround } from '../../access/index.ts'
import { aChild, anEntry, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { runDueJobs } from '../../platform/jobs/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { holdPlaces, holdPlacesNowJob } from './hold.job.ts'

let db: TestDatabase
let ground: VaultGround
let mina: TestChild
let lena: TestChild
before(async () => {
  db = await testDatabase()
  const { pages, jobs } = await testGrounds(db)
  await pages.db.destroy()
  ground = jobs as VaultGround
  mina = await aChild(db.owner)
  lena = await aChild(db.owner)
  for (const [child, paon] of [
    [mina, '12'],
    [lena, '77'],
  ] as const)
    await anEntry(db.owner, child, {
      kind: 'address',
      category: 'contact',
      body: { paon, street: 'Mill Lane', postcode: `NM4 ${paon[0]}QT` },
    })
  await db.owner.query(
    `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', now())`,
    [mina.id, lena.id],
  )
})
after(() => db.drop())

const protect = (child: TestChild) =>
  db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
    [child.id],
  )
/** What a running worker does with the jobs that wait. */
const take = () => runDueJobs({ url: db.jobsUrl, jobs: [holdPlacesNowJob(ground, [])] })
const isOpen = async (child: TestChild, kind: string): Promise<boolean> =>
  (
    await db.owner.query('select bool_or(not held) as open from entry where child_id = $1 and kind = $2', [
      child.id,
      kind,
    ])
  ).rows[0].open

test('a child’s places go into the vault as soon as the child is protected, by a job of the same transaction', async () => {
  assert.ok(await isOpen(mina, 'address'))
  await protect(mina)
  await take()
  assert.ok(!(await isOpen(mina, 'address')))
  assert.ok(await isOpen(lena, 'address'), 'nobody protects her sister')
})

test('what a source writes of her that tells where her protected sister lives is held as well, once the sister is protected', async () => {
  const { rows } = await db.owner.query(
    `insert into import_run (source_id, period, state, as_of, received_at, files_hash) values ('test', 'p', 'done', now(), now(), '') returning id`,
  )
  const record = await db.owner.query(
    `insert into source_record (source_id, key, version, scope, run_id, as_of, content, content_hash, known_from)
     values ('test', 'n', 1, 'all', $1, now(), '{}', '', now()) returning id`,
    [rows[0].id],
  )
  const note = await anEntry(db.owner, mina, {
    kind: 'danger-note',
    category: 'identity',
    body: { short: 'Ask at 77 Mill Lane first' },
  })
  await db.owner.query('update entry set source_record_id = $2 where id = $1', [note, record.rows[0].id])
  await holdPlaces(ground)
  assert.ok(await isOpen(mina, 'danger-note'), 'her sister’s place is no secret yet')
  await protect(lena)
  await take()
  assert.ok(!(await isOpen(mina, 'danger-note')))
})
