import { isWorkingDay, londonClock, type PlainDate } from '../../kernel/index.ts'

/** When a school's registers are due, as HH:MM in London, and the latest day of which one came. */
export type RegisterFeed = { readonly dueBy: string; readonly on?: PlainDate }

const clockText = ({ hour, minute }: { hour: number; minute: number }): string =>
  [hour, minute].map(part => String(part).padStart(2, '0')).join(':')

/** Whether today's register came, is not due yet, or is overdue. */
export type FeedState = 'came' | 'not-due' | 'quiet'

/**
 * What a child without a mark today means: the school's register came and has none (`came`), is not due yet, or is overdue: a
 * quiet feed, which says nothing of the child. Undefined on a day without registers.
 */
export const feedState = ({ dueBy, on }: RegisterFeed, now: Date): FeedState | undefined => {
  const clock = londonClock(now)
  if (!isWorkingDay(clock.date)) return undefined
  if (on === clock.date) return 'came'
  return clockText(clock) < dueBy ? 'not-due' : 'quiet'
}

/** The same in a sentence, for a child whose last mark is of an earlier day; empty on a day without registers. */
export const feedWords = (feed: RegisterFeed, now: Date): string => {
  const state = feedState(feed, now)
  if (state === undefined) return ''
  return {
    came: 'Today’s register came, without a mark for this child',
    'not-due': `Today’s register is due by ${feed.dueBy}`,
    quiet: `The school has sent no register today. It was due by ${feed.dueBy}`,
  }[state]
}
