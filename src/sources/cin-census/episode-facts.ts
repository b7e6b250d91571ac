import {
  adoptionStep,
  assessment,
  careInvolved,
  needPlan,
  preProceedings,
  protectionPlan,
  referral,
  strategyDiscussion,
} from '../../domains/social-care/index.ts'
import { type Cells, during, type Fact, readCode, type Tree } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { factorFacts } from './assessment-factors.ts'

/** What one CINdetails says: the referral, and every assessment, enquiry and plan that came of it. */
export const episodeFacts = (cells: Cells, tree: Tree, at: string, on: PlainDate): Fact[] => [
  ...referralFacts(cells, at, on),
  ...tree.all(`${at}/Assessments`).flatMap(place => assessmentFacts(cells, tree, place, on)),
  ...tree.all(`${at}/CINPlanDates`).flatMap(place => planFacts(cells, place)),
  ...tree.all(`${at}/Section47`).flatMap(place => enquiryFacts(cells, place)),
  ...tree.all(`${at}/ChildProtectionPlans`).flatMap(place => protectionFacts(cells, tree, place, on)),
  ...tree.all(`${at}/PreProceedingsandFGDM`).flatMap(place => proceedingsFacts(cells, place)),
]

/** The date a part cannot be without: where it is missing the part is left out and warned of, and the child is kept. */
const startOf = (cells: Cells, column: string, called: string): PlainDate | undefined => {
  const start = cells.date(column)
  if (start === undefined && !cells.text(column))
    cells.warn(
      column,
      `There is no ${called}.`,
      `Fill in the ${called} and send the file again. The rest was kept.`,
      called,
    )
  return start
}

const checkOrder = (cells: Cells, column: string, from: PlainDate, to: PlainDate | undefined): void => {
  if (to && to < from)
    cells.warn(
      column,
      'This is before the beginning.',
      'Correct the dates at the source. Both were kept.',
      `${from} or later`,
    )
}

/** RC1 is adoption: told only to those who may know of it. */
const adopted = 'RC1'

const referralFacts = (cells: Cells, at: string, on: PlainDate): Fact[] => {
  const startedOn = startOf(cells, `${at}/CINreferralDate`, 'date of referral')
  if (!startedOn) return []
  const closedOn = cells.date(`${at}/CINclosureDate`)
  checkOrder(cells, `${at}/CINclosureDate`, startedOn, closedOn)
  const source = readCode(cells, `${at}/ReferralSource`, 'cin-referral-source', on)
  const need = readCode(cells, `${at}/PrimaryNeedCode`, 'cin-primary-need', on)
  const closure = readCode(cells, `${at}/ReasonForClosure`, 'cin-reason-for-closure', on)
  const shown = closure?.code === adopted ? undefined : closure
  const noFurtherAction = cells.flag(`${at}/ReferralNFA`)
  const dates = during(startedOn, closedOn)
  const body = {
    on: startedOn,
    source: source?.label,
    sourceCode: source?.code,
    noFurtherAction,
    primaryNeed: need?.label,
    primaryNeedCode: need?.code,
    closedOn,
    closureReason: shown?.label,
    closureCode: shown?.code,
    conferenceOn: cells.date(`${at}/DateOfInitialCPC`),
    codeSet: source?.setVersion ?? need?.setVersion,
  }
  return [
    { kind: referral, body, ...dates },
    ...(noFurtherAction ? [] : [{ kind: careInvolved, body: { status: closedOn ? 'Closed' : 'Open' }, ...dates }]),
    ...(closure?.code === adopted
      ? [{ kind: adoptionStep, body: { step: 'Adopted', on: closedOn }, ...during(closedOn) }]
      : []),
  ]
}

const assessmentFacts = (cells: Cells, tree: Tree, at: string, on: PlainDate): Fact[] => {
  const startedOn = startOf(cells, `${at}/AssessmentActualStartDate`, 'start of the assessment')
  if (!startedOn) return []
  const authorisedOn = cells.date(`${at}/AssessmentAuthorisationDate`)
  checkOrder(cells, `${at}/AssessmentAuthorisationDate`, startedOn, authorisedOn)
  const body = { startedOn, reviewOn: cells.date(`${at}/AssessmentInternalReviewDate`), authorisedOn }
  const factors = tree.all(`${at}/FactorsIdentifiedAtAssessment/AssessmentFactors`).filter(place => cells.text(place))
  const known = authorisedOn && authorisedOn >= startedOn ? authorisedOn : startedOn
  return [
    { kind: assessment, body, ...during(startedOn, authorisedOn) },
    ...factorFacts(cells, factors, known > on ? on : known),
  ]
}

const planFacts = (cells: Cells, at: string): Fact[] => {
  const startedOn = startOf(cells, `${at}/CINPlanStartDate`, 'start of the plan')
  if (!startedOn) return []
  const endedOn = cells.date(`${at}/CINPlanEndDate`)
  checkOrder(cells, `${at}/CINPlanEndDate`, startedOn, endedOn)
  return [{ kind: needPlan, body: { startedOn, endedOn }, ...during(startedOn, endedOn) }]
}

const enquiryFacts = (cells: Cells, at: string): Fact[] => {
  const startedOn = startOf(cells, `${at}/S47ActualStartDate`, 'start of the section 47 enquiry')
  if (!startedOn) return []
  const body = {
    startedOn,
    conferenceTarget: cells.date(`${at}/InitialCPCtarget`),
    conferenceOn: cells.date(`${at}/DateOfInitialCPC`),
    conferenceNotNeeded: cells.flag(`${at}/ICPCnotRequired`),
  }
  return [{ kind: strategyDiscussion, body, from: startedOn }]
}

const protectionFacts = (cells: Cells, tree: Tree, at: string, on: PlainDate): Fact[] => {
  const startedOn = startOf(cells, `${at}/CPPstartDate`, 'start of the child protection plan')
  if (!startedOn) return []
  const endedOn = cells.date(`${at}/CPPendDate`)
  checkOrder(cells, `${at}/CPPendDate`, startedOn, endedOn)
  const category = (column: string) => readCode(cells, `${at}/${column}`, 'cin-category-of-abuse', on)
  const [first, latest] = [category('InitialCategoryOfAbuse'), category('LatestCategoryOfAbuse')]
  const reviews = tree
    .all(`${at}/Reviews/CPPreviewDate`)
    .flatMap(place => cells.date(place) ?? [])
    .sort()
  const body = {
    startedOn,
    endedOn,
    firstCategory: first?.label ?? first?.code,
    latestCategory: latest?.label ?? latest?.code,
    previousPlans: cells.number(`${at}/NumberOfPreviousCPP`),
    latestReview: reviews.at(-1),
    ...(reviews.length > 0 ? { reviews } : {}),
    codeSet: first?.setVersion ?? latest?.setVersion,
  }
  return [{ kind: protectionPlan, body, ...during(startedOn, endedOn) }]
}

const proceedingsFacts = (cells: Cells, at: string): Fact[] => {
  const startedOn = cells.date(`${at}/PPStartDate`)
  const body = {
    startedOn,
    letterSentOn: cells.date(`${at}/LBPSentDate`),
    meetingOffered: cells.flag(`${at}/FGDMMeetingOffer`),
    meetingHeld: cells.flag(`${at}/FGDMMeetingFac`),
    firstMeetingOn: cells.date(`${at}/InitialPPMeetingDate`),
    reviewMeetings: cells.number(`${at}/ReviewMeetingsCount`),
    decidedOn: cells.date(`${at}/StepDecisionDate`),
    outcome: cells.text(`${at}/PPOutcome`),
    courtOn: cells.date(`${at}/CourtAppDate`),
    conferenceLetterOn: cells.date(`${at}/LetterInitCPDate`),
    codeSet: 'CIN census 2026 to 2027',
  }
  return [{ kind: preProceedings, body, ...during(startedOn) }]
}
