import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { secretOf, serveBundles } from '../../intake/index.ts'
import { type IntakeWorld, intakeWorld } from '../../intake/testing/index.ts'
import { kysely } from '../../platform/database/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { webServer } from '../../platform/web/index.ts'
import { dailyAttendance } from './index.ts'

const manifest = (estab: string, day = '2025-10-06') =>
  JSON.stringify({
    type: 'manifest',
    la: '899',
    estab,
    generated_at: `${day}T15:30:00Z`,
    mode: 'delta',
    from: day,
    to: day,
  })
const pupil = (misId: string, dob = '2013-11-02') =>
  JSON.stringify({ type: 'pupil', mis_id: misId, legal_surname: 'Quillfeather', legal_forename: 'Ada', dob })
const bundleOf = (...lines: string[]) => `${lines.join('\n')}\n`

describe('a school’s own system pushes its bundle', () => {
  let world: IntakeWorld
  let app: FastifyInstance
  let key: string
  const logged: string[] = []
  const now = new Date('2025-10-06T15:31:00Z')
  before(async () => {
    world = await intakeWorld(() => now)
    app = await webServer({ https: false })
    const ground = { ...world.ground, db: kysely(world.pages) }
    await serveBundles(app, {
      ground,
      source: dailyAttendance,
      log: createLog(
        line => logged.push(line),
        () => now,
      ),
      mostBytes: 5_000,
    })
    key = await keyOf('8992017')
  })
  after(async () => {
    await app.close()
    await world.drop()
  })

  const keyOf = async (laestab: string): Promise<string> =>
    (
      await world.rows<{ uuid: string }>('insert into feed_key (laestab, made_at) values ($1, $2) returning uuid', [
        laestab,
        now,
      ])
    )[0]?.uuid ?? ''
  type Sent = { id: string; body: string; under?: string; seconds?: number; signedBody?: string; type?: string }
  const send = async ({
    id,
    body,
    under = key,
    seconds = now.getTime() / 1000,
    signedBody = body,
    type = 'application/x-ndjson',
  }: Sent) => {
    const secret = Buffer.from(secretOf(world.ground, under), 'hex')
    const signature = createHmac('sha256', secret).update(`${id}.${seconds}.${signedBody}`).digest('base64')
    const headers = {
      'content-type': type,
      'throughline-key': under,
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,${signature}`,
    }
    const { statusCode, body: text } = await app.inject({
      method: 'POST',
      url: '/feeds/bundle',
      headers,
      payload: body,
    })
    return { status: statusCode, text, said: JSON.parse(text) }
  }
  const imports = async () =>
    (await world.rows<{ count: number }>('select count(*)::int as count from import_run'))[0]?.count

  test('and gets a receipt with what is wrong by line, quoting nothing; it lands as any other import', async () => {
    const body = bundleOf(manifest('2017'), pupil('1'), pupil('2', 'tomorrow'), '{"type":"parrot","name":"Polly"}')
    const { status, said, text } = await send({ id: 'b-1', body })
    assert.equal(status, 200)
    assert.deepEqual(
      [said.bundle, said.school, said.state, said.lines, said.accepted, said.rejected],
      ['b-1', '8992017', 'received', 3, 1, 2],
    )
    assert.deepEqual(
      said.faults.map((one: { line: number; column?: string; outcome: string }) => [one.line, one.column, one.outcome]),
      [
        [3, 'dob', 'rejected'],
        [4, 'type', 'warning'],
        [4, undefined, 'warning'],
        [4, 'type', 'rejected'],
      ],
    )
    assert.doesNotMatch(text, /Quillfeather|tomorrow|parrot|Polly/)
    const report = await world.work(said.import, { sources: [dailyAttendance] })
    assert.deepEqual([report.state, report.accepted, report.rejected], ['done', 1, 2])
  })

  test('the same bundle again gives the same answer to the byte, and makes nothing', async () => {
    const body = bundleOf(manifest('2017', '2025-10-07'), pupil('1'))
    const first = await send({ id: 'b-2', body })
    const count = await imports()
    assert.equal((await send({ id: 'b-2', body })).text, first.text)
    assert.equal(await imports(), count)
    const other = await send({ id: 'b-2', body: bundleOf(manifest('2017'), pupil('9')) })
    assert.deepEqual(
      [other.status, other.said.problem],
      [409, 'A bundle of this id came before, with another content.'],
    )
    await world.rows('delete from feed_push')
    assert.equal(
      (await send({ id: 'b-2', body })).said.import,
      first.said.import,
      'nor where its receipt was lost on the way',
    )
    assert.equal(await imports(), count)
  })

  test('nobody gets in with a changed body, an old signature, a revoked key or another’s, and all read the same', async () => {
    const count = await imports()
    const body = bundleOf(manifest('2017'), pupil('1'))
    const revoked = await keyOf('8992017')
    await world.rows('update feed_key set revoked_at = $2 where uuid = $1', [revoked, now])
    const answers = [
      await send({ id: 'c', body, signedBody: `${body} ` }),
      await send({ id: 'c', body, seconds: now.getTime() / 1000 - 301 }),
      await send({ id: 'c', body, under: revoked }),
      await send({ id: 'c', body, under: '0b5c7a52-0000-4000-8000-000000000000' }),
      await send({ id: '../c', body }),
    ]
    assert.deepEqual(new Set(answers.map(one => one.status)), new Set([401]))
    assert.equal(new Set(answers.map(one => one.text)).size, 1)
    assert.equal(await imports(), count)
    const [refused] = await world.rows<{ count: number }>(
      `select count(*)::int as count from access.access_event where rule = 'feed-key-not-known'`,
    )
    assert.equal(refused?.count, answers.length, 'and each is recorded')
  })

  test('a key speaks for its own school; what is no bundle, too large or of another type is refused in words', async () => {
    const other = await send({ id: 'd', body: bundleOf(manifest('2018'), pupil('1')) })
    assert.deepEqual([other.status, other.said.problem], [403, 'The bundle is of another school than the key.'])
    for (const body of ['day,dish\nMonday,Soup\n', '{"type":"manifest","la":"899"}\n']) {
      const { status, said } = await send({ id: 'd', body })
      assert.deepEqual([status, said.line], [422, 1])
      assert.match(said.fix, /^Send one JSON object a line, the manifest first/)
    }
    assert.equal((await send({ id: 'd', body: 'x'.repeat(5_001) })).status, 413)
    assert.equal((await send({ id: 'd', body: '{}', type: 'text/plain' })).status, 415)
    assert.deepEqual(logged, [], 'and nothing of it is logged')
  })

  test('without a sharing agreement it waits, and the receipt says so', async () => {
    await world.rows(`update source set agreement_withdrawn_at = '2025-01-01' where id = 'daily-attendance'`)
    const { said } = await send({ id: 'e', body: bundleOf(manifest('2017', '2025-10-08'), pupil('1')) })
    assert.equal(said.state, 'waiting')
  })
})
