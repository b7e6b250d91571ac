import { addDays, formatDate, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { dayIn, type Fields } from '../case/step-form.ts'
import { schoolDaysAfter } from '../school-calendar.ts'
import { boardDuty, countSuspended, type Exclusion, reconsiderWithin, reviewPanelBy } from '../suspension.ts'
import type { ReturnBody } from './return-form.ts'
import { exclusionSorts } from './suspension-form.ts'

/** Who decides next on a suspension or exclusion. `again`: the board, after a review panel. */
export type NextDecision = 'board' | 'panel' | 'again'
/** A suspension or exclusion on the record, and whether an examination is missed through it. */
export type KnownExclusion = Exclusion & { readonly missesExamination: boolean; readonly next: NextDecision }

/** What the governing board decides of one. */
export const boardOutcomes = [
  { value: 'reinstated', text: 'The board takes the pupil back' },
  { value: 'upheld', text: 'The board does not: what the head teacher decided stands' },
] as const

/** What an independent review panel decides of a permanent exclusion that the board let stand. It cannot take the pupil back (domain.md 6.4). */
export const panelOutcomes = [
  { value: 'panel-upheld', text: 'A review panel upholds the board’s decision' },
  { value: 'panel-recommended', text: 'A review panel recommends that the board decides again' },
  { value: 'panel-quashed', text: 'A review panel quashes the decision, and directs the board to decide again' },
] as const

/** The outcomes that a form offers: a panel's where one of these waits for it. */
export const outcomesFor = (known: readonly KnownExclusion[]) => [
  ...boardOutcomes,
  ...(known.some(one => one.next === 'panel') ? panelOutcomes : []),
]

/** Who decides next, by what was decided so far, the first first; undefined once nobody does. */
export const nextDecision = (
  category: Exclusion['category'],
  outcomes: readonly unknown[],
): NextDecision | undefined => {
  const last = outcomes.at(-1)
  if (last === undefined) return 'board'
  if (last === 'panel-recommended' || last === 'panel-quashed') return 'again'
  const heard = outcomes.some(one => panelOutcomes.some(({ value }) => value === one))
  return last === 'upheld' && category === 'PERM' && !heard ? 'panel' : undefined
}

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

/** The form of a board's or a panel's decision: refused where it is not theirs to take (domain.md 6.4). */
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
  const outcome = outcomesFor(known).find(one => one.value === fields.outcome)?.value
  const wrong = outcome ? about && notTheirs(outcome, about, known) : 'Choose what was decided'
  if (wrong) add('outcome', wrong)
  const back = outcome === 'reinstated' ? dayIn(fields, 'backOn', 'the day on which the pupil is back') : undefined
  if (back && 'error' in back) errors.push(back.error)
  else if (back && about && (back.date < about.from || back.date > addDays(today, backWithin)))
    add('backOn-day', `The pupil is back after ${formatDate(about.from)}, and within ${backWithin} days from today`)
  if (errors.length > 0 || !about || !outcome || 'error' in on || (back && 'error' in back)) return { errors }
  const { category, from } = about
  const again = isForBoardAgain(outcome) ? schoolDaysAfter(about.calendar, on.date, reconsiderWithin) : undefined
  const body = {
    ...({ sort: 'board-decision', on: on.date, exclusion: category, about: from, outcome } as const),
    ...(again ? { dueOn: again } : {}),
  }
  return back ? { body: { ...body, backOn: back.date }, reinstated: { category, from, backOn: back.date } } : { body }
}

const isForBoardAgain = (outcome: unknown): boolean => outcome === 'panel-recommended' || outcome === 'panel-quashed'

/** Why this decision is not theirs who are said to have taken it, or not yet; undefined where it is. */
const notTheirs = (outcome: string, about: KnownExclusion, known: readonly KnownExclusion[]): string | undefined => {
  const ofPanel = panelOutcomes.some(one => one.value === outcome)
  if (ofPanel && about.category !== 'PERM') return 'A review panel looks at permanent exclusions alone'
  if (ofPanel && about.next !== 'panel')
    return about.next === 'board'
      ? 'The board decides first: a review panel looks at what it decided'
      : 'The panel has decided. Tell what the board decides now'
  if (!ofPanel && about.next === 'panel') return 'The board has decided on it. Tell what the review panel decided'
  return outcome === 'reinstated' && !mayTakeBack(about, known)
    ? 'Up to five days in a term the board considers what parents say, and cannot take the pupil back'
    : undefined
}

/** By the days of the term of that suspension; where term dates are missing nobody says no. */
const mayTakeBack = (about: KnownExclusion, known: readonly KnownExclusion[]): boolean => {
  const counted = countSuspended(known, about.calendar, about.from)
  return !counted.known || boardDuty(about.category, counted.term, about.missesExamination).mayReinstate
}

/** What follows a decision, in sentences, with the days where the school's term dates are known. */
export const decisionDuties = (
  { exclusion, outcome, on }: Readonly<Record<string, unknown>>,
  calendar: Exclusion['calendar'],
  before: readonly unknown[],
): readonly string[] => {
  const day = on as PlainDate
  const by = (found: PlainDate | undefined): string => (found ? `: by ${formatDate(found)}` : '')
  if (isForBoardAgain(outcome))
    return [
      `The governing board decides again within ${reconsiderWithin} school days of hearing it${by(schoolDaysAfter(calendar, day, reconsiderWithin))}.`,
    ]
  if (outcome !== 'upheld' || exclusion !== 'PERM' || before.some(isForBoardAgain)) return []
  return [
    `Parents may ask for an independent review panel within 15 school days of the board’s letter${by(reviewPanelBy(calendar, day))}, where it was sent that day.`,
  ]
}
