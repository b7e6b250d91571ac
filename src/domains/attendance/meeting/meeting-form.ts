import type { PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { dayIn, type Fields } from '../case/step-form.ts'
import type { Term } from './meeting-terms.ts'

/** Who does what was agreed. */
export type Doer = 'officer' | 'school' | 'other'
/** How an action stands. One that is open is carried forward from meeting to meeting. */
export type ActionState = 'open' | 'done' | 'not-done'

/** What was agreed: for a pupil, or for the school as a whole. */
export type AgreedAction = {
  readonly address: string
  readonly year: number
  readonly term: string
  readonly what: string
  readonly doer: Doer
  readonly who: string
  readonly dueOn: PlainDate
  readonly agreedOn: PlainDate
  readonly state: ActionState
  readonly became: string | undefined
  readonly becameOn: PlainDate | undefined
}

export const actionStates: Readonly<Record<ActionState, string>> = {
  open: 'Not done yet',
  done: 'Done',
  'not-done': 'Not done, and no longer planned',
}

/** An action belongs on a term's page if it was agreed then; on the page of the term that runs, also if it stands or was ended since. */
export const isOnPage = (action: AgreedAction, term: Term, isNow: boolean): boolean =>
  (action.year === term.year && action.term === term.name) ||
  (isNow &&
    action.agreedOn < term.from &&
    (action.state === 'open' || (action.becameOn !== undefined && action.becameOn >= term.from)))

type Read<T> = T | { readonly errors: readonly FormError[] }
const typed = (value: string | undefined): string => value?.trim() ?? ''

/** Reads what is agreed: what, who and by when. */
export const readAgreed = (
  fields: Fields,
  today: PlainDate,
  officer: string,
): Read<Pick<AgreedAction, 'what' | 'doer' | 'who' | 'dueOn'>> => {
  const errors: FormError[] = []
  const [what, other] = [typed(fields.what), typed(fields.who)]
  const doer = (['officer', 'school', 'other'] as const).find(one => one === fields.doer)
  if (!what) errors.push({ field: 'what', text: 'Enter what is done' })
  if (what.length > 500) errors.push({ field: 'what', text: 'What is done must be 500 characters or fewer' })
  if (!doer) errors.push({ field: 'doer', text: 'Choose who does it' })
  if (doer === 'other' && !other) errors.push({ field: 'who', text: 'Enter who does it' })
  if (other.length > 200) errors.push({ field: 'who', text: 'Who does it must be 200 characters or fewer' })
  const by = dayIn(fields, 'by', 'the day by which it is done')
  if ('error' in by) errors.push(by.error)
  else if (by.date < today)
    errors.push({ field: 'by-day', text: 'The day by which it is done must be today or in the future' })
  if (errors.length > 0 || 'error' in by || !doer) return { errors }
  return { what, doer, who: { officer, school: 'The school', other }[doer], dueOn: by.date }
}

/** Reads what became of an action: its end in words, or a later day for one that is carried forward. */
export const readBecame = (
  fields: Fields,
  today: PlainDate,
): Read<{ readonly state: ActionState; readonly became: string; readonly dueOn?: PlainDate }> => {
  const errors: FormError[] = []
  const became = typed(fields.became)
  const state = (['open', 'done', 'not-done'] as const).find(one => one === fields.state)
  if (!state) errors.push({ field: 'state', text: 'Choose how it stands' })
  if (state === 'not-done' && !became) errors.push({ field: 'became', text: 'Write why it is no longer planned' })
  if (became.length > 1_000)
    errors.push({ field: 'became', text: 'What became of it must be 1,000 characters or fewer' })
  if (state !== 'open') return errors.length > 0 || !state ? { errors } : { state, became }
  const by = dayIn(fields, 'by', 'the new day by which it is done')
  if ('error' in by) errors.push(by.error)
  else if (by.date < today)
    errors.push({ field: 'by-day', text: 'The new day by which it is done must be today or in the future' })
  return errors.length > 0 || 'error' in by ? { errors } : { state, became, dueOn: by.date }
}

/** Reads the day for which a meeting of this term is planned. */
export const readPlanned = (fields: Fields, term: Term, today: PlainDate): Read<{ readonly plannedOn: PlainDate }> => {
  const day = dayIn(fields, 'planned', 'the day of the meeting')
  if ('error' in day) return { errors: [day.error] }
  if (day.date < today || day.date < term.from || day.date > term.to)
    return {
      errors: [
        { field: 'planned-day', text: `The day of the meeting must be in the term ${term.name}, today or later` },
      ],
    }
  return { plannedOn: day.date }
}

/** Reads that the meeting was held: on a day of this term that has come, with who was there. */
export const readHeld = (
  fields: Fields,
  term: Term,
  today: PlainDate,
): Read<{ readonly heldOn: PlainDate; readonly present: string }> => {
  const errors: FormError[] = []
  const [day, present] = [dayIn(fields, 'held', 'the day on which it was held'), typed(fields.present)]
  if ('error' in day) errors.push(day.error)
  else if (day.date > today || day.date < term.from)
    errors.push({
      field: 'held-day',
      text: `The day on which it was held must be since the term ${term.name} began, and not later than today`,
    })
  if (!present) errors.push({ field: 'present', text: 'Enter who was there' })
  if (present.length > 500) errors.push({ field: 'present', text: 'Who was there must be 500 characters or fewer' })
  return errors.length > 0 || 'error' in day ? { errors } : { heldOn: day.date, present }
}
