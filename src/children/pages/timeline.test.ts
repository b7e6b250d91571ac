import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Type } from 'typebox'
import { type RecordKind, recordKind } from '../../access/index.ts'
import { addDays, type PlainDate } from '../../kernel/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { exampleFact } from './record.examples.ts'
import { foldRuns, type Happening, makesLines, timelineOf, timelinePageOf, wholeFacts } from './timeline.ts'

const day = (text: string) => text as PlainDate
const note = (noteKind: string, on: string, text: string, more = {}) =>
  exampleFact('note', { noteKind, happenedOn: on, passages: [{ text, about: 'child' }] }, { on, author: 7, ...more })
const happening = (title: string, on: string, key = false): Happening => ({
  title,
  on: day(on),
  recorded: false,
  key,
  area: 'help',
  said: ['x'],
  saidOn: day(on),
})

describe('what makes an event', () => {
  test('a visit is a key event, a call is routine, and each leads to what was written', () => {
    const [call, visit] = timelineOf(
      [note('visit', '2026-04-01', 'Saw Leo.'), note('call', '2026-04-02', 'Mum rang.')],
      coreKinds,
    )
    assert.deepEqual([call?.title, call?.key, visit?.title, visit?.key], ['Call', false, 'Visit', true])
    assert.ok(visit?.written)
  })
  test('the child’s words stand beside what happened', () => {
    const [event] = timelineOf(
      [
        exampleFact(
          'note',
          {
            noteKind: 'call',
            happenedOn: '2026-04-01',
            passages: [],
            childSaid: [{ text: 'I am fine.', about: 'child' }],
          },
          { on: '2026-04-01' },
        ),
      ],
      coreKinds,
    )
    assert.equal(event?.childSaid, 'I am fine.')
  })
  test('kinds that never make a line are not read for the timeline', () => {
    const lines = coreKinds.filter(makesLines).map(k => k.kind)
    assert.ok(lines.includes('note') && lines.includes('identity'))
    assert.ok(!lines.includes('carer') && !lines.includes('address'))
  })
  test('the same death told by two sources is one event that names both', () => {
    const died = { deathDate: '2026-03-02' }
    const events = timelineOf(
      [
        exampleFact('identity', died, { said: 'school census' }),
        exampleFact('identity', died, { said: 'social care', source: 'annex-a' }),
      ],
      coreKinds,
    )
    assert.equal(events.length, 1)
    assert.deepEqual(events[0]?.said.toSorted(), ['school census', 'social care'])
  })
})

test('a state that each file tells again is one event, on the day it was first told', () => {
  const state = recordKind({
    kind: 'state',
    title: 'State',
    category: 'send',
    schema: Type.Object({ code: Type.String() }),
    line: () => ({ title: 'SEN support at school', key: true }),
  })
  const told = ['2026-10-01', '2026-11-06'].map(on => exampleFact('state', { code: 'K' }, { on, category: 'send' }))
  assert.deepEqual(
    timelineOf(told, [state as unknown as RecordKind]).map(e => e.on),
    ['2026-10-01'],
  )
})

describe('parts of one thing', () => {
  test('a part that only full readers see joins the part that summaries show', () => {
    const kind = recordKind({
      kind: 'help',
      title: 'Help',
      category: 'early-help',
      summary: true,
      schema: Type.Object({ startedOn: Type.String(), reasons: Type.String() }),
      labels: { reasons: { summary: false } },
      line: () => ({ title: 'Early help started', key: true }),
    }) as unknown as RecordKind
    const parts = [{ startedOn: '2026-01-05' }, { reasons: 'Money' }].map(body =>
      exampleFact('help', body, { on: '2026-01-05', category: 'early-help' }),
    )
    assert.equal(timelineOf(parts, [kind]).length, 1)
    assert.deepEqual(wholeFacts(parts, [kind])[0]?.body, { startedOn: '2026-01-05', reasons: 'Money' })
  })

  const short = (text: string, entry: number) =>
    exampleFact('danger-note', { sort: 'danger', short: text }, { entry, on: '2026-04-01' })
  const why = (text: string, entry: number) =>
    exampleFact('danger-note', { why: text }, { entry, on: '2026-04-01', category: 'care-content', sensitivity: 2 })
  test('a reason joins the note it was written with, and never the one beside it', () => {
    const whole = wholeFacts([why('Shouted at a worker.', 4), short('Dog', 2), short('Visit in pairs', 3)], coreKinds)
    assert.deepEqual(
      whole.map(f => [f.body.short, f.body.why]),
      [
        ['Dog', undefined],
        ['Visit in pairs', 'Shouted at a worker.'],
      ],
    )
  })
  test('two things with the same label are never one, however little each says', () => {
    const two = [
      exampleFact('carer', { name: 'Grace' }, { on: '2026-04-01' }),
      exampleFact('carer', { phone: '1' }, { on: '2026-04-01' }),
    ]
    assert.equal(wholeFacts(two, coreKinds).length, 2)
  })
})

describe('pages of a timeline', () => {
  const events = fc.array(
    fc
      .record({ at: fc.integer({ min: 0, max: 60 }), key: fc.boolean() })
      .map(({ at, key }) => happening('Call', addDays(day('2026-01-01'), at), key)),
    { maxLength: 80 },
  )
  test('going through the older pages shows every event once, and none that the filter leaves out', () =>
    fc.assert(
      fc.property(events, fc.boolean(), fc.integer({ min: 1, max: 15 }), (list, all, size) => {
        const sorted = list.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
        const seen: Happening[] = []
        let older: PlainDate | undefined
        do {
          const page = timelinePageOf(sorted, { all, ...(older ? { older } : {}) }, size)
          seen.push(...page.events)
          older = page.older
        } while (older)
        assert.deepEqual(
          seen,
          sorted.filter(e => all || e.key),
        )
      }),
    ))
  test('three routine events of a name in one month fold, two do not, and key events never', () => {
    const calls = ['2026-03-20', '2026-03-11', '2026-03-02'].map(on => happening('Call', on))
    const folded = foldRuns([
      happening('Visit', '2026-03-25', true),
      ...calls,
      happening('Call', '2026-02-20'),
      happening('Call', '2026-02-10'),
    ])
    assert.deepEqual(
      folded.map(one => ('events' in one ? `${one.events.length} ${one.title} in ${one.month}` : one.title)),
      ['Visit', '3 Call in March 2026', 'Call', 'Call'],
    )
  })
})
