import type { Category, PlainDate } from '../../kernel/index.ts'
import { addMonths, boxesNamed, formatDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { Passage } from '../writing/note-form.ts'
import { readClock } from './clock-time.ts'

/** What stands in the form of a visit, as it was typed. */
export type VisitFields = Readonly<Record<string, string | undefined>>

/** How a visit may end. What is called off was never made; the rest happened on its day. */
export const outcomes = [
  { value: 'seen-alone', text: 'Seen alone' },
  { value: 'seen', text: 'Seen, with others' },
  { value: 'no-one-in', text: 'No one in' },
  { value: 'not-brought', text: 'Was not brought' },
  { value: 'called-off', text: 'Called off before the day' },
] as const
export type Outcome = (typeof outcomes)[number]['value']

type Errors = { readonly errors: FormError[] }
const typed = (value: string | undefined): string | undefined => value?.trim() || undefined

/** A visit is booked for today or a day to come, at most a year ahead. `moving` asks why. */
export const readBooking = (
  fields: VisitFields,
  { choices, today, moving }: { choices: readonly Category[]; today: PlainDate; moving: boolean },
): { on: PlainDate; at: string | undefined; purpose: string; category: Category; why: string | undefined } | Errors => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string) => void errors.push({ field, text })
  const on = readDay(fields, today, wrong)
  const clock = readClock(fields.at)
  if ('problem' in clock) wrong('at', `The time ${clock.problem}`)
  const purpose = typed(fields.purpose)
  if (!purpose) wrong('purpose', 'Enter what the visit is for')
  if ((fields.purpose ?? '').length > 200) wrong('purpose', 'Keep what the visit is for under 200 letters')
  const category = choices.find(c => c === fields.category) ?? (choices.length === 1 ? choices[0] : undefined)
  if (!category) wrong('category', 'Choose who can see this visit')
  const why = typed(fields.movedWhy)
  if (moving && !why) wrong('movedWhy', 'Write why the visit is moved')
  if (errors.length > 0 || !on || !purpose || !category || 'problem' in clock) return { errors }
  return { on, at: clock.time, purpose, category, why }
}

const readDay = (
  fields: VisitFields,
  today: PlainDate,
  wrong: (field: string, text: string) => void,
): PlainDate | undefined => {
  const read = readBoxes(boxesNamed('on', fields))
  if (!read) wrong('on-day', 'Enter the day of the visit')
  else if ('problem' in read) wrong('on-day', `The day of the visit ${read.problem}`)
  else if (read.date < today) wrong('on-day', `The day of the visit must be today, ${formatDate(today)}, or later`)
  else if (read.date > addMonths(today, 12)) wrong('on-day', 'The day of the visit must be within a year')
  else return read.date
  return undefined
}

/** What is written when a visit ends: how, what the child said, what happened. */
export type VisitEnd = {
  readonly outcome: Outcome
  readonly childSaid: readonly Passage[]
  readonly passages: readonly Passage[]
}

/** How a visit ended. Before its day it can only be called off. */
export const readEnd = (fields: VisitFields, on: PlainDate, today: PlainDate): VisitEnd | Errors => {
  const outcome = outcomes.find(o => o.value === fields.outcome)?.value
  const part = (text: string | undefined): Passage[] => {
    const written = typed(text)
    return written ? [{ text: written, about: 'child' }] : []
  }
  const errors: FormError[] = []
  if (!outcome) errors.push({ field: 'outcome', text: 'Choose how the visit went' })
  else if (on > today && outcome !== 'called-off')
    errors.push({
      field: 'outcome',
      text: `The visit is booked for ${formatDate(on)}. Until then it can be called off or moved`,
    })
  for (const field of ['childSaid', 'text', 'own-1'] as const)
    if ((fields[field] ?? '').length > 20_000) errors.push({ field, text: 'Keep each part under 20,000 letters' })
  if (errors.length > 0 || !outcome) return { errors }
  return { outcome, childSaid: part(fields.childSaid), passages: [...part(fields.text), ...part(fields['own-1'])] }
}
