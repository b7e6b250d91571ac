import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { Conflict, InvalidInput, NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import type { Answer } from '../page.ts'
import { performRoute } from '../perform.ts'
import type { SignedInReader } from '../reader.queries.ts'
import { aReader, testGrounds, testNow } from '../testing/index.ts'
import type { Ground } from '../transaction.ts'
import { exportPages, partsOut } from './index.ts'

const path = '/imports/:run/rows/:table'
const all = Array.from({ length: 501 }, (_, i) => [`=${i + 1}`, 'Ada'])
let sensitivity: 2 | 3 = 2
const pages = exportPages({
  ...{ path, purpose: 'send rejected rows back', right: 'imports', actor: 'import-desk' },
  load: async (_, __, { from, most }) => ({
    ...{ name: 'Early help rejected', columns: ['ref', 'name'], rows: all.slice(from, from + most) },
    ...{ categories: ['early-help'], sensitivity },
  }),
  example: { name: 'x', columns: [], rows: [], categories: [], sensitivity: 2 },
})

describe('rows that leave as a file', () => {
  const clock = { now: testNow }
  let db: TestDatabase
  let ground: Ground
  let [dana, colm]: [SignedInReader?, SignedInReader?] = []
  before(async () => {
    db = await testDatabase()
    ground = (await testGrounds(db, () => clock.now)).pages
    dana = { ...(await aReader(db.owner, 'clearing-house')), name: 'Dana' }
    colm = { ...(await aReader(db.owner, 'clearing-house')), name: 'Colm' }
  })
  after(async () => {
    await ground.db.destroy().catch(() => {})
    await db.drop().catch(() => {})
  })

  const go = (
    as: SignedInReader | undefined,
    more = '',
    form: Record<string, string> = {},
    part = 1,
  ): Promise<Answer> => {
    const route = pages.find(one => one.path === `${path}${more}`) ?? assert.fail(more)
    const input = { params: { run: 'r1', table: '0' }, query: { part }, form, files: [], requestId: 'test' }
    return performRoute(ground, route, as ?? assert.fail(), input)
  }
  const fileOf = (answer: Answer): string =>
    'file' in answer && Buffer.isBuffer(answer.file.body) ? answer.file.body.toString() : assert.fail('no file')
  const wordsOf = (answer: Answer): string => ('page' in answer ? String(answer.page.body) : 'a file')
  const lastEvent = async () =>
    (await db.owner.query('select outcome, rule, detail from access.access_event order by id desc limit 1')).rows[0]

  test('are at most five hundred a file, each with who took it out and when, and none begins a formula', async () => {
    const lines = fileOf(await go(dana))
      .trim()
      .split('\r\n')
    assert.equal(lines.length, 501)
    assert.match(lines[1] ?? '', /^"'=1","Ada","Taken out by Dana, 20 November 2026, [0-9a-f]{8}"$/)
    assert.match(fileOf(await go(dana, '', {}, 2)), /^\uFEFF"ref","name","taken_out"\r\n"'=501",[^\n]*\r\n$/)
    assert.deepEqual(partsOut(501), [
      [1, 500],
      [501, 501],
    ])
  })

  test('have a manifest that tells what is in the file to the byte, and the record of access has its hash', async () => {
    const body = fileOf(await go(dana))
    const sha256 = createHash('sha256').update(body).digest('hex')
    const { outcome, rule, detail } = await lastEvent()
    assert.deepEqual([outcome, rule, detail.sha256, detail.rows], ['shown', 'export', sha256, 500])
    const manifest = JSON.parse(fileOf(await go(dana, '/manifest')))
    assert.deepEqual(manifest.file, { name: 'Early help rejected.csv', bytes: Buffer.byteLength(body), sha256 })
    assert.deepEqual(
      [manifest.by, manifest.rows, manifest.columns, manifest.categories, body.includes(manifest.mark)],
      ['Dana', 500, ['ref', 'name'], ['early-help'], true],
    )
  })

  test('are another file for each person, so that one that turns up says whose it was', async () => {
    const marks = await Promise.all([dana, colm].map(async as => JSON.parse(fileOf(await go(as, '/manifest'))).mark))
    assert.notEqual(marks[0], marks[1])
  })

  test('that tell more than sensitivity 2 are taken by who asked, for a day from when somebody else agreed', async () => {
    sensitivity = 3
    for (const more of ['', '/manifest']) assert.match(wordsOf(await go(dana, more)), /What do you need them for\?/)
    assert.deepEqual(await lastEvent(), { outcome: 'refused', rule: 'export:second-person', detail: {} })
    await assert.rejects(go(dana, '/ask', { reason: ' ' }), InvalidInput)
    await go(dana, '/ask', { reason: 'To send them back to the service' })
    await assert.rejects(go(dana, '/ask', { reason: 'To send them back to the service' }), Conflict)
    assert.match(wordsOf(await go(dana)), /Nobody has answered yet/)
    const { uuid } = (await db.owner.query('select uuid from access.export_ask')).rows[0]
    await assert.rejects(go(dana, '/answer', { ask: uuid, agree: 'yes' }), NotFound, 'nobody agrees with themselves')
    assert.match(wordsOf(await go(colm)), /asks for them.*To send them back to the service/s)
    await go(colm, '/answer', { ask: uuid, agree: 'yes' })
    await assert.rejects(go(colm, '/answer', { ask: uuid, agree: 'no' }), NotFound)
    assert.match(fileOf(await go(dana)), /Taken out by Dana/)
    assert.match(wordsOf(await go(colm)), /What do you need them for\?/, 'who agreed takes nothing by it')
    clock.now = new Date(testNow.getTime() + 24 * 3_600_000 - 1)
    assert.match(fileOf(await go(dana)), /Taken out by Dana/)
    clock.now = new Date(testNow.getTime() + 24 * 3_600_000)
    assert.match(wordsOf(await go(dana)), /What do you need them for\?/)
  })
})
