import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { bodySchema, keptReplies, passage } from '../../../children/index.ts'
import { labelsOn } from './headings.ts'
import { measureForms, neglectForms } from './local-forms.ts'

const text = () => Type.Optional(Type.String())
const passages = () => Type.Optional(Type.Array(passage))
/** The plan and who is in it are a summary: a school sees the plan it is part of, not what was found out at home. */
const plan = {
  category: 'early-help',
  sensitivity: 2,
  summary: true,
  writers: 'people',
  retention: 'early-help',
} as const
const inside = { ...plan, summary: false } as const

/** Early help from the offer to its end. A child has at most one that is not over. */
export const helpCase = recordKind({
  kind: 'early-help-case',
  title: 'Early help, offered to ended',
  ...plan,
  schema: Type.Object({
    state: Type.Union(['offered', 'declined', 'open', 'closed'].map(state => Type.Literal(state))),
    case: text(),
    offeredOn: Type.String(),
    /** A plan of social care stays until a lead practitioner has accepted. */
    afterPlan: text(),
    openedOn: text(),
    agreedBy: text(),
    /** Whose agreement it is: the child's, a parent's for a child too young to decide, or both. */
    agreedAs: text(),
    withdrawnOn: text(),
    withdrawnBy: text(),
    closedOn: text(),
    outcome: text(),
  }),
  promotes: { status: 'state', code: 'outcome' },
  line: body => {
    if (body.state === 'open') return { title: 'Early help agreed', key: true }
    if (body.state === 'closed') return { title: 'Early help ended', key: true }
    return { title: body.state === 'declined' ? 'Early help not wanted' : 'Early help offered', key: false }
  },
})

/** Why something was done: offered, agreed, taken to the front door, ended. */
export const helpStep = recordKind({
  kind: 'early-help-step',
  title: 'Step of early help',
  ...inside,
  schema: Type.Object({
    case: text(),
    sort: Type.String(),
    on: Type.String(),
    reference: text(),
    /** The service that the family agrees to no longer, or again; early help itself where none is named. */
    service: text(),
    passages: passages(),
  }),
})

/** Who leads the plan. One at a time, who accepted; those before them stay. */
export const leadPractitioner = recordKind({
  kind: 'lead-practitioner',
  title: 'Lead practitioner',
  ...plan,
  schema: Type.Object({
    case: Type.String(),
    state: Type.Union(['proposed', 'accepted', 'ended'].map(state => Type.Literal(state))),
    name: Type.String(),
    organisation: text(),
    phone: text(),
    proposedOn: Type.String(),
    acceptedOn: text(),
    endedOn: text(),
  }),
  promotes: { status: 'state' },
  line: body =>
    body.state === 'accepted'
      ? {
          title: `${labelsOn((body.acceptedOn ?? body.proposedOn) as never).lead} accepted`,
          ...(body.name ? { detail: body.name } : {}),
          key: false,
        }
      : undefined,
})

/** The assessment: under each heading what goes well and what is needed, and what the child and the parents say. */
export const helpAssessment = recordKind({
  kind: 'early-help-assessment',
  title: 'Early help assessment',
  ...inside,
  schema: Type.Object({
    case: Type.String(),
    on: Type.String(),
    list: Type.String(),
    /** What the record knew already, and whether it was right. */
    known: keptReplies,
    parts: Type.Array(Type.Object({ heading: Type.String(), strengths: passages(), needs: passages() })),
    childSaid: passages(),
    parentsSaid: passages(),
    conclusion: passages(),
  }),
  line: body => ({ title: `${labelsOn(body.on as never).assessment} written`, key: true }),
  ownWords: { fields: ['childSaid'], calls: body => labelsOn(body.on as never).assessment },
})

/** The team around the child. */
export const helpTeam = recordKind({
  kind: 'team-around-child',
  title: 'Team around the child',
  ...plan,
  schema: Type.Object({
    case: Type.String(),
    on: Type.String(),
    members: Type.Array(Type.Object({ name: Type.String(), role: Type.String(), phone: text() })),
  }),
})

/** The plan: goals, who does what by when. A later version replaces it. */
export const helpPlan = recordKind({
  kind: 'family-help-plan',
  title: 'Plan of early help',
  ...plan,
  schema: Type.Object({
    case: Type.String(),
    on: Type.String(),
    goals: text(),
    actions: Type.Array(Type.Object({ what: Type.String(), who: Type.String(), by: Type.String(), done: text() })),
    agreedWith: text(),
  }),
  line: body => ({ title: body.on ? labelsOn(body.on as never).plan : 'Plan of early help', key: false }),
})

/** A family sent on to a service of the list, and what became of it. A later version replaces it. */
export const referralOut = recordKind({
  kind: 'referral-out',
  title: 'Sent on to a service',
  ...inside,
  schema: Type.Object({
    case: Type.String(),
    /** The address of its first version, in those that follow. */
    referral: text(),
    state: Type.Union(['sent', 'accepted', 'refused', 'ended'].map(state => Type.Literal(state))),
    service: Type.String(),
    name: Type.String(),
    action: text(),
    agreedBy: Type.String(),
    agreedAs: text(),
    withdrawnOn: text(),
    withdrawnBy: text(),
    on: Type.String(),
    answeredOn: text(),
    endedOn: text(),
    outcome: text(),
    why: passages(),
    answer: passages(),
    result: passages(),
  }),
  promotes: { status: 'state', code: 'outcome' },
})

/** How things are, from 1 to 5 in each area, as a form of its day asked it. */
export const helpMeasure = recordKind({
  kind: 'early-help-measure',
  title: 'How things are',
  ...inside,
  schema: bodySchema(measureForms, { case: Type.String(), on: Type.String() }),
  line: () => ({ title: 'How things are, looked at', key: false }),
})
/** Whether the child's needs are met, with what was seen, as the council's own tool of its day asked it. */
export const neglectTool = recordKind({
  kind: 'neglect-tool',
  title: 'Are needs met?',
  ...inside,
  schema: bodySchema(neglectForms, { case: Type.String(), on: Type.String() }),
  line: () => ({ title: 'Looked at whether needs are met', key: true }),
})

/** Every kind that people write of early help. */
export const helpKinds = [
  helpCase,
  helpStep,
  leadPractitioner,
  helpAssessment,
  helpTeam,
  helpPlan,
  referralOut,
  helpMeasure,
  neglectTool,
] as const
