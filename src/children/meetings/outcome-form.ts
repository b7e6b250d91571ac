import {
  addMonths,
  boxNames,
  type Category,
  formatDate,
  lowerFirst,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { Colleague } from '../tasks/task-form.ts'
import { dayBoxes, type Fields, one } from './meeting-form.ts'

/** As many people, numbers and actions as the form has lines for. */
export const mostPeople = 30
export const scaleLines = 4
export const actionLines = 5
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

/** Whether somebody who was asked came. */
export const attendances = [
  { value: 'yes', text: 'Came' },
  { value: 'apologies', text: 'Sent apologies' },
  { value: 'no', text: 'Did not come' },
] as const
type Came = (typeof attendances)[number]['value']

export const outcomeWords = [
  'present',
  'childSaid',
  'decided',
  'others',
  'othersName',
  ...upTo(actionLines).map(at => `what-${at}`),
]
/** As many other children as one meeting is about at most, and the boxes of each one's own part. */
export const mostParts = 7
const partNames = ['childSaid', 'decided', 'others', 'othersName', 'present'] as const
/** A box of another child's part, by the part's place on the page. */
export const partBox = (name: (typeof partNames)[number], at: number): string => `${name}-of-${at}`
/** All boxes of words of one part. */
export const partBoxes = (at: number): readonly string[] => partNames.map(name => partBox(name, at))
/** The boxes of the form. */
export const outcomeBoxes = [
  ...upTo(mostParts).flatMap(at => [`part-${at}`, ...partBoxes(at)]),
  ...outcomeWords,
  ...boxNames('held'),
  ...upTo(mostPeople).flatMap(at => [`person-${at}`, `came-${at}`]),
  ...upTo(scaleLines).flatMap(at => [`who-${at}`, `score-${at}`, `number-about-${at}`]),
  ...upTo(actionLines).flatMap(at => [`doer-${at}`, `about-${at}`, ...boxNames(`by-${at}`)]),
]

/**
 * What was typed, on the lines of the page as it is now: who is asked, and whom it is about, may have changed since somebody typed, and each answer
 * stays with whom it is about. Pure.
 */
export const onLinesOfNow = (
  fields: Fields,
  asked: readonly { readonly key: string }[],
  parts: readonly { readonly address: string }[],
): Fields => {
  const moved: Record<string, string | readonly string[] | undefined> = { ...fields }
  for (const at of upTo(mostPeople)) moved[`came-${at}`] = undefined
  for (const [at, { key }] of asked.slice(0, mostPeople).entries()) {
    const line = upTo(mostPeople).find(n => one(fields, `person-${n}`) === key)
    if (line) moved[`came-${at + 1}`] = fields[`came-${line}`]
  }
  for (const at of upTo(mostParts)) for (const box of partBoxes(at)) moved[box] = undefined
  for (const [at, { address }] of parts.slice(0, mostParts).entries()) {
    const line = upTo(mostParts).find(n => one(fields, `part-${n}`) === address)
    if (line) for (const name of partNames) moved[partBox(name, at + 1)] = fields[partBox(name, line)]
  }
  return moved
}

/** Words that somebody typed, under what they were asked for. */
export type TypedWords = { readonly asked: string; readonly text: string }
const askedOf: Readonly<Record<(typeof partNames)[number], string>> = {
  childSaid: 'What the child said',
  decided: 'What was decided',
  others: 'What is about somebody else',
  othersName: 'Who that part is about',
  present: 'Who else came',
}
/** All words of the form that somebody typed, in the order of the page; `parts` are the other children whom the reader sees it is about. Pure. */
export const typedWords = (
  fields: Fields,
  parts: readonly { readonly address: string; readonly first: string }[],
): readonly TypedWords[] => {
  const said = (box: string, asked: string): readonly TypedWords[] => {
    const text = one(fields, box)
    return text ? [{ asked, text }] : []
  }
  const order = ['present', 'childSaid', 'decided', 'others', 'othersName'] as const
  return [
    ...order.flatMap(name => said(name, askedOf[name])),
    ...upTo(mostParts).flatMap(at => {
      const about = parts.find(({ address }) => address === one(fields, `part-${at}`))?.first ?? 'another child'
      return order.flatMap(name => said(partBox(name, at), `About ${about}: ${lowerFirst(askedOf[name])}`))
    }),
    ...upTo(scaleLines).flatMap(at => {
      const [who, score] = [one(fields, `who-${at}`), one(fields, `score-${at}`)]
      return who || score ? [{ asked: `Number ${at}`, text: `${who ?? 'Nobody named'}: ${score ?? 'no number'}` }] : []
    }),
    ...upTo(actionLines).flatMap(at => said(`what-${at}`, `Action ${at}`)),
  ]
}

export type Passage = { readonly text: string; readonly about: 'child' | 'third-party'; readonly person?: string }
/** What was agreed that somebody does: who owes it here, or whose doing a worker follows up. */
export type Action = {
  readonly what: string
  readonly due: PlainDate
  readonly to: Colleague | undefined
  /** Whose record it goes on: the address of another child's, of those the meeting is about. */
  readonly about: string | undefined
  /** The key of who does it, where that is nobody at work here. */
  readonly other: string | undefined
  /** The child whose page it was written on does it. */
  readonly ofChild: boolean
  /** Its line of the form, from 1. */
  readonly line: number
}
/** What came of a meeting. */
export type MeetingOutcome = {
  readonly heldOn: PlainDate
  readonly came: ReadonlyMap<string, Came>
  /** Others who came, as this child's record may name them. */
  readonly present: string | undefined
  readonly childSaid: readonly Passage[]
  readonly passages: readonly Passage[]
  readonly scale: readonly {
    readonly who: string
    readonly score: number
    /** Whose record it goes on: the address of another child's, of those the meeting is about. */
    readonly about: string | undefined
  }[]
  readonly actions: readonly Action[]
}
type Wrong = (field: string, text: string) => void
const longest = 10_000

/**
 * Reads what came of a meeting: the day, who came, what was decided, each person's own number from 0 to 10 (never an average), and the actions,
 * each with who does it and by when. A colleague who takes one must be able to read it. Gives it, or what is wrong field by field. Pure.
 */
export const readOutcome = (
  fields: Fields,
  {
    today,
    category,
    asked,
    colleagues,
  }: {
    readonly today: PlainDate
    readonly category: Category
    readonly asked: readonly { readonly key: string; readonly label: string; readonly relation?: string }[]
    readonly colleagues: readonly Colleague[]
  },
): MeetingOutcome | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const wrong: Wrong = (field, text) => void errors.push({ field, text })
  const heldOn = readDay(fields, 'held', 'the day it was held', wrong)
  if (heldOn && heldOn > today)
    wrong('held-day', `The day it was held must be today, ${formatDate(today)}, or in the past`)
  const came = new Map<string, Came>()
  for (const [at, { key, label }] of asked.slice(0, mostPeople).entries()) {
    const line = upTo(mostPeople).find(n => one(fields, `person-${n}`) === key) ?? at + 1
    const answer = attendances.find(({ value }) => value === one(fields, `came-${line}`))?.value
    if (answer) came.set(key, answer)
    else wrong(`came-${at + 1}`, `Choose whether ${label} came`)
  }
  const own = readPart(fields, name => name, wrong)
  for (const name of outcomeWords.filter(name => !partNames.some(part => part === name)))
    if ((one(fields, name) ?? '').length > longest) wrong(name, 'Keep each part under 10,000 letters')
  const scale = readScale(fields, wrong)
  const actions = readActions(fields, { today, category, asked, colleagues }, wrong)
  if (errors.length > 0 || !heldOn) return { errors }
  return {
    heldOn,
    came,
    ...own,
    scale,
    actions,
  }
}

/** What came of it for one child: what they said, what was decided about them, and what is about somebody else. */
export type OutcomePart = Pick<MeetingOutcome, 'childSaid' | 'passages' | 'present'>
const readPart = (fields: Fields, box: (name: (typeof partNames)[number]) => string, wrong: Wrong): OutcomePart => {
  const [childSaid, decided = '', others, othersName, present] = partNames.map(name => one(fields, box(name)))
  if (!decided) wrong(box('decided'), 'Write what was decided')
  if (others && !othersName) wrong(box('othersName'), 'Enter who that part is about')
  for (const name of partNames)
    if ((one(fields, box(name)) ?? '').length > longest) wrong(box(name), 'Keep each part under 10,000 letters')
  return {
    present,
    childSaid: childSaid ? [{ text: childSaid, about: 'child' }] : [],
    passages: [
      { text: decided, about: 'child' },
      ...(others && othersName ? [{ text: others, about: 'third-party' as const, person: othersName }] : []),
    ],
  }
}

/** The part of each other child whom the meeting is about, in the order of their lines. */
export const readParts = (
  fields: Fields,
  lines: readonly number[],
): { readonly parts: readonly OutcomePart[] } | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const wrong: Wrong = (field, text) => void errors.push({ field, text })
  const parts = lines.map(at => readPart(fields, name => partBox(name, at), wrong))
  return errors.length > 0 ? { errors } : { parts }
}

const readDay = (fields: Fields, name: string, what: string, wrong: Wrong): PlainDate | undefined => {
  const read = readBoxes(dayBoxes(fields, name))
  if (!read) wrong(`${name}-day`, `Enter ${what}`)
  else if ('problem' in read) wrong(`${name}-day`, `The day ${read.problem}`)
  else return read.date
  return undefined
}

const readScale = (fields: Fields, wrong: Wrong): MeetingOutcome['scale'] =>
  upTo(scaleLines).flatMap(at => {
    const [who, score] = [one(fields, `who-${at}`), one(fields, `score-${at}`)]
    if (!who && !score) return []
    if (!who) wrong(`who-${at}`, `Enter whose number it is, line ${at}`)
    if (!score || !/^(10|\d)$/.test(score)) wrong(`score-${at}`, `Enter a whole number from 0 to 10, line ${at}`)
    return who ? [{ who, score: Number(score), about: one(fields, `number-about-${at}`) }] : []
  })

const readActions = (
  fields: Fields,
  { today, category, asked, colleagues }: Omit<Parameters<typeof readOutcome>[1], never>,
  wrong: Wrong,
): Action[] =>
  upTo(actionLines).flatMap(at => {
    const [what, doer] = [one(fields, `what-${at}`), one(fields, `doer-${at}`)]
    if (!what && boxNames(`by-${at}`).every(box => !one(fields, box))) return []
    if (!what) wrong(`what-${at}`, `Enter what is to be done, action ${at}`)
    const due = readDay(fields, `by-${at}`, `by when, action ${at}`, wrong)
    if (due && (due < today || due > addMonths(today, 24)))
      wrong(`by-${at}-day`, `The day must be today, ${formatDate(today)}, or later, within two years, action ${at}`)
    const to = colleagues.find(({ id }) => String(id) === doer)
    const other = asked.find(({ key }) => key === doer)
    if (!to && !other && doer !== undefined && doer !== 'me') wrong(`doer-${at}`, `Choose who does it, action ${at}`)
    if (to && !to.reads.includes(category))
      wrong(`doer-${at}`, `${to.name} cannot read this: choose somebody else, action ${at}`)
    const about = one(fields, `about-${at}`)
    return what && due
      ? [
          {
            what: other ? `${other.label} is to: ${what}` : what,
            due,
            to,
            about,
            other: other?.key,
            ofChild: other?.relation === 'the child',
            line: at,
          },
        ]
      : []
  })
