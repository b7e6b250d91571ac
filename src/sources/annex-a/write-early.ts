import { eventsOf, type ReturnFact, textIn } from '../../children/index.ts'
import { earlyHelpEpisode } from '../../domains/early-help/index.ts'
import {
  adoptionStep,
  assessment,
  contact,
  lastSeen,
  needPlan,
  protectionPlan,
  referral,
  strategyDiscussion,
} from '../../domains/social-care/index.ts'
import { addMonths, type PlainDate } from '../../kernel/index.ts'
import { type Body, coded, dated, inLast, type ListRow, type ListsDay, lasted, workers, yesNo } from './write-cells.ts'

/** How far back lists 1 to 8 reach (Ofsted, inspecting local authority children’s services, annex A). */
export const months = 6

/** Rows of lists 1 to 7 about one child: what came or lasted into the six months before the day. */
export const earlyRows = (facts: readonly ReturnFact[], lists: ListsDay): Record<string, ListRow[]> => ({
  'List 1': eventsOf(facts, contact, 'on')
    .filter(({ body }) => inLast(months, lists, textIn(body, 'on')))
    .map(({ body }) => ({
      'Date of Contact': dated(lists, textIn(body, 'on')),
      'Contact Source': sourceOf(body, lists),
    })),
  'List 2': eventsOf(facts, earlyHelpEpisode, 'startedOn')
    .filter(({ body }) => lasted(months, lists, textIn(body, 'startedOn'), textIn(body, 'completedOn')))
    .map(({ body }) => ({
      'Assessment start date': dated(lists, textIn(body, 'startedOn')),
      'Assessment completion date': dated(lists, textIn(body, 'completedOn')),
      'Organisation completing assessment': textIn(body, 'organisation'),
    })),
  'List 3': referralRows(facts, lists),
  'List 4': eventsOf(facts, assessment, 'startedOn')
    .filter(({ body }) => lasted(months, lists, textIn(body, 'startedOn'), textIn(body, 'authorisedOn')))
    .map(({ body }) => ({
      'Continuous Assessment Start Date': dated(lists, textIn(body, 'startedOn')),
      'Child Seen During Continuous Assessment': textIn(body, 'childSeen'),
      'Continuous Assessment Date of Authorisation': dated(lists, textIn(body, 'authorisedOn')),
      "Was the child assessed as requiring LA children's social care support?": textIn(body, 'support'),
      ...workers(facts, textIn(body, 'startedOn') ?? '', lists),
    })),
  'List 5': enquiryRows(facts, lists),
  'List 6': eventsOf(facts, needPlan, 'startedOn')
    .filter(({ body }) => lasted(months, lists, textIn(body, 'startedOn'), textIn(body, 'endedOn')))
    .map(({ body }) => needRow(facts, body, lists)),
  'List 7': eventsOf(facts, protectionPlan, 'startedOn')
    .filter(({ body }) => lasted(months, lists, textIn(body, 'startedOn'), textIn(body, 'endedOn')))
    .map(({ body }) => protectionRow(facts, body, lists)),
})

const sourceOf = (body: Body, lists: ListsDay): string | undefined => {
  const [words, code] = [textIn(body, 'source'), textIn(body, 'sourceCode')]
  // Words of a group of sources (“Police”) are not those of the one code they are counted under, and stand as they are.
  const whole = coded('cin-referral-source', code, lists)
  return words === undefined || whole === `${code}: ${words}` ? whole : words
}

const referralRows = (facts: readonly ReturnFact[], lists: ListsDay): ListRow[] => {
  const referrals = eventsOf(facts, referral, 'on')
  const before = (on: string): number =>
    referrals.filter(({ body }) => {
      const other = textIn(body, 'on') ?? on
      return other < on && other >= addMonths(on as PlainDate, -12)
    }).length
  return referrals.flatMap(({ body }) => {
    const on = textIn(body, 'on')
    if (on === undefined || !inLast(months, lists, on)) return []
    return [
      {
        'Date of Referral': dated(lists, on),
        'Referral Source': sourceOf(body, lists),
        'Referral NFA?': yesNo(body['noFurtherAction']),
        'Number of Referrals in Last 12 Months': textIn(body, 'inLastYear') ?? before(on),
        ...(body['noFurtherAction'] === true ? {} : workers(facts, on, lists)),
      },
    ]
  })
}

const enquiryRows = (facts: readonly ReturnFact[], lists: ListsDay): ListRow[] => {
  const enquiries = eventsOf(facts, strategyDiscussion, 'startedOn')
  const inYear = (field: string) => enquiries.filter(({ body }) => inLast(12, lists, textIn(body, field))).length
  return enquiries
    .filter(({ body }) => ['startedOn', 'conferenceOn'].some(field => inLast(months, lists, textIn(body, field))))
    .map(({ body }) => ({
      'Strategy discussion initiating Section 47 Enquiry Start Date': dated(lists, textIn(body, 'startedOn')),
      'Was an Initial Child Protection Conference deemed unnecessary?': yesNo(body['conferenceNotNeeded']),
      'Date of Initial Child Protection Conference': dated(lists, textIn(body, 'conferenceOn')),
      'Did the Initial Child Protection Conference Result in a Child Protection Plan': yesNo(body['resultedInPlan']),
      'Number of Section 47 Enquiries in the last 12 months': inYear('startedOn'),
      'Number of ICPCs in the last 12 months': inYear('conferenceOn'),
      ...workers(facts, textIn(body, 'startedOn') ?? '', lists),
    }))
}

const needRow = (facts: readonly ReturnFact[], body: Body, lists: ListsDay): ListRow => {
  const [startedOn, endedOn] = [textIn(body, 'startedOn') ?? '', textIn(body, 'endedOn')]
  // That a child was adopted is kept apart from the plan, for those who may know of it.
  const adopted = facts.find(fact => fact.kind === adoptionStep.kind && endedOn && fact.body['on'] === endedOn)
  const seenOn = eventsOf(facts, lastSeen, 'on')
    .map(event => textIn(event.body, 'on') ?? '')
    .findLast(on => on >= startedOn && on <= lists.day)
  const closure = textIn(body, 'closureReason') ?? (adopted && textIn(adopted.body, 'step'))
  return {
    'CIN Start Date': dated(lists, startedOn),
    'Primary Need Code': coded('cin-primary-need', textIn(body, 'need') ?? textIn(body, 'needCode'), lists),
    'Date Child Was Last Seen': dated(lists, seenOn),
    'CIN Closure Date': dated(lists, endedOn),
    'Reason for Closure': endedOn && endedOn <= lists.day ? coded('cin-reason-for-closure', closure, lists) : undefined,
    'Case Status': textIn(body, 'caseStatus'),
    ...workers(facts, startedOn, lists),
  }
}

const protectionRow = (facts: readonly ReturnFact[], body: Body, lists: ListsDay): ListRow => {
  const reviews = Array.isArray(body['reviews']) ? (body['reviews'] as string[]) : []
  const reviewed =
    textIn(body, 'latestReview') ??
    reviews
      .filter(on => on <= lists.day)
      .sort()
      .at(-1)
  return {
    'Child Protection Plan Start Date': dated(lists, textIn(body, 'startedOn')),
    'Initial Category of Abuse': textIn(body, 'firstCategory'),
    'Latest Category of Abuse': textIn(body, 'latestCategory'),
    'Date of the Last Statutory Visit': dated(lists, textIn(body, 'lastVisit')),
    'Was the Child Seen Alone?': yesNo(body['seenAlone']),
    'Date of latest review conference': dated(lists, reviewed),
    'Child Protection Plan End Date': dated(lists, textIn(body, 'endedOn')),
    'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months': yesNo(
      body['emergencyPowers'],
    ),
    'Number of Previous Child Protection Plans': (body['previousPlans'] as number | undefined) ?? undefined,
    ...workers(facts, textIn(body, 'startedOn') ?? '', lists),
  }
}
