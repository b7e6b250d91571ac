import { addMonths, boxesNamed, formatDate, type PlainDate, readBoxes } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'

/** A step of adopters on their way: which column of list 11 its day is, and what must come before. */
export type AdopterStep = {
  readonly key: string
  readonly text: string
  /** Where they stand once it is taken. */
  readonly status: string
  /** The column of list 11 of Annex A. */
  readonly column: string
  /** Any of these has been taken before; none for the first. */
  readonly after: readonly string[]
  readonly asksChildren?: true
}
/** The steps, in their order (Annex A list 11; Adoption Agencies Regulations 2005, part 4). */
export const adopterSteps: readonly AdopterStep[] = [
  { key: 'enquiry', text: 'Enquiry received', status: 'Enquiry', column: 'Date enquiry received', after: [] },
  { key: 'stage-1', text: 'Stage 1 started', status: 'Stage 1', column: 'Date Stage 1 started', after: ['enquiry'] },
  {
    key: 'stage-1-end',
    text: 'Stage 1 ended',
    status: 'Stage 1 ended',
    column: 'Date Stage 1 ended',
    after: ['stage-1'],
  },
  {
    key: 'stage-2',
    text: 'Stage 2 started',
    status: 'Stage 2',
    column: 'Date Stage 2 started',
    after: ['stage-1-end'],
  },
  {
    key: 'applied',
    text: 'Application submitted',
    status: 'Stage 2, applied',
    column: 'Date application submitted',
    after: ['stage-2'],
  },
  {
    key: 'stage-2-end',
    text: 'Stage 2 ended',
    status: 'Stage 2 ended',
    column: 'Date Stage 2 ended',
    after: ['stage-2'],
  },
  {
    key: 'approved',
    text: 'Approved',
    status: 'Approved',
    column: 'Date application approved',
    after: ['applied', 'stage-2-end'],
  },
  { key: 'reviewed', text: 'Approval reviewed', status: 'Approved', column: '', after: ['approved'] },
  {
    key: 'matched',
    text: 'Matched',
    status: 'Matched',
    column: 'Date adopter matched with child(ren)',
    after: ['approved'],
    asksChildren: true,
  },
  {
    key: 'placed',
    text: 'Children placed',
    status: 'Children placed',
    column: 'Date child/children placed with adopter(s)',
    after: ['matched'],
    asksChildren: true,
  },
  { key: 'order', text: 'Adoption order', status: 'Adopted', column: 'Date of Adoption Order', after: ['placed'] },
  {
    key: 'left',
    text: 'Left the process',
    status: 'Left',
    column: 'Date of leaving adoption process',
    after: ['enquiry'],
  },
]
const stepOf = (key: string): AdopterStep | undefined => adopterSteps.find(one => one.key === key)

/** A step that was taken, and stands. */
export type StepTaken = {
  readonly id: number
  readonly step: string
  readonly on: PlainDate
  readonly children: number | null
  readonly words: string
  readonly by: string
}

/** Where they stand: by the last step that was written. */
export const statusOf = (taken: readonly StepTaken[]): string =>
  stepOf(taken.at(-1)?.step ?? '')?.status ?? 'Nothing yet'

/** What can be written now: what comes after all that stands; the review of an approval again and again until a match; nothing after the end. Pure. */
export const nextSteps = (taken: readonly StepTaken[]): readonly AdopterStep[] => {
  const has = (key: string) => taken.some(one => one.step === key)
  if (has('order') || has('left')) return []
  const last = adopterSteps.findLastIndex(one => has(one.key))
  const again = ({ key }: AdopterStep) => key === 'reviewed' && !has('matched')
  return adopterSteps.filter((one, at) => (at > last || again(one)) && (one.after.length === 0 || one.after.some(has)))
}

type Clock = {
  readonly what: string
  readonly from: string
  readonly months: number
  readonly endedBy: readonly string[]
}
/** What is owed, in months (regulations 27 and 30: two months for stage 1, four for stage 2; 30D: a review each year until a match; from memory). */
const clocks: readonly { readonly from: PlainDate; readonly items: readonly Clock[] }[] = [
  {
    from: '2013-07-01' as PlainDate,
    items: [
      { what: 'End stage 1', from: 'stage-1', months: 2, endedBy: ['stage-1-end'] },
      { what: 'Decide on the approval', from: 'stage-2', months: 4, endedBy: ['approved'] },
      { what: 'Review the approval', from: 'approved', months: 12, endedBy: ['reviewed', 'matched'] },
      { what: 'Review the approval', from: 'reviewed', months: 12, endedBy: ['matched'] },
    ],
  },
]
/** What is owed next, and by when; undefined where no clock runs, and after the end. Pure. */
export const owedBy = (taken: readonly StepTaken[]): { readonly what: string; readonly due: PlainDate } | undefined => {
  if (taken.some(one => ['left', 'order'].includes(one.step))) return undefined
  const running = taken.flatMap((one, at) => {
    const items = clocks.findLast(list => list.from <= one.on)?.items ?? []
    const over = (clock: Clock) =>
      taken.slice(at + 1).some(later => clock.endedBy.includes(later.step) || later.step === clock.from)
    return items
      .filter(clock => clock.from === one.step && !over(clock))
      .map(clock => ({ what: clock.what, due: addMonths(one.on, clock.months) }))
  })
  return running.toSorted((a, b) => (a.due < b.due ? -1 : 1))[0]
}

/** What stands in a form of the register, as it was typed. */
export type Fields = Readonly<Partial<Record<string, string>>>
/** The boxes of the form of a step. */
export const stepBoxes = ['step', 'on-day', 'on-month', 'on-year', 'children', 'words'] as const
type Errors = { readonly errors: readonly FormError[] }

/** Reads a step: which, on which day, how many children where that is asked, and why. Gives it, or what is wrong field by field. Pure. */
export const readStep = (
  fields: Fields,
  taken: readonly StepTaken[],
  today: PlainDate,
): Pick<StepTaken, 'step' | 'on' | 'children' | 'words'> | Errors => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string) => void errors.push({ field, text })
  const step = nextSteps(taken).find(one => one.key === fields.step)
  if (!step) wrong('step', 'Choose what happened')
  const read = readBoxes(boxesNamed('on', fields))
  const on = read && 'date' in read ? read.date : undefined
  if (!read) wrong('on-day', 'Enter the day')
  else if ('problem' in read) wrong('on-day', `The day ${read.problem}`)
  const before = taken
    .map(one => one.on)
    .sort()
    .at(-1)
  if (on && on > today) wrong('on-day', `The day must be today, ${formatDate(today)}, or in the past`)
  else if (on && before && on < before) wrong('on-day', `It cannot be before the step before it, ${formatDate(before)}`)
  const count = (fields.children ?? '').trim()
  if (step?.asksChildren && !/^([1-9]|1[0-2])$/.test(count)) wrong('children', 'Enter how many children, from 1 to 12')
  const words = (fields.words ?? '').trim()
  if (!words) wrong('words', step?.key === 'left' ? 'Write why they left' : 'Write what was said or decided')
  if (words.length > 10_000) wrong('words', 'Keep it under 10,000 letters')
  if (errors.length > 0 || !step || !on) return { errors }
  return { step: step.key, on, children: step.asksChildren ? Number(count) : null, words }
}
