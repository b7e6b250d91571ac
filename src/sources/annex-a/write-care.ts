import { eventsOf, type KnownEvent, type ReturnFact, textIn } from '../../children/index.ts'
import {
  adoptionStep,
  careEpisode,
  careHealth,
  careInvolved,
  careLeaver,
  careReview,
  lastSeen,
  missingEpisode,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { addDays, addMonths, type PlainDate } from '../../kernel/index.ts'
import { stages } from './care-lists.ts'
import { type Body, coded, dated, inLast, type ListRow, type ListsDay, lasted, workers, yesNo } from './write-cells.ts'
import { months } from './write-early.ts'

/** Rows of lists 8 to 10 about one child: in our care in the six months before the day, a care leaver, being adopted. */
export const careRows = (facts: readonly ReturnFact[], lists: ListsDay): Record<string, ListRow[]> => ({
  'List 8': periodsOf(facts)
    .map((episodes, at, all) => periodRow(facts, episodes, all[at - 1], lists))
    .filter(row => row !== undefined),
  'List 9': leaverRows(facts, lists),
  'List 10': adoptionRows(facts, lists),
})

const on = (body: Body, field: string): PlainDate | undefined => textIn(body, field) as PlainDate | undefined

/** Episodes in care that followed each other without a day between are one period. */
const periodsOf = (facts: readonly ReturnFact[]): (readonly [KnownEvent, ...KnownEvent[]])[] => {
  const periods: [KnownEvent, ...KnownEvent[]][] = []
  for (const episode of eventsOf(facts, careEpisode, 'startedOn')) {
    const before = periods.at(-1)
    const [ended, starts] = [on(before?.at(-1)?.body ?? {}, 'endedOn'), on(episode.body, 'startedOn')]
    if (before && ended && starts && starts <= addDays(ended, 1)) before.push(episode)
    else periods.push([episode])
  }
  return periods
}

const periodRow = (
  facts: readonly ReturnFact[],
  episodes: readonly [KnownEvent, ...KnownEvent[]],
  before: readonly KnownEvent[] | undefined,
  lists: ListsDay,
): ListRow | undefined => {
  const known = episodes.filter(({ body }) => (on(body, 'startedOn') ?? '') <= lists.day)
  const { body } = known.at(-1) ?? episodes[0]
  const [startedOn, ended] = [on(episodes[0].body, 'startedOn'), on(body, 'endedOn')]
  if (!startedOn || !lasted(months, lists, startedOn, ended)) return undefined
  const endedOn = ended && ended <= lists.day ? ended : undefined
  // What tells of adoption is kept apart from the episode, for those who may know of it.
  const steps = facts.filter(fact => fact.kind === adoptionStep.kind)
  const step = (fits: (words: string, when: PlainDate | undefined) => boolean): Body =>
    steps.findLast(fact => fits(textIn(fact.body, 'step') ?? '', on(fact.body, 'on')))?.body ?? {}
  const within = (when: PlainDate | undefined): boolean => when !== undefined && when >= startedOn && when <= lists.day
  const freed = step((words, when) => /placement order|freed/i.test(words) && within(when))
  const placed = step((words, when) => /^placed for adoption/i.test(words) && within(when))
  const adopted = step((words, when) => endedOn !== undefined && when === endedOn && /adopt/i.test(words))
  const plan = step((words, when) => when === undefined && /adopt/i.test(words))
  const [legal, placement] = [said(body, 'legalStatus'), said(body, 'placement')]
  return {
    ...uasc(facts),
    'Date Started to be Looked After': dated(lists, startedOn),
    "Child's Category of Need": coded('903-category-of-need', textIn(body, 'need'), lists),
    'Is this a second or subsequent period of being a Looked After Child within the last 12 months': yesNo(
      body['secondPeriod'] ?? inYearBefore(startedOn, on(before?.at(-1)?.body ?? {}, 'endedOn')),
    ),
    'Start date of current legal status': dated(lists, legal ? sinceWhen(known, 'legalStatus') : on(freed, 'on')),
    "Child's Legal Status": wordsOf(legal) ?? coded('903-legal-status', textIn(freed, 'step'), lists),
    'Date of Latest Statutory Review': dated(
      lists,
      latestReview(facts, startedOn, lists, sort => !/visit/i.test(sort)),
    ),
    'Date of Last Social Work Visit': dated(lists, latest(eventsOf(facts, lastSeen, 'on'), startedOn, lists)),
    'What is the permanence plan for this child?': textIn(body, 'permanencePlan') ?? textIn(plan, 'step'),
    'Date of Last IRO Visit / Contact to the Child': dated(
      lists,
      latestReview(facts, startedOn, lists, sort => /visit/i.test(sort)),
    ),
    ...healthCells(facts, lists),
    'Number of Placements in the Last 12 months': placementsIn(known, lists),
    'Date Ceased to be Looked After': dated(lists, endedOn),
    'Reason Ceased to be Looked After':
      endedOn && coded('903-episode-ceased', textIn(body, 'endReason') ?? textIn(adopted, 'step'), lists),
    'Start Date of Most Recent Placement': dated(lists, placement ? sinceWhen(known, 'placement') : on(placed, 'on')),
    'Placement Type': wordsOf(placement) ?? coded('903-placement', textIn(placed, 'step'), lists),
    'Placement Provider': coded('903-provider', textIn(body, 'provider'), lists),
    'Placement postcode': textIn(body, 'placementPostcode'),
    'URN of Placement': textIn(body, 'urn'),
    'LA of Placement': textIn(body, 'placementLa'),
    ...missingCells(facts, lists),
    ...workers(facts, startedOn, lists),
  }
}

const said = (body: Body, field: string): { code: string | undefined; words: string | undefined } | undefined => {
  const [code, words] = [textIn(body, field), textIn(body, `${field}Words`)]
  return code || words ? { code, words } : undefined
}
const wordsOf = (one: ReturnType<typeof said>): string | undefined =>
  one && [one.code, one.words].filter(Boolean).join(': ')

/** Sources that tell each change as an episode of its own (SSDA903) give its reason; a list tells the last state alone, and not since when. */
const tellsChanges = ({ body }: KnownEvent): boolean => textIn(body, 'reason') !== undefined

/** Since when the last episode's value has stood, where each change is told. */
const sinceWhen = (episodes: readonly KnownEvent[], field: string): PlainDate | undefined => {
  if (!episodes.every(tellsChanges)) return undefined
  const now = textIn(episodes.at(-1)?.body ?? {}, field)
  const other = episodes.findLastIndex(({ body }) => textIn(body, field) !== now)
  return on(episodes[other + 1]?.body ?? {}, 'startedOn')
}

const placementsIn = (episodes: readonly KnownEvent[], lists: ListsDay): number | undefined => {
  if (!episodes.every(tellsChanges)) return void lists.lacks('Number of Placements in the Last 12 months')
  const inYear = episodes.filter(({ body }) => lasted(12, lists, textIn(body, 'startedOn'), textIn(body, 'endedOn')))
  const home = ({ body }: KnownEvent) =>
    [textIn(body, 'placement'), textIn(body, 'placementPostcode'), textIn(body, 'urn')].join()
  return inYear.filter((episode, at) => at === 0 || home(episode) !== home(inYear[at - 1] as KnownEvent)).length
}

const inYearBefore = (startedOn: PlainDate, ended: PlainDate | undefined): boolean =>
  ended !== undefined && ended >= addMonths(startedOn, -12)

const latest = (events: readonly KnownEvent[], from: PlainDate, { day }: ListsDay): string | undefined =>
  events.map(({ body }) => textIn(body, 'on') ?? '').findLast(when => when >= from && when <= day)

const latestReview = (
  facts: readonly ReturnFact[],
  from: PlainDate,
  lists: ListsDay,
  is: (sort: string) => boolean,
): string | undefined => {
  const reviews = facts.filter(fact => fact.kind === careReview.kind && is(textIn(fact.body, 'sort') ?? ''))
  return latest(eventsOf(reviews, careReview, 'on'), from, lists)
}

const healthCells = (facts: readonly ReturnFact[], lists: ListsDay): ListRow => {
  const days = (field: string) =>
    facts.flatMap(({ kind, body }) =>
      kind === careHealth.kind && textIn(body, field) ? [textIn(body, field) ?? ''] : [],
    )
  const last = (field: string) =>
    dated(
      lists,
      days(field)
        .filter(when => when <= lists.day)
        .sort()
        .at(-1),
    )
  return { 'Date of Last Health Assessment': last('assessedOn'), 'Date of Last Dental Check': last('teethOn') }
}

const uasc = (facts: readonly ReturnFact[]): ListRow => ({
  'Unaccompanied Asylum Seeking Child': facts.some(
    ({ kind, body }) => kind === unaccompanied.kind && body['unaccompanied'] === true,
  )
    ? 'a) Yes'
    : undefined,
})

/** Absences told one by one are counted; where a list told their number alone, that of the newest list. */
const missingCells = (facts: readonly ReturnFact[], lists: ListsDay): ListRow => {
  const told = eventsOf(facts, missingEpisode, 'from')
  const of = (sort: string): { count: number | undefined; last: Body } => {
    const own = told.filter(({ body }) => textIn(body, 'sort') === sort && (textIn(body, 'from') ?? '') <= lists.day)
    const each = own.filter(({ body }) => body['count'] === undefined && inLast(12, lists, textIn(body, 'from')))
    const counted = own.findLast(({ body }) => body['count'] !== undefined && inLast(12, lists, textIn(body, 'to')))
    const count = each.length > 0 ? each.length : (counted?.body['count'] as number | undefined)
    return { count, last: (each.length > 0 ? each.at(-1) : counted)?.body ?? {} }
  }
  const [missing, absent] = [of('M'), of('A')]
  return {
    'Number of Episodes the Child has been Missing from their Placement in the last 12 months': missing.count,
    'Number of Episodes the Child has been Absent from their Placement in the last 12 months': absent.count,
    'Was the child offered a Return Interview after their last missing episode': yesNo(
      missing.last['interviewOffered'],
    ),
    'Did the child accept a Return Interview after their last missing episode': yesNo(
      missing.last['interviewAccepted'],
    ),
  }
}

const leaverRows = (facts: readonly ReturnFact[], lists: ListsDay): ListRow[] => {
  const body = eventsOf(facts, careLeaver, '').findLast(({ from }) => from === undefined || from <= lists.day)?.body
  if (!body) return []
  const involved = facts.findLast(
    fact => fact.kind === careInvolved.kind && fact.body['status'] === 'Care leaver',
  )?.body
  const [adviser, worker] = [textIn(body, 'adviser'), textIn(involved ?? {}, 'worker')]
  return [
    {
      ...uasc(facts),
      'Allocated Team': textIn(involved ?? {}, 'team'),
      'Allocated Worker': worker === adviser ? undefined : worker,
      'Allocated Personal Advisor': adviser,
      'Eligibility Category': textIn(body, 'eligibility'),
      'Latest Pathway Plan Review Date': dated(lists, textIn(body, 'planReviewOn')),
      'LA in Touch': textIn(body, 'inTouch'),
      'Latest Date of Contact': dated(lists, textIn(body, 'lastContactOn')),
      'Type of Accommodation': textIn(body, 'accommodation'),
      'Suitability of Accommodation': textIn(body, 'suitable'),
      'Activity Status': textIn(body, 'activity'),
    },
  ]
}

/** The steps of a child who is being adopted, or whose adoption came or was given up in the twelve months before the day. */
const adoptionRows = (facts: readonly ReturnFact[], lists: ListsDay): ListRow[] => {
  const steps = facts.filter(fact => fact.kind === adoptionStep.kind && inReach(fact.body, lists))
  const of = (step: string): Body => steps.findLast(fact => fact.body['step'] === step)?.body ?? {}
  const days = stages.map(([column, step]) => [column, on(of(step), 'on')] as const)
  if (days.every(([, when]) => when === undefined)) return []
  const ends = [of('Adoption order'), of('Should no longer be placed for adoption')].map(body => on(body, 'on'))
  if (ends.some(when => when && !inLast(12, lists, when))) return []
  const family = steps.find(fact => textIn(fact.body, 'familyKey'))?.body
  return [
    {
      'Family identifier': family && textIn(family, 'familyKey'),
      ...Object.fromEntries(days.map(([column, when]) => [column, dated(lists, when)])),
      'Reason Why Child No Longer Placed for Adoption': textIn(of('Should no longer be placed for adoption'), 'detail'),
    },
  ]
}

const inReach = (body: Body, { day }: ListsDay): boolean => (on(body, 'on') ?? '') <= day
