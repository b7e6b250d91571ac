import { addDays, boxNames, formatDate, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { dayIn, type Fields, type StepField } from '../case/step-form.ts'
import { nthSchoolDay, type SchoolCalendar, schoolDaysAfter } from '../school-calendar.ts'
import { groundsOn, type ReturnSort, rollGround } from './return-sorts.ts'

const choice = (name: string, label: string, need: string, ...choices: (readonly [string, string])[]): StepField => ({
  name,
  label,
  input: 'choice',
  need,
  choices: choices.map(([value, text]) => ({ value, text })),
})
const day = (name: string, label: string, need?: string, hint?: string): StepField => ({
  name,
  label,
  input: 'day',
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})
const words = (label: string, hint?: string, need?: string): StepField => ({
  name: 'words',
  label,
  input: 'text',
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})

/** A return whose questions are the same for every pupil. */
export type PlainSort = Exclude<ReturnSort, 'suspension' | 'board-decision'>

/** The questions of each return but a suspension's and a board's, which are their own; one without `need` may be left empty. */
export const returnFields = (sort: PlainSort, today: PlainDate): readonly StepField[] => {
  switch (sort) {
    case 'added-to-roll':
      return [
        day('on', 'When is the first day at your school?', 'the first day at your school'),
        {
          name: 'previous',
          label: 'Where was the pupil educated before?',
          hint: 'The school, “at home”, “abroad”, or “not known”',
          input: 'line',
          need: 'Enter where the pupil was educated before',
        },
      ]
    case 'taken-off-roll':
      return [
        day('on', 'When is the last day on your roll?', 'the last day on your roll'),
        {
          name: 'ground',
          label: 'On which ground?',
          hint: 'A name is deleted on one of these grounds and no other (SI 2024/208, regulation 9)',
          input: 'choice',
          need: 'Choose the ground',
          choices: groundsOn(today).map(one => ({ value: one.code, text: `${one.text}: ${one.code}` })),
        },
        { name: 'newSchool', label: 'New school, if it is known', input: 'line' },
        day('writtenOn', 'Educated otherwise than at school: when did the parent write?'),
        day('leaveEnded', 'Not back after leave: when did the leave end?'),
        day('absentSince', 'Away for twenty school days: what was the first of them?'),
        words('What did you and the council do to find the child?', 'Needed where a pupil was not found'),
      ]
    case 'ten-days':
      return [
        day('on', 'What was the first school day missed?', 'the first school day missed'),
        day('until', 'What was the last school day missed so far?', 'the last school day missed so far'),
        words('What have you tried?', undefined, 'Write what you have tried'),
      ]
    case 'sickness':
      return [
        day(
          'on',
          'What was the first school day missed through illness?',
          'the first school day missed through illness',
        ),
        choice(
          'certainty',
          'Has the pupil missed fifteen school days?',
          'Choose whether fifteen days have been missed',
          ['known', 'Yes'],
          ['likely', 'Not yet, but it is likely'],
        ),
        choice(
          'counted',
          'How are they counted?',
          'Choose how the days are counted',
          ['on-end', 'On end'],
          ['in-all', 'In all, over this school year'],
        ),
        words(
          'What are you doing for the pupil?',
          'Do not write what the illness is',
          'Write what you are doing for the pupil',
        ),
      ]
    case 'part-time':
      return [
        day('on', 'When does it begin?', 'the day it begins'),
        day('until', 'When does it end?', 'the day it ends', 'It must have an end. For example, 27 3 2026'),
        day('reviewOn', 'When is it reviewed?', 'the day of the review'),
        {
          name: 'hours',
          label: 'Hours at school a week',
          input: 'line',
          need: 'Enter the hours at school a week, like 12.5',
        },
        {
          name: 'agreedWith',
          label: 'Which parents or carers agreed, and on which day?',
          input: 'line',
          need: 'Enter who agreed: a part-time timetable needs the agreement of a parent',
        },
        words(
          'Why, and how does the pupil come back to full time?',
          undefined,
          'Write why, and how the pupil comes back to full time',
        ),
      ]
  }
}

/** A return ready to be written. `dueOn` is the day by which something is owed. */
export type ReturnBody = {
  readonly sort: ReturnSort
  readonly on: PlainDate
  readonly until?: PlainDate
  readonly dueOn?: PlainDate
} & Readonly<Record<string, unknown>>
type ReadReturn = { readonly body: ReturnBody } | { readonly errors: readonly FormError[] }

const longest = 5_000
const typed = (value: string | undefined): string | undefined => value?.trim() || undefined

/**
 * What the form of a return says, or what is wrong with it, field by field. What counts school days is checked where the school has told its
 * term dates; where it has not, by the calendar days that those school days take at the least.
 */
export const readReturn = (
  sort: PlainSort,
  fields: Fields,
  { today, calendar }: { readonly today: PlainDate; readonly calendar: SchoolCalendar },
): ReadReturn => {
  const errors: FormError[] = []
  const body: Record<string, unknown> = { sort }
  for (const field of returnFields(sort, today)) {
    const error = field.input === 'day' ? readDay(field, fields, body) : readText(field, fields, body)
    if (error) errors.push(error)
  }
  if (errors.length > 0) return { errors }
  const made = body as ReturnBody
  const wrong = checks[sort](made, today, calendar)
  if (wrong.length > 0) return { errors: wrong.map(([field, text]) => ({ field, text })) }
  const dueOn = dueOf(made, calendar)
  return { body: dueOn ? { ...made, dueOn } : made }
}

const readDay = (field: StepField, fields: Fields, body: Record<string, unknown>): FormError | undefined => {
  const empty = boxNames(field.name).every(box => !typed(fields[box]))
  if (empty && !field.need) return undefined
  const read = dayIn(fields, field.name, field.need ?? 'the day')
  if ('error' in read) return read.error
  body[field.name] = read.date
  return undefined
}

const readText = (field: StepField, fields: Fields, body: Record<string, unknown>): FormError | undefined => {
  const text = typed(fields[field.name])
  const known = !field.choices || field.choices.some(one => one.value === text)
  if (!text || !known) return field.need ? { field: field.name, text: field.need } : undefined
  if (text.length > longest) return { field: field.name, text: `Keep this under ${longest} letters` }
  if (field.name === 'words') body.passages = [{ text, about: 'child' }]
  else if (field.name === 'hours') {
    const hours = Number(text)
    if (!(hours >= 0 && hours < 32.5))
      return { field: 'hours', text: 'Hours a week must be a number from 0 to 32, like 12.5' }
    body.hours = hours
  } else body[field.name] = text
  return undefined
}

type Wrong = readonly [field: string, text: string]
type Check = (body: ReturnBody, today: PlainDate, calendar: SchoolCalendar) => Wrong[]

/** A day up to which a child may be told of ahead: nobody is taken off a roll, or suspended, in the next school year. */
const ahead = 60
const notFarAhead = ({ on }: ReturnBody, today: PlainDate): Wrong[] =>
  on > addDays(today, ahead) ? [['on-day', `The day must be within ${ahead} days from today`]] : []
const past = (field: string, on: unknown, today: PlainDate): Wrong[] =>
  (on as PlainDate) > today ? [[`${field}-day`, 'The day must be today or in the past']] : []

/** Whether a day is at least the nth school day of a stretch; without term dates, whether as many weekdays could have passed. */
const reaches = (calendar: SchoolCalendar, from: PlainDate, n: number, to: PlainDate): boolean => {
  const nth = nthSchoolDay(calendar, from, n) ?? addDays(from, Math.floor((n - 1) / 5) * 7 + ((n - 1) % 5))
  return nth <= to
}

const checks: Readonly<Record<PlainSort, Check>> = {
  'added-to-roll': notFarAhead,
  'taken-off-roll': (body, today, calendar) => [...notFarAhead(body, today), ...groundErrors(body, calendar)],
  'ten-days': ({ on, until }, today, calendar) => {
    const late = past('until', until, today)
    if (late.length > 0) return late
    return until && reaches(calendar, on, 10, until)
      ? []
      : [['until-day', 'From the first to the last day there must be ten school days or more']]
  },
  sickness: ({ on, certainty, counted }, today, calendar) => {
    const late = past('on', on, today)
    if (late.length > 0) return late
    return certainty === 'known' && counted === 'on-end' && !reaches(calendar, on, 15, today)
      ? [['on-day', 'Fifteen school days on end have not passed since then: choose “it is likely” instead']]
      : []
  },
  'part-time': body => {
    const until = body.until as PlainDate
    const review = body.reviewOn as PlainDate
    if (until <= body.on) return [['until-day', 'It must end after it begins']]
    return review > body.on && review <= until ? [] : [['reviewOn-day', 'The review must be before it ends']]
  },
}

const groundErrors = (body: ReturnBody, calendar: SchoolCalendar): Wrong[] => {
  const ground = rollGround(body.ground as string)
  const found: Wrong[] = []
  for (const need of ground?.needs ?? []) {
    if (need === 'new-school' && !body.newSchool)
      found.push(['newSchool', 'Enter the school that the pupil is registered at'])
    if (need === 'sought' && !body.passages)
      found.push([
        'words',
        'Write what you and the council did to find the child: without it this ground does not hold',
      ])
    if (need === 'written-notice') found.push(...since(body, 'writtenOn', 'the parent wrote', 0, calendar))
    if (need === 'leave-ended') found.push(...since(body, 'leaveEnded', 'the leave ended', 10, calendar))
    if (need === 'absent-since') found.push(...since(body, 'absentSince', 'the absence began', 20, calendar))
  }
  return found
}

/** That a day which the ground needs is there, and that enough school days lie between it and the last day on the roll. */
const since = (body: ReturnBody, field: string, what: string, days: number, calendar: SchoolCalendar): Wrong[] => {
  const from = body[field] as PlainDate | undefined
  if (!from) return [[`${field}-day`, `Enter the day on which ${what}`]]
  if (from > body.on) return [[`${field}-day`, 'This day must be before the last day on the roll']]
  // after leave the ten school days follow its last day; of an absence the first day is the first of the twenty
  const first = field === 'leaveEnded' ? addDays(from, 1) : from
  return days > 0 && !reaches(calendar, first, days, body.on)
    ? [['on-day', `${days} school days have not passed since ${formatDate(from)}: the name may not be deleted yet`]]
    : []
}

/** School days within which the council looks at a return that may mean a child missing education: a local setting. */
const enquiryWithin = 10

const dueOf = (body: ReturnBody, calendar: SchoolCalendar): PlainDate | undefined => {
  if (body.sort === 'part-time') return body.reviewOn as PlainDate
  if (body.sort === 'taken-off-roll' && rollGround(body.ground as string)?.next !== 'nothing')
    return schoolDaysAfter(calendar, body.on, enquiryWithin) ?? addDays(body.on, 14)
  // section 19: as soon as it is clear that fifteen days will be missed
  if (body.sort === 'sickness') return nthSchoolDay(calendar, body.on, 15) ?? addDays(body.on, 20)
  return undefined
}
