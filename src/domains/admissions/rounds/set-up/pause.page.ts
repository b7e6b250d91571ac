import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { Conflict } from '../../../../kernel/index.ts'
import { exampleRound } from '../rounds.examples.ts'
import { common, openRound } from '../rounds.page.ts'
import { findRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import { listPauses, openAgain, type Pause, pauseRound } from './pause.actions.ts'
import { type PauseData, pauseView } from './pause.view.ts'

const look = { ...common, path: '/admissions/:round/pause', purpose: 'pause a round of school admissions' } as const
const opened: Pause = {
  why: 'A school told us a wrong number of places.',
  by: 'Olwen Pritchard',
  at: new Date('2027-02-20T10:00:00Z'),
  opened: { why: 'The school has corrected it.', by: 'Tomos Reed', at: new Date('2027-02-21T09:00:00Z') },
}
const now: Pause = {
  why: 'Two plans have named schools since the run.',
  by: 'Olwen Pritchard',
  at: new Date('2027-04-15T16:00:00Z'),
  opened: undefined,
}

const pausePage = deskPage({
  ...look,
  load: async (desk, { params }): Promise<PauseData> => {
    const round = await findRound(desk, params.round)
    return { round, pauses: await listPauses(desk, round), why: '', errors: [] }
  },
  answer: (data, { csrf }) => ({ page: pauseView(data, csrf) }),
  examples: {
    usual: { round: exampleRound, pauses: [], why: '', errors: [] },
    'paused, with errors': {
      round: exampleRound,
      pauses: [now, opened],
      why: '',
      errors: [{ field: 'why', text: 'Enter why it goes on' }],
    },
  },
})

const pauseAction = deskAction({
  ...look,
  form: Type.Object({
    why: Type.String({ maxLength: 1000 }),
    paused: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
  }),
  act: async (desk, { params, form }) => {
    const round = await openRound(desk, params.round)
    if (round.yearGroup !== undefined) throw new Conflict('A year group has no run.', 'There is nothing to pause.')
    const why = form.why.trim()
    const isPaused = form.paused === 'yes'
    if (why === '') {
      const errors = [{ field: 'why', text: isPaused ? 'Enter why it goes on' : 'Enter why it is paused' }]
      const pauses = await listPauses(desk, round)
      return { page: pauseView({ round, pauses, why, errors }, desk.reader?.csrf ?? ''), status: 422 as const }
    }
    await (isPaused ? openAgain : pauseRound)(desk, round, why)
    return { redirect: roundHref(round), flash: isPaused ? 'The round is open again.' : 'The round is paused.' }
  },
})

/** A round that stands still for a while, and who said so. */
export const pausePages: readonly Route[] = [pausePage, pauseAction]
