import { isWorkingDay, londonClock, type PlainDate } from '../kernel/index.ts'

/** When a school's registers are due, as HH:MM in London, and the latest day of which one came. */
export type RegisterFeed = {
  readonly dueBy: string
  readonly on?: PlainDate
  /** Whether its pupils are in today, as its term dates say; undefined where they are not told. */
  readonly isIn?: boolean
}

/** Whether today's register came, is not due yet, or is overdue. */
export type FeedState = 'came' | 'not-due' | 'quiet'

const clockText = ({ hour, minute }: { hour: number; minute: number }): string =>
  [hour, minute].map(part => String(part).padStart(2, '0')).join(':')

/**
 * What a child without a mark today means: the school's register came and has none (`came`), is not due yet, or is overdue: a
 * quiet feed, which says nothing of the child. Undefined on a day without registers: a weekend, a bank holiday, or the school's own.
 */
export const feedState = ({ dueBy, on, isIn }: RegisterFeed, now: Date): FeedState | undefined => {
  const clock = londonClock(now)
  if (on === clock.date) return 'came'
  if (!isWorkingDay(clock.date) || isIn === false) return undefined
  return clockText(clock) < dueBy ? 'not-due' : 'quiet'
}
