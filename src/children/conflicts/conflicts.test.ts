import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Answer, performRoute, type Route, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { Conflict, NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { fold, readFacts } from '../golden-record/index.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import { linkPending } from '../linking/index.ts'
import { type Arrival, anEntryOf, arrive, onChild, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { conflictRoutes } from './index.ts'
import { sampleSize } from './rule.ts'

let town: LinkedTown
let reviewer: SignedInReader
let worker: SignedInReader
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  await town.db.owner.query(
    `update source set service = case id when 'census' then 'Schools' else 'Social care' end, trust = case id when 'census' then '{"default":3}'::jsonb else '{"default":4}' end, said = id || ' list'`,
  )
  reviewer = await aReader(town.db.owner, 'clearing-house')
  worker = await aReader(town.db.owner, 'social-worker')
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(
    town.db.owner,
    'person, source_person, conflict_shape, access.barrier, access.shield, access.conflict, access.access_event',
  )
})

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await town.db.owner.query(text, values)).rows as T[]
type Sent = { params?: Record<string, string>; form?: object; as?: SignedInReader }
const send = (
  sort: Route['sort'],
  path: string,
  { params = {}, form = {}, as = reviewer }: Sent = {},
): Promise<Answer> =>
  performRoute(town.pages, conflictRoutes.find(r => r.sort === sort && r.path === path)!, as, {
    params,
    query: { page: 1 },
    form: { choice: '', reason: '', version: '', rule: '', ...form },
    files: [],
    requestId: 'test',
  })
const show = async (path: string, sent: Sent = {}): Promise<string> => textOf(await send('desk-page', path, sent))
const one = '/conflicts/:conflict'
const choose = async (conflict: string, form: object): Promise<Answer> => {
  const version = /name="version" value="(\w+)"/.exec(await show(one, { params: { conflict } }))?.[1]
  return send('desk-action', `${one}/decision`, { params: { conflict }, form: { version, ...form } })
}

/** A child whom the census and another service write differently. */
const child = (n: number): { census: Arrival; care: Arrival } => {
  const who = {
    forename: `Liam${n}`,
    surname: 'Hearne',
    birthDate: '2013-05-03' as PlainDate,
    ...{ house: `${n}`, street: 'Mill Lane', postcode: 'NM4 2QT' },
    nhsNumber: ['9434765919', '4010232137', '9434765870'][n] ?? `${n}`,
  }
  return {
    census: { source: 'census', key: `c${n}`, identity: who },
    care: { source: 'care', key: `s${n}`, identity: { ...who, surname: 'Herne' } },
  }
}
const aConflict = async (n = 0) => {
  const { census, care } = child(n)
  const { id, personId } = await arrive(town.db.owner, census, town.now())
  town.later(86_400_000)
  const other = await arrive(town.db.owner, care, town.now())
  await linkPending(town.jobs)
  const [row] = await rows<{ uuid: string; person: number; address: string }>(
    `select c.uuid, c.child_id as person, p.uuid as address from fact_conflict c join person p on p.id = c.child_id where c.child_id = any($1) and c.state = 'open'`,
    [[personId, other.personId]],
  )
  assert.ok(row, 'the two records are linked and in conflict')
  return { ...row, sourcePerson: id, care }
}
const surnameFor = (who: SignedInReader, at: string): Promise<string | undefined> =>
  onChild(town.pages, who, at, [identity, chosenValue, address], async grant => {
    const { name } = fold(await readFacts(grant, [identity, chosenValue, address]), {
      today: '2026-11-20' as PlainDate,
      enrolment: 'none',
    })
    return name?.disagree ? `${name.value.surname}, disputed` : name?.value.surname
  })

describe('a fact on which sources disagree', () => {
  test('waits in the list with what is alike, without naming a child, and is chosen by hand: the record follows', async () => {
    const { uuid, person, address: at } = await aConflict()
    await aRelation(town.db.owner, { child: person }, { principal: worker.userId })
    const list = await show('/conflicts')
    assert.match(list, /Sources disagree on 1 fact\./)
    assert.match(list, /Another service, census list/)
    assert.doesNotMatch(list, /Liam|Hearne/)
    assert.equal(await surnameFor(worker, at), 'Hearne, disputed')
    const page = await show(one, { params: { conflict: uuid } })
    assert.match(page, /Liam0 Hearne[\s\S]*census list[\s\S]*Liam0 Herne[\s\S]*Another service/)
    assert.doesNotMatch(page, /checked/)
    assert.doesNotMatch(page, /care list/, 'a service that not every child has is not named')
    assert.ok('redirect' in (await choose(uuid, { choice: '1', reason: 'family' })))
    assert.equal(await surnameFor(worker, at), 'Herne')
    assert.match(await show('/conflicts'), /All clear/)
    const looked = await rows<{ child_id: number }>(
      `select distinct child_id from access.access_event where child_id is not null and user_id = $1`,
      [reviewer.userId],
    )
    assert.deepEqual(looked, [{ child_id: person }])
  })

  test('is asked again when the choice is undone, and both decisions stay', async () => {
    const { uuid, person, address: at } = await aConflict()
    await aRelation(town.db.owner, { child: person }, { principal: worker.userId })
    await choose(uuid, { choice: '1', reason: 'family' })
    assert.match(await show('/conflicts/decided'), /I asked the family/)
    await send('desk-action', `${one}/undo`, { params: { conflict: uuid } })
    assert.equal(await surnameFor(worker, at), 'Hearne, disputed')
    assert.match(await show('/conflicts'), /Sources disagree on 1 fact\./)
    assert.match(await show(one, { params: { conflict: uuid } }), /took the choice back/)
    assert.equal((await rows(`select 1 from entry where kind = 'chosen-value' and known_to < 'infinity'`)).length, 1)
  })

  test('is asked again when a source says something that was not there to choose from', async () => {
    const { uuid, person, address: at, care } = await aConflict()
    await aRelation(town.db.owner, { child: person }, { principal: worker.userId })
    await choose(uuid, { choice: '1', reason: 'family' })
    await arrive(town.db.owner, { ...care, identity: { ...care.identity, middle: 'James' } }, town.now())
    await linkPending(town.jobs)
    assert.equal(await surnameFor(worker, at), 'Herne', 'the same name again changes nothing')
    await arrive(town.db.owner, { ...care, identity: { ...care.identity, surname: 'Hearns' } }, town.now())
    await linkPending(town.jobs)
    assert.equal(await surnameFor(worker, at), 'Hearne, disputed')
    assert.match(await show('/conflicts'), /Sources disagree on 1 fact\./)
  })

  test('is undone only while its choice stands: an earlier one, whose place a later took, is neither offered nor taken back', async () => {
    const { uuid, person, address: at, care } = await aConflict()
    await aRelation(town.db.owner, { child: person }, { principal: worker.userId })
    const undo = (params: Record<string, string>) => () =>
      send('desk-action', params.batch ? '/conflicts/batches/:batch/undo' : `${one}/undo`, { params })
    await choose(uuid, { choice: '1', reason: 'family' })
    assert.match(await show(one, { params: { conflict: uuid } }), /Undo this choice/)
    await arrive(town.db.owner, { ...care, identity: { ...care.identity, surname: 'Hearns' } }, town.now())
    await linkPending(town.jobs)
    const [again] = await rows<{ uuid: string }>(`select uuid from fact_conflict where state = 'open'`)
    await choose(again!.uuid, { choice: '1', reason: 'document' })
    const shown = await surnameFor(worker, at)
    const earlier = await show(one, { params: { conflict: uuid } })
    assert.match(earlier, /This choice no longer stands/)
    assert.doesNotMatch(earlier, /Undo this choice/)
    const list = await show('/conflicts/decided')
    assert.match(list, /I saw a document/)
    assert.doesNotMatch(list, /I asked the family/)
    await assert.rejects(undo({ conflict: uuid }), Conflict)
    const batch = randomUUID()
    await rows('update fact_conflict set batch = $1 where uuid = $2', [batch, uuid])
    await assert.rejects(undo({ batch }), NotFound)
    assert.equal(await surnameFor(worker, at), shown)
    await rows('update fact_conflict set batch = $1', [batch])
    await undo({ batch })()
    assert.deepEqual(await rows(`select uuid from fact_conflict where state = 'undone'`), [again])
  })

  test('comes back from a source that was asked once the source says something new, and goes where it says the same', async () => {
    const { uuid, care } = await aConflict()
    await choose(uuid, { choice: 'ask' })
    assert.match(await show(one, { params: { conflict: uuid } }), /The source was asked/)
    await arrive(town.db.owner, { ...care, identity: { ...care.identity, surname: 'Hearns' } }, town.now())
    await linkPending(town.jobs)
    assert.match(await show(one, { params: { conflict: uuid } }), /has said something new/)
    await arrive(town.db.owner, { ...care, identity: { ...care.identity, surname: 'Hearne' } }, town.now())
    await linkPending(town.jobs)
    assert.match(await show(one, { params: { conflict: uuid } }), /There is nothing to choose here any more/)
  })

  test('is not chosen by two: who comes late is told, and nothing is saved', async () => {
    const { uuid } = await aConflict()
    const version = /name="version" value="(\w+)"/.exec(await show(one, { params: { conflict: uuid } }))?.[1]
    await choose(uuid, { choice: '0' })
    const late = await send('desk-action', `${one}/decision`, {
      params: { conflict: uuid },
      form: { choice: '1', version },
    })
    assert.ok('page' in late && late.status === 409)
    assert.match(textOf(late), /chose a value.*Your choice was not saved/)
  })

  test('is not there where the child is shut to the reviewer: not in the list, not counted, not at its address', async () => {
    const { uuid, person } = await aConflict()
    await town.db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'adoption', '2026-01-01')`,
      [person],
    )
    const list = await show('/conflicts')
    await assert.rejects(show(one, { params: { conflict: uuid } }), NotFound)
    await emptyTables(town.db.owner, 'access.shield')
    await town.db.owner.query(`update fact_conflict set state = 'void'`)
    assert.equal(list, await show('/conflicts'), 'the list is the same as if there were none')
  })

  test('makes no conflict out of what the clearing house may not read, and none about a home that is kept secret', async () => {
    const { person, sourcePerson } = await aConflict()
    const [care] = await rows<{ id: number }>(`select id from source_person where source_id = 'care'`)
    await anEntryOf(town.db.owner, {
      ...{ kind: address, body: { paon: '9', street: 'High Street', postcode: 'NM1 1AA' }, source: 'care' },
      ...{ sourcePerson: care!.id, person, at: town.now() },
    })
    await town.db.owner.query('update source_person set to_link = true where id = $1', [sourcePerson])
    await linkPending(town.jobs)
    const facts = async () => [...(await show('/conflicts')).matchAll(/Next<span[^>]*> of ([^<]+)/g)].map(m => m[1])
    assert.deepEqual(await facts(), [
      'name, told by Another service and census list',
      'address, told by Another service and census list',
    ])
    const [home] = await rows<{ uuid: string }>(
      `select uuid from fact_conflict where fact = 'address' and state = 'open'`,
    )
    await town.db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`,
      [person],
    )
    assert.deepEqual(await facts(), ['name, told by Another service and census list'])
    await assert.rejects(show(one, { params: { conflict: home!.uuid } }), NotFound)
    await emptyTables(town.db.owner, 'access.shield')
    await town.db.owner.query(
      `update entry set category = 'young-carer', category_bit = 16384 where kind = 'address' and source_id = 'care'`,
    )
    await town.db.owner.query('update source_person set to_link = true where id = $1', [sourcePerson])
    await linkPending(town.jobs)
    assert.deepEqual(await facts(), ['name, told by Another service and census list'])
  })
})

describe('deciding under a rule', () => {
  test('needs a whole sample by hand that the rule agrees with; then one go decides the rest, and one undo takes it back', async () => {
    const { person, sourcePerson } = await aConflict()
    await town.db.owner.query(`update fact_conflict set state = 'void'`)
    // One child with a conflict stands for many of them: the sample is what this reviewer chose by hand.
    const [shape] = await rows<{ uuid: string; id: number }>('select uuid, id from conflict_shape')
    const params = { shape: shape!.uuid }
    const sample = (n: number, rules: string[]) =>
      town.db.owner.query(
        `insert into fact_conflict (child_id, shape_id, fact, since, state, rules, decided_by, decided_at, reason)
         select $1, $2, 'name', now(), 'chosen', $3, $4, $5, 'x' from generate_series(1, $6::int)`,
        [person, shape!.id, rules, reviewer.userId, town.now(), n],
      )
    await sample(sampleSize - 1, ['newest'])
    await town.db.owner.query('update source_person set to_link = true where id = $1', [sourcePerson])
    await linkPending(town.jobs)
    assert.match(await show('/conflicts/alike/:shape', { params }), /Decide the rest by hand|Decide 1 more/)
    const early = await send('desk-action', '/conflicts/alike/:shape', { params, form: { rule: 'newest' } })
    assert.ok('page' in early && early.status === 422)
    await sample(1, ['newest'])
    const refused = await send('desk-action', '/conflicts/alike/:shape', { params, form: { rule: 'trusted' } })
    assert.ok('page' in refused && refused.status === 422, 'another rule than the sample’s')
    await aRelation(town.db.owner, { child: person }, { principal: worker.userId })
    const [{ address: at }] = (await rows<{ address: string }>('select uuid as address from person where id = $1', [
      person,
    ])) as [{ address: string }]
    await send('desk-action', '/conflicts/alike/:shape', { params, form: { rule: 'newest' } })
    assert.equal(await surnameFor(worker, at), 'Herne')
    const [batch] = await rows<{ batch: string }>('select batch from fact_conflict where batch is not null')
    assert.match(await show('/conflicts/decided'), /Under the rule: what was told last is right/)
    await send('desk-action', '/conflicts/batches/:batch/undo', { params: { batch: batch!.batch } })
    assert.equal(await surnameFor(worker, at), 'Hearne, disputed')
  })

  test('is undone for the children who are open to the reviewer alone, in the same words as if there were no others', async () => {
    const two = [await aConflict(0), await aConflict(1)]
    for (const { uuid } of two) await choose(uuid, { choice: '1', reason: 'family' })
    const batch = randomUUID()
    await rows('update fact_conflict set batch = $1', [batch])
    const undo = () => send('desk-action', '/conflicts/batches/:batch/undo', { params: { batch } })
    const states = async () =>
      (
        await rows<{ state: string; known: boolean }>(
          `select c.state, e.known_to = 'infinity' as known from fact_conflict c join entry e on e.id = c.entry_id order by c.id`,
        )
      ).map(c => (c.known ? c.state : `${c.state}, ended`))
    await town.db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'adoption', '2026-01-01')`,
      [two[1]?.person],
    )
    const answer = await undo()
    assert.deepEqual(await states(), ['undone, ended', 'chosen'])
    await assert.rejects(undo(), NotFound)
    await emptyTables(town.db.owner, 'access.shield')
    assert.deepEqual(await undo(), answer)
    assert.deepEqual(await states(), ['undone, ended', 'undone, ended'])
    await assert.rejects(undo(), NotFound, 'nothing is left, as when the rest was shut')
  })
})
