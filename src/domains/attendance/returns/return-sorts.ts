import type { Category, PlainDate } from '../../../kernel/index.ts'

/**
 * What a school must tell the council of its own pupils: SI 2024/208, regulation 13 (roll, ten days, sickness), and Education Act 2002,
 * section 51A (suspensions, and what the governing board and a review panel decide of them); a part-time timetable by "Working together to improve school attendance" (domain.md 4.4, 6.2, 6.4).
 */
export const returnSorts = [
  'added-to-roll',
  'taken-off-roll',
  'ten-days',
  'sickness',
  'part-time',
  'suspension',
  'board-decision',
] as const
export type ReturnSort = (typeof returnSorts)[number]

export const returnSortOf = (text: unknown): ReturnSort | undefined => returnSorts.find(sort => sort === text)

type SortWords = { readonly title: string; readonly when: string; readonly category: Category }
const words: Readonly<Record<ReturnSort, SortWords>> = {
  'added-to-roll': {
    title: 'Added to the roll',
    when: 'Within five days of adding a pupil, but at the usual start of the youngest year',
    category: 'attendance',
  },
  'taken-off-roll': {
    title: 'Taken off the roll',
    when: 'Before the name is deleted, but at the end of the oldest year',
    category: 'attendance',
  },
  'ten-days': {
    title: 'Away ten school days or more without leave',
    when: 'At the latest on the tenth school day on end',
    category: 'attendance',
  },
  sickness: {
    title: 'Away ill for fifteen school days',
    when: 'As soon as it is likely, on end or in all over the school year',
    category: 'attendance',
  },
  'part-time': {
    title: 'Part-time timetable',
    when: 'When it has been agreed with parents, with its end and its review',
    category: 'attendance',
  },
  suspension: {
    title: 'Suspension or permanent exclusion',
    when: 'Without delay, however short it is',
    category: 'exclusion',
  },
  'board-decision': {
    title: 'Decision of the governing board or a review panel',
    when: 'Without delay, once the board has decided on a suspension or exclusion, or an independent review panel on what it decided',
    category: 'exclusion',
  },
}
export const returnTitle = (sort: ReturnSort): string => words[sort].title
export const returnWhen = (sort: ReturnSort): string => words[sort].when
export const returnCategory = (sort: ReturnSort): Category => words[sort].category

/** What a school must know before it takes a pupil off its roll, beside the ground itself. */
type Need = 'new-school' | 'written-notice' | 'leave-ended' | 'absent-since' | 'sought'
/** A ground of deletion. `enquiry`: nobody knows yet where the child is educated next, so that the council asks (domain.md 4.4). */
export type RollGround = {
  readonly code: string
  readonly text: string
  readonly needs: readonly Need[]
  readonly next: 'enquiry' | 'home-education' | 'nothing'
}
const ground = (code: string, text: string, next: RollGround['next'], ...needs: Need[]): RollGround => ({
  code,
  text,
  next,
  needs,
})

/** The fifteen grounds for pupils of compulsory school age: SI 2024/208, regulation 9(1), in force from 19 August 2024. There is no other. */
const groundsFrom2024: readonly RollGround[] = [
  ground('9(1)(a)', 'Registered at another school', 'nothing', 'new-school'),
  ground('9(1)(b)', 'Did not go on here after nursery', 'enquiry'),
  ground('9(1)(c)', 'Also registered at another school, which agreed to the deletion', 'nothing', 'new-school'),
  ground('9(1)(d)', 'A school attendance order names another school now', 'nothing', 'new-school'),
  ground('9(1)(e)', 'The school attendance order was revoked', 'enquiry'),
  ground(
    '9(1)(f)',
    'The parent wrote that the child will be educated otherwise than at school',
    'home-education',
    'written-notice',
  ),
  ground('9(1)(g)', 'No longer lives within a reasonable distance', 'enquiry'),
  ground(
    '9(1)(h)',
    'Did not come back within ten school days after leave, and was not found',
    'enquiry',
    'leave-ended',
    'sought',
  ),
  ground(
    '9(1)(i)',
    'Away for twenty school days on end without leave, and was not found',
    'enquiry',
    'absent-since',
    'sought',
  ),
  ground('9(1)(j)', 'Detained under a sentence', 'nothing'),
  ground('9(1)(k)', 'Has died', 'nothing'),
  ground('9(1)(l)', 'Over compulsory school age by the next term, and does not stay on', 'nothing'),
  ground('9(1)(m)', 'A boarder whose fees are not paid', 'enquiry'),
  ground('9(1)(n)', 'No longer a pupil of an independent or non-maintained special school', 'enquiry'),
  ground('9(1)(o)', 'Permanently excluded, and the time to ask for a review is over', 'enquiry'),
]

/** The grounds in force on a day. */
export const groundsOn = (_on: PlainDate): readonly RollGround[] => groundsFrom2024
export const rollGround = (code: string | undefined): RollGround | undefined =>
  groundsFrom2024.find(one => one.code === code)

/** What the council has done with a return, as its school reads it. */
export const returnStates = {
  sent: 'Sent, not looked at yet',
  'taken-up': 'Being looked at',
  done: 'Dealt with',
  'taken-back': 'Taken back by the school',
} as const
export type ReturnState = keyof typeof returnStates

/** Nobody owes anything on it any more. */
export const isOver = (state: ReturnState): boolean => state === 'done' || state === 'taken-back'

/** What a return asks of the council, in one sentence; a new school or none, and for good or not, by its ground. */
export const toDo = (sort: ReturnSort, code: string | undefined): string => {
  switch (sort) {
    case 'added-to-roll':
      return 'See whether anybody was looking for this child, and end the enquiry.'
    case 'taken-off-roll': {
      const next = rollGround(code)?.next
      if (next === 'enquiry') return 'No new school is known: begin an enquiry for a child missing education.'
      if (next === 'home-education') return 'Put the child on the register of home education, and make contact.'
      return code === '9(1)(k)' ? 'Stop letters and visits about school.' : 'Check that the new school has the child.'
    }
    case 'ten-days':
      return 'Ask the school what it tried, and agree who visits.'
    case 'sickness':
      return 'Decide whether the council arranges education (Education Act 1996, section 19).'
    case 'part-time':
      return 'See that it ends, and that it is reviewed.'
    case 'suspension':
      return code === 'PERM'
        ? 'Arrange full-time education from the sixth school day.'
        : 'See whether anything is owed.'
    case 'board-decision':
      if (code === 'reinstated') return 'See that the pupil is back at school, and that the days are counted to then.'
      if (code === 'panel-upheld') return 'The exclusion stands: see that education goes on.'
      if (code?.startsWith('panel-'))
        return 'See that the governing board decides again by its day, and that education goes on until then.'
      return 'See that education goes on. Of a permanent exclusion parents may ask for a review.'
  }
}

/** The page of the child's record where what a return asks is done, for those who work on it. */
export const nextPage = (
  sort: ReturnSort,
  code: string | undefined,
): { readonly part: string; readonly text: string } | undefined => {
  const next = sort === 'taken-off-roll' ? rollGround(code)?.next : undefined
  if (next === 'enquiry' || sort === 'added-to-roll')
    return { part: '/missing-education', text: 'Children missing education' }
  return next === 'home-education' ? { part: '/home-education', text: 'Home education' } : undefined
}
