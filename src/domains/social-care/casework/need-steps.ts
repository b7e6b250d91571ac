import type { Body } from '../../../children/index.ts'
import { lookUp } from '../../../intake/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { type CaseFile, openFact } from './case-file.ts'
import { answer, answers, type CaseStep, onDay } from './case-step.ts'
import {
  assessmentEndForms,
  assessmentStartForms,
  closeForms,
  decisionForms,
  needEndForms,
  needPlanForms,
  needReviewForms,
  referralForms,
  visitForms,
} from './need-forms.ts'

const openCase = (file: CaseFile): string | undefined =>
  openFact(file, 'referral') || openFact(file, 'care') ? undefined : 'There is no open referral'
const wordsOf = (set: string, code: string | undefined, on: PlainDate): string | undefined =>
  code === undefined ? undefined : (lookUp(set, code, on)?.label ?? code)
const codeSet = 'CIN census 2026'

/** A child in need, from the referral to the end of the case. */
export const needSteps: readonly CaseStep[] = [
  {
    key: 'referral',
    asksKnown: 'folded',
    anew: 'referral',
    link: 'Write down a referral',
    of: 'care-content',
    forms: referralForms,
    saved: 'The referral is saved. A decision is due within one working day.',
    missing: file => (openFact(file, 'referral') ? 'A referral is open already' : undefined),
    tells: body => {
      const [on, source, need] = [onDay(body), answer(body, 'source'), answer(body, 'need')]
      const said = {
        on,
        source: wordsOf('cin-referral-source', source, on),
        sourceCode: source,
        primaryNeed: wordsOf('cin-primary-need', need, on),
        primaryNeedCode: need,
        codeSet,
      }
      return [{ key: 'referral', begins: on, body: said }]
    },
  },
  {
    key: 'decision',
    link: 'Decide what happens with the referral',
    of: 'care-content',
    forms: decisionForms,
    saved: 'The decision is saved. Tell the referrer what they may know.',
    missing: file => {
      const referred = openFact(file, 'referral')
      if (!referred) return 'There is no open referral'
      if (file.facts.assessment.some(one => one.begins >= referred.begins)) return 'The assessment has begun'
      return undefined
    },
    tells: (body, file) => {
      const referred = openFact(file, 'referral')
      const [on, need] = [onDay(body), answer(body, 'need')]
      if (!referred) return []
      const said = {
        on: referred.begins,
        noFurtherAction: answer(body, 'outcome') === 'no-further-action',
        primaryNeed: wordsOf('cin-primary-need', need, on),
        primaryNeedCode: need,
      }
      return [{ key: 'referral', begins: referred.begins, body: said }]
    },
  },
  {
    key: 'assessment-start',
    asksKnown: 'folded',
    anew: 'assessment',
    link: 'Start the assessment',
    of: 'care-content',
    forms: assessmentStartForms,
    saved: 'The assessment has begun.',
    missing: file => openCase(file) ?? (openFact(file, 'assessment') ? 'An assessment is open already' : undefined),
    tells: (body, file) => {
      const on = onDay(body)
      const referred = openFact(file, 'referral')
      return [
        { key: 'assessment', begins: on, body: { startedOn: on, reviewOn: answer(body, 'reviewOn') } },
        // An assessment answers the referral: it is not one without further action (rule 8831).
        ...(referred && referred.body.noFurtherAction === undefined
          ? [
              {
                key: 'referral' as const,
                begins: referred.begins,
                body: { on: referred.begins, noFurtherAction: false },
              },
            ]
          : []),
      ]
    },
  },
  {
    key: 'assessment-end',
    asksKnown: 'open',
    link: 'Finish the assessment',
    of: 'care-content',
    forms: assessmentEndForms,
    saved: 'The assessment is finished.',
    missing: file => (openFact(file, 'assessment') ? undefined : 'No assessment has begun'),
    tells: (body, file) => {
      const begun = openFact(file, 'assessment')
      if (!begun) return []
      const support = {
        need: 'Child in need plan',
        protection: 'Child protection',
        care: 'In our care',
        'early-help': 'Early help',
      }
      const said = {
        startedOn: begun.begins,
        authorisedOn: onDay(body),
        childSeen: answer(body, 'seen'),
        support: support[(answer(body, 'outcome') ?? '') as keyof typeof support],
      }
      return [{ key: 'assessment', begins: begun.begins, body: said }]
    },
  },
  {
    key: 'need-plan',
    anew: 'need',
    link: 'Start a child in need plan',
    of: 'care-content',
    forms: needPlanForms,
    saved: 'The plan has begun.',
    missing: file =>
      openFact(file, 'need')
        ? 'A child in need plan is open already'
        : openFact(file, 'protection')
          ? 'A child protection plan is open'
          : openCase(file),
    tells: body => [{ key: 'need', begins: onDay(body), body: { startedOn: onDay(body) } }],
  },
  {
    key: 'need-review',
    link: 'Review the child in need plan',
    of: 'care-content',
    forms: needReviewForms,
    saved: 'The review is saved.',
    missing: file => (openFact(file, 'need') ? undefined : 'There is no child in need plan'),
  },
  {
    key: 'need-end',
    link: 'End the child in need plan',
    of: 'care-content',
    forms: needEndForms,
    saved: 'The plan has ended.',
    missing: file => (openFact(file, 'need') ? undefined : 'There is no child in need plan'),
    tells: (body, file) => {
      const plan = openFact(file, 'need')
      return plan ? [{ key: 'need', begins: plan.begins, body: { startedOn: plan.begins, endedOn: onDay(body) } }] : []
    },
  },
  {
    key: 'visit',
    asksKnown: 'folded',
    link: 'Write down a visit',
    of: 'care-content',
    forms: visitForms,
    saved: 'The visit is saved.',
    missing: openCase,
    wrong: body => {
      const [seen, alone, why] = [answer(body, 'seen'), answer(body, 'alone'), body.why]
      if (seen === 'no' && alone === 'yes')
        return [{ field: 'alone', text: 'A child who was not seen was not seen alone' }]
      return (seen === 'no' || alone === 'no') && why === undefined
        ? [{ field: 'why', text: 'Write why the child was not seen, or not alone' }]
        : []
    },
    tells: (body, file) => {
      if (answer(body, 'seen') !== 'yes') return []
      const [on, alone, plan] = [onDay(body), answer(body, 'alone') === 'yes', openFact(file, 'protection')]
      const last = plan && String(plan.body.lastVisit ?? '')
      return [
        { key: 'seen', begins: on, body: { on, alone } },
        ...(plan && on >= plan.begins && on >= (last ?? '')
          ? [
              {
                key: 'protection' as const,
                begins: plan.begins,
                body: { startedOn: plan.begins, lastVisit: on, seenAlone: alone },
              },
            ]
          : []),
      ]
    },
  },
  {
    key: 'close',
    link: 'Close the case',
    of: 'care-content',
    forms: closeForms,
    saved: 'The case is closed.',
    missing: file => {
      const open = (
        [
          ['protection', 'a child protection plan'],
          ['need', 'a child in need plan'],
          ['care', 'a time in our care'],
          ['assessment', 'an assessment'],
          ['enquiry', 'a section 47 enquiry'],
        ] as const
      ).find(([key]) => openFact(file, key))
      if (!openFact(file, 'referral')) return 'There is no open referral'
      return open ? `There is ${open[1]} open` : undefined
    },
    tells: (body, file) => {
      const referred = openFact(file, 'referral')
      const [on, reason] = [onDay(body), answer(body, 'reason')]
      if (!referred) return []
      const said = {
        on: referred.begins,
        closedOn: on,
        closureReason: wordsOf('cin-reason-for-closure', reason, on),
        closureCode: reason,
        noFurtherAction: false,
      }
      return [{ key: 'referral', begins: referred.begins, body: said }]
    },
  },
]

/** The factor of a young carer: told by the fact of that service alone, since a case is read by some who may not know of it. */
export const youngCarerFactor = '7A'
/** The same answers without it. */
export const withoutYoungCarer = (body: Body): Body => {
  if (!answers(body, 'factors').includes(youngCarerFactor)) return body
  const { factors: _all, ...others } = body
  const rest = answers(body, 'factors').filter(code => code !== youngCarerFactor)
  return rest.length > 0 ? { ...others, factors: rest } : others
}

/** The factors that a finished assessment found, one by one. */
export const factorsFound = (
  body: CaseFile['steps'][number]['body'],
): readonly { readonly code: string; readonly label: string }[] =>
  answers(body, 'factors').map(code => ({ code, label: wordsOf('cin-assessment-factor', code, onDay(body)) ?? code }))
