import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import { kysely, openPool } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import { claimWorker } from './claim.ts'
import { addJob, defineJob, runDueJobs, startWorker } from './index.ts'

const noMigrations = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
let database: TestDatabase
before(async () => {
  database = await testDatabase({ migrations: noMigrations })
  await database.owner.query(`insert into job.kind (name, fields) values ('errand', '{run}'), ('look', '{}')`)
})
after(async () => {
  await database.drop()
  rmSync(noMigrations, { recursive: true })
})

/** A job that tells when it has run. */
function anErrand(name = 'errand') {
  const done: number[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const run = async ({ run }: { run: number }) => {
    done.push(run)
    resolve()
  }
  return { job: defineJob({ name, schema: Type.Object({ run: Type.Integer() }), run }), done, ran: promise }
}

const add = (pool: TestDatabase['pages'], name: string, payload: Record<string, string | number>) =>
  kysely<object>(pool)
    .transaction()
    .execute(trx => addJob(trx, name, payload))

describe('a job', () => {
  test('added by a page is run by a worker that owns nothing', async () => {
    const { job, done, ran } = anErrand()
    const worker = await startWorker({ url: database.jobsUrl, jobs: [job] })
    await add(database.pages, 'errand', { run: 17 })
    await ran
    await worker.stop()
    assert.deepEqual(done, [17])
  })

  test('that comes round every few seconds is done by each worker of itself, again after it fails, and ends with the worker', async () => {
    const turns: number[] = []
    const { promise: thrice, resolve } = Promise.withResolvers<void>()
    const run = async () => {
      if (turns.push(turns.length) === 3) resolve()
      if (turns.length === 1) throw new Error('the first turn fails')
    }
    const job = defineJob({ name: 'round', schema: Type.Object({}), everySeconds: 0.01, run })
    const all = [job, anErrand().job]
    const worker = await startWorker({ url: database.jobsUrl, jobs: all })
    await thrice
    await worker.stop()
    const done = turns.length
    await runDueJobs({ url: database.jobsUrl, jobs: all })
    assert.equal(turns.length, done)
  })

  test('is never run when the transaction that added it is rolled back', async () => {
    const { job, done } = anErrand()
    const failing = kysely<object>(database.pages)
      .transaction()
      .execute(async trx => {
        await addJob(trx, 'errand', { run: 1 })
        throw new Error('changed my mind')
      })
    await assert.rejects(failing, /changed my mind/)
    await runDueJobs({ url: database.jobsUrl, jobs: [job] })
    assert.deepEqual(done, [])
  })

  test('carries ids, and a name in its payload is refused without being repeated', async () => {
    await assert.rejects(add(database.pages, 'errand', { child: 'Liam Okafor' }), (error: Error) => {
      assert.match(error.message, /ids only: child is text/)
      assert.doesNotMatch(error.message, /Liam/)
      return true
    })
  })

  test('whose payload is not what its schema says fails and stays in the queue', async () => {
    const { job, done } = anErrand()
    await add(database.pages, 'errand', { run: 'seventeen' })
    await runDueJobs({ url: database.jobsUrl, jobs: [job] })
    assert.deepEqual(done, [])
    const { rows } = await database.owner.query('select attempts, last_error from graphile_worker._private_jobs')
    assert.deepEqual(rows, [{ attempts: 1, last_error: 'The payload of errand is not what its schema says.' }])
    await database.owner.query('delete from graphile_worker._private_jobs')
  })

  test('can be added by a page but not read by one', async () => {
    await assert.rejects(database.pages.query('select * from graphile_worker._private_jobs'), /permission denied/)
  })
})

describe('SQL of somebody else’s in a page', () => {
  const queue = (said: string) => database.pages.query(`select job.add(${said})`)
  for (const [what, said] of [
    ['a kind that pages never ask for', `'keeping-ends', '{}', null, null, null, null, null`],
    ['a field that the kind has not', `'errand', '{"run": 1, "child": 2}', null, null, null, null, null`],
    ['a field too few', `'errand', '{}', null, null, null, null, null`],
    ['words in a field', `'errand', '{"run": "Liam Okafor"}', null, null, null, null, null`],
    ['a structure in a field', `'errand', '{"run": [1]}', null, null, null, null, null`],
    ['the key of another kind, whose job it would put off', `'errand', '{"run": 1}', 'look', null, null, null, null`],
    ['a queue of others, which it would hold up', `'errand', '{"run": 1}', null, 'source mis', null, null, null`],
    ['a day far off', `'errand', '{"run": 1}', null, null, now() + interval '1 day', null, null`],
    ['no try at all', `'errand', '{"run": 1}', null, null, null, 0, null`],
  ] as const)
    test(`queues no job with ${what}`, () => assert.rejects(queue(said), { code: '42501' }))

  test('queues what pages queue, as pages do', async () => {
    await queue(`'errand', '{"run": 1}', 'errand:1', null, now(), 3, -1`)
    const { rows } = await database.owner.query('delete from graphile_worker._private_jobs returning key')
    assert.deepEqual(rows, [{ key: 'errand:1' }])
  })
})

describe('a worker that dies', () => {
  const lock = (id: string) =>
    database.owner.query('update graphile_worker._private_jobs set locked_by = $1, locked_at = now()', [id])

  test('gives up its job to the next worker at once, but a living one keeps it', async () => {
    const { job, done } = anErrand()
    await add(database.pages, 'errand', { run: 5 })
    const living = await claimWorker(database.jobsUrl)
    await lock(living.id)
    await runDueJobs({ url: database.jobsUrl, jobs: [job] })
    assert.deepEqual(done, [], 'the living keep their work')

    await living.release()
    await runDueJobs({ url: database.jobsUrl, jobs: [job] })
    assert.deepEqual(done, [5], 'the work of the dead is done')
  })

  test('is not thought dead while it works', async () => {
    const seen: string[] = []
    const job = defineJob({
      name: 'look',
      schema: Type.Object({}),
      run: async () => {
        const pool = openPool({ url: database.jobsUrl, name: 'test' })
        const { releaseDeadWorkers } = await import('./claim.ts')
        await releaseDeadWorkers(pool)
        const { rows } = await pool.query('select locked_by from graphile_worker._private_jobs')
        seen.push(...rows.map(row => row.locked_by))
        await pool.end()
      },
    })
    await add(database.pages, 'look', {})
    await runDueJobs({ url: database.jobsUrl, jobs: [job] })
    assert.equal(seen.length, 1)
    assert.match(seen[0] ?? '', /^worker-/)
  })
})
