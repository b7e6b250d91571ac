import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import { Refusal, recordKind, type SignedInReader } from '../../access/index.ts'
import { anEntry, aReader, aRelation, type TestChild } from '../../access/testing/index.ts'
import { Conflict, NotFound } from '../../kernel/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { recordPages } from '../pages/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'
import { workPages } from '../work/index.ts'
import { meetingPages, meetingPanel, meetingsOwed } from './index.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const attendance = recordKind({
  kind: 'session-count',
  title: 'Sessions',
  category: 'attendance',
  schema: Type.Object({}),
})
const routes = [
  ...recordPages({ kinds: coreKinds, panels: [meetingPanel] }),
  ...meetingPages,
  ...workPages({ enrolment, kinds: [], attendance, owed: [meetingsOwed(enrolment)] }),
]
let town: Awaited<ReturnType<typeof twoChildren>>
let friend: SignedInReader
let officer: SignedInReader
before(async () => {
  town = await twoChildren(routes)
  friend = await aReader(town.db.owner, 'family-support-worker')
  officer = await aReader(town.db.owner, 'education-welfare-officer')
  for (const reader of [friend, officer])
    await aRelation(town.db.owner, { child: town.child.id }, { principal: reader.userId })
  await town.db.owner.query(
    `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, 'key-worker', 'family help', 'identity', 1, 'x', '2026-01-01', 'throughline', '2026-01-01')`,
    [town.child.id, friend.userId],
  )
  await anEntry(town.db.owner, town.child, {
    kind: 'carer',
    category: 'contact',
    body: { name: 'Paul Hart', relation: 'father', livesWith: false },
  })
})
after(() => town.db.drop())

const meetings = '/children/:child/meetings'
type Form = Record<string, string | readonly string[]>
const ask = (by: SignedInReader, path: string, form?: Form, params: Record<string, string> = {}, child = town.child) =>
  town.ask(by, child, {
    path,
    params,
    ...(form ? { post: true, form: form as Record<string, string> } : {}),
  })
const call = (form: Form = {}, by = town.worker, child: TestChild = town.child) =>
  ask(
    by,
    `${meetings}/new`,
    {
      sort: 'team-around-child',
      'on-day': '27',
      'on-month': '11',
      'on-year': '2026',
      at: '4pm',
      place: 'Room 2, North family hub',
      workers: [String(by.userId), String(friend.userId)],
      family: 'Paul Hart',
      'name-1': 'Ade Bello',
      'relation-1': 'GP',
      ...form,
    },
    {},
    child,
  )
const called = async (form: Form = {}, by = town.worker): Promise<string> => {
  const answer = await call(form, by)
  assert.ok('redirect' in answer, 'page' in answer ? wordsOf(answer) : '')
  return answer.redirect.split('/').at(-1) ?? ''
}
const look = async (by: SignedInReader, path: string, params: Record<string, string> = {}) =>
  wordsOf(await ask(by, path, undefined, params))
const one = `${meetings}/:meeting`

describe('a meeting about a child', () => {
  let address: string
  test('is called from the record, and stands on Today of whoever is asked, and on the record', async () => {
    assert.match(await look(town.worker, `${meetings}/new`), /family support worker .* Paul Hart father/)
    address = await called()
    for (const reader of [town.worker, friend])
      assert.match(
        await look(reader, '/'),
        /Meeting of the team around the child, 27 November 2026 at 4pm\. Room 2, North family hub\./,
      )
    assert.match(await look(friend, '/children/:child'), /Next .*Meeting of the team around the child/)
    assert.match(
      await look(friend, one, { meeting: address }),
      /Who is asked .*Paul Hart, father .*Ade Bello, GP Called by/,
    )
  })
  test('is there for nobody else: neither for who may not read its service, nor on another child', async () => {
    assert.match(await look(officer, meetings), /No meeting about Leo that you can see/)
    await assert.rejects(look(officer, one, { meeting: address }), NotFound)
    assert.doesNotMatch(await look(officer, '/'), /team around/)
    await assert.rejects(ask(friend, meetings, undefined, {}, town.other), Refusal)
    await assert.rejects(ask(town.worker, one, undefined, { meeting: address }, town.other), NotFound)
    await assert.rejects(ask(officer, one, { offWhy: 'x' }, { meeting: address }), NotFound)
  })
  test('of a sort whose information one may not write is not called', async () => {
    assert.match(wordsOf(await call({ sort: 'core-group' }, friend)), /Choose what kind of meeting it is/)
  })
  test('is changed with a reason under its own address, and called off with one', async () => {
    const change = {
      'on-day': '30',
      'on-month': '11',
      'on-year': '2026',
      at: '',
      place: 'By video',
      workers: String(friend.userId),
    }
    assert.match(wordsOf(await ask(friend, `${one}/change`, change, { meeting: address })), /Write why it is changed/)
    const changed = { ...change, changedWhy: 'Dad works on Fridays' }
    assert.ok('redirect' in (await ask(friend, `${one}/change`, changed, { meeting: address })))
    const page = await look(town.worker, one, { meeting: address })
    assert.match(page, /30 November 2026 .*By video .*Why it was changed Dad works on Fridays/)
    assert.doesNotMatch(page, /Paul Hart/)
    assert.match(wordsOf(await ask(friend, one, {}, { meeting: address })), /Write why it is called off/)
    assert.ok('redirect' in (await ask(friend, one, { offWhy: 'Mum is in hospital' }, { meeting: address })))
    await assert.rejects(ask(friend, one, { offWhy: 'Again' }, { meeting: address }), Conflict)
    assert.match(await look(town.worker, meetings), /Called off .*Mum is in hospital/)
    assert.doesNotMatch(await look(town.worker, '/'), /team around/)
  })
  test('is at no address, where the record shows the writer none', async () => {
    assert.match(wordsOf(await call({ place: '14 Larch Close, NM4 2QT' })), /Take out the address/)
  })
})
