import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { NotAllowed, NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { findBannedWords } from '../../platform/views/index.ts'
import { clearingHouseRoutes } from '../clearing-house/index.ts'
import { conflictRoutes } from '../conflicts/index.ts'
import { linkPending } from '../linking/index.ts'
import { type Arrival, aRun, arrive, atDesk, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { send } from '../testing/routes.ts'
import { countOwnerQuestions, sourceQuestionPages } from './index.ts'

let town: LinkedTown
let db: LinkedTown['db']
let reviewer: SignedInReader
let manager: SignedInReader
let other: SignedInReader
let schools: number[]
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
before(async () => {
  town = await linkedTown(['census', 'care', 'youth', 'throughline'])
  db = town.db
  reviewer = await aReader(db.owner, 'clearing-house')
  manager = await aReader(db.owner, 'team-manager')
  other = await aReader(db.owner, 'team-manager')
  await rows(
    `update source set service = case id when 'census' then 'Schools' when 'care' then 'Social care' else 'Youth clubs' end, said = id || ' list'`,
  )
  const made = `insert into access.establishment (name) values ('Mill Primary'), ('Dale Centre') returning id`
  schools = (await rows<{ id: number }>(made)).map(r => r.id)
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(
    db.owner,
    'person, source_person, conflict_shape, known_answer, access.shield, access.conflict, access.access_event',
  )
  await rows(
    `update source set agreement_withdrawn_at = null, agreement_owner_id = case id when 'care' then $1::bigint when 'census' then $2::bigint end`,
    [manager.userId, other.userId],
  )
})

const routes = [...sourceQuestionPages, ...conflictRoutes, ...clearingHouseRoutes]
const path = '/source-questions'
const open = async (as: SignedInReader, path: string, params = {}): Promise<string> =>
  textOf(await send(town.pages, routes, as, 'GET', path, { params }))
const post = (as: SignedInReader, path: string, params: Record<string, string>, form: object) =>
  send(town.pages, routes, as, 'POST', path, { params, form })
const list = (as: SignedInReader) => open(as, path)
const answer = (as: SignedInReader, question: string, said: string) =>
  post(as, `${path}/:question`, { question }, { answer: said })
const versionIn = (html: string) => /name="version" value="(\w+)"/.exec(html)?.[1] ?? ''
const look = (uuid: string) => open(reviewer, '/duplicates/:case', { case: uuid })
const ask = async (uuid: string) => {
  const form = { decision: 'ask', reason: '', version: versionIn(await look(uuid)) }
  return post(reviewer, '/duplicates/:case/decision', { case: uuid }, form)
}
const questions = () =>
  rows<{ uuid: string; source_id: string }>(
    'select uuid, source_id from source_question where source_id is not null order by source_id',
  )
const asked = async () => (await questions()).map(q => q.source_id)
const nothing = /Nothing is asked about the sources whose agreements you own/

const khan = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const }
const one: Arrival = {
  source: 'census',
  key: 'upn-1',
  identity: { ...khan, postcode: 'NM1 1AA', street: 'High Street' },
}
const two: Arrival = {
  source: 'care',
  key: 'NM100021',
  identity: { ...khan, postcode: 'NM9 9ZZ', street: 'Beach Road' },
}
const enrol = async (id: number, school: number) => {
  const { record } = await aRun(db.owner, 'census', town.now())
  await rows(
    `insert into intake.enrolment (source_person_id, establishment_id, starts_on, source_record_id, known_from) values ($1, $2, '2026-09-01', $3, now())`,
    [id, school, record],
  )
}
/** Two records of one name, told by schools and by social care, the first on these rolls; and the question whether they are one child. */
const pair = async (rolls: readonly number[] = []) => {
  const [a, b] = [await arrive(db.owner, one, town.now()), await arrive(db.owner, two, town.now())]
  for (const school of rolls) await enrol(a.id, school)
  await linkPending(town.jobs)
  return { b, uuid: (await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`))[0]!.uuid }
}

describe('asking the owner of a source whether what it holds is right', () => {
  test('shows the owner what their own source told alone, with its reference, and brings the answer back to the pair', async () => {
    const { b, uuid } = await pair()
    await ask(uuid)
    const page = await list(manager)
    assert.match(page, /Mohammed Khan[\s\S]*NM100021[\s\S]*Beach Road/)
    assert.doesNotMatch(page, /High Street|upn-1|census/)
    assert.deepEqual(findBannedWords(page), [])
    assert.match(await look(uuid), /Another service \(record B\) was asked .* and has not answered/)
    assert.equal(await atDesk(town.pages, manager, 'clearing-house', ({ tx }) => countOwnerQuestions(tx, manager)), 1)
    const care = (await questions()).find(q => q.source_id === 'care')!
    await answer(manager, care.uuid, 'wrong')
    assert.match(await list(manager), nothing)
    assert.match(await look(uuid), /Another service \(record B\) said .* that its record is wrong/)
    assert.deepEqual(await rows('select state from review_case'), [{ state: 'open' }])
    assert.deepEqual(
      await rows(
        `select distinct child_id, outcome from access.access_event where user_id = $1 and child_id is not null order by 2`,
        [manager.userId],
      ),
      ['done', 'shown'].map(outcome => ({ child_id: b.personId, outcome })),
    )
    assert.match(await list(other), /High Street/, 'who else was asked can still answer')
  })

  test('lets who answered take it back while nobody has decided: the pair waits for the source again', async () => {
    const { uuid } = await pair()
    await ask(uuid)
    const care = (await questions()).find(q => q.source_id === 'care')!
    const back = (as: SignedInReader) => post(as, `${path}/:question/take-back`, { question: care.uuid }, {})
    const state = () => rows('select state from review_case')
    await assert.rejects(back(manager), NotFound, 'nothing was answered')
    await answer(manager, care.uuid, 'right')
    assert.match(await list(manager), /nobody has decided yet[\s\S]*Mohammed Khan[\s\S]*Our record is right/)
    await assert.rejects(back(other), NotFound, 'it is not theirs')
    await back(manager)
    assert.deepEqual(await state(), [{ state: 'asked' }])
    assert.match(await list(manager), /Is this right/)
    assert.match(await look(uuid), /Another service \(record B\) was asked .* and has not answered/)
    await answer(manager, care.uuid, 'unknown')
    await rows(`update review_case set state = 'apart'`)
    assert.doesNotMatch(await list(manager), /Khan/)
    await assert.rejects(back(manager), NotFound, 'somebody decided')
  })

  test('tells who asked where a source that may be named has nobody to answer; of others it reads the same', async () => {
    const { uuid } = await pair()
    await rows(`update source set agreement_owner_id = null where id in ('census', 'care')`)
    await ask(uuid)
    assert.match(
      await look(uuid),
      /census list \(record A\) was asked [^<]*not answered\. Nobody here owns the agreement/,
    )
    assert.doesNotMatch(await look(uuid), /record B\) was asked [^<]*owns/)
    await rows(`update source set agreement_owner_id = $1 where id = 'census'`, [other.userId])
    await rows('update access.principal set active = false where id = $1', [other.userId])
    assert.match(await look(uuid), /census list \(record A\) was asked [^<]*has left: nobody answers/)
    await rows('update access.principal set active = true where id = $1', [other.userId])
    assert.doesNotMatch(await look(uuid), /has left|Nobody here/)
  })

  test('asks the school, not the owner, where the school told of the pupil itself; and the owner where one source has the pupil on two rolls', async () => {
    await ask((await pair(schools.slice(0, 1))).uuid)
    assert.deepEqual(await asked(), ['care'])
    await emptyTables(db.owner, 'person, source_person')
    await ask((await pair(schools)).uuid)
    assert.deepEqual(await asked(), ['care', 'census'])
    assert.deepEqual(await rows('select 1 from source_question where establishment_id is not null'), [])
  })

  test('is nobody’s where the child is shut to the owner or their whereabouts are kept, where the agreement is withdrawn, and where the question was made up; who asked reads the same', async () => {
    const { b, uuid } = await pair()
    await ask(uuid)
    const [care] = await questions()
    const before = await look(uuid)
    const shut = async (arrange: string, undo: string, same = true) => {
      await rows(arrange)
      assert.match(await list(manager), nothing, arrange)
      await assert.rejects(answer(manager, care!.uuid, 'right'), NotFound, arrange)
      if (same) assert.match(await look(uuid), /Another service \(record B\) was asked/, arrange)
      await rows(undo)
      assert.match(await list(manager), /Mohammed Khan/)
    }
    const [child, owner] = [b.personId, manager.userId]
    const shield = `insert into access.shield (child_id, kind, reason, starts_at) values (${child}, `
    await shut(`${shield}'protected', 'x', '2026-01-01')`, 'delete from access.shield')
    await shut(`${shield}'restricted', 'x', '2026-01-01')`, 'delete from access.shield', false)
    const conflict = `insert into access.conflict (user_id, child_id, why) values (${owner}, ${child}, 'family')`
    await shut(conflict, 'delete from access.conflict')
    await shut(
      `update source set agreement_withdrawn_at = now() where id = 'care'`,
      'update source set agreement_withdrawn_at = null',
      false,
    )
    await shut('insert into known_answer (case_id, same) select id, true from review_case', 'delete from known_answer')
    assert.equal(await look(uuid), before)
    await assert.rejects(answer(other, care!.uuid, 'right'), NotFound)
    await assert.rejects(list(await aReader(db.owner, 'information-governance')), NotAllowed)
  })

  test('of a fact that sources tell differently asks each of them, and shows sources that may not be named as one', async () => {
    const told = { ...khan, nhsNumber: '9434765919' }
    for (const [source, surname] of [
      ['census', 'Khan'],
      ['care', 'Kahn'],
      ['youth', 'Khann'],
    ] as const)
      await arrive(db.owner, { source, key: source, identity: { ...told, surname, postcode: 'NM1 1AA' } }, town.now())
    await linkPending(town.jobs)
    const [row] = await rows<{ uuid: string }>(`select uuid from fact_conflict where fact = 'name' and state = 'open'`)
    const params = { conflict: row!.uuid }
    const show = () => open(reviewer, '/conflicts/:conflict', params)
    const form = { choice: 'ask', reason: '', version: versionIn(await show()) }
    await post(reviewer, '/conflicts/:conflict/decision', params, form)
    assert.deepEqual(await asked(), ['care', 'census', 'youth'])
    assert.equal((await show()).match(/Another service was asked/g)?.length, 1)
    assert.match(await list(manager), /Mohammed Kahn/)
    await answer(manager, (await questions())[0]!.uuid, 'right')
    assert.equal((await show()).match(/Another service (was asked|said)/g)?.length, 1)
    assert.match(await show(), /Another service said .* that its record is right/)
  })
})
