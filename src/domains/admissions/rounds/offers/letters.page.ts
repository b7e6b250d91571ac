import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../../access/index.ts'
import {
  exampleGate,
  goneLetters,
  goneWords,
  type LetterDoor,
  lettersAtOnce,
  lettersNamed,
  lettersPdf,
} from '../../../../children/index.ts'
import { Conflict, parseUuid } from '../../../../kernel/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { exampleRound } from '../rounds.examples.ts'
import { common } from '../rounds.page.ts'
import { type Desk, findRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import { letterExamples } from '../runs/runs.examples.ts'
import { outcomeLetter } from '../runs/why.view.ts'
import { keepLettersGone } from './letters.actions.ts'
import { countLetters, type LetterDue, listLettersDue, type WhichLetters, writeLetters } from './letters.queries.ts'
import { type LettersData, letterRef, lettersView, type PrintData, printView } from './letters.view.ts'

const path = '/admissions/:round/letters'
const look = { ...common, purpose: 'send the letters of a round of school admissions' } as const
const example: LetterDue = {
  sort: 'outcome',
  about: 0,
  applicationId: 1,
  application: '0f000000-0000-4000-8000-000000000011',
  reference: '1042',
  forename: 'Kai',
  surname: 'Marsh',
  childId: 1,
  school: null,
  day: null,
  reply: null,
  wantsNoHigher: false,
  higher: false,
}

const query = Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) })

/** Some of the letters that are due, and where the gate lets them go. */
const loadLetters = async (desk: Desk, door: LetterDoor, address: string | undefined, which: WhichLetters) => {
  const round = await findRound(desk, address)
  const due = await listLettersDue(desk, round, which)
  return { round, due, to: await door(due.map(one => one.childId)) }
}
const pageOf = (page: number) => ({ from: (page - 1) * lettersAtOnce, most: lettersAtOnce })

const lettersPage = (door: LetterDoor): Route =>
  deskPage({
    ...look,
    path,
    query,
    load: async (desk, { params, query: { page } }): Promise<LettersData> => {
      const { round, due, to } = await loadLetters(desk, door, params.round, pageOf(page))
      showsApplicants(desk, due)
      const lines = due.map(one => ({ ...one, addressed: to.has(one.childId ?? 0) }))
      return { round, counts: await countLetters(desk, round), page, due: lines }
    },
    answer: (data, frame) => ({ page: lettersView(data, frame.csrf) }),
    examples: {
      usual: {
        round: exampleRound,
        counts: { due: 60, gone: 40, byHand: 1, stopped: 1 },
        page: 2,
        due: [
          { ...example, addressed: false },
          { ...example, sort: 'reminder', school: 'Mill Lane Primary School', addressed: true },
        ],
      },
      nothing: {
        round: { ...exampleRound, appealsTo: undefined },
        counts: { due: 0, gone: 0, byHand: 0, stopped: 0 },
        page: 1,
        due: [],
      },
    },
  })

const printPage = (door: LetterDoor): Route =>
  deskPage({
    ...look,
    path: `${path}/print`,
    query,
    load: async (desk, { params, query: { page } }): Promise<PrintData> => {
      const { round, due, to } = await loadLetters(desk, door, params.round, pageOf(page))
      showsApplicants(desk, due)
      const ready = due.filter(one => to.has(one.childId ?? 0))
      const letters = await writeLetters(desk, round, ready, to)
      return {
        round,
        letters: letters.map((letter, i) => ({ ref: letterRef(ready[i] ?? example), letter })),
        held: due.length - ready.length,
      }
    },
    answer: (data, frame) => ({ page: printView(data, frame.csrf) }),
    examples: {
      usual: {
        round: exampleRound,
        letters: Object.values(letterExamples).map((one, i) => ({
          ref: `outcome:${i}:`,
          letter: outcomeLetter(one, exampleGate.address),
        })),
        held: 1,
      },
      nothing: { round: exampleRound, letters: [], held: 0 },
    },
  })

const goneAction = (door: LetterDoor): Route =>
  deskAction({
    ...look,
    concerns: 'child',
    path,
    form: Type.Object({
      letter: goneLetters,
      way: Type.Optional(Type.String({ maxLength: 4 })),
    }),
    act: async (desk, { params, form }) => {
      const named = lettersNamed(form.letter)
      const applications = [...named].flatMap(ref => parseUuid(ref.split(':')[2] ?? '') ?? [])
      const { round, due, to } = await loadLetters(desk, door, params.round, { applications })
      const letters = due.filter(one => named.has(letterRef(one)))
      const open = letters.filter(one => to.has(one.childId ?? 0))
      // the gate is asked once more: what has come up since stops a letter that is still in the tray
      const went = form.way === 'hand' ? letters : open
      showsApplicants(desk, went)
      if (form.way === 'pdf') return { file: await lettersPdf(await writeLetters(desk, round, went, to)) }
      if (form.way !== 'gate' && form.way !== 'hand')
        throw new Conflict('Nothing was noted.', 'Load the page again, and say how the letters went.')
      await keepLettersGone(desk, went, form.way === 'gate')
      return { redirect: roundHref(round, '/letters'), flash: goneWords(went.length, named.size) }
    },
  })

/** The letters of a round, printed and noted as gone. */
export const letterPages = (door: LetterDoor): readonly Route[] => [
  lettersPage(door),
  printPage(door),
  goneAction(door),
]
