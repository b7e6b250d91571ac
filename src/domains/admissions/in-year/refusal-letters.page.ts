import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import {
  exampleGate,
  goneLetters,
  goneWords,
  type Letter,
  type LetterAddress,
  type LetterBatch,
  type LetterDoor,
  letterBatchView,
  lettersAtOnce,
  lettersNamed,
} from '../../../children/index.ts'
import { calendarOf, lodgeByOf } from '../appeals/index.ts'
import {
  type AdmissionRound,
  common,
  type Desk,
  exampleRound,
  findRound,
  keepLettersGone,
  recordLook,
} from '../rounds/index.ts'
import { refusalLetterExamples } from './in-year.examples.ts'
import { listRefusalsDue, type RefusalDue } from './in-year.queries.ts'
import { refusalWords } from './in-year.ts'
import { inYearHref } from './in-year.view.ts'

const path = '/admissions/:round/in-year/letters'
const look = { ...common, purpose: 'send the letters of refusals outside a round' } as const
type Data = Pick<LetterBatch, 'letters' | 'held'> & { readonly round: AdmissionRound }

/** The letter of one refusal, to where the gate lets it go; without an address where it does not. */
export const refusalLetter = async (
  { tx }: Desk,
  { name, school, key, on, why }: Pick<RefusalDue, 'name' | 'school' | 'key' | 'on' | 'why'>,
  to: LetterAddress | undefined,
): Promise<Letter> => ({
  from: ['School admissions'],
  to,
  name: to?.to ?? `Parent or carer of ${name}`,
  on,
  subject: `${name}: ${school}`,
  words: refusalWords({ name, school, why }, lodgeByOf(await calendarOf(tx, key), { refusedOn: on, published: null })),
  signedBy: 'School admissions',
})

const loadDue = async (desk: Desk, door: LetterDoor, address: string | undefined, requestId: string) => {
  const round = await findRound(desk, address)
  const due = await listRefusalsDue(desk, round, lettersAtOnce)
  for (const { childId } of due) if (childId !== null) await recordLook(desk, childId, requestId)
  return { round, due, to: await door(due.map(one => one.childId)) }
}

/** Letters of refusals that are due, printed as one batch and noted as gone. */
export const refusalLetterPages = (door: LetterDoor): readonly Route[] => [
  deskPage({
    ...look,
    path,
    load: async (desk, { params, requestId }): Promise<Data> => {
      const { round, due, to } = await loadDue(desk, door, params.round, requestId)
      const letters: Data['letters'][number][] = []
      for (const one of due) {
        const address = to.get(one.childId ?? 0)
        if (address) letters.push({ ref: String(one.id), letter: await refusalLetter(desk, one, address) })
      }
      return { round, letters, held: due.length - letters.length }
    },
    answer: ({ round, ...batch }, { csrf }) => ({
      page: letterBatchView(
        { back: { text: 'Outside the round', href: inYearHref(round) }, ...batch },
        { action: inYearHref(round, '/letters'), csrf },
      ),
    }),
    examples: {
      usual: {
        round: exampleRound,
        letters: Object.values(refusalLetterExamples).map(({ letter }, at) => ({
          ref: String(at + 1),
          letter: { ...letter, to: exampleGate.address },
        })),
        held: 1,
      },
      nothing: { round: exampleRound, letters: [], held: 0 },
    },
  }),
  deskAction({
    ...look,
    path,
    form: Type.Object({
      letter: goneLetters,
      way: Type.Literal('gate'),
    }),
    act: async (desk, { params, form, requestId }) => {
      const named = lettersNamed(form.letter)
      const { round, due, to } = await loadDue(desk, door, params.round, requestId)
      // the gate is asked once more: what has come up since stops a letter that is still in the tray
      const went = due.filter(one => named.has(String(one.id)) && to.has(one.childId ?? 0))
      const gone = went.map(({ id, applicationId }) => ({ applicationId, sort: 'refusal' as const, about: id }))
      await keepLettersGone(desk, gone, true)
      return { redirect: inYearHref(round), flash: goneWords(went.length, named.size) }
    },
  }),
]
