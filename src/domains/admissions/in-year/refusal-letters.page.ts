import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import {
  exampleGate,
  firstReady,
  goneLetters,
  goneWords,
  type Letter,
  type LetterAddress,
  type LetterBatch,
  type LetterDoor,
  letterBatchView,
  lettersAtOnce,
  lettersNamed,
  lettersPdf,
} from '../../../children/index.ts'
import { html, type PageContent } from '../../../platform/views/index.ts'
import { calendarOf, lodgeByOf } from '../appeals/index.ts'
import {
  type AdmissionRound,
  type AppealsTo,
  appealsToWarning,
  common,
  type Desk,
  exampleRound,
  findRound,
  keepLettersGone,
  showsApplicants,
} from '../rounds/index.ts'
import { refusalLetterExamples } from './in-year.examples.ts'
import { listRefusalsDue, type RefusalDue } from './in-year.queries.ts'
import { refusalWords } from './in-year.ts'
import { inYearHref } from './in-year.view.ts'

const path = '/admissions/:round/in-year/letters'
const look = { ...common, purpose: 'send the letters of refusals outside a round' } as const
type Data = Pick<LetterBatch, 'letters' | 'held'> & { readonly round: AdmissionRound }

type Refusal = Pick<RefusalDue, 'name' | 'reference' | 'school' | 'key' | 'on' | 'why'>
type Calendar = Awaited<ReturnType<typeof calendarOf>>

/** The letter of one refusal, to where the gate lets it go; without an address where it does not. `calendar`: the days of the school that refused; `appealsTo`: where it is appealed against. */
export const refusalLetter = (
  { name, reference, school, on, why }: Refusal,
  { calendar, appealsTo }: { calendar: Calendar; appealsTo: AppealsTo | undefined },
  to: LetterAddress | undefined,
): Letter => ({
  from: ['School admissions'],
  to,
  name: to?.to ?? `Parent or carer of ${name}`,
  on,
  subject: `${name}: ${school}`,
  words: refusalWords(
    { name, reference, school, why },
    { lodgeBy: lodgeByOf(calendar, { refusedOn: on, published: null }), appealsTo },
  ),
  signedBy: 'School admissions',
})

/** The letters of these refusals; each school's calendar is asked for once. */
const lettersOf = async (
  { tx }: Desk,
  { appealsTo }: AdmissionRound,
  ready: readonly { due: RefusalDue; to: LetterAddress }[],
): Promise<Letter[]> => {
  const calendars = new Map<string, Calendar>()
  for (const key of new Set(ready.map(({ due }) => due.key))) calendars.set(key, await calendarOf(tx, key))
  return ready.map(({ due, to }) => refusalLetter(due, { calendar: calendars.get(due.key) ?? [], appealsTo }, to))
}

const loadReady = async (desk: Desk, door: LetterDoor, address: string | undefined, named?: ReadonlySet<string>) => {
  const round = await findRound(desk, address)
  const due = await listRefusalsDue(desk, round)
  const asked = named ? due.filter(one => named.has(String(one.id))) : due
  const { ready, held } = await firstReady(asked, door, lettersAtOnce)
  return { round, ready, held }
}

const warned = (round: AdmissionRound, page: PageContent): PageContent => ({
  ...page,
  body: html`${appealsToWarning(round)}${page.body}`,
})

/** Letters of refusals that are due, printed as one batch and noted as gone. */
export const refusalLetterPages = (door: LetterDoor): readonly Route[] => [
  deskPage({
    ...look,
    path,
    load: async (desk, { params }): Promise<Data> => {
      const { round, ready, held } = await loadReady(desk, door, params.round)
      showsApplicants(desk, [...ready.map(one => one.due), ...held])
      const letters = await lettersOf(desk, round, ready)
      return {
        round,
        letters: letters.map((letter, i) => ({ ref: String(ready[i]?.due.id), letter })),
        held: held.length,
      }
    },
    answer: ({ round, ...batch }, { csrf }) => ({
      page: warned(
        round,
        letterBatchView(
          { back: { text: 'Outside the round', href: inYearHref(round) }, ...batch },
          { action: inYearHref(round, '/letters'), csrf },
        ),
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
    concerns: 'child',
    path,
    form: Type.Object({
      letter: goneLetters,
      way: Type.Union([Type.Literal('gate'), Type.Literal('pdf')]),
    }),
    act: async (desk, { params, form }) => {
      const named = lettersNamed(form.letter)
      // the gate is asked once more: what has come up since stops a letter that is still in the tray
      const { round, ready: went } = await loadReady(desk, door, params.round, named)
      showsApplicants(
        desk,
        went.map(one => one.due),
      )
      if (form.way === 'pdf') return { file: await lettersPdf(await lettersOf(desk, round, went)) }
      const gone = went.map(({ due: { id, applicationId } }) => ({
        applicationId,
        sort: 'refusal' as const,
        about: id,
      }))
      await keepLettersGone(desk, gone, true)
      return { redirect: inYearHref(round), flash: goneWords(went.length, named.size) }
    },
  }),
]
