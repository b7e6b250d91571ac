import { addDays, addMonths, addWorkingDays, formatDate, type PlainDate } from '../../../kernel/index.ts'
import { type Clock, inOrder, lastOf, type RegisterFile, type RegisterSort, type StepSort } from './register.ts'

/** Working days to the first contact, months to the first judgement, working days from "not suitable" to the notice: local settings. */
const contactWithin = 20
const firstJudgedWithin = 3
const noticeWithin = 10
/** Suitability is judged once a year (domain.md 4.4). */
const judgedEvery = 12
/** At least fifteen days are given by each notice (Education Act 1996, sections 437(2) and 438(3); from memory). */
const noticeDays = 15

const isSuitable = (file: RegisterFile): boolean => lastOf(file, 'suitability')?.outcome === 'suitable'

/** What follows the last judgement; steps before it led to it. */
const sinceJudged = (file: RegisterFile, code: string) => {
  const judged = lastOf(file, 'suitability')
  const step = lastOf(file, code)
  return step && judged && step.on >= judged.on ? step : undefined
}

const served = (file: RegisterFile, code: string, name: string, today: PlainDate): string | undefined => {
  const step = sinceJudged(file, code)
  if (!step) return `${name} comes first`
  return step.until && step.until >= today ? `${name} runs until ${formatDate(step.until)}` : undefined
}

const steps: readonly StepSort[] = [
  {
    code: 'contact',
    title: 'Contact with the family',
    who: 'Who spoke to whom?',
    outcomes: [
      { value: 'met', text: 'Met or spoke' },
      { value: 'wrote', text: 'They wrote' },
      { value: 'no-answer', text: 'No answer' },
      { value: 'declined', text: 'They do not wish to meet' },
    ],
    hint: 'Parents need not let anybody in, nor follow the national curriculum',
  },
  {
    code: 'suitability',
    title: 'Suitability judged',
    who: 'Who judged it?',
    outcomes: [
      { value: 'suitable', text: 'Suitable' },
      { value: 'not-known', text: 'Not enough is known' },
      { value: 'not-suitable', text: 'Not suitable' },
    ],
  },
  {
    code: 'notice',
    title: 'Notice to show that education is suitable (section 437(1))',
    who: 'To which parent?',
    forSchoolAge: true,
    outcomes: [{ value: 'served', text: 'Served' }],
    untilDays: noticeDays,
    missing: file =>
      lastOf(file, 'suitability') === undefined
        ? 'Suitability is judged first'
        : isSuitable(file)
          ? 'Education was judged suitable'
          : undefined,
  },
  {
    code: 'intention',
    title: 'Notice of the school to be named (section 438(2))',
    who: 'To which parent, and which school?',
    forSchoolAge: true,
    outcomes: [{ value: 'served', text: 'Served' }],
    untilDays: noticeDays,
    missing: (file, today) =>
      isSuitable(file)
        ? 'Education was judged suitable'
        : served(file, 'notice', 'The notice under section 437(1)', today),
  },
  {
    code: 'order',
    title: 'School attendance order (section 437(3))',
    who: 'To which parent, and which school?',
    forSchoolAge: true,
    outcomes: [{ value: 'served', text: 'Served' }],
    missing: (file, today) =>
      isSuitable(file) ? 'Education was judged suitable' : served(file, 'intention', 'The notice of the school', today),
  },
  {
    code: 'order-ended',
    title: 'What became of the order',
    who: 'Who decided?',
    outcomes: [
      { value: 'complied', text: 'The child goes to the school named' },
      { value: 'revoked', text: 'Revoked: education is suitable now (section 442)' },
      { value: 'court', text: 'Not followed: put before the court (section 443)' },
    ],
    missing: file => (lastOf(file, 'order') ? undefined : 'There is no order'),
  },
]

const clocks = (file: RegisterFile): Clock[] => {
  const { since } = file.head
  const judged = lastOf(file, 'suitability')
  if (!judged)
    return inOrder([
      ...(lastOf(file, 'contact') ? [] : [{ what: 'First contact', dueOn: addWorkingDays(since, contactWithin) }]),
      { what: 'Judge whether education is suitable', dueOn: addMonths(since, firstJudgedWithin) },
    ])
  if (judged.outcome === 'suitable')
    return [{ what: 'Judge suitability again', dueOn: addMonths(judged.on, judgedEvery) }]
  return orderClocks(file, judged.on)
}

/** Where education is not suitable, or nobody can tell: the next step of the law, and when it can be taken. */
const orderClocks = (file: RegisterFile, judgedOn: PlainDate): Clock[] => {
  const [notice, intention, order] = ['notice', 'intention', 'order'].map(code => sinceJudged(file, code))
  const after = (until: PlainDate | undefined, on: PlainDate) => addDays(until ?? on, 1)
  if (order)
    return lastOf(file, 'order-ended') ? [] : [{ what: 'See what became of the order', dueOn: addMonths(order.on, 1) }]
  if (intention) return [{ what: 'Decide on the order', dueOn: after(intention.until, intention.on) }]
  if (notice) return [{ what: 'Look at what the parents say', dueOn: after(notice.until, notice.on) }]
  return [{ what: 'Serve the notice, or judge again', dueOn: addWorkingDays(judgedOn, noticeWithin) }]
}

/** Children whose parents educate them otherwise than at school (Education Act 1996, section 7). */
export const homeEducation: RegisterSort = {
  key: 'home-education',
  title: 'Home education',
  of: 'home education',
  begin: 'Put on the register',
  beginHint: 'Parents may educate their child at home. They tell the school in writing; the council keeps a register',
  sinceLabel: 'When did the parents tell of it?',
  sources: [
    { value: 'school-return', text: 'A school’s return' },
    { value: 'parents', text: 'The parents told us' },
    { value: 'other', text: 'Somebody else told us' },
  ],
  steps,
  checklist: false,
  endings: [
    { value: 'school', text: 'Back on a school’s roll' },
    { value: 'moved', text: 'Moved: the other council knows' },
    { value: 'missing', text: 'Nobody knows where: an enquiry has begun' },
    { value: 'over-age', text: 'Over school age' },
    { value: 'not-so', text: 'Was not educated at home' },
    { value: 'died', text: 'Has died' },
  ],
  mayEnd: () => undefined,
  clocks,
}
