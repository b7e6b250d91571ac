import { addDays, formatDate, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { dayIn, type Fields } from '../case/step-form.ts'
import { boardDuty, countSuspended, type Exclusion } from '../suspension.ts'
import type { ReturnBody } from './return-form.ts'
import { exclusionSorts } from './suspension-form.ts'

/** A suspension or exclusion on the record, and whether an examination is missed through it. */
export type KnownExclusion = Exclusion & { readonly missesExamination: boolean }

/** What the governing board decides of one. */
export const boardOutcomes = [
  { value: 'reinstated', text: 'It takes the pupil back' },
  { value: 'upheld', text: 'It does not: what the head teacher decided stands' },
] as const

/** A suspension or exclusion as a form offers it: by its sort and its first day. */
export const exclusionChoice = ({ category, from }: Exclusion): { readonly value: string; readonly text: string } => ({
  value: `${category} ${from}`,
  text: `${exclusionSorts.find(one => one.value === category)?.text ?? 'Suspended'} from ${formatDate(from)}`,
})

/** That the board takes a pupil back: from which day on, and from what. */
export type Reinstated = Pick<Exclusion, 'category' | 'from'> & { readonly backOn: PlainDate }
type ReadBoard =
  | { readonly errors: readonly FormError[] }
  | { readonly body: ReturnBody; readonly reinstated?: Reinstated }

/** A pupil is back within so many days from today: the board decides for the days to come, not for next term. */
const backWithin = 60

/** The form of a board's decision: refused where the board may not take the pupil back (domain.md 6.4). */
export const readBoard = (
  fields: Fields,
  { today, known }: { readonly today: PlainDate; readonly known: readonly KnownExclusion[] },
): ReadBoard => {
  const errors: FormError[] = []
  const add = (field: string, text: string) => errors.push({ field, text })
  const about = known.find(one => exclusionChoice(one).value === fields.about)
  if (!about) add('about', 'Choose what was decided on')
  const on = dayIn(fields, 'on', 'the day of the decision')
  if ('error' in on) errors.push(on.error)
  else if (on.date > today) add('on-day', 'The day of the decision must be today or in the past')
  else if (about && on.date < about.from) add('on-day', `It began on ${formatDate(about.from)}: decide after that`)
  const outcome = boardOutcomes.find(one => one.value === fields.outcome)?.value
  if (!outcome) add('outcome', 'Choose what was decided')
  if (about && outcome === 'reinstated' && !mayTakeBack(about, known))
    add('outcome', 'Up to five days in a term the board considers what parents say, and cannot take the pupil back')
  const back = outcome === 'reinstated' ? dayIn(fields, 'backOn', 'the day on which the pupil is back') : undefined
  if (back && 'error' in back) errors.push(back.error)
  else if (back && about && (back.date < about.from || back.date > addDays(today, backWithin)))
    add('backOn-day', `The pupil is back after ${formatDate(about.from)}, and within ${backWithin} days from today`)
  if (errors.length > 0 || !about || !outcome || 'error' in on || (back && 'error' in back)) return { errors }
  const { category, from } = about
  const body = { sort: 'board-decision', on: on.date, exclusion: category, about: from, outcome } as const
  return back ? { body: { ...body, backOn: back.date }, reinstated: { category, from, backOn: back.date } } : { body }
}

/** By the days of the term of that suspension; where term dates are missing nobody says no. */
const mayTakeBack = (about: KnownExclusion, known: readonly KnownExclusion[]): boolean => {
  const counted = countSuspended(known, about.calendar, about.from)
  return !counted.known || boardDuty(about.category, counted.term, about.missesExamination).mayReinstate
}
