import { plural } from '../../../kernel/index.ts'
import type { RoundCounts } from './counts.queries.ts'

/** One thing that stands in the way of a run, in words, and where it is put right. */
export type Blocker = { readonly text: string; readonly part: string }

/** What stands in the way of a run; none where it can begin. */
export const blockersOf = (counts: RoundCounts): readonly Blocker[] => {
  const list: [number, (n: number) => string, string][] = [
    [counts.schools === 0 ? 1 : 0, () => 'No school has told its places and criteria.', '/schools'],
    [counts.schools > 0 && counts.applications === 0 ? 1 : 0, () => 'No application is in.', '/applications'],
    [
      counts.twice,
      n => `${plural(n, 'application is', 'applications are')} for a child who has another.`,
      '/applications?page=1&standing=twice',
    ],
    [
      counts.untied,
      n => `${plural(n, 'application is', 'applications are')} not tied to a child’s record.`,
      '/applications?page=1&standing=untied',
    ],
    [
      counts.unchecked,
      n => `${plural(n, 'application has', 'applications have')} something that nobody checked.`,
      '/applications?page=1&standing=unchecked',
    ],
    [
      counts.online,
      n => `${plural(n, 'application')} that families sent online ${n === 1 ? 'waits' : 'wait'} for somebody.`,
      '/online',
    ],
    [counts.ordersMissing, n => `The order of ${plural(n, 'school')} has not come.`, '/schools'],
    [
      counts.leftOut,
      n => `${plural(n, 'child', 'children')} named a school that ranks for itself and left them out of its order.`,
      '/schools',
    ],
  ]
  return list.flatMap(([count, text, part]) => (count > 0 ? [{ text: text(count), part }] : []))
}

/** "12 applications = 9 ready + 2 unchecked + 1 late": the parts add up to the whole. */
export const sumWords = ({ applications, ready, unchecked, untied, twice, late }: RoundCounts): string => {
  const parts: [number, string][] = [
    [ready, 'ready'],
    [unchecked, 'to check'],
    [untied, 'not tied to a record'],
    [twice, 'for a child with another'],
    [late, 'late'],
  ]
  const shown = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return `${plural(applications, 'application')}${shown.length > 0 ? ` = ${shown.join(' + ')}` : ''}`
}
