import { Type } from 'typebox'
import { type RecordKind, recordKind } from '../../../access/index.ts'
import { bodySchema, keptReplies, passage } from '../../../children/index.ts'
import { transitionKinds } from '../transition/transition.record.ts'
import { cardForms } from './card.ts'
import { consentForms } from './consent-form.ts'
import { backForms, givenForms, sessionForms } from './help-forms.ts'
import { supportLabel } from './label.ts'
import { levelForms, levelWords } from './level.ts'
import { needsForms } from './needs-form.ts'
import { contactForms, endingForms, foundForms, offerForms } from './register-forms.ts'
import { schoolForms } from './school-form.ts'

/** Everything here is the young carers service's own: above what a school may be shown, since who told us can name a parent's illness. */
/** That somebody told us: one for each telling. */
export const supportFound = recordKind({
  kind: 'young-carer-found',
  title: 'Told that a child cares for somebody',
  ...supportLabel,
  schema: bodySchema(foundForms),
  promotes: { code: 'source' },
  line: () => ({ title: 'Somebody told us', key: true }),
})

/** Support was offered. */
export const supportOffer = recordKind({
  kind: 'young-carer-offer',
  title: 'Support offered to a young carer',
  ...supportLabel,
  schema: bodySchema(offerForms),
  promotes: { status: 'outcome' },
  line: () => ({ title: 'Support was offered', key: true }),
})

/** How the young person wants to be reached. */
export const supportContact = recordKind({
  kind: 'young-carer-contact',
  title: 'How a young carer wants to be reached',
  ...supportLabel,
  schema: bodySchema(contactForms),
})

/** The needs assessment under section 17ZA of the Children Act 1989. */
export const supportNeeds = recordKind({
  kind: 'young-carer-assessment',
  title: 'Young carer’s needs assessment',
  ...supportLabel,
  schema: bodySchema(needsForms, { known: keptReplies }),
  ownWords: { fields: ['wishes', 'outcomes'] },
  promotes: { due_on: 'reviewOn' },
  line: () => ({ title: 'Needs assessment', key: true }),
})

/** The level that a worker decided; why is not for a summary. */
export const supportLevel = recordKind({
  kind: 'young-carer-level',
  title: 'Level of support to a young carer',
  ...supportLabel,
  summary: true,
  schema: bodySchema(levelForms),
  labels: { why: { summary: false } },
  promotes: { code: 'level' },
  line: body => ({
    title: 'Level of support decided',
    ...(typeof body.level === 'string' ? { detail: levelWords(body.level) } : {}),
    key: true,
  }),
})

/** The support ended. */
export const supportEnding = recordKind({
  kind: 'young-carer-ending',
  title: 'Support to a young carer ended',
  ...supportLabel,
  schema: bodySchema(endingForms),
  promotes: { status: 'reason' },
  line: () => ({ title: 'Support ended', key: true }),
})

/** Something lent, a volunteer's help, a break, a trip. */
export const supportGiven = recordKind({
  kind: 'young-carer-given',
  title: 'Help given to a young carer',
  ...supportLabel,
  schema: bodySchema(givenForms),
  promotes: { code: 'sort', due_on: 'until' },
  line: () => ({ title: 'Help given', key: false }),
})

/** Something lent came back, or help ended. */
export const supportBack = recordKind({
  kind: 'young-carer-back',
  title: 'Help to a young carer ended',
  ...supportLabel,
  schema: bodySchema(backForms),
})

/** Time together, in a group or one to one. */
export const supportSession = recordKind({
  kind: 'young-carer-session',
  title: 'Time with a young carer',
  ...supportLabel,
  schema: bodySchema(sessionForms),
  promotes: { code: 'sort', status: 'how' },
  line: () => ({ title: 'Time together', key: false }),
})

/** The card: in use as long as this is known. Its number is no password, and says nothing. */
export const supportCard = recordKind({
  kind: 'young-carer-card',
  title: 'Card of a young carer',
  ...supportLabel,
  schema: bodySchema(cardForms, { number: Type.String() }),
  promotes: { code: 'number', due_on: 'until' },
})

/** Somebody at a school or a surgery checked the card. */
export const supportCardShown = recordKind({
  kind: 'young-carer-card-shown',
  title: 'Card of a young carer checked',
  ...supportLabel,
  schema: Type.Object({ on: Type.String() }),
})

const text = () => Type.Optional(Type.String())
const passages = () => Type.Optional(Type.Array(passage))

/** The plan with a school as the young person agreed it. What school reads of it is an arrangement of its own. */
export const supportSchool = recordKind({
  kind: 'young-carer-school-plan',
  title: 'Plan with a young carer’s school',
  ...supportLabel,
  schema: bodySchema(schoolForms, { school: text(), knowsNames: Type.Optional(Type.Array(Type.String())) }),
  ownWords: { fields: ['says'], calls: () => 'Plan with school' },
  promotes: { due_on: 'reviewOn' },
  line: () => ({ title: 'Plan with school', key: true }),
})

/**
 * Whom the young person agreed to be known by: who, how far, how it was agreed and until when; then that it was taken back. Row security makes of
 * it what those people see (migration 0074); it is read by the service alone.
 */
export const supportConsent = recordKind({
  kind: 'young-carer-consent',
  title: 'Who may know of a young carer',
  ...supportLabel,
  schema: bodySchema(consentForms, {
    names: Type.Optional(Type.Array(Type.String())),
    state: Type.Union([Type.Literal('agreed'), Type.Literal('withdrawn')]),
    withdrawnOn: text(),
  }),
  promotes: { due_on: 'until', status: 'state' },
  line: body => ({
    title: body.state === 'withdrawn' ? 'Who may know was taken back' : 'Agreed who may know',
    key: true,
  }),
})

/**
 * What school does for one pupil, as a few named people there read it: sealed silently for them, so that nobody else at school, nor an
 * officer who sees attendance, learns that there is anything. `why` is there only where the young person agreed that they know.
 */
export const schoolArrangements = recordKind({
  kind: 'school-arrangements',
  title: 'Agreed with the pupil',
  category: 'attendance',
  sensitivity: 2,
  summary: true,
  writers: 'people',
  retention: supportLabel.retention,
  schema: Type.Object({
    on: Type.String(),
    school: text(),
    arrangements: Type.Array(Type.String()),
    days: text(),
    classmate: text(),
    adult: text(),
    bullying: passages(),
    parents: passages(),
    why: text(),
    reviewOn: text(),
  }),
})

/** Every kind of the register. */
export const supportKinds = [
  supportFound,
  supportOffer,
  supportContact,
  supportNeeds,
  supportLevel,
  supportEnding,
  supportSchool,
  supportConsent,
  supportGiven,
  supportBack,
  supportSession,
  supportCard,
  supportCardShown,
  ...transitionKinds,
] as const satisfies readonly RecordKind[]
