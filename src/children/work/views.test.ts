import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Type } from 'typebox'
import { getRole, masksOf, type Route, recordKind, type SignedInReader } from '../../access/index.ts'
import { findBannedWords, page } from '../../platform/views/index.ts'
import { findPages } from '../find/index.ts'
import { workPages } from './index.ts'
import { wordsOfRule } from './rule-words.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({}),
})
const attendance = recordKind({
  kind: 'session-count',
  title: 'Sessions',
  category: 'attendance',
  schema: Type.Object({}),
})
const routes: readonly Route[] = [
  ...findPages({ sealKey: Buffer.alloc(32), enrolment, dutyPhone: '01632 960400' }),
  ...workPages({ enrolment, owed: [], kinds: [], attendance }),
]
const role = getRole('social-worker')
const reader: SignedInReader = {
  userId: 1,
  name: 'Priya Raman',
  active: true,
  role: role.key,
  roles: [role.key],
  principals: [1],
  manages: [],
  masks: masksOf(role),
  csrf: 'example',
}
const frame = { reader, at: new Date('2026-05-04T07:15:00Z'), csrf: 'example' }

describe('every state of every page of finding and of a day’s work', () => {
  for (const route of routes) {
    if (!('examples' in route) || route.path.endsWith('/live')) continue
    for (const [name, data] of Object.entries(route.examples)) {
      test(`${route.path}, ${name}: says nothing we do not say, and labels every box once`, () => {
        const answer = route.answer(data as never, frame)
        assert.ok('page' in answer)
        const markup = String(
          page({
            council: 'Northmere',
            user: { name: reader.name, role: role.title },
            nav: [],
            csrf: 'example',
            ...answer.page,
          }),
        )
        assert.deepEqual(findBannedWords(markup), [])
        const ids = [...markup.matchAll(/\sid="([^"]+)"/g)].map(found => found[1])
        assert.deepEqual(
          ids.filter((id, at) => ids.indexOf(id) !== at),
          [],
          'two elements of one id',
        )
        for (const [, id] of markup.matchAll(/<label[^>]*\sfor="([^"]+)"/g))
          assert.ok(ids.includes(id), `a label for ${id}`)
        assert.ok(!/undefined|\[object|NaN/.test(markup))
        assert.ok(!/\sstyle="|onclick=/.test(markup))
      })
    }
  }
})

test('a role that opens no records for now does not read that nothing waits or that nobody is theirs', () => {
  for (const path of ['/', '/my-children']) {
    const route = routes.find(one => one.path === path)
    assert.ok(route && 'examples' in route)
    const answer = route.answer(route.examples['no records for now'] as never, frame)
    assert.ok('page' in answer)
    assert.match(String(answer.page.body), /Your role opens no records at the moment/)
    assert.doesNotMatch(String(answer.page.body), /Nothing waits for you|do not work with any child/)
  }
})

test('a rule in the record of access is told in words, not by its key', () => {
  for (const [rule, words] of [
    ['urgent', 'Opened urgently'],
    ['urgent:harm', 'Urgent access: A child may be at risk of harm now'],
    ['urgent:shield', 'Urgent access: shut to this person'],
    ['urgent-review:not-right', 'Review of urgent access: it was not right'],
    ['right:approve-access', 'Right of the role: approve access'],
    ['oversight:asked', 'Oversight of a team: asked for access'],
    ['school-roll', 'On their school’s roll'],
  ] as const)
    assert.equal(wordsOfRule(rule), words)
})
