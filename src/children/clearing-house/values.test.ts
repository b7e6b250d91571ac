import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { findBannedWords } from '../../platform/views/index.ts'
import { conflictRoutes } from '../conflicts/index.ts'
import { linkPending } from '../linking/index.ts'
import { arrive, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { send } from '../testing/routes.ts'
import { clearingHouseRoutes } from './index.ts'

let town: LinkedTown
let reviewer: SignedInReader
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await town.db.owner.query(text, values)).rows as T[]
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  reviewer = await aReader(town.db.owner, 'clearing-house')
  await rows(`update source set service = 'Schools', said = id || ' list'`)
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(town.db.owner, 'person, source_person, conflict_shape, access.shield, access.access_event')
})

const routes = [...clearingHouseRoutes, ...conflictRoutes]
const open = async (path: string, params = {}): Promise<string> =>
  textOf(await send(town.pages, routes, reviewer, 'GET', path, { params, query: { page: 1 } }))
const post = (path: string, params: Record<string, string>, form: object) =>
  send(town.pages, routes, reviewer, 'POST', path, { params, form })
const versionIn = (html: string) => /name="version" value="(\w+)"/.exec(html)?.[1] ?? ''
const values = '/duplicates/:case/values'

/** Two records that give the name and the home differently, joined. Gives the person and the question. */
const joined = async () => {
  const khan = { surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const, house: '3' }
  const tell = (source: string, identity: { forename: string; postcode: string; street: string }) =>
    arrive(town.db.owner, { source, key: source, identity: { ...khan, ...identity } }, town.now())
  const { personId } = await tell('census', { forename: 'Mohammed', postcode: 'NM1 1AA', street: 'High Street' })
  await tell('care', { forename: 'Muhammad', postcode: 'NM9 9ZZ', street: 'Beach Road' })
  await linkPending(town.jobs)
  const [asked] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
  const params = { case: asked!.uuid }
  const version = versionIn(await open('/duplicates/:case', params))
  await post('/duplicates/:case/decision', params, { decision: 'join', reason: 'family', version })
  return { personId, params }
}
const shown = (page: string) =>
  [...page.matchAll(/name="value-(\w+)" type="radio" value="\d"( checked)?/g)].map(m => m[1])
const chosen = () =>
  rows<{ fact: string; state: string; reason: string | null }>(
    `select s.fact, c.state, c.reason from fact_conflict c join conflict_shape s on s.id = c.shape_id order by c.id`,
  )

describe('choosing values right after a join', () => {
  test('shows the facts on which the two differ, what the rule shows chosen beforehand; what is chosen is one batch, no sample, and undone at once', async () => {
    const { params } = await joined()
    assert.match(await open('/duplicates/decided'), new RegExp(`href="/duplicates/${params.case}/values"`))
    const page = await open(values, params)
    assert.deepEqual(shown(page).sort(), ['address', 'address', 'name', 'name'])
    assert.equal(page.match(/ checked/g)?.length, 2)
    assert.match(page, /Shown by the rule: the newest/)
    assert.deepEqual(findBannedWords(page), [])
    const version = versionIn(page)
    const form = { version, 'value-name': '1', 'value-address': '0', reason: '' }
    const missing = await post(values, params, form)
    assert.ok('status' in missing && missing.status === 422)
    assert.match(textOf(missing), /Choose why, because the record’s rule shows another value/)
    assert.deepEqual(new Set((await chosen()).map(c => c.state)), new Set(['open']))
    await post(values, params, { ...form, reason: 'family' })
    assert.deepEqual(
      new Set((await chosen()).map(c => `${c.state}: ${c.reason}`)),
      new Set(['chosen: I asked the family']),
    )
    assert.match(await open(values, params), /differ on nothing that waits to be chosen/)
    const late = await post(values, params, form)
    assert.ok('status' in late && late.status === 409)
    assert.match(await open('/conflicts/decided'), /2 facts of one record/)
    const [shape] = await rows<{ uuid: string }>('select uuid from conflict_shape order by id limit 1')
    assert.doesNotMatch(await open('/conflicts/alike/:shape', { shape: shape!.uuid }), /Your last/)
    const [batch] = await rows<{ batch: string }>('select distinct batch from fact_conflict')
    await post('/conflicts/batches/:batch/undo', { batch: batch!.batch }, {})
    assert.equal(shown(await open(values, params)).length, 4)
  })

  test('holds for neither when the join is undone, and nobody is asked whose the choice was', async () => {
    const { params } = await joined()
    const version = versionIn(await open(values, params))
    await post(values, params, { version, 'value-name': '1', 'value-address': '0', reason: 'family' })
    await post('/duplicates/:case/undo', params, { version: versionIn(await open('/duplicates/:case/undo', params)) })
    assert.deepEqual(await rows(`select from entry where kind = 'chosen-value' and known_to = 'infinity'`), [])
    assert.deepEqual(await rows('select from split_entry'), [])
    assert.deepEqual(new Set((await chosen()).map(c => c.state)), new Set(['undone']))
    assert.doesNotMatch(await open('/conflicts/decided'), /Undo all of them/)
  })

  test('leaves what is left for later, and shows no home that is kept from anybody, nor a record that is shut to the reviewer', async () => {
    const { personId, params } = await joined()
    const form = { version: versionIn(await open(values, params)), reason: '' }
    await post(values, params, { ...form, 'value-name': 'later', 'value-address': 'later' })
    assert.deepEqual(new Set((await chosen()).map(c => c.state)), new Set(['open']))
    const shield = (kind: string) =>
      rows(`insert into access.shield (child_id, kind, reason, starts_at) values ($1, $2, 'x', '2026-01-01')`, [
        personId,
        kind,
      ])
    await shield('protected')
    const page = await open(values, params)
    assert.deepEqual(shown(page), ['name', 'name'])
    assert.doesNotMatch(page, /Beach Road|High Street|address/i)
    await shield('restricted')
    await assert.rejects(open(values, params), NotFound)
    await assert.rejects(post(values, params, { ...form, 'value-name': '0' }), NotFound)
  })
})
