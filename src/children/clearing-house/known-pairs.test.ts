import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { type Answer, actorContext, performRoute, type SignedInReader, withContext } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { isPlainDate, type PlainDate } from '../../kernel/index.ts'
import { linkPending } from '../linking/index.ts'
import { atDesk, dumpSpine, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { readFigures } from './figures.queries.ts'
import { clearingHouseRoutes } from './index.ts'
import { type Draw, inventPair } from './known-pair.ts'
import { mixKnownPairs } from './known-pairs.actions.ts'

/** The same numbers each time. */
const drawn = (seed: number): Draw => {
  let state = seed
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return state % below
  }
}
const today = '2026-11-20' as PlainDate

describe('a pair whose answer is known', () => {
  test('is two whole records that differ, of a child under eighteen, the same each time from the same draws', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const pair = inventPair(today, ['NM1', 'NM4'], drawn(seed))
        assert.deepEqual(pair, inventPair(today, ['NM1', 'NM4'], drawn(seed)))
        assert.notDeepEqual(pair.a, pair.b)
        for (const one of [pair.a, pair.b]) {
          assert.ok(
            one.forename && one.surname && one.house && one.street && /^NM[14] \d[A-Z]{2}$/.test(one.postcode ?? ''),
          )
          assert.ok(
            one.birthDate && isPlainDate(one.birthDate) && one.birthDate > '2008-11-20' && one.birthDate < today,
          )
          assert.equal(one.nhsNumber ?? one.upn ?? one.phones, undefined, 'nothing that could be somebody’s')
        }
        if (pair.same) assert.equal(pair.a.birthDate, pair.b.birthDate)
        else assert.ok(pair.a.forename !== pair.b.forename || pair.a.birthDate !== pair.b.birthDate)
      }),
      { numRuns: 200 },
    )
  })
})

let town: LinkedTown
let sam: SignedInReader
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  sam = await aReader(town.db.owner, 'clearing-house')
  await town.db.owner.query(`
    update source set service = case id when 'census' then 'Schools' else 'Social care' end, said = id || ' list';
    insert into import_run (source_id, period, state, as_of, received_at, files_hash)
      select id, 'p', 'done', '2026-11-01', '2026-11-01', '' from source where id in ('census', 'care');
    insert into person (id) overriding system value select n from generate_series(1001, 1120) n;
    insert into source_person (id, source_id, key, person_id, identity, identity_hash, to_link, first_run_id) overriding system value
      select n, case n % 2 when 0 then 'census' else 'care' end, 'k' || n, n, '{"forename": "Ada", "surname": "Real", "birthDate": "2015-01-01"}', '', false, 1
      from generate_series(1001, 1120) n;
    insert into review_case (a_person, b_person, a_source_person, b_source_person, bits, rule_version, evidence, opened_at, run_id)
      select n, n + 60, n, n + 60, 4, 'test', '{}', '2026-11-02'::timestamptz + n * interval '1 minute', 1 from generate_series(1001, 1060) n`)
})
after(() => town.leave())

const rows = async <T>(text: string): Promise<T[]> => (await town.db.owner.query(text)).rows as T[]
const send = (sort: 'desk-page' | 'desk-action', path: string, uuid: string, form: object = {}): Promise<Answer> =>
  performRoute(town.pages, clearingHouseRoutes.find(r => r.sort === sort && r.path === path)!, sam, {
    params: { case: uuid },
    query: { page: 1 },
    form: { decision: '', reason: '', version: '', ...form },
    files: [],
    requestId: 'test',
  })
const show = async (path: string, uuid = ''): Promise<string> => textOf(await send('desk-page', path, uuid))
const mix = () =>
  withContext(town.jobs, actorContext('clearing-house', town.now()), tx => mixKnownPairs(tx, town.now(), drawn(7)))
const known = () =>
  rows<{ uuid: string; same: boolean; state: string }>(
    'select c.uuid, k.same, c.state from known_answer k join review_case c on c.id = k.case_id order by c.id',
  )
const answer = async (uuid: string, decision: string): Promise<Answer> => {
  const version = /name="version" value="(\w+)"/.exec(await show('/duplicates/:case', uuid))?.[1]
  return send('desk-action', '/duplicates/:case/decision', uuid, { decision, reason: 'family', version })
}
/** What a page is made of, without what it says of two children. */
const shapeOf = (html: string): string[] => [...html.matchAll(/<(h1|h2|form|legend|button|summary)\b/g)].map(m => m[1]!)
const withoutQuestions = (dump: string): string => dump.slice(0, dump.indexOf('questions:'))

describe('questions with a known answer', () => {
  test('are mixed among the others, one in thirty, and look like them', async () => {
    assert.equal(await mix(), 2)
    assert.equal(await mix(), 0, 'there are enough')
    const list = await show('/duplicates')
    assert.match(list, /62 questions wait/)
    const [pair] = await known()
    const [real] = await rows<{ uuid: string }>(
      'select uuid from review_case where id not in (select case_id from known_answer) limit 1',
    )
    const [one, other] = [await show('/duplicates/:case', pair!.uuid), await show('/duplicates/:case', real!.uuid)]
    assert.deepEqual(shapeOf(one), shapeOf(other))
    for (const page of [one, other]) assert.match(page, /Possible duplicate \d+ of 62\. From .*, 1 November 2026\./)
    assert.match(one, /since 2026/)
  })

  test('touch nobody, whatever is answered and taken back', async () => {
    const before = withoutQuestions(await dumpSpine(town.db.owner))
    const [first, second] = await known()
    await answer(first!.uuid, 'join')
    await answer(second!.uuid, 'family')
    const version = /name="version" value="(\w+)"/.exec(await show('/duplicates/:case/undo', first!.uuid))?.[1]
    await send('desk-action', '/duplicates/:case/undo', first!.uuid, { version })
    await linkPending(town.jobs)
    assert.equal(withoutQuestions(await dumpSpine(town.db.owner)), before)
    assert.deepEqual(
      (await known()).map(k => k.state),
      ['undone', 'family', 'open'],
    )
    assert.match(await show('/duplicates/decided'), /Same family/)
    assert.deepEqual(await rows(`select 1 from person where has_record and id not between 1001 and 1120`), [])
    assert.deepEqual(
      await rows(
        'select 1 from search_key union all select 1 from family_member union all select 1 from pair_decision',
      ),
      [],
    )
  })

  test('tell how many were answered rightly, of all and of the reader', async () => {
    town.later(14 * 86_400_000)
    const figures = await atDesk(town.pages, sam, 'clearing-house', readFigures)
    const said = await rows<{ right: boolean }>(
      `select (s.answer = 'join') = k.same as right from case_step s join known_answer k on k.case_id = s.case_id where s.step = 'answered'`,
    )
    const right = said.filter(s => s.right).length
    assert.deepEqual(figures.known, { all: { pairs: 2, alike: right }, own: { pairs: 2, alike: right } })
  })

  test('end after two months that nobody answered them', async () => {
    town.later(60 * 86_400_000)
    await mix()
    assert.deepEqual((await known()).map(k => k.state).slice(0, 3), ['undone', 'family', 'void'])
  })

  test('count for nothing where the reviewer searched in Find since they opened the question: an invented child is found by nobody', async () => {
    const uuid = (await known()).find(one => one.state === 'open')!.uuid
    await show('/duplicates/:case', uuid)
    await rows(
      `insert into saved_search (user_id, terms, made_at) values (${sam.userId}, '', '${town.now().toISOString()}')`,
    )
    await answer(uuid, 'join')
    town.later(14 * 86_400_000)
    const { known: counted, own } = await atDesk(town.pages, sam, 'clearing-house', readFigures)
    assert.deepEqual([counted.own.pairs, own.answered], [2, 3])
  })
})
