import { exampleDay } from '../../../children/index.ts'
import { addDays, type PlainDate } from '../../../kernel/index.ts'
import type { RegistersSent } from './registers-sent.queries.ts'
import type { SentDay } from './registers-sent.ts'

const came = (day: PlainDate, time: string, changed = time) => ({
  firstAt: new Date(`${day}T${time}:00Z`),
  lastAt: new Date(`${day}T${changed}:00Z`),
})
const back = (days: number): PlainDate => addDays(exampleDay, -days)
const sent = (days: number, more: Partial<SentDay>): SentDay => ({
  day: back(days),
  state: 'on-time',
  arrival: came(back(days), '08:12'),
  ...{ pupils: 203, withoutMorning: 0, withoutAfternoon: 0, closed: false },
  ...more,
})

const usual: RegistersSent = {
  address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22',
  school: 'Mill Primary School',
  dueBy: '09:30',
  from: back(27),
  to: exampleDay,
  days: [
    sent(0, { withoutAfternoon: 203 }),
    sent(3, { state: 'late', arrival: came(back(3), '13:40', '14:55'), withoutMorning: 1 }),
    {
      ...{ day: back(4), state: 'missing', closed: false },
      ...{ pupils: 203, withoutMorning: 203, withoutAfternoon: 203 },
    },
    sent(5, { closed: true, withoutMorning: 190, withoutAfternoon: 190 }),
  ],
  unknownDates: false,
  earlier: back(28),
}

/** Named states of the registers that a school has sent. */
export const registersSentExamples: Readonly<Record<string, RegistersSent>> = {
  usual,
  'no term dates': { ...usual, unknownDates: true, later: exampleDay },
  'none due': { ...usual, days: [] },
}
