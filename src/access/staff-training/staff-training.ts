import { addYears, boxesNamed, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'

/** What somebody typed: six boxes. */
export type TrainingBoxes = Readonly<Partial<Record<`${'done' | 'last'}-${'day' | 'month' | 'year'}`, string>>>
export type TrainingDates = { readonly doneOn: PlainDate; readonly lastDay: PlainDate }

/** Nothing counts for longer than this: a later year is a slip of the hand. */
const mostYears = 10

/** Reads the day on which a training was completed and the last on which it counts, or says what is wrong with either. */
export const readTrainingDates = (
  boxes: TrainingBoxes,
  today: PlainDate,
): TrainingDates | { readonly faults: readonly FormError[] } => {
  const dateIn = (name: 'done' | 'last'): PlainDate | undefined => {
    const read = readBoxes(boxesNamed(name, boxes))
    return read && 'date' in read ? read.date : undefined
  }
  const [doneOn, lastDay] = [dateIn('done'), dateIn('last')]
  const faults: FormError[] = []
  const fault = (name: 'done' | 'last', text: string) => void faults.push({ text, field: `${name}-day` })
  if (!doneOn) fault('done', 'Enter the day the training was completed, such as 27 3 2026')
  else if (doneOn > today) fault('done', 'The day the training was completed must be today or in the past')
  if (!lastDay) fault('last', 'Enter the last day on which the training counts, such as 26 3 2027')
  else if (doneOn && lastDay < doneOn) fault('last', 'The last day must be the day of completion or later')
  else if (doneOn && lastDay > addYears(doneOn, mostYears))
    fault('last', `The last day must be within ${mostYears} years of completion`)
  return doneOn && lastDay && faults.length === 0 ? { doneOn, lastDay } : { faults }
}
