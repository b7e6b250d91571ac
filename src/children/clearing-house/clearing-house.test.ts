import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findBannedWords, page } from '../../platform/views/index.ts'
import { namedSource } from '../golden-record/index.ts'
import { answers, checkAnswer } from './answer.ts'
import { bandOf, questionOf } from './bands.ts'
import { withoutPlaces } from './comparison.ts'
import { clearingHouseRoutes } from './index.ts'

const at = new Date('2026-11-20T10:00:00Z')
const daysAgo = (n: number) => new Date(at.getTime() - n * 24 * 3_600_000)

describe('the order of possible duplicates', () => {
  test('puts what may already show one child’s facts on another first, then what has waited longest', () => {
    assert.equal(bandOf('split', false, daysAgo(0), at), 'now')
    assert.equal(bandOf('id-conflict', false, daysAgo(0), at), 'now')
    assert.equal(bandOf('duplicate', false, daysAgo(8), at), 'long')
    assert.equal(bandOf('duplicate', false, daysAgo(7), at), 'recent')
    assert.equal(bandOf('split', true, daysAgo(30), at), 'asked')
  })

  test('does not tell a pair that is before people because of a protection from any other', () => {
    for (const kind of ['duplicate', 'restricted', 'protected']) assert.equal(questionOf(kind), 'two-records')
  })
})

describe('an answer', () => {
  const quiet = { conflicting: false, likely: false }
  test('must be one of the five; none is taken for granted', () => {
    for (const decision of ['', 'yes', 'constructor'])
      assert.equal(checkAnswer({ decision, reason: 'family' }, quiet).ok, false)
    for (const decision of Object.keys(answers))
      assert.equal(checkAnswer({ decision, reason: 'senior' === decision ? 'unsure' : '' }, quiet).ok, true)
  })

  test('that nobody can tell is a reason to ask a senior, and for nothing else', () => {
    assert.ok(!checkAnswer({ decision: 'senior', reason: '' }, quiet).ok)
    assert.ok(!checkAnswer({ decision: 'join', reason: 'unsure' }, { conflicting: true, likely: true }).ok)
  })

  test('needs a reason where the evidence speaks against it', () => {
    const needs = (decision: string, weighed: typeof quiet) => !checkAnswer({ decision, reason: '' }, weighed).ok
    assert.ok(needs('join', { conflicting: true, likely: false }))
    assert.ok(!needs('join', { conflicting: false, likely: true }))
    assert.ok(needs('apart', { conflicting: false, likely: true }))
    assert.ok(needs('family', { conflicting: false, likely: true }))
    assert.ok(!needs('ask', { conflicting: true, likely: true }))
    assert.ok(checkAnswer({ decision: 'join', reason: 'family' }, { conflicting: true, likely: true }).ok)
  })
})

describe('what the clearing house is told', () => {
  test('names only services that every child may have', () => {
    assert.equal(namedSource({ said: 'School census', service: 'Schools' }), 'School census')
    for (const service of ['Young carers', 'Social care', 'Early help', 'Test', ''])
      assert.equal(namedSource({ said: 'x', service }), undefined)
  })

  test('leaves nothing in a protected identity that says where the child is', () => {
    const left = withoutPlaces({
      forename: 'A',
      postcode: 'NM1 1AA',
      previousPostcodes: ['x'],
      house: '1',
      street: 's',
      uprn: '1',
      phones: ['1'],
      emails: ['e'],
      parents: ['p'],
      school: 's',
      sharedAddress: true,
    })
    assert.deepEqual(left, { forename: 'A' })
  })
})

describe('the pages of possible duplicates', () => {
  const frame = { at, csrf: 'c', reader: {} as never }
  for (const route of clearingHouseRoutes) {
    if (route.sort !== 'desk-page') continue
    for (const [state, data] of Object.entries(route.examples)) {
      test(`${route.path}, ${state}: says it in our words, under one heading`, () => {
        const answer = route.answer(data, frame)
        assert.ok('page' in answer)
        const html = String(
          page({ council: 'Northmere', user: { name: 'Sam', role: 'x' }, nav: [], csrf: 'c', ...answer.page }),
        )
        assert.deepEqual(findBannedWords(html), [])
        assert.equal(html.match(/<h1/g)?.length, 1)
        assert.doesNotMatch(html, /undefined|\[object/)
      })
    }
  }
})
