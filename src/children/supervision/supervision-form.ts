import {
  addMonths,
  boxesNamed,
  boxNames,
  type Category,
  formatDate,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { Colleague } from '../tasks/task-form.ts'

/** What stands in a form of supervision, as it was typed. */
export type Fields = Readonly<Partial<Record<string, string>>>
/** As many actions as the form of a child has lines for. */
export const actionLines = 3
const lines = Array.from({ length: actionLines }, (_, at) => at + 1)
/** The boxes of a child's form that hold words. */
export const childWords = ['discussed', 'decided', 'others', 'othersName', ...lines.map(at => `what-${at}`)]
/** All boxes of a child's form. */
export const childBoxes = [
  ...childWords,
  ...boxNames('held'),
  'with',
  ...lines.flatMap(at => [`doer-${at}`, ...boxNames(`by-${at}`)]),
]
/** All boxes of a worker's form. */
export const workerBoxes = [...boxNames('held'), 'said', 'agreed', ...boxNames('next')]

/** Somebody whose work with the child the reader manages; `key` is their line of the form. */
export type Supervised = {
  readonly key: string
  readonly id: number
  readonly name: string
  readonly team: string
  readonly work: string
  readonly category: Category
}
type Passage = { readonly text: string; readonly about: 'child' | 'third-party'; readonly person?: string }
/** What was said of a child, and decided. */
export type ChildSupervision = {
  readonly on: PlainDate
  readonly who: Supervised
  readonly passages: readonly Passage[]
  readonly decided: readonly Passage[]
  readonly actions: readonly { readonly what: string; readonly due: PlainDate; readonly byWorker: boolean }[]
}
type Errors = { readonly errors: readonly FormError[] }
type Wrong = (field: string, text: string) => void
const longest = 10_000

const typed = (fields: Fields, name: string): string => (fields[name] ?? '').trim()
const readDay = (fields: Fields, name: string, what: string, wrong: Wrong): PlainDate | undefined => {
  const read = readBoxes(boxesNamed(name, fields))
  if (!read) wrong(`${name}-day`, `Enter ${what}`)
  else if ('problem' in read) wrong(`${name}-day`, `The day ${read.problem}`)
  else return read.date
  return undefined
}
const readHeld = (fields: Fields, today: PlainDate, wrong: Wrong): PlainDate | undefined => {
  const on = readDay(fields, 'held', 'the day of the supervision', wrong)
  if (on && on > today) wrong('held-day', `The day must be today, ${formatDate(today)}, or in the past`)
  return on
}
const isEmpty = (fields: Fields, name: string): boolean => boxNames(name).every(box => !typed(fields, box))

/** Reads what was said of a child: the day, with whom, what was discussed and decided, and up to three actions. Gives it, or what is wrong field by field. Pure. */
export const readChildSupervision = (
  fields: Fields,
  {
    today,
    supervised,
    colleagues,
  }: { today: PlainDate; supervised: readonly Supervised[]; colleagues: readonly Colleague[] },
): ChildSupervision | Errors => {
  const errors: FormError[] = []
  const wrong: Wrong = (field, text) => void errors.push({ field, text })
  const on = readHeld(fields, today, wrong)
  const who = supervised.find(one => one.key === fields.with)
  if (!who) wrong('with', 'Choose whom it was with')
  const [discussed, decided, others, othersName] = ['discussed', 'decided', 'others', 'othersName'].map(name =>
    typed(fields, name),
  )
  if (!discussed) wrong('discussed', 'Write what was discussed')
  if (!decided) wrong('decided', 'Write what was decided')
  if (others && !othersName) wrong('othersName', 'Enter who that part is about')
  for (const name of childWords)
    if (typed(fields, name).length > longest) wrong(name, 'Keep each part under 10,000 letters')
  const reads = colleagues.find(one => one.id === who?.id)?.reads
  const actions = lines.flatMap(at => {
    const what = typed(fields, `what-${at}`)
    if (!what && isEmpty(fields, `by-${at}`)) return []
    if (!what) wrong(`what-${at}`, `Enter what is to be done, action ${at}`)
    const due = readDay(fields, `by-${at}`, `by when, action ${at}`, wrong)
    if (due && (due < today || due > addMonths(today, 24)))
      wrong(`by-${at}-day`, `The day must be today, ${formatDate(today)}, or later, within two years, action ${at}`)
    const byWorker = fields[`doer-${at}`] !== 'me'
    if (who && byWorker && !reads?.includes(who.category))
      wrong(`doer-${at}`, `${who.name} cannot read this: take it yourself, action ${at}`)
    return what && due ? [{ what, due, byWorker }] : []
  })
  if (errors.length > 0 || !on || !who || !discussed || !decided) return { errors }
  return {
    on,
    who,
    passages: [
      { text: discussed, about: 'child' },
      ...(others && othersName ? [{ text: others, about: 'third-party' as const, person: othersName }] : []),
    ],
    decided: [{ text: decided, about: 'child' }],
    actions,
  }
}

/** What was said with a worker about the worker. */
export type WorkerSupervision = {
  readonly on: PlainDate
  readonly said: string
  readonly agreed: string | undefined
  readonly next: PlainDate | undefined
}
/** Reads it: the day and the words, and, where they are given, what was agreed and the next day; of a correction that day may be past. Pure. */
export const readWorkerSupervision = (
  fields: Fields,
  today: PlainDate,
  correcting = false,
): WorkerSupervision | Errors => {
  const errors: FormError[] = []
  const wrong: Wrong = (field, text) => void errors.push({ field, text })
  const on = readHeld(fields, today, wrong)
  const [said, agreed] = [typed(fields, 'said'), typed(fields, 'agreed')]
  if (!said) wrong('said', 'Write what you talked about')
  for (const name of ['said', 'agreed'])
    if (typed(fields, name).length > longest) wrong(name, 'Keep each part under 10,000 letters')
  const next = isEmpty(fields, 'next') ? undefined : readDay(fields, 'next', 'the next day', wrong)
  const since = correcting && on ? on : today
  if (next && (next <= since || next > addMonths(since, 12)))
    wrong(
      'next-day',
      `The next day must be after ${correcting ? 'the supervision' : `today, ${formatDate(today)}`}, and within a year`,
    )
  if (errors.length > 0 || !on || !said) return { errors }
  return { on, said, agreed: agreed || undefined, next }
}
