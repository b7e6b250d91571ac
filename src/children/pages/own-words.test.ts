import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { ownWordsOf } from './own-words.ts'
import { exampleFact } from './record.examples.ts'

const said = (text: string) => [{ text, about: 'child' }]
const on = (day: string) => ({ on: day as PlainDate })

describe('what a child said and made', () => {
  test('stands in the order of its days: a note, a meeting, a drawing with the child’s own word for it', () => {
    const facts = [
      exampleFact(
        'note',
        { noteKind: 'visit', happenedOn: '2026-04-01', childSaid: said('I like gran.') },
        on('2026-04-02'),
      ),
      exampleFact('meeting', {
        sort: 'team-around-child',
        state: 'held',
        heldOn: '2026-04-20',
        childSaid: said('Toast!'),
      }),
      exampleFact('document', {
        title: 'Me and the cat',
        own: 'yes',
        about: 'He sleeps on my bed.',
        datedOn: '2026-04-10',
      }),
    ]
    assert.deepEqual(
      ownWordsOf(facts, coreKinds).map(one => [one.on, one.words.join(), one.made]),
      [
        ['2026-04-20', 'Toast!', false],
        ['2026-04-10', 'He sleeps on my bed.', true],
        ['2026-04-01', 'I like gran.', false],
      ],
    )
  })
  test('is nothing of what others said or attached', () => {
    const facts = [
      exampleFact(
        'note',
        { noteKind: 'call', happenedOn: '2026-04-01', passages: said('Mum rang.') },
        on('2026-04-01'),
      ),
      exampleFact('document', { title: 'Letter from school' }, on('2026-04-01')),
    ]
    assert.deepEqual(ownWordsOf(facts, coreKinds), [])
  })
})
