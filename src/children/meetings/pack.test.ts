import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RecordKind } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { exampleFact } from '../pages/record.examples.ts'
import { forOutside, packOf, periodFrom, sealOf } from './pack.ts'

const kinds: readonly RecordKind[] = coreKinds
const day = (text: string) => text as PlainDate
const tells = (text: string) => text.includes('Larch Close')
const passage = (text: string, more: object = {}) => ({ text, about: 'child', ...more })
const note = (passages: readonly object[], more: object = {}, body: object = {}) =>
  exampleFact(
    'note',
    { noteKind: 'call', passages, ...body },
    { category: 'early-help', on: '2026-04-01', author: 5, ...more },
  )
const plan = { sections: ['early-help'] as const, from: undefined, since: undefined, outside: true }
const given = (...facts: ReturnType<typeof note>[]) => {
  const { facts: kept, stops } = forOutside(facts, kinds, tells)
  return { words: JSON.stringify(packOf(kept, kinds, plan)), stops: stops.map(stop => stop.sort) }
}

describe('what somebody of the family or from outside is given', () => {
  test('is what is about the child, and nothing of anybody else', () => {
    const { words, stops } = given(
      note([
        passage('Mornings go better'),
        passage('Dad drinks again', { about: 'third-party', person: 'Dad' }),
        passage('Afraid of dad', { about: 'harm' }),
        passage('Advice of counsel', { about: 'legal' }),
        passage('Out of a police meeting', { copiedFrom: 'x' }),
      ]),
    )
    assert.match(words, /Mornings go better/)
    assert.doesNotMatch(words, /drinks|Afraid|counsel|police/)
    assert.deepEqual(stops, ['others'])
  })
  test('never says where the child can be found, not in the child’s own words either', () => {
    const { words, stops } = given(
      note(
        [passage('They moved to 14 Larch Close'), passage('School goes well')],
        {},
        { childSaid: [passage('I like Larch Close')] },
      ),
    )
    assert.match(words, /School goes well/)
    assert.doesNotMatch(words, /Larch/)
    assert.deepEqual(stops, ['where'])
  })
  test('holds nothing kept to named people, nothing highly sensitive, and nothing of a service whose existence is hidden', () => {
    const own = [passage('Secret')]
    const { words, stops } = given(
      note(own, { kept: true }),
      note(own, { sensitivity: 3 }),
      note(own, { category: 'young-carer' }),
      note(own, { category: 'contact' }),
    )
    assert.doesNotMatch(words, /Secret/)
    assert.deepEqual(stops, ['kept', 'kept'])
  })
  test('says of what has no passages that it happened, and no more; no service is named', () => {
    const visit = exampleFact('visit', { purpose: 'At 14 Larch Close', outcome: 'seen' }, { category: 'early-help' })
    const off = exampleFact(
      'meeting',
      { sort: 'team-around-child', state: 'called-off', offWhy: 'Mum is in hospital' },
      { category: 'early-help', on: '2026-04-02', said: 'family support' },
    )
    const { words } = given(visit, off)
    assert.match(words, /Meeting of the team around the child called off/)
    assert.doesNotMatch(words, /hospital|Larch|family support/)
  })
})

describe('a pack', () => {
  const facts = [
    note([passage('Old')], { on: '2025-01-01' }),
    note([passage('Before')], { on: '2026-02-01' }),
    note([passage('New')], { on: '2026-04-01', said: 'family support' }),
  ]
  const inside = { ...plan, outside: false }
  test('opens on what became known since the last meeting, and goes back as far as was chosen', () => {
    const pack = packOf(facts, kinds, { ...inside, since: day('2026-03-01'), from: day('2026-01-15') })
    assert.deepEqual(
      pack.changed.map(line => line.detail),
      ['New'],
    )
    assert.deepEqual(
      pack.sections[0]?.lines.map(line => line.detail),
      ['New', 'Before'],
    )
    assert.deepEqual(packOf(facts, kinds, { ...inside, since: undefined }).changed, [])
  })
  test('holds the parts that were chosen and no other', () => {
    assert.deepEqual(packOf(facts, kinds, { ...inside, sections: ['send'] }).sections, [])
  })
  test('is sealed by what it says, whoever may know which service says so', () => {
    const seal = sealOf(packOf(facts, kinds, inside))
    assert.equal(
      sealOf(
        packOf(
          facts.map(fact => ({ ...fact, said: 'another service' })),
          kinds,
          inside,
        ),
      ),
      seal,
    )
    assert.notEqual(sealOf(packOf(facts.slice(1), kinds, inside)), seal)
  })
  test('goes back to the last meeting, or a year where there was none', () => {
    const today = day('2026-05-05')
    assert.equal(periodFrom('meeting', { today, since: day('2026-02-17') }), '2026-02-17')
    assert.equal(periodFrom('meeting', { today, since: undefined }), '2025-05-05')
    assert.equal(periodFrom('6', { today, since: undefined }), '2025-11-05')
    assert.equal(periodFrom('all', { today, since: day('2026-02-17') }), undefined)
  })
})
