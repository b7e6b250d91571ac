import { Type } from 'typebox'
import { addDays, addMonths, formatDate, localList, type PlainDate } from '../../kernel/index.ts'

/** How often a worker has supervision where the two agreed no day, and how long before it the two are told (local). */
const cadences = localList({
  name: 'supervision',
  about: 'how many months lie between supervisions, and how many days before one the two are told',
  schema: Type.Object({
    everyMonths: Type.Integer({ minimum: 1, maximum: 12 }),
    toldDays: Type.Integer({ minimum: 0, maximum: 60 }),
  }),
  shipped: [{ from: '2024-04-01' as PlainDate, items: { everyMonths: 1, toldDays: 7 } }],
})
const cadenceOn = (on: PlainDate) => cadences.on(on).items

/** The last supervision of a worker: its day, and the next day that was agreed. */
export type LastHeld = { readonly on: PlainDate; readonly next: PlainDate | null }

/** What the two are told of the next supervision from some days before it until it is written down; undefined while it is further off. Pure. */
export const nextWords = ({ on, next }: LastHeld, today: PlainDate): string | undefined => {
  const { everyMonths, toldDays } = cadenceOn(on)
  const day = next ?? addMonths(on, everyMonths)
  if (day > addDays(today, toldDays)) return undefined
  if (next) return `${day < today ? 'was' : 'is'} agreed for ${formatDate(day)}${notYet(day, today)}`
  return `${day < today ? 'was' : 'is'} due by ${formatDate(day)}${notYet(day, today)}: the last was on ${formatDate(on)}`
}
const notYet = (day: PlainDate, today: PlainDate): string => (day < today ? ', and is not written down' : '')
