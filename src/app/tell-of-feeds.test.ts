import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { SignedInReader } from '../access/index.ts'
import { aReader, testGrounds } from '../access/testing/index.ts'
import type { IntakeGround } from '../intake/index.ts'
import { addJob, type Ids, runDueJobs } from '../platform/jobs/index.ts'
import { openMail } from '../platform/mail/index.ts'
import { type SmtpServer, smtpServer } from '../platform/mail/testing/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { mailDutyJob } from './mail-duty.job.ts'
import { mailKeeperJob, tellOfFeedsJob } from './tell-of-feeds.job.ts'

const council = 'Northmere Council'

describe('whoever keeps the sources is told by e-mail', () => {
  const now = new Date('2026-11-19T10:40:00Z')
  let db: TestDatabase
  let ground: IntakeGround
  let server: SmtpServer
  let keeper: SignedInReader
  let duty: SignedInReader
  before(async () => {
    db = await testDatabase()
    ground = { ...(await testGrounds(db, () => now)).jobs, filesKey: Buffer.alloc(32) }
    server = await smtpServer()
    keeper = await aReader(db.owner, 'clearing-house')
    const other = await aReader(db.owner, 'social-worker')
    duty = await aReader(db.owner, 'out-of-hours')
    for (const [at, { userId }] of [keeper, other, duty].entries())
      await db.owner.query('update access.principal set email = $1 where id = $2', [
        `worker${at}@northmere.example`,
        userId,
      ])
  })
  after(async () => {
    await server?.stop()
    await db?.drop()
  })

  /** What is sent on one morning, as who got it. */
  const morning = (change?: () => Promise<unknown>) => sent('tell-of-feeds', {}, change)
  const sent = async (job: string, ids: Ids, change?: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = server.taken.length
    const port = Number(new URL(server.url).port)
    const way = { server: { host: '127.0.0.1', port, tls: 'none', auth: undefined } } as const
    const mail = openMail({ ...way, from: 'no-reply@northmere.example', site: 'https://throughline.example' }, council)
    const look = tellOfFeedsJob(ground, { mail })
    const send = [mailKeeperJob(ground, { mail, council }), mailDutyJob(ground, { mail, council })]
    await ground.db.transaction().execute(tx => addJob(tx, job, ids))
    await runDueJobs({ url: db.jobsUrl, jobs: [look] })
    await change?.()
    await runDueJobs({ url: db.jobsUrl, jobs: [look, ...send] })
    return server.taken.slice(before).map(one => one.to)
  }
  const pulled = (problem: string | null, came: boolean) =>
    db.owner.query(
      `insert into feed_pull (laestab, supplier_school, token, added_at, problem, tried_at, came_at)
        values ('8231001', 'A1', 'x', now(), $1, $2, case when $3 then $2::timestamptz end)
        on conflict (laestab) do update set problem = excluded.problem, tried_at = excluded.tried_at, came_at = excluded.came_at`,
      [problem, now, came],
    )

  test('where a school could not be asked: that something is wrong, and where to see what, and no word of the school', async () => {
    assert.deepEqual(await morning(), [])
    await pulled('The API did not answer.', false)
    assert.deepEqual(await morning(), ['worker0@northmere.example'])
    const text = server.taken.at(-1)?.text ?? ''
    assert.match(text, /https:\/\/throughline\.example\/sources/)
    assert.doesNotMatch(text, /8231001|API|school/i)
  })

  test('not where it was asked and shares only a part, nor where what was wrong is mended before the e-mail goes', async () => {
    await pulled('Who has left: The school has not agreed that we ask for it.', true)
    assert.deepEqual(await morning(), [])
    await pulled('The API did not answer.', false)
    assert.deepEqual(await morning(() => pulled(null, true)), [])
  })

  test('where a school has been quiet for two school days, and not after one; and nobody who has left', async () => {
    const quietSince = (day: string) =>
      db.owner.query(
        `insert into access.establishment (laestab, name, register_on) values ('8231001', 'Quarry Bank', $1)
          on conflict (laestab) do update set register_on = excluded.register_on`,
        [day],
      )
    await quietSince('2026-11-18')
    assert.deepEqual(await morning(), [])
    await quietSince('2026-11-17')
    assert.deepEqual(await morning(), ['worker0@northmere.example'])
    const left = () => db.owner.query('update access.principal set active = false where id = $1', [keeper.userId])
    assert.deepEqual(await morning(left), [])
  })

  test('whoever is on duty at night is told that something came to the front door, and no word of it; not who has left', async () => {
    const night = () => sent('mail-duty', { worker: duty.userId, mail: randomUUID() })
    assert.deepEqual(await night(), ['worker2@northmere.example'])
    const text = server.taken.at(-1)?.text ?? ''
    assert.match(text, /https:\/\/throughline\.example\/front-door/)
    assert.doesNotMatch(text, /child/i)
    await db.owner.query('update access.principal set active = false where id = $1', [duty.userId])
    assert.deepEqual(await night(), [])
  })
})
