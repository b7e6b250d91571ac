import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from './index.ts'

describe('a database for a test file', () => {
  let first: TestDatabase
  before(async () => {
    first = await testDatabase()
  })
  after(() => first.drop())

  test('is migrated: the job queue is there', async () => {
    const { rows } = await first.owner.query(`select to_regclass('graphile_worker._private_jobs') is not null as found`)
    assert.deepEqual(rows, [{ found: true }])
  })

  test('is its own: what one test file writes another does not see', async () => {
    await first.owner.query('create table public.mine (id int)')
    const second = await testDatabase()
    try {
      const { rows } = await second.owner.query(`select to_regclass('public.mine') as found`)
      assert.deepEqual(rows, [{ found: null }])
    } finally {
      await second.drop()
    }
  })

  test('is reached by pages and jobs as two logins of their own', async () => {
    const who = async (pool: TestDatabase['pages']) => (await pool.query('select current_user as name')).rows[0].name
    assert.match(await who(first.pages), /^test_.*_pages$/)
    assert.match(await who(first.jobs), /^test_.*_jobs$/)
  })

  test('lets no login of another database in', async () => {
    const second = await testDatabase()
    try {
      const trespass = Object.assign(new URL(first.pagesUrl), { pathname: new URL(second.ownerUrl).pathname }).href
      const { openPool } = await import('../database/index.ts')
      const pool = openPool({ url: trespass, name: 'test' })
      await assert.rejects(pool.query('select 1'), { code: '42501' })
      await pool.end()
    } finally {
      await second.drop()
    }
  })

  test('goes with the next ones that are made where its process was killed before it let go', async () => {
    const killed = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `
      const { testDatabase } = await import(${JSON.stringify(import.meta.resolve('./index.ts'))})
      console.log((await testDatabase()).ownerUrl)
      process.kill(process.pid, 'SIGKILL')`,
      ],
      { encoding: 'utf8' },
    )
    const name = new URL(killed.stdout.trim()).pathname.slice(1)
    const there = async () =>
      (await first.owner.query('select from pg_database where datname = $1', [name])).rowCount === 1
    assert.equal(killed.signal, 'SIGKILL')
    for (let made = 0; (await there()) && made < 400; made++) await (await testDatabase()).drop()
    assert.equal(await there(), false)
  })
})
