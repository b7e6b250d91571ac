import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { passage } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { outcomeText } from './steps.ts'

const text = () => Type.Optional(Type.String())
const label = {
  category: 'care-content',
  sensitivity: 2,
  writers: 'people',
  retention: 'child-in-need',
} as const

/** What somebody told the front door about a child. One of the public is never named on the record. */
export const contactTold = recordKind({
  kind: 'contact-told',
  title: 'What the front door was told',
  ...label,
  schema: Type.Object({
    contact: Type.String(),
    on: Type.String(),
    source: Type.String(),
    way: text(),
    organisation: text(),
    knows: text(),
    passages: Type.Optional(Type.Array(passage)),
  }),
})

/** What the front door did with a contact, and why. */
export const frontDoorStep = recordKind({
  kind: 'front-door-step',
  title: 'Front door decision',
  ...label,
  schema: Type.Object({
    contact: Type.String(),
    sort: Type.Union([Type.Literal('screened'), Type.Literal('decided')]),
    outcome: Type.String(),
    on: Type.String(),
    due: text(),
    answer: text(),
    passages: Type.Optional(Type.Array(passage)),
  }),
  promotes: { code: 'outcome', due_on: 'due' },
  line: body => ({
    title: `Front door: ${outcomeText(String(body.outcome ?? '')).toLowerCase() || 'decision'}`,
    ...(body.due ? { detail: `By ${formatDate(body.due as PlainDate)}` } : {}),
    key: true,
  }),
})
