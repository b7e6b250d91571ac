import { exampleCards, exampleDay } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { AbsenceToday, ListedPupil } from './absence-today.view.ts'

const [liam, other, zoe] = exampleCards
const away = (child: (typeof exampleCards)[number] | undefined, more: Partial<ListedPupil>): ListedPupil[] =>
  child
    ? [
        {
          child,
          school: 'Larchfield Academy',
          phone: '01632 960210',
          own: true,
          writes: true,
          called: false,
          marks: { am: 'N' },
          daysOnEnd: 1,
          recent: { missed: 3, possible: 20 },
          also: [],
          ...more,
        },
      ]
    : []

const usual: AbsenceToday = {
  today: exampleDay,
  feeds: [
    {
      ...{ school: 'Mill Primary School', phone: '01632 960211', dueBy: '10:00', state: 'quiet', own: 2 },
      ...{ on: '2026-04-28' as PlainDate, quietFor: 4 },
    },
    { school: 'Saltholme Infants', phone: '01632 960219', dueBy: '09:30', state: 'quiet', own: 0 },
    { school: 'Larchfield Academy', phone: '01632 960210', dueBy: '09:30', state: 'came', own: 3 },
    { school: 'Ysgol Bryn Eithin', dueBy: '11:00', state: 'not-due', own: 0 },
  ],
  pupils: [
    ...away(liam, {
      marks: { am: 'O', pm: 'O' },
      daysOnEnd: 6,
      also: ['SEN support', 'Social worker'],
      recent: { missed: 14, possible: 20 },
      consult: { who: 'the Family Help duty worker', phone: '01632 960400' },
    }),
    ...away(other, {
      called: true,
      schoolCalled: { answer: 'spoke', reason: 'none', at: new Date(`${exampleDay}T08:50:00Z`) },
    }),
    ...away(zoe, { own: false, writes: false, marks: { am: '/', pm: 'N' }, daysOnEnd: 0 }),
  ],
  more: 0,
}

/** Named states of the day's absence. */
export const absenceTodayExamples: Readonly<Record<string, AbsenceToday>> = {
  usual,
  'everybody is accounted for': {
    ...usual,
    feeds: usual.feeds.filter(feed => feed.state === 'came'),
    pupils: [],
  },
  'no register is due': { ...usual, feeds: [], pupils: [] },
  'a role that sees no attendance': { ...usual, feeds: [], pupils: [], unseen: true },
  'more than fit': { ...usual, more: 41 },
}
