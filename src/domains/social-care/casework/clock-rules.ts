import { Type } from 'typebox'
import type { PlainDate } from '../../../kernel/index.ts'
import { localList } from '../../../kernel/index.ts'
import { careRules } from './care-clocks.ts'
import { type CaseFact, type CaseFile, dayIn, daysOf, openFact, reviewsOf, seenDays } from './case-file.ts'
import { ever, firstFrom, limit, local, workingTogether } from './clock-parts.ts'
import { type ClockRule, type Run, rounds, Within } from './clocks.ts'

/** Does a time in which things come round last until today? */
const roundsOf = (fact: CaseFact, done: readonly PlainDate[], ends = 'endedOn') =>
  rounds(fact.begins, done, dayIn(fact, ends))

/** The assessment that answers a referral: the first that began on or after it, before the next referral. */
const assessmentOf = ({ facts }: CaseFile, referred: CaseFact): CaseFact | undefined => {
  const next = facts.referral.find(one => one.begins > referred.begins)?.begins
  return facts.assessment.find(one => one.begins >= referred.begins && (!next || one.begins < next))
}

const decided = (file: CaseFile, referred: CaseFact): PlainDate | undefined => {
  const next = file.facts.referral.find(one => one.begins > referred.begins)?.begins
  const written = firstFrom(daysOf(file, 'decision'), referred.begins)
  return written && (!next || written < next) ? written : assessmentOf(file, referred)?.begins
}

/** The last decision was to assess. */
const isToBeAssessed = ({ steps }: CaseFile): boolean =>
  steps.findLast(one => one.step === 'decision')?.body.outcome === 'assessment'

const referralRules: readonly ClockRule[] = [
  {
    key: 'referral-decision',
    what: 'Decide what happens with the referral',
    since: 'the referral',
    limits: limit({ workingDays: 1 }),
    source: workingTogether,
    step: 'decision',
    // A file that tells what was decided says no day of it: nothing is owed, and nothing was late.
    runs: file =>
      file.facts.referral.flatMap((one): Run[] => {
        const done = decided(file, one)
        const over = dayIn(one, 'closedOn') !== undefined || one.body.noFurtherAction !== undefined
        return done || !over ? [{ from: one.begins, done }] : []
      }),
  },
  {
    key: 'assessment-from-referral',
    what: 'Finish the assessment',
    since: 'the referral (Working together)',
    limits: limit({ workingDays: 45 }),
    source: workingTogether,
    step: 'assessment-end',
    runs: file =>
      file.facts.referral.flatMap((one): Run[] => {
        const assessed = assessmentOf(file, one)
        const done = assessed && dayIn(assessed, 'authorisedOn')
        return assessed || (isToBeAssessed(file) && one === openFact(file, 'referral'))
          ? [{ from: one.begins, done }]
          : []
      }),
  },
  {
    key: 'assessment-from-start',
    what: 'Finish the assessment',
    since: 'its own start (the census, rule 8670Q)',
    limits: limit({ workingDays: 45 }),
    source: 'Children in Need census, rule 8670Q',
    step: 'assessment-end',
    runs: ({ facts }) => facts.assessment.map(one => ({ from: one.begins, done: dayIn(one, 'authorisedOn') })),
  },
]

/** A plan's conference: where nobody tells it, the plan began with it (rule 2885). */
const protectionRules: readonly ClockRule[] = [
  {
    key: 'conference',
    what: 'Initial child protection conference',
    since: 'the strategy discussion that began the section 47 enquiry',
    limits: limit({ workingDays: 15 }),
    source: workingTogether,
    step: 'conference',
    runs: ({ facts }) =>
      facts.enquiry.flatMap((one): Run[] =>
        one.body.conferenceNotNeeded === true ? [] : [{ from: one.begins, done: dayIn(one, 'conferenceOn') }],
      ),
  },
  {
    key: 'core-group-first',
    what: 'First core group',
    since: 'the conference',
    limits: limit({ workingDays: 10 }),
    source: workingTogether,
    step: 'core-group',
    onlyHere: true,
    runs: file => file.facts.protection.flatMap(plan => roundsOf(plan, daysOf(file, 'core-group')).first),
  },
  {
    key: 'core-group',
    what: 'Core group',
    since: 'the last one',
    limits: limit({ weeks: 6 }),
    source: local,
    step: 'core-group',
    runs: file => file.facts.protection.flatMap(plan => roundsOf(plan, daysOf(file, 'core-group')).again),
  },
  {
    key: 'review-conference-first',
    what: 'First review conference',
    since: 'the initial conference',
    limits: limit({ months: 3 }),
    source: workingTogether,
    step: 'review-conference',
    runs: ({ facts }) => facts.protection.flatMap(plan => roundsOf(plan, reviewsOf(plan)).first),
  },
  {
    key: 'review-conference',
    what: 'Review conference',
    since: 'the last one',
    limits: limit({ months: 6 }),
    source: workingTogether,
    step: 'review-conference',
    runs: ({ facts }) => facts.protection.flatMap(plan => roundsOf(plan, reviewsOf(plan)).again),
  },
  {
    key: 'protection-visit',
    what: 'See the child',
    since: 'the last time, or the conference',
    limits: limit({ workingDays: 10 }),
    source: local,
    step: 'visit',
    onlyHere: true,
    runs: file => lastRun(openFact(file, 'protection'), seenDays(file)),
  },
]

/** What comes round and of which only the next is owed: from the last time, or from when it began. */
const lastRun = (fact: CaseFact | undefined, days: readonly PlainDate[]): Run[] => {
  const last = fact && days.filter(day => day > fact.begins).at(-1)
  return fact ? [{ from: last ?? fact.begins, told: last !== undefined }] : []
}

/** A child in need plan that runs by itself: under a protection plan, that plan’s clocks count. */
const needPlanAlone = (file: CaseFile): CaseFact | undefined =>
  openFact(file, 'protection') ? undefined : openFact(file, 'need')

const needRules: readonly ClockRule[] = [
  {
    key: 'need-review',
    what: 'Review the child in need plan',
    since: 'the last review, or the plan',
    limits: limit({ weeks: 12 }),
    source: local,
    step: 'need-review',
    onlyHere: true,
    runs: file => lastRun(needPlanAlone(file), daysOf(file, 'need-review')),
  },
  {
    key: 'need-visit',
    what: 'See the child',
    since: 'the last time, or the plan',
    limits: limit({ workingDays: 20 }),
    source: local,
    step: 'visit',
    onlyHere: true,
    runs: file => lastRun(needPlanAlone(file), seenDays(file)),
  },
]

const shipped: readonly ClockRule[] = [...referralRules, ...protectionRules, ...needRules, ...careRules]
const keys = shipped.map(rule => rule.key)
const ownLimits = localList<Readonly<Record<string, Within>>>({
  name: 'social-care-clocks',
  about: `how long there is, by clock, where it is not what ships: ${keys.join(', ')}`,
  schema: Type.Record(Type.String(), Within),
  shipped: [{ from: ever, items: {} }],
  faultIn: versions => {
    const unknown = versions.flatMap(one => Object.keys(one.items)).find(key => !keys.includes(key))
    return unknown && `there is no clock “${unknown}”.`
  },
})
/** The limits of one clock: what ships, and what the council's own list says of it from a day on. */
const limitsOf = ({ key, limits }: ClockRule): ClockRule['limits'] => {
  const own = ownLimits.versions.flatMap(({ from, items }) => (items[key] ? [{ from, within: items[key] }] : []))
  const [first, ...later] = [...limits, ...own].toSorted((a, b) => a.from.localeCompare(b.from))
  return first ? [first, ...later] : limits
}

/** Every clock of a case. */
export const clockRules: readonly ClockRule[] = shipped.map(rule => ({ ...rule, limits: limitsOf(rule) }))
