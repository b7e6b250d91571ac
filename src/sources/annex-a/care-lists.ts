import { identity } from '../../children/index.ts'
import {
  adoptionStep,
  careEpisode,
  careHealth,
  careInvolved,
  careLeaver,
  careReview,
  missingEpisode,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { type Cells, during, type Fact, readPostcode, yearBefore } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { adoptionFacts, unlessAdoption } from './adoption-words.ts'
import { type ListReader, type ListSays, seen } from './early-lists.ts'
import { involvementsFrom } from './identity-facts.ts'
import { readSpelling, readYesNo } from './spelled.ts'

const asylum = (cells: Cells): Fact[] =>
  readYesNo(cells, 'Unaccompanied Asylum Seeking Child') ? [{ kind: unaccompanied, body: { unaccompanied: true } }] : []

const reviewed = (on: PlainDate | undefined, sort: string): Fact[] =>
  on ? [{ kind: careReview, body: { on, sort }, from: on, to: on }] : []

const careRow = (cells: Cells, asOf: PlainDate): ListSays => {
  const startedOn = cells.needDate('Date Started to be Looked After', 'day the child came into care')
  const endedOn = cells.date('Date Ceased to be Looked After')
  const placedOn = cells.date('Start Date of Most Recent Placement')
  const [need, legal, placement, provider, ceased, plan] = [
    readSpelling(cells, "Child's Category of Need", 'need'),
    readSpelling(cells, "Child's Legal Status", 'legal'),
    readSpelling(cells, 'Placement Type', 'placement'),
    readSpelling(cells, 'Placement Provider', 'provider'),
    readSpelling(cells, 'Reason Ceased to be Looked After', 'ceased'),
    readSpelling(cells, 'What is the permanence plan for this child?', 'plan'),
  ]
  const shown = { legal: unlessAdoption(legal), placement: unlessAdoption(placement), ceased: unlessAdoption(ceased) }
  const body = {
    startedOn,
    endedOn,
    need: need?.label,
    legalStatus: shown.legal?.code,
    legalStatusWords: shown.legal?.label,
    placement: shown.placement?.code,
    placementWords: shown.placement?.label,
    provider: provider?.label,
    permanencePlan: unlessAdoption(plan)?.label,
    endReason: shown.ceased?.label,
    placementPostcode: readPostcode(cells, 'Placement postcode')?.value,
    placementLa: cells.text('LA of Placement'),
    urn: cells.text('URN of Placement'),
    secondPeriod: readYesNo(
      cells,
      'Is this a second or subsequent period of being a Looked After Child within the last 12 months',
    ),
    codeSet: [legal, placement, need].find(said => said?.setVersion)?.setVersion ?? 'Annex A',
  }
  const dates = during(startedOn, endedOn)
  const worker = { team: cells.text('Allocated Team'), worker: cells.text('Allocated Worker'), status: 'In our care' }
  const legalFrom = cells.date('Start date of current legal status')
  const facts = [
    { kind: careEpisode, body, ...dates },
    { kind: careInvolved, body: worker, ...dates },
    ...reviewed(cells.date('Date of Latest Statutory Review'), 'Statutory review'),
    ...reviewed(
      cells.date('Date of Last IRO Visit / Contact to the Child'),
      'Visit by the independent reviewing officer',
    ),
    ...seen(cells.date('Date of Last Social Work Visit')),
    ...healthFacts(cells),
    ...missingFacts(cells, asOf),
    ...asylum(cells),
    ...adoptionFacts([
      [legal, legalFrom],
      [placement, placedOn],
      [ceased, endedOn],
      [plan, undefined],
    ]),
    ...(ceased?.code === 'E2' && endedOn ? [{ kind: identity, body: { deathDate: endedOn } }] : []),
  ]
  return { facts, key: [startedOn], involvements: involvementsFrom(cells, startedOn, endedOn) }
}

const healthFacts = (cells: Cells): Fact[] => {
  const [assessedOn, teethOn] = [cells.date('Date of Last Health Assessment'), cells.date('Date of Last Dental Check')]
  return assessedOn || teethOn ? [{ kind: careHealth, body: { assessedOn, teethOn } }] : []
}

/** The list counts the times in the twelve months before it was made, and gives no dates. */
const missingFacts = (cells: Cells, asOf: PlainDate): Fact[] => {
  const interviewOffered = readYesNo(cells, 'Was the child offered a Return Interview after their last missing episode')
  const interviewAccepted = readYesNo(cells, 'Did the child accept a Return Interview after their last missing episode')
  const from = yearBefore(asOf)
  return (['Missing', 'Absent'] as const).flatMap(sort => {
    const count = cells.number(
      `Number of Episodes the Child has been ${sort} from their Placement in the last 12 months`,
    )
    const body = {
      from,
      to: asOf,
      sort: sort === 'Missing' ? 'M' : 'A',
      count,
      ...(sort === 'Missing' ? { interviewOffered, interviewAccepted } : {}),
    }
    return count ? [{ kind: missingEpisode, body, ...during(from, asOf) }] : []
  })
}

const leaverRow = (cells: Cells, asOf: PlainDate): ListSays => {
  const words = (column: string, kind: string) => readSpelling(cells, column, kind)?.label
  const adviser = cells.text('Allocated Personal Advisor')
  const body = {
    inTouch: words('LA in Touch', 'inTouch'),
    activity: cells.text('Activity Status'),
    accommodation: words('Type of Accommodation', 'accommodation'),
    suitable: words('Suitability of Accommodation', 'suitable'),
    eligibility: words('Eligibility Category', 'eligibility'),
    adviser,
    planReviewOn: cells.date('Latest Pathway Plan Review Date'),
    lastContactOn: cells.date('Latest Date of Contact'),
    codeSet: 'Annex A',
  }
  const [team, worker] = [cells.text('Allocated Team'), cells.text('Allocated Worker')]
  const personal = { kind: 'Personal adviser', service: 'Leaving care', category: 'care-involved', from: asOf } as const
  return {
    facts: [
      { kind: careLeaver, body },
      { kind: careInvolved, body: { team, worker: adviser ?? worker, status: 'Care leaver' } },
      ...asylum(cells),
    ],
    key: [],
    involvements: [
      ...involvementsFrom(cells, asOf),
      ...(adviser ? [{ ...personal, workerName: adviser, ...(team ? { teamName: team } : {}) }] : []),
    ],
  }
}

/** The dates of list 10 and the step that each tells of. */
export const stages: readonly (readonly [column: string, step: string])[] = [
  ['Date the Child Entered Care', 'Entered care'],
  ['Date of Decision that Child Should be Placed for Adoption', 'Should be placed for adoption'],
  ['Date of Placement Order', 'Placement order'],
  ['Date of Matching Child and Prospective Adopters', 'Matched with adopters'],
  [
    'Date the child was placed for fostering in FFA or concurrent planning placement',
    'Placed for fostering with adopters-to-be',
  ],
  ['Date Placed for Adoption', 'Placed for adoption'],
  ['Date of Adoption Order', 'Adoption order'],
  ['Date of Decision that Child Should No Longer be Placed for Adoption', 'Should no longer be placed for adoption'],
]

const adoptionRow = (cells: Cells): ListSays => {
  const familyKey = cells.text('Family identifier')
  const reason = cells.text('Reason Why Child No Longer Placed for Adoption')
  const facts = stages.flatMap(([column, step]) => {
    const on = cells.date(column)
    const detail = column.includes('No Longer') ? reason : undefined
    return on ? [{ kind: adoptionStep, body: { step, on, detail, familyKey }, ...during(on) }] : []
  })
  return { facts, key: [] }
}

/** Lists 8 to 10: children looked after, care leavers, children being adopted. */
export const careLists: Readonly<Record<string, ListReader>> = {
  'List 8': careRow,
  'List 9': leaverRow,
  'List 10': adoptionRow,
}
