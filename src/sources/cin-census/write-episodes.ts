import { eventsOf, type KnownEvent, type ReturnFact } from '../../children/index.ts'
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
const text = (body: Body, field: string): string | undefined => {
  const value = body[field]
  return typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined
}
/** A day by which the return is made; one after it is not known yet. */
const by = ({ end }: CensusYear, day: string | undefined): string | undefined => (day && day <= end ? day : undefined)
const within = (year: CensusYear, day: string | undefined): string | undefined =>
  day && day >= year.start ? by(year, day) : undefined

/** Yes and no as the form of the year has them (formats.md 4.1: 1 and 0 from 2026, words before). */
const flag = ({ year }: CensusYear, value: unknown): string | undefined =>
  typeof value !== 'boolean' ? undefined : year >= 2026 ? String(Number(value)) : String(value)

/** Did it last into the year? What ended before it began is in an earlier year's return; an end before its own beginning is a slip, and told. */
const lasted = (year: CensusYear, { body }: KnownEvent, ends: string): boolean => {
  const [from, to] = [text(body, 'startedOn') ?? '', text(body, ends)]
  return from <= year.end && (to === undefined || to >= year.start || to < from)
}

/** The referrals of the year: made in it, or open in it. */
const isOfYear =
  ({ start, end }: CensusYear) =>
  ({ body }: KnownEvent): boolean => {
    const [on, closedOn] = [text(body, 'on') ?? '', text(body, 'closedOn')]
    return on !== '' && on <= end && (closedOn === undefined || closedOn >= start || on >= start)
  }

/** Under which referral something of this day belongs, which the record does not say: the last that was open then, else the last before it, else the first. */
const placeOf = (referrals: readonly KnownEvent[], day: string): KnownEvent | undefined => {
  const before = referrals.filter(({ body }) => (text(body, 'on') ?? '') <= day)
  return before.findLast(({ body }) => (text(body, 'closedOn') ?? day) >= day) ?? before.at(-1) ?? referrals[0]
}

/** Every CINdetails of the year of one child, in the order of the form. */
export const episodeElements = (facts: readonly ReturnFact[], year: CensusYear): ElementToWrite[] => {
  const referrals = eventsOf(facts, referral, 'on')
  const under = (events: readonly KnownEvent[]) =>
    Map.groupBy(events, event => placeOf(referrals, text(event.body, 'startedOn') ?? event.from ?? ''))
  const assessments = eventsOf(facts, assessment, 'startedOn')
  const factors = factorsByAssessment(facts, assessments)
  const parts = {
    assessments: under(assessments),
    plans: under(eventsOf(facts, needPlan, 'startedOn')),
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
  const closedOn = by(year, text(body, 'closedOn'))
  // That a child was adopted is kept apart from the referral, for those who may know of it: RC1.
  const adopted =
    closedOn &&
    facts.some(f => f.kind === adoptionStep.kind && f.body['step'] === 'Adopted' && f.body['on'] === closedOn)
  const closure = closedOn && (text(body, 'closureCode') ?? (adopted ? 'RC1' : undefined))
  const [source, need] = [text(body, 'sourceCode'), text(body, 'primaryNeedCode')]
  if (!source) year.lacks('ReferralSource')
  if (!need && body['noFurtherAction'] !== true) year.lacks('PrimaryNeedCode')
  if (closedOn && !closure) year.lacks('ReasonForClosure')
  if (body['noFurtherAction'] === undefined) year.lacks('ReferralNFA')
  return [
    ['CINreferralDate', text(body, 'on')],
    ['ReferralSource', source],
    ['PrimaryNeedCode', need],
    ['CINclosureDate', closedOn],
    ['ReasonForClosure', closure],
    ['DateOfInitialCPC', within(year, text(body, 'conferenceOn'))],
  ]
}

/** What each assessment found: a finding has the day its assessment was authorised, or began while it was not. */
const factorsByAssessment = (
  facts: readonly ReturnFact[],
  assessments: readonly KnownEvent[],
): ReadonlyMap<KnownEvent, string[]> => {
  const found = facts.flatMap(fact => {
    const on = text(fact.body, 'on') ?? fact.from ?? ''
    if (fact.kind === factor.kind || fact.kind === youngCarerAtAssessment.kind)
      return [{ on, code: text(fact.body, 'code') ?? '' }]
    return fact.kind === unaccompanied.kind && fact.source === 'cin-census' ? [{ on: fact.from ?? '', code: '9A' }] : []
  })
  const dayOf = ({ body }: KnownEvent): string => {
    const [started, authorised] = [text(body, 'startedOn') ?? '', text(body, 'authorisedOn')]
    return authorised && authorised >= started ? authorised : started
  }
  const own = (on: string) =>
    assessments.find(one => dayOf(one) === on) ??
    assessments.findLast(one => (text(one.body, 'startedOn') ?? '') <= on) ??
    assessments[0]
  const codes = new Map<KnownEvent, string[]>()
  for (const { on, code } of found) {
    const one = own(on)
    if (one) codes.set(one, [...new Set([...(codes.get(one) ?? []), code])])
  }
  return codes
}

const assessmentElement = (body: Body, factors: readonly string[], year: CensusYear): ElementToWrite => {
  const authorisedOn = by(year, text(body, 'authorisedOn'))
  if (authorisedOn && factors.length === 0) year.lacks('AssessmentFactors')
  return [
    'Assessments',
    [
      ['AssessmentActualStartDate', text(body, 'startedOn')],
      ['AssessmentInternalReviewDate', text(body, 'reviewOn')],
      ['AssessmentAuthorisationDate', authorisedOn],
      ['FactorsIdentifiedAtAssessment', factors.map(code => ['AssessmentFactors', code])],
    ],
  ]
}

const planElement = (body: Body, year: CensusYear): ElementToWrite => [
  'CINPlanDates',
  [
    ['CINPlanStartDate', text(body, 'startedOn')],
    ['CINPlanEndDate', by(year, text(body, 'endedOn'))],
  ],
]

/** Begun in the year, or with its conference in it, or with neither a conference nor word that none was needed. */
const isEnquiryOfYear =
  (year: CensusYear) =>
  ({ body }: KnownEvent): boolean => {
    const [on, conferenceOn] = [text(body, 'startedOn') ?? '', text(body, 'conferenceOn')]
    const open = conferenceOn === undefined && body['conferenceNotNeeded'] !== true
    return on <= year.end && (on >= year.start || open || (conferenceOn ?? '') >= year.start)
  }

const enquiryElement = (body: Body, year: CensusYear): ElementToWrite => [
  'Section47',
  [
    ['S47ActualStartDate', text(body, 'startedOn')],
    ['InitialCPCtarget', text(body, 'conferenceTarget')],
    ['DateOfInitialCPC', by(year, text(body, 'conferenceOn'))],
    ['ICPCnotRequired', flag(year, body['conferenceNotNeeded'])],
  ],
]

const protectionElement = (body: Body, year: CensusYear): ElementToWrite => {
  const category = (field: string, element: string): string | undefined => {
    const code = codeOf('cin-category-of-abuse', text(body, field) ?? '', year.end)
    if (!code) year.lacks(element)
    return code
  }
  const latest = text(body, 'latestReview')
  const reviews = Array.isArray(body['reviews']) ? (body['reviews'] as string[]) : latest ? [latest] : []
  if (body['previousPlans'] === undefined) year.lacks('NumberOfPreviousCPP')
  return [
    'ChildProtectionPlans',
    [
      ['CPPstartDate', text(body, 'startedOn')],
      ['CPPendDate', by(year, text(body, 'endedOn'))],
      ['InitialCategoryOfAbuse', category('firstCategory', 'InitialCategoryOfAbuse')],
      ['LatestCategoryOfAbuse', category('latestCategory', 'LatestCategoryOfAbuse')],
      ['NumberOfPreviousCPP', text(body, 'previousPlans')],
      ['Reviews', reviews.filter(day => by(year, day)).map(day => ['CPPreviewDate', day])],
    ],
  ]
}

const proceedingsElement = (body: Body, year: CensusYear): ElementToWrite => [
  'PreProceedingsandFGDM',
  [
    ['PPStartDate', text(body, 'startedOn')],
    ['LBPSentDate', text(body, 'letterSentOn')],
    ['FGDMMeetingOffer', flag(year, body['meetingOffered'])],
    ['FGDMMeetingFac', flag(year, body['meetingHeld'])],
    ['InitialPPMeetingDate', text(body, 'firstMeetingOn')],
    ['ReviewMeetingsCount', text(body, 'reviewMeetings')],
    ['StepDecisionDate', text(body, 'decidedOn')],
    ['PPOutcome', text(body, 'outcome')],
    ['CourtAppDate', text(body, 'courtOn')],
    ['LetterInitCPDate', text(body, 'conferenceLetterOn')],
  ],
]
