import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Refusal, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation, type TestChild } from '../../access/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { clearingHouseRoutes } from '../clearing-house/index.ts'
import { identity } from '../kinds/index.ts'
import { sourceQuestionPages } from '../source-questions/index.ts'
import { anEntryOf } from '../testing/index.ts'
import { send } from '../testing/routes.ts'
import { bodyOf, routes, wayInWorld } from '../testing/way-in.ts'

let world: Awaited<ReturnType<typeof wayInWorld>>
before(async () => {
  world = await wayInWorld()
})
after(() => world?.drop())
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await world.db.owner.query(text, values)).rows as T[]
const path = '/children/:child/is-this-yours'
const open = (reader: SignedInReader, child: TestChild) =>
  send(world.pages, routes, reader, 'GET', path, { params: { child: child.address } }).then(bodyOf)
const answer = (child: TestChild, yours: string, reader = world.worker) =>
  send(world.pages, routes, reader, 'POST', path, { params: { child: child.address }, form: { yours } })
const today = (reader = world.worker) => send(world.pages, routes, reader, 'GET', '/').then(bodyOf)
/** A child whom the worker sees, and a row of a file that names them by name alone. */
const named = async (forename: string) => {
  const child = await world.aPerson(forename, 'Brennan', '2016-04-02')
  await aRelation(world.db.owner, { child: child.id }, { principal: world.worker.userId })
  await tell(child)
  return child
}
/** The row of the file, as the source tells it from this day. */
const tell = (child: TestChild, from = '2026-05-03') =>
  rows(
    `insert into involvement (child_id, source_person_id, worker_name, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, upper($3), 'lead', 'Attendance list', 'attendance', 4, 'x', $4, 'test', '2026-09-01')`,
    [child.id, child.sourcePersonId, world.worker.name, from],
  )
const own = (child: TestChild) =>
  rows<{ kind: string; from: string }>(
    'select kind, true_from::text as from from involvement where child_id = $1 and principal_id = $2',
    [child.id, world.worker.userId],
  )

test('work that a file says is the reader’s is asked about on Today, and a yes begins it from the file’s day and tells the manager', async () => {
  const child = await named('Kai')
  assert.match(await today(), new RegExp(`/children/${child.address}/is-this-yours`))
  assert.match(await open(world.worker, child), /A file from Attendance list names you .* since 3 May 2026/)
  const nothing = await answer(child, '')
  assert.ok('page' in nothing && nothing.status === 422)
  assert.match(bodyOf(nothing), /Choose whether you work with this child/)
  assert.deepEqual(await own(child), [])
  await answer(child, 'yes')
  assert.deepEqual(await own(child), [{ kind: 'education-welfare', from: '2026-05-03' }])
  assert.deepEqual(await rows(`select principal, kind from access.notice where child_id = $1`, [child.id]), [
    { principal: world.manager.userId, kind: 'work-started' },
  ])
  assert.doesNotMatch(await today(), /is-this-yours/)
})

test('a no begins nothing, and is not asked again', async () => {
  const child = await named('Esme')
  await answer(child, 'no')
  assert.deepEqual(await own(child), [])
  assert.doesNotMatch(await today(), /is-this-yours/)
  assert.match(await open(world.worker, child), /No file asks whether this child is yours/)
  await answer(child, 'yes')
  assert.deepEqual(await own(child), [], 'an answer to nothing is nothing')
})

const asked = /\/is-this-yours/
test('what a source tells anew is not asked anew after an answer, unless it names them from a later day', async () => {
  const child = await named('Nia')
  await answer(child, 'no')
  await rows('update involvement set known_to = now() where child_id = $1', [child.id])
  await tell(child, '2026-05-04')
  assert.doesNotMatch(await today(), asked)
  const namesake = { ...(await aReader(world.db.owner, 'education-welfare-officer')), name: world.worker.name }
  await aRelation(world.db.owner, { child: child.id }, { principal: namesake.userId })
  assert.match(await today(namesake), asked, 'somebody else of that name is')
  await rows('delete from involvement where child_id = $1', [child.id])
  await tell(child, '2099-01-01')
  assert.match(await today(), asked)
  await rows('delete from involvement where child_id = $1', [child.id])
})

describe('a no reaches somebody who can put the file right', () => {
  const sites = [...sourceQuestionPages, ...clearingHouseRoutes]
  let owner: SignedInReader
  let reviewer: SignedInReader
  before(async () => {
    const { masks } = world.worker
    owner = { ...(await aReader(world.db.owner, 'team-manager')), masks }
    reviewer = await aReader(world.db.owner, 'clearing-house')
    await rows(`update source set layout = 'list', agreement_owner_id = $1 where id = 'test'`, [owner.userId])
  })
  const questions = (as: SignedInReader) => send(world.pages, sites, as, 'GET', '/source-questions').then(bodyOf)
  const says = async (child: TestChild, said: string, as = owner) => {
    const [question] = await rows<{ uuid: string }>('select uuid from source_question where child_id = $1', [child.id])
    const params = { question: question!.uuid }
    return send(world.pages, sites, as, 'POST', '/source-questions/:question', { params, form: { answer: said } })
  }
  const cases = (child: TestChild) =>
    rows<{ uuid: string; b: number }>(
      `select uuid, b_source_person as b from review_case where a_person = $1 and b_person = $1 and state = 'open'`,
      [child.id],
    )
  /** Another source's record of the child, so that there is something to part. */
  const alsoTold = async (child: TestChild, source = 'test') => {
    const [made] = await rows<{ id: number }>(
      `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link) values ($1, gen_random_uuid(), $2, '{}', '', false) returning id`,
      [source, child.id],
    )
    const body = { forename: 'Ann', surname: 'Brennan', birthDate: '2016-04-20', birthPrecision: 'day' }
    const about = { kind: identity, body, source, sourcePerson: made!.id, person: child.id }
    await anEntryOf(world.db.owner, { ...about, at: new Date('2026-09-01T00:00:00Z') })
  }

  test('the owner of the source is asked, with the worker’s name where their role tells of the service; told anew it is one question', async () => {
    const child = await named('Orla')
    await answer(child, 'no')
    const page = await questions(owner)
    assert.match(page, /Orla Brennan[\s\S]*since 3 May 2026\. They say that this child is not theirs/)
    assert.deepEqual(await cases(child), [])
    const blind = { ...owner, masks: { ...owner.masks, existence: 0 } }
    assert.doesNotMatch(await questions(blind), /Orla/)
    await assert.rejects(says(child, 'right', blind), NotFound)
    await rows('update involvement set known_to = now() where child_id = $1', [child.id])
    assert.doesNotMatch(await questions(owner), /Orla/, 'the file names nobody any more')
    await tell(child)
    assert.match(await questions(owner), /Orla Brennan/)
    await says(child, 'wrong')
    assert.match(await questions(owner), /Your answers on which nobody has decided yet[\s\S]*Orla Brennan/)
  })

  test('where the source says that it is right, the clearing house is asked whether the record is two children’s; who answers and who asked read of no case', async () => {
    const child = await named('Tess')
    await alsoTold(child)
    await answer(child, 'no')
    assert.deepEqual(await cases(child), [])
    await says(child, 'right')
    const [one] = await cases(child)
    const params = { case: one!.uuid }
    const page = await send(world.pages, sites, reviewer, 'GET', '/duplicates/:case', { params }).then(bodyOf)
    assert.match(page, /Somebody who may see this record says that it may be two children’s/)
    assert.doesNotMatch(page, new RegExp(`Attendance|${world.worker.name}`))
  })

  test('a no because the file may mean another child asks the clearing house at once, and says the same whether there is anything to part', async () => {
    const [whole, alone] = [await named('Una'), await named('Vera')]
    await alsoTold(whole)
    assert.deepEqual(await answer(whole, 'another'), {
      redirect: `/children/${whole.address}`,
      flash: 'Saved: this is not yours. It is passed on.',
    })
    assert.equal((await cases(whole)).length, 1)
    const said = await answer(alone, 'another')
    assert.ok('flash' in said && said.flash === 'Saved: this is not yours. It is passed on.')
    assert.deepEqual(await cases(alone), [])
  })
})

test('a name in a file opens no record, and asks nobody who does not see the child', async () => {
  const child = await named('Idris')
  await rows('delete from access.grant_row where child_id = $1', [child.id])
  assert.doesNotMatch(await today(), /is-this-yours/)
  await assert.rejects(open(world.worker, child), Refusal)
  await assert.rejects(answer(child, 'yes'), Refusal)
  assert.deepEqual(await own(child), [])
})
