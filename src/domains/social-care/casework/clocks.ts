import { Type } from 'typebox'
import { addDays, addMonths, addWorkingDays, type PlainDate } from '../../../kernel/index.ts'
import type { CaseFile } from './case-file.ts'

/** How long there is, from a day that is day 0 (domain.md 0.2). */
export const Within = Type.Union(
  (['workingDays', 'days', 'weeks', 'months'] as const).map(unit =>
    Type.Object({ [unit]: Type.Integer({ minimum: 1, maximum: 1000 }) }, { additionalProperties: false }),
  ),
)
export type Within =
  | { readonly workingDays: number }
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }

/** The last day of it. A month that is too short ends with its own last day. */
export const lastDay = (from: PlainDate, within: Within): PlainDate =>
  'workingDays' in within
    ? addWorkingDays(from, within.workingDays)
    : 'months' in within
      ? addMonths(from, within.months)
      : addDays(from, 'weeks' in within ? 7 * within.weeks : within.days)

/** Once that a clock runs: from which day, and on which it was done. */
export type Run = {
  readonly from: PlainDate
  readonly done?: PlainDate | undefined
  /** Somebody told of the last time, here or by a file: the next is owed whoever told it. */
  readonly told?: boolean
}

/** A clock of the law, or of the council: from which day which limit holds, and when it runs. */
export type ClockRule = {
  readonly key: string
  /** "Initial child protection conference" */
  readonly what: string
  /** "the strategy discussion": what it is counted from. */
  readonly since: string
  readonly limits: readonly [Limit, ...Limit[]]
  readonly source: string
  /** The step by which it is done. */
  readonly step: string
  /** Only what is written here can end it: of a case that came from a file, what began before anybody worked on it here is not asked for. */
  readonly onlyHere?: true
  runs(file: CaseFile, today: PlainDate): readonly Run[]
}
type Limit = { readonly from: PlainDate; readonly within: Within }

/** One clock of a case: what is owed, counted from when, by when, and when it was done. */
export type Clock = Run & {
  readonly key: string
  readonly what: string
  readonly since: string
  readonly step: string
  readonly due: PlainDate
  readonly state: 'due' | 'overdue' | 'done' | 'done-late'
}

/** Every clock of a case by these rules: those that run first, the nearest day before the others; then those that are over, the latest first. Pure. */
export const clocksOf = (rules: readonly ClockRule[], file: CaseFile, today: PlainDate): Clock[] => {
  const workedSince = file.steps[0]?.on
  const all = rules.flatMap(rule =>
    rule.runs(file, today).flatMap((run): Clock[] => {
      if (rule.onlyHere && !run.done && !run.told && run.from < (workedSince ?? '9999')) return []
      const limit = rule.limits.findLast(one => one.from <= run.from) ?? rule.limits[0]
      const due = lastDay(run.from, limit.within)
      const { key, what, since, step } = rule
      return [{ ...run, key, what, since, step, due, state: stateOf(run.done, due, today) }]
    }),
  )
  const running = all.filter(one => one.done === undefined).sort((a, b) => (a.due < b.due ? -1 : 1))
  const over = all.filter(one => one.done !== undefined).sort((a, b) => (a.due < b.due ? 1 : -1))
  return [...running, ...over]
}

const stateOf = (done: PlainDate | undefined, due: PlainDate, today: PlainDate): Clock['state'] =>
  done ? (done > due ? 'done-late' : 'done') : due < today ? 'overdue' : 'due'

/** The first time that something comes round, and each later one: from a day on, with the days on which it was done, until it ended. */
export const rounds = (
  from: PlainDate,
  done: readonly PlainDate[],
  ended?: PlainDate,
): { readonly first: readonly Run[]; readonly again: readonly Run[] } => {
  const days = done.filter(day => day > from && (!ended || day <= ended)).toSorted()
  const runs = [from, ...days].map((start, at): Run => ({ from: start, done: days[at] }))
  const live = ended ? runs.filter(run => run.done !== undefined) : runs
  return { first: live.filter(run => run.from === from), again: live.filter(run => run.from !== from) }
}
