import { feedState, formatClock, type RegisterFeed } from '../../kernel/index.ts'

/** What today's register says, in a sentence, for a child whose last mark is of an earlier day; empty on a day without registers. */
export const feedWords = (feed: RegisterFeed, now: Date): string => {
  const state = feedState(feed, now)
  if (state === undefined) return ''
  return {
    came: 'Today’s register came, without a mark for this child',
    'not-due': `Today’s register is due by ${formatClock(feed.dueBy)}`,
    quiet: `The school has sent no register today. It was due by ${formatClock(feed.dueBy)}`,
  }[state]
}
