import { addMonths, boxesNamed, type Category, formatDate, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { draftBoxes } from '../writing/typed-form.actions.ts'

/** What stands in the forms of a task, as it was typed. */
export type TaskFields = Readonly<
  Partial<
    Record<
      | 'what'
      | 'why'
      | 'due-day'
      | 'due-month'
      | 'due-year'
      | 'who'
      | 'category'
      | 'decision'
      | 'said'
      | 'passTo'
      | 'passedWhy'
      | (typeof draftBoxes)[number],
      string
    >
  >
>

/** Somebody whom a task can be passed on to: who works with the child, and whose role reads these categories in full. */
export type Colleague = {
  readonly id: number
  readonly name: string
  readonly does: string
  readonly reads: readonly Category[]
}

type Errors = { readonly errors: FormError[] }
const typed = (value: string | undefined): string | undefined => value?.trim() || undefined
const longest = 400

/** A new task: what, why, by when, in whose sight, and who does it. `to` is undefined where it is the writer. */
export type NewTask = {
  readonly what: string
  readonly why: string
  readonly due: PlainDate
  readonly category: Category
  readonly to: Colleague | undefined
}

/**
 * Reads the form of a new task. Its day is today or later, at most two years ahead; whoever else it is for must be able to read it.
 * Gives the task, or what is wrong field by field. Pure.
 */
export const readNewTask = (
  fields: TaskFields,
  { choices, colleagues, today }: { choices: readonly Category[]; colleagues: readonly Colleague[]; today: PlainDate },
): NewTask | Errors => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string) => void errors.push({ field, text })
  const what = typed(fields.what)
  const why = typed(fields.why)
  if (!what) wrong('what', 'Enter what is to be done')
  if (!why) wrong('why', 'Write why it is to be done')
  for (const field of ['what', 'why'] as const)
    if ((fields[field] ?? '').length > longest) wrong(field, `Keep it under ${longest} letters`)
  const due = readDue(fields, today, wrong)
  const category = choices.find(c => c === fields.category) ?? (choices.length === 1 ? choices[0] : undefined)
  if (!category) wrong('category', 'Choose who can see this task')
  const to = colleagues.find(one => String(one.id) === fields.who)
  if (!to && typed(fields.who) !== undefined && fields.who !== 'me') wrong('who', 'Choose who is to do it')
  if (to && category && !to.reads.includes(category)) wrong('who', cannotRead(to))
  if (errors.length > 0 || !what || !why || !due || !category) return { errors }
  return { what, why, due, category, to }
}

const cannotRead = ({ name }: Colleague): string => `${name} cannot read this task: choose somebody else`

const readDue = (
  fields: TaskFields,
  today: PlainDate,
  wrong: (field: string, text: string) => void,
): PlainDate | undefined => {
  const read = readBoxes(boxesNamed('due', fields))
  if (!read) wrong('due-day', 'Enter the day by which it is to be done')
  else if ('problem' in read) wrong('due-day', `The day ${read.problem}`)
  else if (read.date < today) wrong('due-day', `The day must be today, ${formatDate(today)}, or later`)
  else if (read.date > addMonths(today, 24)) wrong('due-day', 'The day must be within two years')
  else return read.date
  return undefined
}

/** What can be done with a task that stands: it ends, it goes to somebody else, or an offer is answered. */
export type Decision = 'done' | 'dropped' | 'pass' | 'take' | 'decline'

/** What this reader may decide. Whoever writes here may end it or take it; it is passed on by who owes it, and declined by who was offered it. */
export const decisionsFor = (
  task: { readonly ownerId: number; readonly offeredToId: number | undefined },
  readerId: number,
): readonly Decision[] => [
  'done',
  ...(task.ownerId === readerId ? (['pass'] as const) : (['take'] as const)),
  ...(task.offeredToId === readerId ? (['decline'] as const) : []),
  'dropped',
]

/** Reads what was decided about a task. Dropping, passing on and declining need a reason. Pure. */
export const readDecision = (
  fields: TaskFields,
  { allowed, colleagues }: { allowed: readonly Decision[]; colleagues: readonly Colleague[] },
  category: Category,
): { readonly decision: Decision; readonly said: string | undefined; readonly to: Colleague | undefined } | Errors => {
  const errors: FormError[] = []
  const decision = allowed.find(one => one === fields.decision)
  const field = decision === 'pass' ? 'passedWhy' : 'said'
  const said = typed(fields[field])
  const to = decision === 'pass' ? colleagues.find(one => String(one.id) === fields.passTo) : undefined
  if (!decision) errors.push({ field: 'decision', text: 'Choose what happens with this task' })
  if (decision === 'pass' && !to) errors.push({ field: 'passTo', text: 'Choose whom to pass it on to' })
  if (to && !to.reads.includes(category)) errors.push({ field: 'passTo', text: cannotRead(to) })
  if (decision && decision !== 'done' && decision !== 'take' && !said) errors.push({ field, text: 'Write why' })
  if ((fields[field] ?? '').length > longest) errors.push({ field, text: `Keep it under ${longest} letters` })
  if (errors.length > 0 || !decision) return { errors }
  return { decision, said, to }
}

/** A task as its body keeps it. */
export type TaskBody = {
  readonly what: string
  readonly why: string
  readonly dueOn?: string
  readonly state: 'open' | 'done' | 'dropped'
  readonly ownerId: number
  readonly setById: number
  readonly setOn: string
  readonly offeredToId?: number
  readonly passedWhy?: string
  readonly wasDueOn?: string
  readonly endedOn?: string
  readonly said?: string
}

/**
 * What a task becomes. Passed on, it stays with who owes it until the other takes it: nothing is owed by nobody. Ended, it has no day any
 * more, and keeps the one it had. Pure.
 */
export const afterDecision = (
  { offeredToId: _offered, passedWhy: _why, ...task }: TaskBody,
  { decision, said, to }: { decision: Decision; said: string | undefined; to: Colleague | undefined },
  { readerId, today }: { readerId: number; today: PlainDate },
): TaskBody => {
  const words = said === undefined ? {} : { said }
  if (decision === 'done' || decision === 'dropped') {
    const { dueOn, ...rest } = task
    return { ...rest, ...words, ...(dueOn ? { wasDueOn: dueOn } : {}), state: decision, endedOn: today }
  }
  if (decision === 'take') return { ...task, ownerId: readerId }
  if (decision === 'pass' && to)
    return { ...task, offeredToId: to.id, ...(said === undefined ? {} : { passedWhy: said }) }
  return { ...task, ...words }
}
