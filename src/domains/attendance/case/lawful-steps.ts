import { academicYearLabel, formatDate, type PlainDate, plural, type SchoolAge } from '../../../kernel/index.ts'
import type { Register } from '../attendance.ts'
import { noticeAllowed } from '../penalty-notice.ts'
import type { Consulted } from './consulted.ts'
import { sessionsOf, thresholdFor, underOurCode } from './notice-threshold.ts'
import { sessionsInTime } from './prosecution-limit.ts'
import { type CaseStep, type IssuedNotice, issuedNotices, parentKey, type StepSort } from './steps.ts'

/** All that the law looks at before a step. */
export type Situation = {
  readonly today: PlainDate
  /** Our own authority's number, of three digits. */
  readonly authority: string
  readonly registers: readonly Register[]
  /** Undefined where the birth date is not known to the day. */
  readonly schoolAge: SchoolAge | undefined
  /** Of this case. */
  readonly steps: readonly CaseStep[]
  /** Of every case of this child. */
  readonly notices: readonly IssuedNotice[]
  /** Whom to speak to first, and what came of it; undefined where nobody asks for it. */
  readonly consulted: Consulted | undefined
}

/** What must hold before a step, in words for the officer: as it is, or exactly what is missing. */
export type Condition = { readonly met: boolean; readonly text: string }

const met = (text: string): Condition => ({ met: true, text })
const missing = (text: string): Condition => ({ met: false, text })

/** The situation of a case within all that was written of the child. */
export const situationOf = (
  all: Pick<Situation, 'today' | 'authority' | 'registers' | 'schoolAge' | 'consulted'> & {
    readonly allSteps: readonly CaseStep[]
    readonly ofCase: string
  },
): Situation => ({
  today: all.today,
  authority: all.authority,
  registers: all.registers,
  schoolAge: all.schoolAge,
  consulted: all.consulted,
  steps: all.allSteps.filter(step => step.case === all.ofCase),
  notices: issuedNotices(all.allSteps),
})

/** Before these steps somebody is spoken to, where the record asks for it. */
export const enforcement: readonly StepSort[] = [
  'notice-to-improve',
  'penalty-notice',
  'prosecution-considered',
  'prosecution',
]

/** Every condition of a step, met or not, in the order of the law. A step without conditions can always be taken. */
export const conditionsOf = (sort: StepSort, s: Situation): Condition[] => [
  ...lawOf(sort, s),
  ...(enforcement.includes(sort) && s.consulted ? [spokenFirst(sort, s.consulted)] : []),
]

/** Whether the step may be taken now. */
export const mayTake = (sort: StepSort, s: Situation): boolean => conditionsOf(sort, s).every(one => one.met)

/** Whether nothing but the conversation is missing, and it can be asked for now. */
export const maySoon = (sort: StepSort, s: Situation): boolean =>
  enforcement.includes(sort) &&
  s.consulted !== undefined &&
  lawOf(sort, s).every(one => one.met) &&
  !['go-ahead', 'waiting'].includes(s.consulted.answers[sort] ?? '')

const lawOf = (sort: StepSort, s: Situation): Condition[] => {
  switch (sort) {
    case 'support':
    case 'meeting':
    case 'letter':
    case 'certificate':
      return []
    case 'notice-to-improve':
      return [supportFirst(s), thresholdMet(s), ofSchoolAge(sort, s)]
    case 'penalty-notice':
      return [
        supportFirst(s),
        improvementOver(s),
        thresholdMet(s, underOurCode(s.registers, s.authority)),
        notTwice(s),
        underCode(s),
        ofSchoolAge(sort, s),
      ]
    case 'notice-outcome':
      return [
        openNotices(s).length > 0
          ? met('A penalty notice has no outcome yet.')
          : missing('No penalty notice waits for its outcome.'),
      ]
    case 'prosecution-considered':
      return [supportFirst(s), groundToProsecute(s), inTime(s), ofSchoolAge(sort, s)]
    case 'prosecution':
      return [considered(s), certified(s), inTime(s), ofSchoolAge(sort, s)]
  }
}

const spokenFirst = (sort: StepSort, { who, answers }: Consulted): Condition => {
  const answer = answers[sort]
  if (answer === 'go-ahead') return met(`You spoke to ${who}, and can go on with this step.`)
  if (answer === 'waiting') return missing(`You asked ${who}. Wait for the answer.`)
  if (answer === 'not-now' || answer === 'support-instead')
    return missing(`${who} answered: ${answer === 'not-now' ? 'do not take this step now' : 'offer support instead'}.`)
  return missing(`Speak to ${who} first, and write down what they say of this step.`)
}

/** Only a child of compulsory school age must attend (Education Act 1996, sections 7, 8 and 444): absence before and after is no offence. */
const ofSchoolAge = (sort: StepSort, { schoolAge, today }: Situation): Condition => {
  if (!schoolAge)
    return met('The birth date is not known to the day: make sure that the child is of compulsory school age.')
  if (today < schoolAge.from) return missing(`Of compulsory school age from ${formatDate(schoolAge.from)} only.`)
  const until = `Of compulsory school age until ${formatDate(schoolAge.until)}`
  if (today <= schoolAge.until) return met(`${until}.`)
  return sort === 'notice-to-improve' ? missing(`${until} only.`) : met(`${until}: absence after that does not count.`)
}

/** A notice is issued under the code of the authority in whose area the school is (Education Act 1996, s444B; reference/domain.md 6.3). */
const underCode = (s: Situation): Condition => {
  const ours = thresholdFor({ ...s, registers: underOurCode(s.registers, s.authority) })
  const anywhere = thresholdFor(s)
  if (ours.state !== 'met')
    return anywhere.state === 'met'
      ? missing(
          `${anywhere.school} is in the area of another authority (number ${anywhere.authority ?? ''}): a notice for absence there is issued under that authority’s code, by that authority. Speak to it.`,
        )
      : met('It is issued under the code of conduct of the authority in whose area the school is.')
  return ours.authority
    ? met(`It is issued under this council’s code of conduct (number ${s.authority}): ${ours.school} is in its area.`)
    : met(
        `Make sure that ${ours.school} is in this council’s area: its number is not known, and a notice is issued under the code of the authority in whose area the school is.`,
      )
}

const latestOf = (s: Situation, sort: StepSort): CaseStep | undefined =>
  s.steps
    .filter(step => step.sort === sort)
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .at(-1)

const supportFirst = (s: Situation): Condition => {
  const support = latestOf(s, 'support')
  return support
    ? met(`Support was offered on ${formatDate(support.on)}.`)
    : missing('Support comes first. Write down what was offered, by whom and when.')
}

const thresholdMet = (s: Situation, registers = s.registers): Condition => {
  const found = thresholdFor({ ...s, registers })
  switch (found.state) {
    case 'met':
      return met(
        `Ten unauthorised sessions in ten school weeks at ${found.school}: last met on ${formatDate(found.on)}, counted from the week of ${formatDate(found.weeksFrom)}.`,
      )
    case 'too-old':
      return missing(
        `Ten unauthorised sessions in ten school weeks were last met on ${formatDate(found.on)}: too long ago for the court, so too long ago for a notice.`,
      )
    case 'not-known':
      return missing(
        `Whether ten sessions were missed in ten school weeks cannot be worked out: the term dates of ${found.yearsMissing.map(academicYearLabel).join(' and ')} are missing. Write them down under My schools.`,
      )
    case 'not-met':
      return missing(
        found.recent === undefined
          ? 'No register with unauthorised absence and term dates has come from a school.'
          : `Ten unauthorised sessions in ten school weeks are needed; there ${found.recent === 1 ? 'is' : 'are'} ${found.recent}.`,
      )
  }
}

/** A notice to improve has run its time without enough change; where none was sent, the officer says why support would not help. */
const improvementOver = (s: Situation): Condition => {
  const notice = latestOf(s, 'notice-to-improve')
  if (!notice)
    return met(
      'No notice to improve was sent: you will be asked why support would not help, as for a holiday in term time.',
    )
  if (notice.until && notice.until >= s.today)
    return missing(`The notice to improve runs until ${formatDate(notice.until)}.`)
  const since = sessionsOf(s).filter(day => day > notice.on && day <= s.today).length
  return since > 0
    ? met(
        `The notice to improve of ${formatDate(notice.on)} has run its time, with ${plural(since, 'unauthorised session')} since.`,
      )
    : missing(`No unauthorised session since the notice to improve of ${formatDate(notice.on)}: it has helped.`)
}

const parentsNoticed = (s: Situation): Map<string, IssuedNotice[]> => Map.groupBy(s.notices, one => one.parent)

/** What a notice to this parent today would cost, or why none may be issued to them. */
export const allowedFor = (parent: string, s: Situation, offenceOn: PlainDate) =>
  noticeAllowed({ parent: parentKey(parent), child: '', offenceOn, issueOn: s.today }, s.notices)

const notTwice = (s: Situation): Condition => {
  const barred = [...parentsNoticed(s).values()].flatMap(([one]) => {
    const allowed = one && allowedFor(one.name, s, s.today)
    return one && allowed && !allowed.allowed && allowed.because === 'two-in-three-years'
      ? [`${one.name} has had two in three years; another may be issued from ${formatDate(allowed.againFrom)}.`]
      : []
  })
  return met(['At most two notices to one parent in any three years.', ...barred].join(' '))
}

/** Notices whose outcome nobody has written down. */
export const openNotices = (s: Situation): IssuedNotice[] => s.notices.filter(one => one.outcome === undefined)

/** A notice stands unpaid after its last day, or no more may be issued to a parent; otherwise the officer says why a notice is not right. */
const groundToProsecute = (s: Situation): Condition => {
  const improve = latestOf(s, 'notice-to-improve')
  if (improve?.until && improve.until >= s.today)
    return missing(`The notice to improve runs until ${formatDate(improve.until)}.`)
  const waiting = openNotices(s).find(one => one.payBy >= s.today)
  if (waiting)
    return missing(
      `The penalty notice of ${formatDate(waiting.issuedOn)} can be paid until ${formatDate(waiting.payBy)}.`,
    )
  const unpaid = s.notices.findLast(one => one.outcome === 'unpaid')
  if (unpaid) return met(`The penalty notice of ${formatDate(unpaid.issuedOn)} was not paid.`)
  const told = openNotices(s).at(-1)
  if (told) return missing(`Write down what became of the penalty notice of ${formatDate(told.issuedOn)}.`)
  const third = [...parentsNoticed(s).values()].flatMap(([one]) =>
    one && !allowedFor(one.name, s, s.today).allowed ? [one.name] : [],
  )[0]
  return third
    ? met(`No third notice may be issued to ${third} in three years.`)
    : met('No penalty notice stands unpaid: you will be asked why a notice is not the right step.')
}

const inTime = (s: Situation): Condition => {
  const left = sessionsInTime(sessionsOf(s), s.notices, s.today)
  return left
    ? met(
        `The last date to prosecute is ${formatDate(left.latest.until)}, for the absence on ${formatDate(left.latest.session)}.`,
      )
    : missing('No unauthorised absence is recent enough for the court.')
}

const considered = (s: Situation): Condition => {
  const step = latestOf(s, 'prosecution-considered')
  return step
    ? met(`Prosecution was considered on ${formatDate(step.on)}, and an education supervision order before it.`)
    : missing('Write down first that prosecution was considered, and an education supervision order before it.')
}

const certified = (s: Situation): Condition => {
  const step = latestOf(s, 'certificate')
  return step
    ? met(`The head teacher’s certificate was signed on ${formatDate(step.on)}.`)
    : missing(
        'The head teacher’s certificate of attendance is missing. Print it from the evidence, and have it signed.',
      )
}
