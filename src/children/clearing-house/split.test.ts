import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Answer, performRoute, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { Conflict, NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { note } from '../kinds/index.ts'
import { linkPending, placeRest } from '../linking/index.ts'
import { type Arrival, arrive, atDesk, dumpSpine, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { write } from '../writing/index.ts'
import { clearingHouseRoutes } from './index.ts'
import { readHalves } from './split.page.ts'

let town: LinkedTown
let db: LinkedTown['db']
let sam: SignedInReader
let ines: SignedInReader
let jo: SignedInReader
let worker: SignedInReader
before(async () => {
  town = await linkedTown(['census', 'care', 'health', 'throughline'])
  db = town.db
  await db.owner.query(
    `update source set service = case id when 'care' then 'Social care' else 'Schools' end, said = id || ' list'`,
  )
  for (const set of [
    (r: SignedInReader) => (sam = r),
    (r: SignedInReader) => (ines = r),
    (r: SignedInReader) => (jo = r),
  ])
    set(await aReader(db.owner, 'clearing-house'))
  worker = await aReader(db.owner, 'social-worker')
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(db.owner, 'person, source_person, access.shield, access.grant_row, access.notice')
})

const khan = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const }
const high = { postcode: 'NM1 1AA', house: '3', street: 'High Street' }
const beach = { postcode: 'NM9 9ZZ', house: '70', street: 'Beach Road' }
const one: Arrival = { source: 'census', key: 'khan-1', identity: { ...khan, ...high } }
const two: Arrival = { source: 'care', key: 'khan-2', identity: { ...khan, ...beach } }
const three: Arrival = { source: 'health', key: 'khan-3', identity: { ...khan, ...beach } }
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const homes = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await rows<{ key: string; person_id: number }>(
        `select key, person_id from source_person where source_id <> 'throughline'`,
      )
    ).map(r => [r.key, r.person_id]),
  )

type Sent = { params: Record<string, string>; form?: object; as?: SignedInReader }
const send = (
  sort: 'desk-page' | 'desk-action',
  path: string,
  { params, form = {}, as = sam }: Sent,
): Promise<Answer> =>
  performRoute(town.pages, clearingHouseRoutes.find(r => r.sort === sort && r.path === path)!, as, {
    params,
    query: { page: 1 },
    form: { version: '', reason: '', decision: '', together: '', ...form },
    files: [],
    requestId: 'test',
  })
const splitPath = '/duplicates/:case/split'
const ask = async (child: string, as = sam): Promise<string> => {
  const answer = await send('desk-action', '/duplicates/part/:child', { params: { child }, as })
  assert.ok('redirect' in answer)
  return /duplicates\/([0-9a-f-]+)\/split/.exec(answer.redirect)![1]!
}
const show = async (uuid: string, as = sam): Promise<string> =>
  textOf(await send('desk-page', splitPath, { params: { case: uuid }, as }))
const split = async (uuid: string, form: object, as = sam): Promise<Answer> => {
  const version = /name="version" value="(\w+)"/.exec(await show(uuid, as))?.[1] ?? ''
  return send('desk-action', splitPath, { params: { case: uuid }, form: { version, reason: 'family', ...form }, as })
}

/** Two namesakes whom a reviewer joined by mistake. */
const joined = async (...more: Arrival[]) => {
  const a = await arrive(db.owner, one, town.now())
  const b = await arrive(db.owner, two, town.now())
  for (const arrival of more) await arrive(db.owner, arrival, town.now())
  await linkPending(town.jobs)
  const never = await dumpSpine(db.owner)
  const [open] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
  const version = /name="version" value="(\w+)"/.exec(
    textOf(await send('desk-page', '/duplicates/:case', { params: { case: open!.uuid } })),
  )?.[1]
  const form = { decision: 'join', reason: 'family', version }
  for (const as of [sam, ines])
    await send('desk-action', '/duplicates/:case/decision', { params: { case: open!.uuid }, form, as }).catch(() => {})
  const [{ uuid }] = (await rows<{ uuid: string }>('select uuid from person where id = $1', [a.personId])) as [
    { uuid: string },
  ]
  assert.equal(new Set(Object.values(await homes())).size, 1, 'they are joined')
  return { a, b, never, address: uuid }
}
/** Whatever another reviewer had to say as well, so that a test does not depend on the draw of one pair in twenty. */
const bothSplit = async (uuid: string, form: object) => {
  await split(uuid, form)
  if ((await show(uuid, ines)).includes('Split the record')) await split(uuid, form, ines)
}
/** All that is known, but for whether somebody is asked whose a record is. */
const withoutQuestions = (dump: string): string =>
  dump.slice(0, dump.indexOf('questions:')).replaceAll('"provisional":true', '"provisional":false')

describe('splitting a record by hand', () => {
  test('gives both children back as they were before they were joined, with their own addresses', async () => {
    const { address, never } = await joined()
    const uuid = await ask(address)
    const page = await show(uuid)
    assert.match(page, /Record 1: census list.*Record 2: Another service/s)
    assert.doesNotMatch(page, /care list/)
    assert.doesNotMatch(page, /checked/)
    await bothSplit(uuid, { part0: 'a', part1: 'b' })
    const [, decided = ''] = textOf(await send('desk-page', '/duplicates/decided', { params: {} })).split('<tbody')
    assert.match(decided, /kept apart[\s\S]*I asked the family[\s\S]*Undone\. It was: same child, join[\s\S]*Undone by/)
    assert.equal(decided.match(/\/undo"/g)?.length, 1, 'what is undone can be looked at, and not be undone twice')
    assert.equal(withoutQuestions(await dumpSpine(db.owner)), withoutQuestions(never))
    await linkPending(town.jobs)
    assert.equal(withoutQuestions(await dumpSpine(db.owner)), withoutQuestions(never), 'and they stay apart')
  })

  test('is undone and the two put together again by one press, as a join that can be undone; a sensitive one waits for a second person', async () => {
    const undoPath = '/duplicates/:case/undo'
    const press = async (params: { case: string }) => {
      const asks = textOf(await send('desk-page', undoPath, { params }))
      const version = /name="version" value="(\w+)"/.exec(asks)![1]
      assert.match(asks, /Undo the split and join them/)
      return send('desk-action', undoPath, { params, form: { version, together: 'yes' } })
    }
    const { a, never, address } = await joined()
    const uuid = await ask(address)
    await bothSplit(uuid, { part0: 'a', part1: 'b' })
    await rows(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`,
      [a.personId],
    )
    await press({ case: uuid })
    assert.equal(new Set(Object.values(await homes())).size, 2, 'it waits for a second person')
    const [open] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
    const look = textOf(await send('desk-page', '/duplicates/:case', { params: { case: open!.uuid }, as: ines }))
    const form = { decision: 'join', reason: 'family', version: /name="version" value="(\w+)"/.exec(look)![1] }
    await send('desk-action', '/duplicates/:case/decision', { params: { case: open!.uuid }, form, as: ines })
    assert.equal(new Set(Object.values(await homes())).size, 1)
    const version = /name="version" value="(\w+)"/.exec(
      textOf(await send('desk-page', undoPath, { params: { case: open!.uuid } })),
    )![1]
    await send('desk-action', undoPath, { params: { case: open!.uuid }, form: { version } })
    const unshielded = (dump: string) => withoutQuestions(dump).replace(/shields:.*?(?=links:)/s, '')
    assert.equal(unshielded(await dumpSpine(db.owner)), unshielded(never))
  })

  test('leaves the address with who was there first, whichever half is called A, and places what nobody is sure of', async () => {
    const { a, b, address } = await joined(three)
    await bothSplit(await ask(address), { part0: 'b', part1: 'a', part2: 'unsure' })
    assert.deepEqual(await homes(), { 'khan-1': a.personId, 'khan-2': b.personId, 'khan-3': b.personId })
  })

  test('puts what was written since they were one before people, and tells who looked', async () => {
    const { a, address } = await joined()
    await aRelation(db.owner, { child: a.personId }, { principal: worker.userId })
    await atDesk(town.pages, worker, 'recorder', command =>
      write(command, {
        ...{ childId: a.personId, kind: note as never, category: 'early-help', on: undefined, authorId: worker.userId },
        body: { noteKind: 'call', happenedOn: '2026-11-01', passages: [{ text: 'Rang Beach Road', about: 'child' }] },
      }),
    )
    await bothSplit(await ask(address), { part0: 'a', part1: 'b' })
    assert.deepEqual(await rows('select stands_on, suggestion from split_entry'), [{ stands_on: 'a', suggestion: 'b' }])
    assert.deepEqual(
      (await rows<{ kind: string }>(`select kind from access.notice where kind = 'record-split'`)).length > 0,
      true,
    )
  })

  test('needs two reviewers where the child is protected: blind to each other, and a senior where they differ', async () => {
    const { a, address } = await joined(three)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`,
      [a.personId],
    )
    const uuid = await ask(address)
    assert.doesNotMatch(await show(uuid), /High Street|Beach Road/, 'nothing says where they are')
    await split(uuid, { part0: 'a', part1: 'b', part2: 'b' })
    assert.equal(new Set(Object.values(await homes())).size, 1, 'it waits')
    assert.match(await show(uuid), /You answered this/)
    assert.doesNotMatch(await show(uuid, ines), /checked|answered this/)
    await split(uuid, { part0: 'a', part1: 'b', part2: 'a' }, ines)
    assert.equal(new Set(Object.values(await homes())).size, 1, 'they differ')
    await split(uuid, { part0: 'b', part1: 'a', part2: 'a' }, jo)
    assert.notEqual((await homes())['khan-1'], (await homes())['khan-3'])
  })

  test('shows and counts no record of a source that the clearing house may not read: it goes where it belongs unmentioned', async () => {
    const { b, address } = await joined(three)
    await db.owner.query(`update entry set category = 'young-carer', category_bit = 16384 where source_id = 'health'`)
    const uuid = await ask(address)
    assert.doesNotMatch(await show(uuid), /Record 3|health list/)
    await bothSplit(uuid, { part0: 'a', part1: 'b' })
    assert.equal((await homes())['khan-3'], b.personId)
  })

  test('is not there for a record that is shut to the reviewer, and refuses one that rests on a single record', async () => {
    const { a, address } = await joined()
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'adoption', '2026-01-01')`,
      [a.personId],
    )
    await assert.rejects(ask(address), NotFound)
    await emptyTables(db.owner, 'access.shield')
    await db.owner.query(`update entry set category = 'young-carer', category_bit = 16384 where source_id = 'care'`)
    await assert.rejects(ask(address), Conflict)
  })

  test('stands as a question until people answer it, whatever the machine thinks of it meanwhile', async () => {
    const { address } = await joined()
    const uuid = await ask(address)
    assert.equal(await ask(address, ines), uuid, 'it is asked once')
    await db.owner.query('update source_person set to_link = true')
    await linkPending(town.jobs)
    assert.match(await show(uuid), /Split the record/)
  })
})

describe('whose each record is', () => {
  const part = (sourcePerson: number) => ({ sourcePerson, source: 'x', since: new Date(0), facts: [] })
  const parts = [part(7), part(8)]
  test('must be said of each, and each child has at least one', () => {
    assert.deepEqual(readHalves({ parts }, { part0: 'a', part1: 'b', reason: 'family' }), {
      halves: { a: [7], b: [8] },
      reason: 'I asked the family',
    })
    for (const sent of [
      { part0: 'a', reason: 'family' },
      { part0: 'a', part1: 'a', reason: 'family' },
      { part0: 'unsure', part1: 'unsure', reason: 'family' },
      { part0: 'a', part1: 'b', reason: '' },
    ])
      assert.ok('errors' in readHalves({ parts }, sent), JSON.stringify(sent))
  })
  test('is, of what nobody placed, where it agrees most, whatever the order', () => {
    const records = [1, 2, 3, 4].map(id => ({ id, standard: { id } as never }))
    const score = ((x: { id: number }, y: { id: number }) => ({ bits: -Math.abs(x.id - y.id) })) as never
    assert.deepEqual(placeRest(records, { a: [1], b: [4] }, score), { a: [1, 2], b: [4, 3] })
    assert.deepEqual(placeRest(records.toReversed(), { a: [1], b: [4] }, score), { a: [1, 2], b: [4, 3] })
  })
})
