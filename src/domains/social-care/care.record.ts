import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const text = () => Type.Optional(Type.String())
const flag = () => Type.Optional(Type.Boolean())
const kept = 'looked-after'

/** An episode in our care: legal status and home. The home gives the child's whereabouts away. */
export const careEpisode = recordKind({
  kind: 'care-episode',
  title: 'In our care',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  location: true,
  retention: kept,
  schema: Type.Object({
    startedOn: Type.String(),
    reason: text(),
    legalStatus: text(),
    legalStatusWords: text(),
    need: text(),
    placement: text(),
    placementWords: text(),
    permanencePlan: text(),
    provider: text(),
    endedOn: text(),
    endReason: text(),
    changeReason: text(),
    homePostcode: text(),
    placementPostcode: text(),
    placementLa: text(),
    urn: text(),
    secondPeriod: flag(),
    neverBefore: flag(),
    codeSet: text(),
  }),
  labels: {
    homePostcode: { category: 'contact', summary: false },
    placementPostcode: { category: 'contact', sensitivity: 2, summary: false },
    need: { summary: false },
    legalStatus: { summary: false },
    legalStatusWords: { summary: false },
    permanencePlan: { summary: false },
    neverBefore: { summary: false },
  },
  promotes: { code: 'legalStatus', status: 'placement' },
  line: body => ({ title: body.endedOn ? 'A period in our care ended' : 'Came into our care', key: true }),
})

export const careReview = recordKind({
  kind: 'care-review',
  title: 'Review of a child in our care',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({ on: Type.String(), participation: text(), sort: text(), codeSet: text() }),
  line: () => ({ title: 'Review meeting', key: false }),
})

/** Health of a child in our care: immunisation, teeth, assessment, strengths and difficulties. */
export const careHealth = recordKind({
  kind: 'care-health',
  title: 'Health of a child in our care',
  category: 'health',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({
    healthCheck: flag(),
    immunised: flag(),
    teethChecked: flag(),
    healthAssessed: flag(),
    assessedOn: text(),
    teethOn: text(),
    sdqScore: Type.Optional(Type.Number()),
    sdqReason: text(),
    substanceMisuse: flag(),
    interventionReceived: flag(),
    interventionOffered: flag(),
    convicted: flag(),
  }),
  labels: {
    sdqScore: { sensitivity: 3, summary: false },
    sdqReason: { sensitivity: 3, summary: false },
    substanceMisuse: { sensitivity: 3, summary: false },
    interventionReceived: { sensitivity: 3, summary: false },
    interventionOffered: { sensitivity: 3, summary: false },
    convicted: { category: 'youth-justice', sensitivity: 3, summary: false },
  },
})

export const missingEpisode = recordKind({
  kind: 'missing-episode',
  title: 'Went missing',
  category: 'protection',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({
    from: Type.String(),
    to: text(),
    sort: text(),
    count: Type.Optional(Type.Number()),
    interviewOffered: flag(),
    interviewAccepted: flag(),
  }),
  line: body => ({ title: body.sort === 'A' ? 'Away without authorisation' : 'Went missing', key: true }),
})

/** A child who came to the country alone. */
export const unaccompanied = recordKind({
  kind: 'unaccompanied',
  title: 'Unaccompanied child seeking asylum',
  category: 'care-content',
  sensitivity: 3,
  retention: kept,
  schema: Type.Object({ unaccompanied: flag(), until: text() }),
})

export const careLeaver = recordKind({
  kind: 'care-leaver',
  title: 'Care leaver',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({
    inTouch: text(),
    activity: text(),
    accommodation: text(),
    suitable: text(),
    eligibility: text(),
    adviser: text(),
    planReviewOn: text(),
    lastContactOn: text(),
    codeSet: text(),
  }),
})

export const permanence = recordKind({
  kind: 'permanence',
  title: 'Permanence before',
  category: 'adoption',
  sensitivity: 3,
  retention: kept,
  schema: Type.Object({ previous: text(), authority: text(), on: text(), codeSet: text() }),
})

/** Steps towards adoption: for the adoption team, by name. */
export const adoptionStep = recordKind({
  kind: 'adoption-step',
  title: 'Adoption',
  category: 'adoption',
  sensitivity: 3,
  schema: Type.Object({
    step: Type.String(),
    on: text(),
    detail: text(),
    familyKey: text(),
    fosterCare: flag(),
    adopterCount: text(),
    adopterSexes: text(),
    adopterStanding: text(),
  }),
  retention: 'adoption',
})

/** Motherhood of a child in our care: her own fact, and her child's. */
export const parenthood = recordKind({
  kind: 'parenthood',
  title: 'Is a parent',
  category: 'care-content',
  sensitivity: 3,
  retention: kept,
  schema: Type.Object({ mother: flag(), childBornOn: text() }),
})

/** A court's order that a child in our care may be deprived of liberty. */
export const libertyOrder = recordKind({
  kind: 'deprivation-of-liberty',
  title: 'Deprivation of liberty order',
  category: 'care-content',
  sensitivity: 3,
  retention: kept,
  schema: Type.Object({ startedOn: Type.String(), endedOn: text() }),
  line: body => ({
    title: body.endedOn ? 'Deprivation of liberty order ended' : 'Deprivation of liberty order',
    key: true,
  }),
})
