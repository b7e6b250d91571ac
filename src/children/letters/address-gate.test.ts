import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addMonths, type PlainDate } from '../../kernel/index.ts'
import { answerOfGate, answerWhereNobodyIsRecorded, type GateFacts, type NamedPerson } from './address-gate.ts'
import { makeSureWords, stopWords } from './gate-words.ts'

const today = '2026-11-20' as PlainDate
const mum: NamedPerson = { name: 'Ann Hart', relation: 'mother', livesWith: true }
const dad: NamedPerson = { name: 'Paul James Hart', relation: 'father', livesWith: false }
const usual: GateFacts = {
  today,
  died: false,
  kept: false,
  home: { lines: ['14 Larch Close'], postcode: 'NM4 2QT', heardOn: today, disagree: false },
  to: mum,
  livesThere: [mum],
  notToMeet: [],
  changeWaits: false,
}
const stopOf = (more: Partial<GateFacts>): string | undefined => {
  const answer = answerOfGate({ ...usual, ...more })
  return answer.use ? undefined : answer.stop
}
const note = (who: string | undefined, short = 'Not to be told') => ({ who, short })

describe('the address of a letter', () => {
  test('is the home of the child, for a parent who lives there', () => {
    const answer = answerOfGate(usual)
    assert.ok(answer.use)
    assert.deepEqual(answer.address, { to: 'Ann Hart', lines: ['14 Larch Close', 'NM4 2QT'] })
    assert.deepEqual(answer.makeSure, [])
  })
  test('is not given of a child who died, whose home is kept, doubted, incomplete or not recorded, or of a parent who lives elsewhere', () => {
    const home = { ...usual.home!, lines: [] }
    assert.equal(stopOf({ died: true }), 'died')
    assert.equal(stopOf({ home: undefined }), 'not-recorded')
    assert.equal(stopOf({ kept: true }), 'kept')
    assert.equal(stopOf({ home }), 'incomplete')
    assert.equal(stopOf({ home: { ...usual.home!, disagree: true } }), 'disagree')
    assert.equal(stopOf({ to: dad }), 'lives-elsewhere')
    assert.equal(stopOf({ to: undefined }), 'nobody')
    assert.equal(stopOf({ changeWaits: true }), 'look-first')
  })
  test('Charnwood, 2023: the old address that is shared with the one who must not be told gets no letter, to whomever', () => {
    const livesThere = [mum, { ...dad, livesWith: true }]
    assert.equal(stopOf({ livesThere, notToMeet: [note('Paul Hart')] }), 'not-to-meet')
    assert.equal(stopOf({ notToMeet: [note('Paul Hart')] }), undefined)
  })
  test('goes without a name to where the child lives where no parent or carer is recorded, unless anybody must not be told', () => {
    const answer = answerWhereNobodyIsRecorded({ ...usual, livesThere: [] })
    assert.ok(answer.use)
    assert.equal(answer.address.to, 'The parent or carer')
    for (const more of [{ notToMeet: [note('Somebody else')] }, { kept: true }, { changeWaits: true }, { died: true }])
      assert.equal(answerWhereNobodyIsRecorded({ ...usual, livesThere: [], ...more }).use, false)
  })
  test('the one who must not be told gets none, however the note names them', () => {
    for (const who of ['Paul Hart', 'paul james HART', 'dad', 'Her father, Paul James Hart of Quarry Road'])
      assert.equal(stopOf({ to: { ...dad, livesWith: true }, notToMeet: [note(who)] }), 'not-to-meet', who)
    assert.equal(stopOf({ notToMeet: [note(undefined, 'Mum must not know')] }), 'not-to-meet')
    assert.equal(stopOf({ notToMeet: [note(undefined, 'Ask first')] }), 'nobody-named')
  })
  test('that is old, or of somebody of whom it is not recorded where they live, is made sure of first', () => {
    const home = { ...usual.home!, heardOn: addMonths(today, -13) }
    const answer = answerOfGate({ ...usual, home, to: { ...mum, livesWith: undefined } })
    assert.ok(answer.use)
    assert.deepEqual(answer.makeSure, ['old', 'lives-there'])
    const about = { home, to: mum, first: 'Leo' }
    assert.match(
      answer.makeSure.map(what => makeSureWords(what, about)).join(),
      /since 20 October 2025.*lives with Leo/,
    )
  })
  test('of any household: whenever somebody at the door must not be told, no letter goes there', () => {
    const names = fc.constantFrom('Ann Hart', 'Paul James Hart', 'Zoë Łaski', 'Mohammed Al-Sayed', 'Bo Ek')
    const person = fc.record({
      name: names,
      relation: fc.constant(undefined),
      livesWith: fc.option(fc.boolean(), { nil: undefined }),
    })
    fc.assert(
      fc.property(
        person,
        fc.array(person, { maxLength: 4 }),
        fc.array(names, { maxLength: 2 }),
        fc.boolean(),
        (to, near, kept, waits) => {
          const there = near.map(one => ({ ...one, livesWith: true }))
          const answer = answerOfGate({
            ...usual,
            to,
            livesThere: there,
            notToMeet: kept.map(who => note(who)),
            changeWaits: waits,
          })
          const met = [to, ...there].some(one => kept.includes(one.name))
          assert.equal(answer.use, !met && to.livesWith !== false && !waits)
        },
      ),
    )
  })
  test('why none goes is said in words with something to do', () => {
    assert.match(
      stopWords('lives-elsewhere', { first: 'Leo', to: dad, home: usual.home, dutyPhone: '01632 960450' }),
      /^Paul James Hart does not live with Leo/,
    )
    assert.match(
      stopWords('incomplete', {
        first: 'Leo',
        to: mum,
        home: { ...usual.home!, lines: [] },
        dutyPhone: '01632 960450',
      }),
      /not complete: NM4 2QT\. Ask/,
    )
  })
})
