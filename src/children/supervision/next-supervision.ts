import { addDays, addMonths, formatDate, type PlainDate } from '../../kernel/index.ts'

/** How often a worker has supervision where the two agreed no day, and how long before it the two are told (local: a council's own are a version of this list). */
const cadences: readonly {
  readonly from: PlainDate
  readonly everyMonths: number
  readonly toldDays: number
}[] = [{ from: '2024-04-01' as PlainDate, everyMonths: 1, toldDays: 7 }]
const cadenceOn = (on: PlainDate) => {
  const found = cadences.findLast(one => one.from <= on) ?? cadences[0]
  if (!found) throw new Error('The cadence of supervision has no version')
  return found
}

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
