import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const text = () => Type.Optional(Type.String())
const flag = () => Type.Optional(Type.Boolean())
const kept = 'child-in-need'

/** A contact with the front door that may lead to a referral. */
export const contact = recordKind({
  kind: 'front-door-contact',
  title: 'Contact with the front door',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({ on: Type.String(), source: text(), sourceCode: text(), codeSet: text() }),
  line: () => ({ title: 'Contact with children’s services', key: false }),
})

export const referral = recordKind({
  kind: 'referral',
  title: 'Referral to social care',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({
    on: Type.String(),
    source: text(),
    sourceCode: text(),
    noFurtherAction: flag(),
    primaryNeed: text(),
    primaryNeedCode: text(),
    closedOn: text(),
    closureReason: text(),
    closureCode: text(),
    conferenceOn: text(),
    inLastYear: text(),
    codeSet: text(),
  }),
  labels: { primaryNeed: { summary: false }, primaryNeedCode: { summary: false } },
  line: body => ({
    title: 'Referred to social care',
    ...(body.noFurtherAction ? { detail: 'No further action' } : {}),
    key: true,
  }),
})

export const assessment = recordKind({
  kind: 'assessment',
  title: 'Social care assessment',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({
    startedOn: Type.String(),
    reviewOn: text(),
    authorisedOn: text(),
    childSeen: text(),
    support: text(),
  }),
  line: body => ({ title: body.authorisedOn ? 'Assessment finished' : 'Assessment started', key: true }),
})

/** A factor found at assessment. Those about a parent are somebody else's facts on the child's record. */
export const factor = recordKind({
  kind: 'assessment-factor',
  title: 'Factor found at assessment',
  category: 'care-content',
  sensitivity: 3,
  retention: kept,
  schema: Type.Object({ code: Type.String(), label: text(), on: text(), aboutParent: flag(), codeSet: text() }),
  promotes: { code: 'code' },
})

export const needPlan = recordKind({
  kind: 'child-in-need-plan',
  title: 'Child in need plan',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({
    startedOn: Type.String(),
    endedOn: text(),
    need: text(),
    needCode: text(),
    caseStatus: text(),
    closureReason: text(),
    codeSet: text(),
  }),
  labels: { need: { summary: false }, needCode: { summary: false } },
  line: body => ({ title: body.endedOn ? 'Child in need plan ended' : 'Child in need plan started', key: true }),
})

export const strategyDiscussion = recordKind({
  kind: 'section-47',
  title: 'Section 47 enquiry',
  category: 'protection',
  sensitivity: 3,
  retention: kept,
  schema: Type.Object({
    startedOn: Type.String(),
    conferenceTarget: text(),
    conferenceOn: text(),
    conferenceNotNeeded: flag(),
    resultedInPlan: flag(),
  }),
  line: () => ({ title: 'Section 47 enquiry started', key: true }),
})

export const protectionPlan = recordKind({
  kind: 'protection-plan',
  title: 'Child protection plan',
  category: 'protection',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({
    startedOn: Type.String(),
    endedOn: text(),
    firstCategory: text(),
    latestCategory: text(),
    previousPlans: Type.Optional(Type.Number()),
    lastVisit: text(),
    seenAlone: flag(),
    latestReview: text(),
    /** Every review conference that a source told of. */
    reviews: Type.Optional(Type.Array(Type.String())),
    emergencyPowers: flag(),
    codeSet: text(),
  }),
  labels: { firstCategory: { sensitivity: 3, summary: false }, latestCategory: { sensitivity: 3, summary: false } },
  line: body => ({ title: body.endedOn ? 'Child protection plan ended' : 'Child protection plan started', key: true }),
})

/** The steps before care proceedings, and the family meeting offered in them. */
export const preProceedings = recordKind({
  kind: 'pre-proceedings',
  title: 'Before care proceedings',
  category: 'care-content',
  sensitivity: 3,
  retention: kept,
  schema: Type.Object({
    startedOn: text(),
    letterSentOn: text(),
    meetingOffered: flag(),
    meetingHeld: flag(),
    firstMeetingOn: text(),
    reviewMeetings: Type.Optional(Type.Number()),
    decidedOn: text(),
    outcome: text(),
    courtOn: text(),
    conferenceLetterOn: text(),
    codeSet: text(),
  }),
  line: () => ({ title: 'Steps before care proceedings', key: true }),
})

/** When the child was last seen by social care, and whether alone. */
export const lastSeen = recordKind({
  kind: 'last-seen',
  title: 'Last seen',
  category: 'care-content',
  sensitivity: 2,
  summary: true,
  retention: kept,
  schema: Type.Object({ on: Type.String(), alone: flag(), by: text() }),
  line: body => ({ title: 'Seen by social care', ...(body.alone ? { detail: 'Seen alone' } : {}), key: false }),
})

/** That a social worker or team is involved, without what for: the fact that other services may know. */
export const careInvolved = recordKind({
  kind: 'care-involved',
  title: 'Social care is involved',
  category: 'care-involved',
  retention: kept,
  schema: Type.Object({ team: text(), worker: text(), status: text() }),
})
