import { lookUp } from '../../../intake/index.ts'
import { addWorkingDays } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { openFact, reviewsOf } from './case-file.ts'
import { answer, answers, type CaseStep, onDay } from './case-step.ts'
import {
  conferenceForms,
  coreGroupForms,
  enquiryEndForms,
  protectionEndForms,
  reviewConferenceForms,
  safetyForms,
  scoreForms,
  strategyForms,
} from './protection-forms.ts'
import { wrongScores } from './safety.ts'

const codeSet = 'CIN census 2026'
const category = (body: CaseStepBody): string | undefined => {
  const code = answer(body, 'category')
  return code === undefined ? undefined : (lookUp('cin-category-of-abuse', code, onDay(body))?.label ?? code)
}
type CaseStepBody = Parameters<NonNullable<CaseStep['wrong']>>[0]
const needsPlan: CaseStep['missing'] = file =>
  openFact(file, 'protection') ? undefined : 'There is no child protection plan'
const seenError = (body: CaseStepBody): FormError[] =>
  answer(body, 'seen') === 'no' && answer(body, 'alone') === 'yes'
    ? [{ field: 'alone', text: 'A child who was not seen was not seen alone' }]
    : []

/** Protecting a child, from the strategy discussion to the end of the plan. */
export const protectionSteps: readonly CaseStep[] = [
  {
    key: 'strategy',
    anew: 'enquiry',
    link: 'Write down a strategy discussion',
    of: 'protection',
    forms: strategyForms,
    saved: 'The discussion is saved.',
    missing: file => (openFact(file, 'referral') || openFact(file, 'care') ? undefined : 'There is no open referral'),
    wrong: body => {
      const absent = ['police', 'health', 'care'].filter(one => !answers(body, 'took').includes(one))
      return absent.length > 0 && body.why === undefined
        ? [{ field: 'why', text: 'Police, health and social care take part at the least: write why one was not there' }]
        : []
    },
    // A later discussion begins no second enquiry (rule 8890), and does not start the 15 working days again.
    tells: (body, file) =>
      answer(body, 'outcome') === 'none' || openFact(file, 'enquiry')
        ? []
        : [
            {
              key: 'enquiry',
              begins: onDay(body),
              body: { startedOn: onDay(body), conferenceTarget: addWorkingDays(onDay(body), 15) },
            },
          ],
  },
  {
    key: 'enquiry-end',
    link: 'Write what the section 47 enquiry found',
    of: 'protection',
    forms: enquiryEndForms,
    saved: 'What it found is saved.',
    missing: file => {
      const open = openFact(file, 'enquiry')
      if (!open) return 'There is no section 47 enquiry'
      return file.steps.some(one => one.step === 'enquiry-end' && one.on >= open.begins)
        ? 'What it found is written already'
        : undefined
    },
    wrong: seenError,
    tells: (body, file) => {
      const enquiry = openFact(file, 'enquiry')
      if (!enquiry) return []
      const conferenceNotNeeded = answer(body, 'outcome') !== 'conference'
      return [
        {
          key: 'enquiry',
          begins: enquiry.begins,
          body: {
            startedOn: enquiry.begins,
            conferenceNotNeeded,
            ...(conferenceNotNeeded ? { resultedInPlan: false } : {}),
          },
        },
      ]
    },
  },
  {
    key: 'conference',
    anew: 'protection',
    link: 'Write down the initial conference',
    of: 'protection',
    forms: conferenceForms,
    saved: 'The conference is saved.',
    missing: file =>
      openFact(file, 'protection')
        ? 'A child protection plan is open already'
        : openFact(file, 'enquiry')
          ? undefined
          : 'There is no section 47 enquiry that waits for one',
    wrong: (body, file) => {
      const plan = answer(body, 'plan') === 'yes'
      const need = openFact(file, 'need')
      const last = file.facts.protection.at(-1)?.body.endedOn
      return [
        ...(plan && !answer(body, 'category')
          ? [{ field: 'category', text: 'Choose what the child is at risk of' }]
          : []),
        ...(plan && body.steps === undefined ? [{ field: 'steps', text: 'Write who does what, by when' }] : []),
        ...(/^\d{0,2}$/.test(answer(body, 'before') ?? '')
          ? []
          : [{ field: 'before', text: 'Enter a number, like 0' }]),
        ...(plan && need && need.begins >= onDay(body)
          ? [{ field: 'on-day', text: 'The child in need plan began on that day or later: end it first (rule 4016)' }]
          : []),
        ...(plan && typeof last === 'string' && last >= onDay(body)
          ? [{ field: 'on-day', text: 'The plan before had not ended by then' }]
          : []),
      ]
    },
    tells: (body, file) => {
      const [on, enquiry, need] = [onDay(body), openFact(file, 'enquiry'), openFact(file, 'need')]
      const plan = answer(body, 'plan') === 'yes'
      const said = category(body)
      const previousPlans = Number(answer(body, 'before') ?? file.facts.protection.length)
      return [
        ...(enquiry
          ? [
              {
                key: 'enquiry' as const,
                begins: enquiry.begins,
                body: { startedOn: enquiry.begins, conferenceOn: on, conferenceNotNeeded: false, resultedInPlan: plan },
              },
            ]
          : []),
        ...(plan
          ? [
              {
                key: 'protection' as const,
                begins: on,
                body: { startedOn: on, firstCategory: said, latestCategory: said, previousPlans, codeSet },
              },
            ]
          : []),
        ...(plan && need
          ? [{ key: 'need' as const, begins: need.begins, body: { startedOn: need.begins, endedOn: on } }]
          : []),
      ]
    },
  },
  {
    key: 'core-group',
    link: 'Write down a core group',
    of: 'protection',
    forms: coreGroupForms,
    saved: 'The core group is saved.',
    missing: needsPlan,
  },
  {
    key: 'review-conference',
    link: 'Write down a review conference',
    of: 'protection',
    forms: reviewConferenceForms,
    saved: 'The review is saved.',
    missing: needsPlan,
    tells: (body, file) => {
      const plan = openFact(file, 'protection')
      if (!plan) return []
      const on = onDay(body)
      const reviews = [...new Set([...reviewsOf(plan), on])].sort()
      const changed = category(body)
      const said = {
        startedOn: plan.begins,
        reviews,
        latestReview: reviews.at(-1),
        ...(changed ? { latestCategory: changed, codeSet } : {}),
        ...(answer(body, 'outcome') === 'end' ? { endedOn: on } : {}),
      }
      return [{ key: 'protection', begins: plan.begins, body: said }]
    },
  },
  {
    key: 'protection-end',
    link: 'End the plan without a conference',
    of: 'protection',
    forms: protectionEndForms,
    saved: 'The plan has ended.',
    missing: needsPlan,
    tells: (body, file) => {
      const plan = openFact(file, 'protection')
      return plan
        ? [{ key: 'protection', begins: plan.begins, body: { startedOn: plan.begins, endedOn: onDay(body) } }]
        : []
    },
  },
  {
    key: 'safety',
    link: 'Write a danger statement with its goal and scale',
    of: 'protection',
    forms: safetyForms,
    saved: 'It is saved, with its goal and its scale.',
    missing: file => (openFact(file, 'referral') || openFact(file, 'care') ? undefined : 'There is no open referral'),
    wrong: wrongScores,
  },
  {
    key: 'score',
    link: 'Score again',
    of: 'protection',
    forms: scoreForms,
    saved: 'The scores are saved.',
    missing: file => (file.steps.some(one => one.step === 'safety') ? undefined : 'There is no danger statement'),
    wrong: wrongScores,
  },
]
