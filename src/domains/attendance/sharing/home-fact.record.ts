import { Type } from 'typebox'
import { recordKind } from '../../../access/index.ts'
import { passage } from '../../../children/index.ts'
import { reasonCategories } from '../pause/pause.record.ts'

const text = () => Type.Optional(Type.String())

/** What was shared with education welfare, as the service that shared it keeps it: with why, and whether it stands. */
export const homeFact = recordKind({
  kind: 'home-fact',
  title: 'A fact of the home, shared with education welfare',
  category: 'early-help',
  sensitivity: 2,
  mayBe: reasonCategories,
  writers: 'people',
  schema: Type.Object({
    words: Type.String(),
    /** The family agreed; or why it is shared although they did not. */
    agreed: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
    why: Type.Optional(Type.Array(passage)),
    sharedOn: Type.String(),
    until: Type.String(),
    state: Type.Union([Type.Literal('shared'), Type.Literal('taken-back')]),
    takenBackOn: text(),
  }),
  promotes: { due_on: 'until', status: 'state' },
  line: body => ({
    title: body.state === 'taken-back' ? 'No longer shared with education welfare' : 'Shared with education welfare',
    ...(body.words ? { detail: body.words } : {}),
    key: false,
  }),
})
