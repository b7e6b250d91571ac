import { addMonths, addWorkingDays, plural } from '../../../kernel/index.ts'
import {
  type Clock,
  inOrder,
  lastOf,
  type RegisterFile,
  type RegisterSort,
  type StepSort,
  stepsOf,
} from './register.ts'

const outcomes = [
  { value: 'nothing', text: 'Nothing found' },
  { value: 'lead', text: 'Something to follow' },
  { value: 'found', text: 'The child is found' },
  { value: 'waiting', text: 'No answer yet' },
] as const

const check = (code: string, title: string, hint?: string): StepSort => ({
  code,
  title,
  who: 'Who asked, and whom?',
  outcomes,
  ...(hint ? { hint } : {}),
})

/** Reasonable enquiries (Children missing education, statutory guidance, August 2024; from memory): who may know where the child is. */
const checks: readonly StepSort[] = [
  check('family', 'Parents, carers and emergency contacts', 'Calls, messages and letters to every contact there is'),
  check('home', 'A visit to the last known address', 'Neighbours and the landlord, if they can be asked safely'),
  check('last-school', 'The last school', 'Friends, staff, and the schools of brothers and sisters'),
  check('own-records', 'Our own records', 'Admissions, school places and transport'),
  check('other-councils', 'Other councils', 'Where the family came from or may have gone'),
  check('health', 'Health', 'The GP, health visitor or school nurse: whether the child is seen elsewhere'),
  check(
    'care-housing',
    'Social care, housing and benefits',
    'Ask whom to speak to; do not ask for more than where the child is',
  ),
  check('border', 'Border Force', 'Where the family may have left the country'),
  check('police', 'The police', 'At once where there is worry for the child'),
  check('lost-pupils', 'The lost pupil database of school to school (S2S)', 'Never an address of a family in a refuge'),
]
const review: StepSort = {
  code: 'review',
  title: 'Looked at again',
  who: 'Who looked at it?',
  outcomes: [
    { value: 'go-on', text: 'Go on looking' },
    { value: 'found', text: 'The child is found' },
  ],
}

/** Working days within which the first two enquiries, and all of them, are made: a local setting. */
const firstWithin = 10
const allWithin = 20

/** The enquiries that nobody has made yet. */
const unmade = (file: RegisterFile): StepSort[] => checks.filter(one => stepsOf(file, one.code).length === 0)

const clocks = (file: RegisterFile): Clock[] => {
  const { since } = file.head
  const left = unmade(file)
  const first = left.filter(one => one.code === 'family' || one.code === 'home')
  const looked = lastOf(file, 'review')?.on ?? since
  return inOrder([
    ...first.map(one => ({
      what: `Not asked yet: ${one.title.toLowerCase()}`,
      dueOn: addWorkingDays(since, firstWithin),
    })),
    ...(left.length > first.length
      ? [{ what: `${plural(left.length, 'enquiry', 'enquiries')} to make`, dueOn: addWorkingDays(since, allWithin) }]
      : []),
    { what: 'Look at it again', dueOn: addMonths(looked, 1) },
  ])
}

/** Children of compulsory school age who are on no school's roll and are not educated otherwise, as far as is known. */
export const missingEducation: RegisterSort = {
  key: 'missing-education',
  title: 'Children missing education',
  of: 'children missing education',
  begin: 'Begin an enquiry',
  beginHint: 'A child of school age who is on no school’s roll and, as far as you know, not educated elsewhere',
  sinceLabel: 'When was it reported?',
  sources: [
    { value: 'school-return', text: 'A school’s return' },
    { value: 'council', text: 'Another council' },
    { value: 'other', text: 'Somebody else told us' },
  ],
  steps: [...checks, review],
  checklist: true,
  endings: [
    { value: 'on-roll', text: 'On a school’s roll' },
    { value: 'home-education', text: 'Educated at home: on that register' },
    { value: 'other-council', text: 'Another council has taken over, and said so' },
    { value: 'abroad', text: 'Abroad, confirmed' },
    { value: 'over-age', text: 'Over school age' },
    { value: 'died', text: 'Has died' },
    { value: 'not-found', text: 'Not found' },
  ],
  mayEnd: (ending, file) => {
    const left = unmade(file)
    return ending === 'not-found' && left.length > 0
      ? `It cannot end as not found: ${plural(left.length, 'enquiry', 'enquiries')} not made yet`
      : undefined
  },
  clocks,
}
