import { addDays, boxNames, checkUpn, normalisePostcode, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { dayIn, type Fields, type StepField } from '../case/step-form.ts'

const line = (name: string, label: string, need?: string, hint?: string): StepField => ({
  ...{ name, label, input: 'line' },
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})

/** The questions about a pupil who is new, under their headings. What the admission register holds of a pupil: SI 2024/208, regulation 8. */
export const addedPupilQuestions: readonly { readonly heading: string; readonly fields: readonly StepField[] }[] = [
  {
    heading: 'The pupil',
    fields: [
      line('forename', 'First name', 'Enter the pupil’s first name'),
      line('surname', 'Last name', 'Enter the pupil’s last name'),
      { name: 'dob', label: 'Date of birth', hint: 'For example, 27 3 2017', input: 'day', need: 'the date of birth' },
      {
        ...{ name: 'sex', label: 'Sex', input: 'choice', need: 'Choose the pupil’s sex' },
        choices: [
          { value: 'F', text: 'Female' },
          { value: 'M', text: 'Male' },
        ],
      },
      line('upn', 'Unique pupil number, if you know it', undefined, 'A letter, 11 digits, and a digit or letter'),
    ],
  },
  {
    heading: 'Where the pupil lives',
    fields: [
      line('house', 'House number or name'),
      line('street', 'Street'),
      line('town', 'Town or city'),
      line('postcode', 'Postcode'),
    ],
  },
  {
    heading: 'Parent or carer',
    fields: [
      line('parent_forename', 'Their first name', 'Enter the first name of a parent or carer'),
      line('parent_surname', 'Their last name', 'Enter the last name of a parent or carer'),
      line('phone', 'Their telephone number', 'Enter a telephone number for an emergency'),
    ],
  },
  {
    heading: 'At your school',
    fields: [
      {
        ...{ name: 'first_day', label: 'First day at your school', hint: 'For example, 27 3 2026' },
        ...{ input: 'day', need: 'the first day at your school' },
      },
      line(
        'previous',
        'Where was the pupil educated before?',
        'Enter where the pupil was educated before',
        'The school, “at home”, “abroad”, “none”, or “not known”',
      ),
      {
        ...{ name: 'why', label: 'If not at the usual time of the year: why now?', input: 'text' },
        hint: 'For example, the family moved here. Do not write what others told you in confidence',
      },
    ],
  },
]

/** Every box of the form. */
export const addedPupilBoxes: readonly string[] = addedPupilQuestions.flatMap(({ fields }) =>
  fields.flatMap(field => (field.input === 'day' ? boxNames(field.name) : [field.name])),
)

/** What was told, box by box, with days as dates. */
export type AddedPupil = Readonly<Record<string, string>>

const longest = { line: 100, text: 1_000, day: 0, choice: 10 } as const
/** Nobody is told of more than so many days before the first day. */
const ahead = 60

/** What the form says, or what is wrong with it, box by box. Nothing is looked up: what is known of a child changes no answer. */
export const readAddedPupil = (
  fields: Fields,
  today: PlainDate,
): { readonly pupil: AddedPupil } | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const pupil: Record<string, string> = {}
  for (const field of addedPupilQuestions.flatMap(part => part.fields)) {
    const found = field.input === 'day' ? readDay(field, fields) : readLine(field, fields)
    if (typeof found === 'object') errors.push(found)
    else if (found !== undefined) pupil[field.name] = found
  }
  errors.push(...(errors.length > 0 ? [] : wrongIn(pupil, today)))
  return errors.length > 0 ? { errors } : { pupil }
}

const readDay = (field: StepField, fields: Fields): string | FormError => {
  const read = dayIn(fields, field.name, field.need ?? 'the day')
  return 'error' in read ? read.error : read.date
}

const readLine = (field: StepField, fields: Fields): string | FormError | undefined => {
  const text = fields[field.name]?.trim()
  if (!text || field.choices?.every(one => one.value !== text))
    return field.need ? { field: field.name, text: field.need } : undefined
  const most = longest[field.input]
  return text.length > most ? { field: field.name, text: `Keep this under ${most} letters` } : text
}

const wrongIn = (pupil: AddedPupil, today: PlainDate): FormError[] => {
  const errors: FormError[] = []
  const { dob = '', first_day = '', upn, postcode } = pupil
  if (dob > today) errors.push({ field: 'dob-day', text: 'The date of birth must be in the past' })
  else if (dob < addDays(today, -25 * 366))
    errors.push({ field: 'dob-day', text: 'The date of birth must be within the last 25 years' })
  if (first_day > addDays(today, ahead))
    errors.push({ field: 'first_day-day', text: `The first day must be within ${ahead} days from today` })
  else if (first_day <= dob)
    errors.push({ field: 'first_day-day', text: 'The first day must be after the date of birth' })
  const checked = upn ? checkUpn(upn) : undefined
  if (checked && !checked.ok) errors.push({ field: 'upn', text: `${checked.problem}. ${checked.fix}.` })
  if (postcode && !normalisePostcode(postcode))
    errors.push({ field: 'postcode', text: 'Enter a full postcode, like NM4 2QT, or leave it empty' })
  return errors
}
