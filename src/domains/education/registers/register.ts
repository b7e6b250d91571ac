import { addDays, formatDate, isOfSchoolAge, type PlainDate, type SchoolAge } from '../../../kernel/index.ts'

/** The two registers that the council keeps of children who are at no school (Education Act 1996, sections 436A and 437; domain.md 4.4). */
export type RegisterKey = 'missing-education' | 'home-education'

/** A child on a register, from a day to a day. */
export type RegisterHead = {
  readonly entry: number
  /** The address that steps know it by, which a later version keeps. */
  readonly address: string
  readonly open: boolean
  /** When it was reported, or when the parents told of home education. */
  readonly since: PlainDate
  readonly from: string
  readonly opening: string
  readonly closedOn?: PlainDate
  readonly ending?: string
  readonly closing?: string
  readonly by: string
}
/** Something done about it: an enquiry, a contact, a step of the law. */
export type RegisterStep = {
  readonly of: string
  readonly step: string
  readonly on: PlainDate
  readonly who?: string
  readonly outcome?: string
  readonly until?: PlainDate
  readonly words: string
  readonly by: string
}
export type RegisterFile = { readonly head: RegisterHead; readonly steps: readonly RegisterStep[] }

/** A thing that is owed, in words, and by when. */
export type Clock = { readonly what: string; readonly dueOn: PlainDate }

/** A step that may be written down. */
export type StepSort = {
  readonly code: string
  readonly title: string
  readonly hint?: string
  readonly who: string
  readonly outcomes: readonly { readonly value: string; readonly text: string }[]
  /** The step sets a time: at least this many days from the day it is taken (the law's least). */
  readonly untilDays?: number
  /** A step of the law that is only for a child of compulsory school age. */
  readonly forSchoolAge?: true
  /** What is missing before it may be taken; undefined where nothing is. */
  missing?(file: RegisterFile, today: PlainDate): string | undefined
}

/** All that makes a register one: its words, its steps in their order, its endings and its clocks. */
export type RegisterSort = {
  readonly key: RegisterKey
  readonly title: string
  /** "on the register of …" */
  readonly of: string
  readonly begin: string
  readonly beginHint: string
  readonly sinceLabel: string
  readonly sources: readonly { readonly value: string; readonly text: string }[]
  readonly steps: readonly StepSort[]
  /** Whether each of the steps is to be made once: a checklist. */
  readonly checklist: boolean
  readonly endings: readonly { readonly value: string; readonly text: string }[]
  /** Why it cannot end so yet; undefined where it can. */
  mayEnd(ending: string, file: RegisterFile): string | undefined
  /** What is owed on an open one, the nearest first. */
  clocks(file: RegisterFile): readonly Clock[]
}

/** The steps of one sort, the latest last. */
export const stepsOf = (file: RegisterFile, ...codes: readonly string[]): RegisterStep[] =>
  file.steps.filter(one => codes.includes(one.step)).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

export const lastOf = (file: RegisterFile, ...codes: readonly string[]): RegisterStep | undefined =>
  stepsOf(file, ...codes).at(-1)

/** The clocks in the order in which they end. */
export const inOrder = (clocks: readonly Clock[]): Clock[] => [...clocks].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))

/** What is missing before a step may be taken today; undefined where nothing is. */
export const missingBefore = (
  step: StepSort,
  file: RegisterFile,
  age: SchoolAge | undefined,
  today: PlainDate,
): string | undefined =>
  step.forSchoolAge && !isOfSchoolAge(age, today)
    ? 'The child is not of compulsory school age'
    : step.missing?.(file, today)

/** What is owed on an open one, the nearest first; once the child is over compulsory school age, that it is ended. */
export const clocksOf = (
  sort: RegisterSort,
  file: RegisterFile,
  age: SchoolAge | undefined,
  today: PlainDate,
): readonly Clock[] =>
  age && today > age.until
    ? [{ what: `Over school age since ${formatDate(age.until)}: end it`, dueOn: addDays(age.until, 1) }]
    : sort.clocks(file)

/** How many of these are past a clock: the number that stands over the list is the number of its rows that say so. */
export const countOverdue = (nearest: readonly (Clock | undefined)[], today: PlainDate): number =>
  nearest.filter(clock => clock !== undefined && clock.dueOn < today).length
