import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, performRoute, type SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { findBannedWords, page } from '../../platform/views/index.ts'
import { linkPending } from '../linking/index.ts'
import { arrive, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { qualityPages } from './index.ts'
import { keepMeasures } from './measures.job.ts'

let town: LinkedTown
let reviewer: SignedInReader
const children = 40
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  await town.db.owner.query(
    `update source set service = case id when 'census' then 'Schools' else 'Social care' end, said = id || ' list'`,
  )
  reviewer = await aReader(town.db.owner, 'clearing-house')
  for (let n = 0; n < children; n += 1)
    await arrive(
      town.db.owner,
      {
        source: 'census',
        key: `c${n}`,
        identity: {
          forename: `Child${n}`,
          surname: `Name${n}`,
          birthDate: `20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 9}` as PlainDate,
          ...(n < 10 ? {} : { postcode: `NM${n} 1AA`, house: `${n}`, street: 'High Street' }),
        },
      },
      town.now(),
    )
  await linkPending(town.jobs)
  await town.db.owner.query(
    `insert into import_run (source_id, period, state, as_of, received_at, files_hash, rows, rejected)
     values ('census', 'a', 'done', '2026-11-01', '2026-11-01', '', 200, 50), ('census', 'b', 'done', '2026-10-01', '2026-10-01', '', 100, 0)`,
  )
})
after(() => town.leave())

const ask = (path: string, params: Record<string, string> = {}): Promise<Answer> =>
  performRoute(town.pages, qualityPages.find(r => r.path === path)!, reviewer, {
    params,
    query: {},
    form: {},
    files: [],
    requestId: 'test',
  })
const show = async (path: string, params: Record<string, string> = {}): Promise<string> =>
  textOf(await ask(path, params))

describe('the quality of a source', () => {
  test('is kept at the end of each month: how complete and how old what it tells was', async () => {
    assert.match(await show('/quality/:source', { source: 'census' }), /How that went.*Not enough data/s)
    await keepMeasures(town.jobs)
    await keepMeasures(town.jobs)
    const page = await show('/quality/:source', { source: 'census' })
    assert.match(page, /How that went.*November 2026.*100\.0%.*75\.0%/s)
    assert.equal(page.match(/>November 2026</g)?.length, 2, 'one line for what was rejected, one for what was told')
  })

  test('is told month by month, with the share that could not be used', async () => {
    assert.match(await show('/quality'), /census<\/a>.*300.*50.*16\.7%/s)
    assert.match(await show('/quality/:source', { source: 'census' }), /November 2026.*25\.0%.*October 2026.*0\.0%/s)
  })

  test('says how complete it is, and who is behind each number', async () => {
    const quality = await show('/quality/:source', { source: 'census' })
    assert.match(quality, /Of 40 children/)
    assert.match(quality, /Address with a postcode.*75\.0%/s)
    const behind = await show('/quality/:source/:expected', { source: 'census', expected: 'address' })
    assert.equal(behind.match(/Child\d+ Name\d+/g)?.length, 10)
  })

  test('does not change with a child who is shut to the reader', async () => {
    const { rows } = await town.db.owner.query(`select person_id from source_person where key in ('c1', 'c20')`)
    const before = await show('/quality/:source/:expected', { source: 'census', expected: 'address' })
    for (const { person_id } of rows)
      await town.db.owner.query(
        `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'adoption', '2026-01-01')`,
        [person_id],
      )
    const shielded = [
      await show('/quality'),
      await show('/quality/:source', { source: 'census' }),
      await show('/quality/:source/:expected', { source: 'census', expected: 'address' }),
    ]
    assert.notEqual(shielded[2], before)
    // The same town without these two.
    await town.db.owner.query(`update entry set category = 'adoption', category_bit = 8192 where child_id = any($1)`, [
      rows.map(r => r.person_id),
    ])
    await emptyTables(town.db.owner, 'access.shield')
    assert.deepEqual(shielded, [
      await show('/quality'),
      await show('/quality/:source', { source: 'census' }),
      await show('/quality/:source/:expected', { source: 'census', expected: 'address' }),
    ])
  })

  test('says that there is not enough data where a source tells of few, and knows no source that is not there', async () => {
    assert.match(await show('/quality/:source', { source: 'care' }), /Not enough data: it tells of fewer than 30/)
    assert.doesNotMatch(
      await show('/quality/:source', { source: 'care' }),
      /conflict/,
      'an unnamed source takes part in no count',
    )
    await assert.rejects(ask('/quality/:source', { source: 'none' }), NotFound)
    await assert.rejects(ask('/quality/:source/:expected', { source: 'census', expected: 'constructor' }), NotFound)
  })
})

describe('the pages of quality', () => {
  for (const route of qualityPages) {
    if (route.sort !== 'desk-page') continue
    for (const [state, data] of Object.entries(route.examples))
      test(`${route.path}, ${state}: says it in our words, under one heading`, () => {
        const answer = route.answer(data, { at: new Date('2026-11-20T10:00:00Z'), csrf: 'c', reader: {} as never })
        assert.ok('page' in answer)
        const html = String(
          page({ council: 'Northmere', user: { name: 'Sam', role: 'x' }, nav: [], csrf: 'c', ...answer.page }),
        )
        assert.deepEqual(findBannedWords(html), [])
        assert.equal(html.match(/<h1/g)?.length, 1)
        assert.doesNotMatch(html, /undefined|\[object|NaN/)
      })
  }
})
