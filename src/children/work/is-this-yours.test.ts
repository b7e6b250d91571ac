import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal, type SignedInReader } from '../../access/index.ts'
import { aRelation, type TestChild } from '../../access/testing/index.ts'
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
  await rows(
    `insert into involvement (child_id, source_person_id, worker_name, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, upper($3), 'lead', 'Attendance list', 'attendance', 4, 'x', '2026-05-03', 'test', '2026-09-01')`,
    [child.id, child.sourcePersonId, world.worker.name],
  )
  return child
}
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

test('a name in a file opens no record, and asks nobody who does not see the child', async () => {
  const child = await named('Idris')
  await rows('delete from access.grant_row where child_id = $1', [child.id])
  assert.doesNotMatch(await today(), /is-this-yours/)
  await assert.rejects(open(world.worker, child), Refusal)
  await assert.rejects(answer(child, 'yes'), Refusal)
  assert.deepEqual(await own(child), [])
})
