import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { passage } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { type StepSort, stepSorts, stepTitle } from './steps.ts'

const text = () => Type.Optional(Type.String())
/** An officer's work is for who works on attendance with the child: never for a school's office, nor as a summary. */
const label = { category: 'attendance', sensitivity: 2, writers: 'people' } as const

/** The attendance case: opened and closed by the officer; a child has at most one that is open. */
export const attendanceCase = recordKind({
  kind: 'attendance-case',
  title: 'Help with attendance',
  ...label,
  schema: Type.Object({
    state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
    case: text(),
    openedOn: Type.String(),
    opening: Type.Optional(Type.Array(passage)),
    closedOn: text(),
    outcome: text(),
    closing: Type.Optional(Type.Array(passage)),
  }),
  promotes: { status: 'state' },
  line: body =>
    body.state === 'closed'
      ? { title: 'Help with attendance ended', key: true }
      : { title: 'Help with attendance began', key: true },
})

/** One step of the case, in words and with its date, by whoever took it (reference/domain.md 6.2, 6.3, 6.5). */
export const attendanceStep = recordKind({
  kind: 'attendance-step',
  title: 'Step to help with attendance',
  ...label,
  schema: Type.Object({
    step: Type.Union(stepSorts.map(sort => Type.Literal(sort))),
    on: Type.String(),
    passages: Type.Optional(Type.Array(passage)),
    case: text(),
    parent: text(),
    offeredBy: text(),
    accepted: text(),
    present: text(),
    until: text(),
    school: text(),
    offenceOn: text(),
    pounds: Type.Optional(Type.Number()),
    considered: text(),
    withoutNotice: text(),
    orderConsidered: text(),
    notice: text(),
    outcome: text(),
    signedBy: text(),
    letter: text(),
    madeSure: text(),
  }),
  promotes: { code: 'step', due_on: 'until' },
  line: body => ({
    title: stepTitle(body.step as StepSort | undefined),
    ...(body.until ? { detail: `Until ${formatDate(body.until as PlainDate)}` } : {}),
    key: true,
  }),
})

/** What gets in the way of school, from the list in force that day, and what the child says of it. A later telling replaces it. */
export const attendanceBarriers = recordKind({
  kind: 'attendance-barriers',
  title: 'What gets in the way of school',
  ...label,
  ownWords: { fields: ['childSaid'] },
  schema: Type.Object({
    on: Type.String(),
    list: Type.String(),
    barriers: Type.Array(Type.String()),
    subjects: text(),
    childSaid: Type.Optional(Type.Array(passage)),
    passages: Type.Optional(Type.Array(passage)),
  }),
})

/** The attendance support plan: who does what by when, and when it is looked at again. A later version replaces it. */
export const attendancePlan = recordKind({
  kind: 'attendance-plan',
  title: 'Attendance support plan',
  ...label,
  schema: Type.Object({
    on: Type.String(),
    actions: Type.Array(Type.Object({ what: Type.String(), who: Type.String(), by: Type.String(), done: text() })),
    agreedWith: text(),
    reviewOn: Type.String(),
    passages: Type.Optional(Type.Array(passage)),
  }),
  promotes: { due_on: 'reviewOn' },
  line: () => ({ title: 'Attendance support plan', key: false }),
})
