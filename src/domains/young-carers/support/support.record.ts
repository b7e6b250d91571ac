import { type RecordKind, recordKind } from '../../../access/index.ts'
import { bodySchema } from './fields.ts'
import { levelForms, levelWords } from './level.ts'
import { needsForms } from './needs-form.ts'
import { contactForms, endingForms, foundForms, offerForms } from './register-forms.ts'

/** Everything here is the young carers service's own: above what a school may be shown, since who told us can name a parent's illness. */
const label = {
  category: 'young-carer',
  sensitivity: 2,
  writers: 'people',
  retention: { years: 6, from: 'end', source: 'domain.md 7.10, young carer (local)' },
} as const

/** That somebody told us: one for each telling. */
export const supportFound = recordKind({
  kind: 'young-carer-found',
  title: 'Told that a child cares for somebody',
  ...label,
  schema: bodySchema(foundForms),
  promotes: { code: 'source' },
  line: () => ({ title: 'Somebody told us', key: true }),
})

/** Support was offered. */
export const supportOffer = recordKind({
  kind: 'young-carer-offer',
  title: 'Support offered to a young carer',
  ...label,
  schema: bodySchema(offerForms),
  promotes: { status: 'outcome' },
  line: () => ({ title: 'Support was offered', key: true }),
})

/** How the young person wants to be reached. */
export const supportContact = recordKind({
  kind: 'young-carer-contact',
  title: 'How a young carer wants to be reached',
  ...label,
  schema: bodySchema(contactForms),
})

/** The needs assessment under section 17ZA of the Children Act 1989. */
export const supportNeeds = recordKind({
  kind: 'young-carer-assessment',
  title: 'Young carer’s needs assessment',
  ...label,
  schema: bodySchema(needsForms),
  promotes: { due_on: 'reviewOn' },
  line: () => ({ title: 'Needs assessment', key: true }),
})

/** The level that a worker decided; why is not for a summary. */
export const supportLevel = recordKind({
  kind: 'young-carer-level',
  title: 'Level of support to a young carer',
  ...label,
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
  ...label,
  schema: bodySchema(endingForms),
  promotes: { status: 'reason' },
  line: () => ({ title: 'Support ended', key: true }),
})

/** Every kind of the register. */
export const supportKinds = [
  supportFound,
  supportOffer,
  supportContact,
  supportNeeds,
  supportLevel,
  supportEnding,
] as const satisfies readonly RecordKind[]
