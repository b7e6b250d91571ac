import { ameliaHeader, exampleDay } from '../../children/index.ts'
import { isWorkingDay, type PlainDate, weekdayAt } from '../../kernel/index.ts'
import type { Register } from './attendance.ts'
import type { SchoolData } from './attendance.view.ts'
import { exampleCalendar } from './school-calendar.examples.ts'
import { exampleShared } from './sharing/sharing.examples.ts'

const day = (text: string) => text as PlainDate
const holidays: readonly (readonly [string, string])[] = [
  ['2025-07-28', '2025-09-02'],
  ['2025-10-27', '2025-10-31'],
  ['2025-12-22', '2026-01-02'],
  ['2026-02-16', '2026-02-20'],
  ['2026-04-03', '2026-04-17'],
]

/** An invented register of a school year up to a day, with a code on the days named. */
export const exampleRegister = (
  last: PlainDate,
  special: Readonly<Record<string, string>>,
  { school = 'Larchfield Primary', usual = '/\\' } = {},
): Register => {
  let marks = ''
  for (let index = 0; weekdayAt(2025, index) <= last; index += 1) {
    const on = weekdayAt(2025, index)
    const closed = holidays.some(([from, to]) => on >= from && on <= to) || !isWorkingDay(on)
    marks += closed ? '##' : (special[on] ?? usual)
  }
  return { school, phone: '01632 960102', year: 2025, marks, changedAt: new Date(`${last}T08:05:00Z`) }
}

/** Days of an invented pupil who misses Mondays and Thursdays. */
const missed = Object.fromEntries(
  ['09-15', '09-18', '10-06', '10-09', '11-10', '11-13', '11-24', '12-01', '12-04'].map(d => [`2025-${d}`, 'OO']),
)
const ill = Object.fromEntries(['01-12', '01-13', '01-14', '02-25', '03-09', '03-12'].map(d => [`2026-${d}`, 'II']))
export const exampleRegisters: readonly Register[] = [
  {
    ...exampleRegister(exampleDay, {
      ...missed,
      ...ill,
      '2026-04-30': 'L\\',
      '2026-05-01': 'U\\',
      '2026-03-20': 'M\\',
    }),
    calendar: exampleCalendar,
  },
]

const usual: SchoolData = {
  header: ameliaHeader,
  today: exampleDay,
  registers: exampleRegisters,
  terms: [],
  suspensions: [
    {
      title: 'Suspended',
      category: 'SUSP',
      from: day('2026-02-03'),
      sessions: 4,
      reasons: 'Physical assault against a pupil',
      said: 'school census',
      saidOn: day('2026-05-21'),
    },
  ],
  shared: [],
  panels: [],
}

/** Named states of school and attendance. */
export const schoolExamples: Readonly<Record<string, SchoolData>> = {
  usual,
  'speak to someone first': {
    ...usual,
    pause: { consult: 'the Family Help duty worker', phone: '01632 960400', reviewBy: day('2026-06-16') },
    shared: exampleShared,
    help: 'open',
  },
  'no register this year, terms from the census': {
    ...usual,
    registers: [],
    suspensions: [],
    terms: [
      { term: 'Autumn 2024', possible: 140, missed: 12, said: 'school census', on: day('2025-01-16') },
      { term: 'Spring 2025', possible: 116, missed: 14, said: 'school census', on: day('2025-05-15') },
    ],
  },
  'on two rolls': {
    ...usual,
    registers: [
      ...exampleRegisters,
      exampleRegister(
        exampleDay,
        { '2025-11-10': '/\\', '2025-11-13': 'ID' },
        { school: 'Northmere Hospital School', usual: 'DD' },
      ),
    ],
  },
  'severely absent': {
    ...usual,
    help: 'may-begin',
    mayPause: true,
    registers: [
      {
        ...exampleRegister(day('2025-12-19'), {}),
        marks: exampleRegister(day('2025-12-19'), {}).marks.replaceAll('/\\', 'OO'),
        calendar: exampleCalendar,
      },
    ],
    today: day('2025-12-19'),
  },
  nothing: { ...usual, registers: [], suspensions: [] },
}
