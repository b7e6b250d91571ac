import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import {
  exampleGate,
  firstReady,
  goneLetters,
  goneWords,
  type LetterAddress,
  type LetterBatch,
  type LetterDoor,
  letterBatchView,
  lettersAtOnce,
  lettersNamed,
  lettersPdf,
} from '../../../children/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import { showsApplicants } from '../rounds/index.ts'
import { keepLetterSent } from './appeals.actions.ts'
import { decisionLetterExamples } from './appeals.examples.ts'
import { clerks } from './appeals.page.ts'
import { type ClerkDesk, findAppeal, listLettersDue, type OneAppeal } from './appeals.queries.ts'
import { decisionLetter } from './decision-letter.ts'

const path = '/appeals/letters'
const look = { ...clerks, purpose: 'send the letters with panels’ decisions' } as const
type Data = Pick<LetterBatch, 'letters' | 'held'>

const loadReady = async (desk: ClerkDesk, door: LetterDoor, named?: ReadonlySet<string>) => {
  const due = await listLettersDue(desk)
  const { ready, held } = await firstReady(named ? due.filter(one => named.has(one.address)) : due, door, lettersAtOnce)
  const appeals: { readonly appeal: OneAppeal; readonly to: LetterAddress }[] = []
  for (const { due: one, to } of ready) appeals.push({ appeal: await findAppeal(desk, one.address), to })
  return { appeals, held }
}

/** Letters with panels' decisions that are due, printed as one batch and noted as gone. */
export const decisionLetterPages = (door: LetterDoor): readonly Route[] => [
  deskPage({
    ...look,
    path,
    load: async (desk): Promise<Data> => {
      const { appeals, held } = await loadReady(desk, door)
      showsApplicants(desk, [...appeals.map(one => one.appeal), ...held])
      const letters = appeals.flatMap(({ appeal, to }) => {
        const letter = decisionLetter(appeal, to)
        return letter ? [{ ref: appeal.address, letter }] : []
      })
      return { letters, held: held.length }
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
    concerns: 'child',
    path,
    form: Type.Object({
      letter: goneLetters,
      way: Type.Union([Type.Literal('gate'), Type.Literal('pdf')]),
    }),
    act: async (desk, { form }) => {
      const named = lettersNamed(form.letter)
      // the gate is asked once more: what has come up since stops a letter that is still in the tray
      const { appeals: went } = await loadReady(desk, door, named)
      showsApplicants(
        desk,
        went.map(one => one.appeal),
      )
      if (form.way === 'pdf')
        return { file: await lettersPdf(went.flatMap(({ appeal, to }) => decisionLetter(appeal, to) ?? [])) }
      for (const { appeal } of went) await keepLetterSent(desk, appeal, londonDate(desk.at))
      return { redirect: '/appeals', flash: goneWords(went.length, named.size) }
    },
  }),
]
