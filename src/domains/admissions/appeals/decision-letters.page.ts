import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import {
  exampleGate,
  goneLetters,
  goneWords,
  type LetterBatch,
  type LetterDoor,
  letterBatchView,
  lettersAtOnce,
  lettersNamed,
} from '../../../children/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import { keepLetterSent } from './appeals.actions.ts'
import { decisionLetterExamples } from './appeals.examples.ts'
import { clerks, recordClerkLook } from './appeals.page.ts'
import { type ClerkDesk, findAppeal, listLettersDue, type OneAppeal } from './appeals.queries.ts'
import { decisionLetter } from './decision-letter.ts'

const path = '/appeals/letters'
const look = { ...clerks, purpose: 'send the letters with panels’ decisions' } as const
type Data = Pick<LetterBatch, 'letters' | 'held'>

const loadDue = async (desk: ClerkDesk, door: LetterDoor, requestId: string) => {
  const due: OneAppeal[] = []
  for (const address of await listLettersDue(desk, lettersAtOnce)) {
    const appeal = await findAppeal(desk, address)
    await recordClerkLook(desk, appeal.childId, requestId)
    if (!appeal.died) due.push(appeal)
  }
  return { due, to: await door(due.map(one => one.childId)) }
}

/** Letters with panels' decisions that are due, printed as one batch and noted as gone. */
export const decisionLetterPages = (door: LetterDoor): readonly Route[] => [
  deskPage({
    ...look,
    path,
    load: async (desk, { requestId }): Promise<Data> => {
      const { due, to } = await loadDue(desk, door, requestId)
      const letters = due.flatMap(one => {
        const address = to.get(one.childId ?? 0)
        const letter = address && decisionLetter(one, address)
        return letter ? [{ ref: one.address, letter }] : []
      })
      return { letters, held: due.length - letters.length }
    },
    answer: (batch, { csrf }) => ({
      page: letterBatchView({ back: { text: 'Appeals', href: '/appeals' }, ...batch }, { action: path, csrf }),
    }),
    examples: {
      usual: {
        letters: Object.values(decisionLetterExamples).map(({ letter }, at) => ({
          ref: `0f000000-0000-4000-8000-00000000007${at}`,
          letter: { ...letter, to: exampleGate.address },
        })),
        held: 1,
      },
      nothing: { letters: [], held: 0 },
    },
  }),
  deskAction({
    ...look,
    path,
    form: Type.Object({
      letter: goneLetters,
      way: Type.Literal('gate'),
    }),
    act: async (desk, { form, requestId }) => {
      const named = lettersNamed(form.letter)
      const { due, to } = await loadDue(desk, door, requestId)
      // the gate is asked once more: what has come up since stops a letter that is still in the tray
      const went = due.filter(one => named.has(one.address) && to.has(one.childId ?? 0))
      for (const appeal of went) await keepLetterSent(desk, appeal, londonDate(desk.at))
      return { redirect: '/appeals', flash: goneWords(went.length, named.size) }
    },
  }),
]
