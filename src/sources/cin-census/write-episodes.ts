import { eventsOf, type KnownEvent, type ReturnFact, textIn } from '../../children/index.ts'
import {
  adoptionStep,
  assessment,
  factor,
  needPlan,
  preProceedings,
  protectionPlan,
  referral,
  strategyDiscussion,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { youngCarerAtAssessment } from '../../domains/young-carers/index.ts'
import { codeOf } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { ElementToWrite } from './write-element.ts'

/** The twelve months of a census, and how it says yes and no. */
export type CensusYear = {
  readonly year: number
  readonly start: PlainDate
  readonly end: PlainDate
  /** Told of what the return demands and the record does not hold. */
  readonly lacks: (element: string) => void
}

type Body = KnownEvent['body']
/** A day by which the return is made; one after it is not known yet. */
const by = ({ end }: CensusYear, day: string | undefined): string | undefined => (day && day <= end ? day : undefined)
const within = (year: CensusYear, day: string | undefined): string | undefined =>
  day && day >= year.start ? by(year, day) : undefined

/** Yes and no as the form of the year has them (formats.md 4.1: 1 and 0 from 2026, words before). */
const flag = ({ year }: CensusYear, value: unknown): string | undefined =>
  typeof value !== 'boolean' ? undefined : year >= 2026 ? String(Number(value)) : String(value)

/** Did it last into the year? What ended before it began is in an earlier year's return; an end before its own beginning is a slip, and told. */
const lasted = (year: CensusYear, { body }: KnownEvent, ends: string): boolean => {
  const [from, to] = [textIn(body, 'startedOn') ?? '', textIn(body, ends)]
  return from <= year.end && (to === undefined || to >= year.start || to < from)
}

/** The referrals of the year: made in it, or open in it. */
const isOfYear =
  ({ start, end }: CensusYear) =>
  ({ body }: KnownEvent): boolean => {
    const [on, closedOn] = [textIn(body, 'on') ?? '', textIn(body, 'closedOn')]
    return on !== '' && on <= end && (closedOn === undefined || closedOn >= start || on >= start)
  }

/** Under which referral something of this day belongs, which the record does not say: the last that was open then, else the last before it, else the first. */
const placeOf = (referrals: readonly KnownEvent[], day: string): KnownEvent | undefined => {
  const before = referrals.filter(({ body }) => (textIn(body, 'on') ?? '') <= day)
  return before.findLast(({ body }) => (textIn(body, 'closedOn') ?? day) >= day) ?? before.at(-1) ?? referrals[0]
}

/**
 * Inspection lists tell since when a child was in need, which need not be the day of a plan: where a census or a worker here tells of a plan under
 * the same referral, the lists' are not counted beside it (rule 4004).
 */
const ownPlans = (
  facts: readonly ReturnFact[],
  plans: ReadonlyMap<KnownEvent | undefined, KnownEvent[]>,
): ReadonlyMap<KnownEvent | undefined, KnownEvent[]> => {
  const own = facts.filter(
    ({ kind, source }) => kind === needPlan.kind && ['cin-census', 'throughline'].includes(source),
  )
  const days = new Set(own.map(({ body }) => textIn(body, 'startedOn')))
  const isOwn = ({ body }: KnownEvent): boolean => days.has(textIn(body, 'startedOn'))
  return new Map([...plans].map(([under, all]) => [under, all.some(isOwn) ? all.filter(isOwn) : all]))
}

/** Every CINdetails of the year of one child, in the order of the form. */
export const episodeElements = (facts: readonly ReturnFact[], year: CensusYear): ElementToWrite[] => {
  const referrals = eventsOf(facts, referral, 'on')
  const under = (events: readonly KnownEvent[]) =>
    Map.groupBy(events, event => placeOf(referrals, textIn(event.body, 'startedOn') ?? event.from ?? ''))
  const assessments = eventsOf(facts, assessment, 'startedOn')
  const factors = factorsByAssessment(facts, assessments)
  const parts = {
    assessments: under(assessments),
    plans: ownPlans(facts, under(eventsOf(facts, needPlan, 'startedOn'))),
    enquiries: under(eventsOf(facts, strategyDiscussion, 'startedOn')),
    protection: under(eventsOf(facts, protectionPlan, 'startedOn')),
    proceedings: under(eventsOf(facts, preProceedings, 'startedOn')),
  }
  return referrals.filter(isOfYear(year)).map(one => {
    const ofYear = (events: ReadonlyMap<KnownEvent | undefined, KnownEvent[]>, ends: string) =>
      (events.get(one) ?? []).filter(event => lasted(year, event, ends))
    return [
      'CINdetails',
      [
        ...referralElements(facts, one.body, year),
        ...ofYear(parts.assessments, 'authorisedOn').map(event =>
          assessmentElement(event.body, factors.get(event) ?? [], year),
        ),
        ...ofYear(parts.plans, 'endedOn').map(event => planElement(event.body, year)),
        ...(parts.enquiries.get(one) ?? [])
          .filter(isEnquiryOfYear(year))
          .map(event => enquiryElement(event.body, year)),
        ['ReferralNFA', flag(year, one.body['noFurtherAction'])] as const,
        ...ofYear(parts.protection, 'endedOn').map(event => protectionElement(event.body, year)),
        ...ofYear(parts.proceedings, 'decidedOn').map(event => proceedingsElement(event.body, year)),
      ],
    ] as const
  })
}

const referralElements = (facts: readonly ReturnFact[], body: Body, year: CensusYear): ElementToWrite[] => {
  const closedOn = by(year, textIn(body, 'closedOn'))
  // That a child was adopted is kept apart from the referral, for those who may know of it: RC1.
  const adopted =
    closedOn &&
    facts.some(f => f.kind === adoptionStep.kind && f.body['step'] === 'Adopted' && f.body['on'] === closedOn)
  const closure = closedOn && (textIn(body, 'closureCode') ?? (adopted ? 'RC1' : undefined))
  const [source, need] = [textIn(body, 'sourceCode'), textIn(body, 'primaryNeedCode')]
  if (!source) year.lacks('ReferralSource')
  if (!need && body['noFurtherAction'] !== true) year.lacks('PrimaryNeedCode')
  if (closedOn && !closure) year.lacks('ReasonForClosure')
  if (body['noFurtherAction'] === undefined) year.lacks('ReferralNFA')
  return [
    ['CINreferralDate', textIn(body, 'on')],
    ['ReferralSource', source],
    ['PrimaryNeedCode', need],
    ['CINclosureDate', closedOn],
    ['ReasonForClosure', closure],
    ['DateOfInitialCPC', within(year, textIn(body, 'conferenceOn'))],
  ]
}

/** What each assessment found: a finding has the day its assessment was authorised, or began while it was not. */
const factorsByAssessment = (
  facts: readonly ReturnFact[],
  assessments: readonly KnownEvent[],
): ReadonlyMap<KnownEvent, string[]> => {
  const found = facts.flatMap(fact => {
    const on = textIn(fact.body, 'on') ?? fact.from ?? ''
    if (fact.kind === factor.kind || fact.kind === youngCarerAtAssessment.kind)
      return [{ on, code: textIn(fact.body, 'code') ?? '' }]
    return fact.kind === unaccompanied.kind && fact.source === 'cin-census' ? [{ on: fact.from ?? '', code: '9A' }] : []
  })
  const dayOf = ({ body }: KnownEvent): string => {
    const [started, authorised] = [textIn(body, 'startedOn') ?? '', textIn(body, 'authorisedOn')]
    return authorised && authorised >= started ? authorised : started
  }
  const own = (on: string) =>
    assessments.find(one => dayOf(one) === on) ??
    assessments.findLast(one => (textIn(one.body, 'startedOn') ?? '') <= on) ??
    assessments[0]
  const codes = new Map<KnownEvent, string[]>()
  for (const { on, code } of found) {
    const one = own(on)
    if (one) codes.set(one, [...new Set([...(codes.get(one) ?? []), code])])
  }
  return codes
}

const assessmentElement = (body: Body, factors: readonly string[], year: CensusYear): ElementToWrite => {
  const authorisedOn = by(year, textIn(body, 'authorisedOn'))
  if (authorisedOn && factors.length === 0) year.lacks('AssessmentFactors')
  return [
    'Assessments',
    [
      ['AssessmentActualStartDate', textIn(body, 'startedOn')],
      ['AssessmentInternalReviewDate', textIn(body, 'reviewOn')],
      ['AssessmentAuthorisationDate', authorisedOn],
      ['FactorsIdentifiedAtAssessment', factors.map(code => ['AssessmentFactors', code])],
    ],
  ]
}

const planElement = (body: Body, year: CensusYear): ElementToWrite => [
  'CINPlanDates',
  [
    ['CINPlanStartDate', textIn(body, 'startedOn')],
    ['CINPlanEndDate', by(year, textIn(body, 'endedOn'))],
  ],
]

/** Begun in the year, or with its conference in it, or with neither a conference nor word that none was needed. */
const isEnquiryOfYear =
  (year: CensusYear) =>
  ({ body }: KnownEvent): boolean => {
    const [on, conferenceOn] = [textIn(body, 'startedOn') ?? '', textIn(body, 'conferenceOn')]
    const open = conferenceOn === undefined && body['conferenceNotNeeded'] !== true
    return on <= year.end && (on >= year.start || open || (conferenceOn ?? '') >= year.start)
  }

const enquiryElement = (body: Body, year: CensusYear): ElementToWrite => [
  'Section47',
  [
    ['S47ActualStartDate', textIn(body, 'startedOn')],
    ['InitialCPCtarget', textIn(body, 'conferenceTarget')],
    ['DateOfInitialCPC', by(year, textIn(body, 'conferenceOn'))],
    ['ICPCnotRequired', flag(year, body['conferenceNotNeeded'])],
  ],
]

const protectionElement = (body: Body, year: CensusYear): ElementToWrite => {
  const category = (field: string, element: string): string | undefined => {
    const code = codeOf('cin-category-of-abuse', textIn(body, field) ?? '', year.end)
    if (!code) year.lacks(element)
    return code
  }
  const latest = textIn(body, 'latestReview')
  const reviews = Array.isArray(body['reviews']) ? (body['reviews'] as string[]) : latest ? [latest] : []
  if (body['previousPlans'] === undefined) year.lacks('NumberOfPreviousCPP')
  return [
    'ChildProtectionPlans',
    [
      ['CPPstartDate', textIn(body, 'startedOn')],
      ['CPPendDate', by(year, textIn(body, 'endedOn'))],
      ['InitialCategoryOfAbuse', category('firstCategory', 'InitialCategoryOfAbuse')],
      ['LatestCategoryOfAbuse', category('latestCategory', 'LatestCategoryOfAbuse')],
      ['NumberOfPreviousCPP', textIn(body, 'previousPlans')],
      ['Reviews', reviews.filter(day => by(year, day)).map(day => ['CPPreviewDate', day])],
    ],
  ]
}

const proceedingsElement = (body: Body, year: CensusYear): ElementToWrite => [
  'PreProceedingsandFGDM',
  [
    ['PPStartDate', textIn(body, 'startedOn')],
    ['LBPSentDate', textIn(body, 'letterSentOn')],
    ['FGDMMeetingOffer', flag(year, body['meetingOffered'])],
    ['FGDMMeetingFac', flag(year, body['meetingHeld'])],
    ['InitialPPMeetingDate', textIn(body, 'firstMeetingOn')],
    ['ReviewMeetingsCount', textIn(body, 'reviewMeetings')],
    ['StepDecisionDate', textIn(body, 'decidedOn')],
    ['PPOutcome', textIn(body, 'outcome')],
    ['CourtAppDate', textIn(body, 'courtOn')],
    ['LetterInitCPDate', textIn(body, 'conferenceLetterOn')],
  ],
]
