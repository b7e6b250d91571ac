import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { settle } from '../../../children/index.ts'
import { noMark, type PlainDate, weekdayIndex } from '../../../kernel/index.ts'
import { exampleCalendar } from '../school-calendar.examples.ts'
import { noticeRules, type Standing } from './notice-rules.ts'
import { type ChildState, standingNotices } from './notices.ts'

const day = (text: string): PlainDate => text as PlainDate
/** Friday 20 November 2026; the last day of marks is that day unless said otherwise. */
const noon = new Date('2026-11-20T12:00:00Z')
const marksTo = (last: PlainDate, ...days: string[]): string =>
  noMark.repeat(((weekdayIndex(2026, last) ?? 0) - days.length + 1) * 2) + days.join('')
const child = (marks: string, standing: Standing, more: Partial<ChildState> = {}): ChildState => ({
  grounds: [{ entry: 7, standing }],
  registers: [{ school: 'Mill Primary', year: 2026, marks, changedAt: noon }],
  suspensions: [],
  schools: [],
  addresses: [],
  ...more,
})
const of = (state: ChildState, now = noon) => standingNotices(state, noticeRules, now)
const rulesOf = (state: ChildState, now = noon): string[] => of(state, now).map(one => one.rule)

describe('a child with special needs who stops attending', () => {
  test('is told of on the fifth school day on end without a known reason, and not on the fourth', () => {
    assert.deepEqual(rulesOf(child(marksTo(day('2026-11-20'), '/\\', 'NN', 'OO', 'NO', 'NN'), 'special-needs')), [])
    assert.deepEqual(rulesOf(child(marksTo(day('2026-11-20'), 'NN', 'NN', 'OO', 'NO', 'NN'), 'special-needs')), [
      'absence-special-needs',
    ])
  })
  test('is not told of where one of the five is explained, or was attended in part', () => {
    for (const other of ['II', 'N\\', '/N', 'CC', 'UU'])
      assert.deepEqual(rulesOf(child(marksTo(day('2026-11-20'), 'NN', 'NN', other, 'NN', 'NN'), 'special-needs')), [])
  })
  test('a day on which the school did not meet is passed over, a day without a mark only where term dates say so', () => {
    const gone = (...between: string[]) => marksTo(day('2026-11-20'), 'NN', 'NN', ...between, 'NN', 'NN', 'NN')
    assert.deepEqual(rulesOf(child(gone('##'), 'special-needs')), ['absence-special-needs'])
    assert.deepEqual(rulesOf(child(gone('--'), 'special-needs')), [])
    const half = marksTo(day('2026-11-04'), 'NN', 'NN', '--', '--', '--', '--', '--', 'NN', 'NN', 'NN')
    const [register] = child(half, 'special-needs').registers
    const told = { registers: [{ ...register!, calendar: exampleCalendar }] }
    assert.deepEqual(rulesOf(child(half, 'special-needs'), new Date('2026-11-04T12:00:00Z')), [])
    assert.deepEqual(rulesOf(child(half, 'special-needs', told), new Date('2026-11-04T12:00:00Z')), [
      'absence-special-needs',
    ])
  })
  test('a school that goes quiet neither raises a notice nor takes one back', () => {
    const four = child(marksTo(day('2026-11-12'), '/\\', 'NN', 'NN', 'NN', 'NN'), 'special-needs')
    const five = child(marksTo(day('2026-11-12'), 'NN', 'NN', 'NN', 'NN', 'NN'), 'special-needs')
    for (const now of ['2026-11-12', '2026-11-13', '2026-11-20']) {
      assert.deepEqual(rulesOf(four, new Date(`${now}T15:00:00Z`)), [])
      assert.deepEqual(rulesOf(five, new Date(`${now}T15:00:00Z`)), ['absence-special-needs'])
    }
  })
})

describe('a child in care or on a protection plan', () => {
  test('is told of the same day, from half past ten, when schools have called', () => {
    const marks = marksTo(day('2026-11-20'), '/\\', 'N-')
    for (const standing of ['in-care', 'protection-plan'] as const) {
      const [early] = of(child(marks, standing), new Date('2026-11-20T09:05:00Z'))
      assert.equal(early?.shownFrom.toISOString(), '2026-11-20T10:30:00.000Z')
      const [late] = of(child(marks, standing), new Date('2026-11-20T10:45:00Z'))
      assert.equal(late?.shownFrom.toISOString(), '2026-11-20T10:45:00.000Z')
    }
    const summer = marksTo(day('2027-06-16'), 'N-')
    const [early] = of(child(summer, 'in-care'), new Date('2027-06-16T08:05:00Z'))
    assert.equal(early?.shownFrom.toISOString(), '2027-06-16T09:30:00.000Z')
  })
  test('is not told of once the mark says why, or that the child is there', () => {
    for (const later of ['I-', 'L-', '/\\', 'N\\'])
      assert.deepEqual(rulesOf(child(marksTo(day('2026-11-20'), '/\\', later), 'in-care')), [])
  })
  test('is not told of while the school says that the family gave a reason it accepts; at once where it called and knows none', () => {
    const marks = marksTo(day('2026-12-01'), '/\\', 'N-')
    const early = new Date('2026-12-01T09:05:00Z')
    const called = (...reasons: boolean[]) =>
      child(marks, 'in-care', { calls: reasons.map(explained => ({ on: day('2026-12-01'), explained })) })
    assert.deepEqual(rulesOf(called(true), early), [])
    assert.deepEqual(rulesOf(called(false, true), early), [], 'what it said last counts')
    assert.equal(of(called(true, false), early)[0]?.shownFrom.toISOString(), early.toISOString())
    assert.equal(of(called(), early)[0]?.shownFrom.toISOString(), '2026-12-01T10:30:00.000Z')
    const yesterday = { calls: [{ on: day('2026-11-30'), explained: true }] }
    assert.equal(rulesOf(child(marks, 'in-care', yesterday), early).length, 1, 'a call about another day says nothing')
  })
  test('is told of on the sixth school day on end, whatever the school says, where the register still does not say why', () => {
    const days = [2, 3, 4, 7, 8, 9].map(one => day(`2026-12-0${one}`))
    const away = (count: number, last = 'NN') =>
      child(marksTo(days[count - 1] as PlainDate, '/\\', ...Array(count - 1).fill('NN'), last), 'in-care', {
        calls: days.map(on => ({ on, explained: true })),
      })
    const on = (count: number) => new Date(`${days[count - 1]}T12:00:00Z`)
    for (const count of [1, 5]) assert.deepEqual(rulesOf(away(count), on(count)), [], `${count}`)
    const [told] = of(away(6), on(6))
    assert.deepEqual([told?.version, told?.inputs], [3, { on: '2026-12-09', from: '2026-12-02', days: 6 }])
    assert.deepEqual(rulesOf(away(6, 'II'), on(6)), [], 'the register says why')
  })
  test('an absence of last month that comes now is not told as new', () => {
    const [old] = of(child(marksTo(day('2026-10-09'), 'NN'), 'in-care'))
    assert.equal(old?.fresh, false)
  })
})

describe('who else is told of', () => {
  test('a child about whom no rule is, is told of by none', () => {
    const marks = marksTo(day('2026-11-20'), 'NN', 'NN', 'NN', 'NN', 'NN')
    assert.deepEqual(rulesOf({ ...child(marks, 'in-care'), grounds: [] }), [])
  })
  test('an exclusion told by two sources is one, at once', () => {
    const suspensions = [1, 2].map(entry => ({ entry, from: day('2026-11-19'), category: 'SUSP' }))
    const [one, two] = of(child('', 'special-needs', { suspensions }))
    assert.deepEqual([one?.about, one?.daily, two], [[1, 2], false, undefined])
  })
  test('a change of school or address is told at once of a child in care, of others in the next morning’s summary', () => {
    const schools = [
      {
        entry: 1,
        school: '8232001',
        from: day('2024-09-02'),
        until: day('2026-11-13'),
        knownFrom: new Date('2025-01-01'),
        stands: true,
      },
      { entry: 2, school: '8232002', from: day('2026-11-16'), knownFrom: noon, stands: true },
    ]
    const [needs] = of(child('', 'special-needs', { schools }))
    assert.deepEqual(
      [needs?.rule, needs?.shownFrom.toISOString()],
      ['school-special-needs', '2026-11-21T07:00:00.000Z'],
    )
    const [care] = of(child('', 'in-care', { schools }))
    assert.deepEqual([care?.rule, care?.shownFrom], ['school-safeguarding', noon])
  })
  test('the first school and the first address are no change, nor is an old school told late', () => {
    const now = {
      entry: 2,
      school: '8232002',
      from: day('2026-11-16'),
      knownFrom: new Date('2026-11-16'),
      stands: true,
    }
    const old = { entry: 1, school: '8232001', from: day('2024-09-02'), knownFrom: noon, stands: true }
    assert.deepEqual(rulesOf(child('', 'in-care', { schools: [now] })), [])
    assert.deepEqual(rulesOf(child('', 'in-care', { schools: [old, now] })), [])
    const addresses = [{ entry: 3, teller: 1, words: '9 mill lane', knownFrom: noon, stands: true }]
    assert.deepEqual(rulesOf(child('', 'in-care', { addresses })), [])
  })
  test('an address is a change where the same source told another before, and the same words again are none', () => {
    const told = (words: string, at: string, stands: boolean, teller = 1) => ({
      entry: Number(at.slice(8, 10)),
      teller,
      words,
      knownFrom: new Date(at),
      stands,
    })
    const before = told('9 mill lane', '2026-09-01', false)
    assert.deepEqual(
      rulesOf(child('', 'in-care', { addresses: [before, told('9 mill lane', '2026-11-19', true)] })),
      [],
    )
    assert.deepEqual(
      rulesOf(
        child('', 'in-care', {
          addresses: [told('9 mill lane', '2026-09-01', true), told('1 low road', '2026-11-19', true, 2)],
        }),
      ),
      [],
    )
    const moved = [before, told('1 low road', '2026-11-18', false), told('1 low road', '2026-11-19', true)]
    const [move] = of(child('', 'in-care', { addresses: moved }))
    assert.deepEqual([move?.about, move?.inputs.on], [[19], '2026-11-18'])
  })
  test('a move that somebody tells here is told of before any service tells it, from the rule’s second version on', () => {
    const file = { entry: 1, teller: 1, words: '9 mill lane', knownFrom: new Date('2026-09-01'), stands: true }
    const here = { entry: 2, teller: 2, here: true as const, words: '1 low road', stands: true }
    const rules = (at: string) =>
      of(child('', 'in-care', { addresses: [file, { ...here, knownFrom: new Date(at) }] }), new Date(at)).map(
        one => `${one.rule} ${one.version} ${one.about}`,
      )
    assert.deepEqual(rules('2026-11-30T09:00:00Z'), ['address-safeguarding 2 2'])
    assert.deepEqual(rules('2026-11-27T09:00:00Z'), [])
    const first = child('', 'in-care', { addresses: [{ ...here, knownFrom: new Date('2026-12-01') }] })
    assert.deepEqual(rulesOf(first, new Date('2026-12-01T12:00:00Z')), [], 'the first address that anybody tells')
  })
  test('a school that somebody tells here is told of until the school itself tells it, from the rule’s second version on', () => {
    const roll = {
      ...{ entry: 1, school: '8232001', names: ['mill primary school'], from: day('2024-09-02') },
      ...{ knownFrom: new Date('2024-09-02'), stands: true },
    }
    const here = (name: string, at: string) => ({
      ...{ entry: 2, school: name, names: [name], here: true as const, from: day('2027-01-05') },
      ...{ knownFrom: new Date(at), stands: true },
    })
    const rules = (schools: ChildState['schools'], at = '2026-12-02T09:00:00Z') =>
      of(child('', 'in-care', { schools }), new Date(at)).map(one => `${one.rule} ${one.version} ${one.about}`)
    assert.deepEqual(rules([roll, here('quarry bank', '2026-12-02')]), ['school-safeguarding 2 2'])
    assert.deepEqual(rules([roll, here('quarry bank', '2026-11-27')], '2026-11-27T09:00:00Z'), [])
    assert.deepEqual(rules([roll, here('mill primary', '2026-12-02')]), [], 'where the child is already')
    assert.deepEqual(rules([here('quarry bank', '2026-12-02')]), [], 'the first school that anybody tells')
    const joined = {
      ...roll,
      entry: 3,
      school: '8232002',
      names: ['quarry bank high'],
      knownFrom: new Date('2027-01-06'),
    }
    const after = [roll, here('quarry bank', '2026-12-02'), { ...joined, from: day('2027-01-05') }]
    assert.deepEqual(rules(after, '2027-01-06T09:00:00Z'), ['school-safeguarding 2 3'])
  })
  test('an ended placement without another is a child who left school', () => {
    const left = {
      entry: 1,
      school: '8232001',
      from: day('2024-09-02'),
      until: day('2026-11-13'),
      knownFrom: new Date('2025-01-01'),
      stands: true,
    }
    const [gone] = of(child('', 'special-needs', { schools: [left] }))
    assert.deepEqual([gone?.kind, gone?.inputs.on], ['moved-school', '2026-11-14'])
  })
})

describe('whatever way a fortnight’s registers come', () => {
  const days = 10
  const first = weekdayIndex(2026, day('2026-11-09')) ?? 0
  const both = fc.constantFrom('NN', 'OO', '/\\', 'II', 'N\\', '##')
  /** Each day's tellings in the order of the school's own; the last is what it holds to. */
  const feed = fc.array(fc.array(both, { minLength: 1, maxLength: 3 }), { minLength: days, maxLength: days })
  const now = new Date('2026-11-20T16:00:00Z')
  const put = (marks: string, at: number, two: string) => marks.slice(0, at * 2) + two + marks.slice(at * 2 + 2)
  const step = (open: { rule: string; occasion: string }[], marks: string) => {
    const { raise, withdraw } = settle(open, [
      ...of(child(marks, 'special-needs'), now),
      ...of(child(marks, 'in-care'), now),
    ])
    return [...open.filter(one => !withdraw.includes(one)), ...raise]
  }
  const keysOf = (open: readonly { rule: string }[]) => open.map(one => one.rule).sort()

  test('late, doubled, out of order and corrected, the open notices are those of the clean feed', () => {
    fc.assert(
      fc.property(
        feed,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        (told, twice, draw) => {
          const sent = told.flatMap((tellings, at) => tellings.map((two, version) => ({ at, two, version })))
          const order = [...sent, ...twice.flatMap(([pick]) => sent[pick % sent.length] ?? [])]
            .map(one => ({ one, place: Number(draw.next().value) }))
            .sort((a, b) => a.place - b.place)
          let [marks, open] = [noMark.repeat(530), [] as { rule: string; occasion: string }[]]
          const versions = new Map<number, number>()
          for (const { one } of order) {
            if (one.version < (versions.get(one.at) ?? 0)) continue
            versions.set(one.at, one.version)
            marks = put(marks, first + one.at, one.two)
            open = step(open, marks)
          }
          const clean = told.reduce(
            (all, tellings, at) => put(all, first + at, tellings.at(-1) ?? ''),
            noMark.repeat(530),
          )
          assert.deepEqual(keysOf(open), keysOf(step([], clean)))
        },
      ),
    )
  })
})
