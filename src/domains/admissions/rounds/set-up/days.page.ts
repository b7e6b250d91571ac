import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { boxesNamed, boxNames, filledBoxes, londonTime, type PlainDate, readBoxes } from '../../../../kernel/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import { exampleRound, exampleYearGroup } from '../rounds.examples.ts'
import { common, openRound } from '../rounds.page.ts'
import { type AdmissionRound, findRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import { type Fields, readNewRound, roundDays } from './begin-form.ts'
import { isApproved, keepDays, keepOnline, listDaysChanges, type RoundDays } from './days.actions.ts'
import { type DaysData, daysView } from './days.view.ts'

const set = { ...common, path: '/admissions/:round/days', purpose: 'set up a round of school admissions' } as const
const box = Type.Optional(Type.String({ maxLength: 200 }))

const fieldsOf = (round: AdmissionRound): Fields => ({
  name: round.name,
  supervisor: round.supervisor,
  hour: londonTime(round.releaseAt),
  ...Object.assign({}, ...roundDays.map(name => filledBoxes(name, round[name]))),
  ...filledBoxes('onlineFrom', round.onlineFrom),
  online: round.onlineFrom ? 'yes' : 'no',
})

/** Reads the days as they are to be: what the form does not have stays as it is. */
const readDays = (round: AdmissionRound, fields: Fields): { days: RoundDays } | { errors: readonly FormError[] } => {
  const before = fieldsOf(round)
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => name === 'name' || name.startsWith('born')))
  const read = readNewRound({ ...fields, ...kept })
  const online = readBoxes(boxesNamed('onlineFrom', fields))
  const wrong =
    online && 'problem' in online ? [{ field: 'onlineFrom-day', text: `The first day online ${online.problem}` }] : []
  if ('errors' in read) return { errors: [...read.errors, ...wrong] }
  const { closesOn, offerDay, releaseAt, supervisor } = read.round
  if (wrong.length === 0 && online && 'date' in online && online.date > closesOn)
    return { errors: [{ field: 'onlineFrom-day', text: 'The first day online is after the closing day' }] }
  if (wrong.length > 0) return { errors: wrong }
  return {
    days: {
      closesOn,
      offerDay,
      releaseAt,
      supervisor,
      onlineFrom: online && 'date' in online ? online.date : undefined,
    },
  }
}

const changed = { by: 'Olwen Pritchard', closesOn: exampleRound.closesOn, offerDay: exampleRound.offerDay }
const exampleChanges: DaysData['changes'] = [
  { ...changed, at: new Date('2026-11-20T10:00:00Z'), onlineFrom: '2026-09-01' as PlainDate },
  { ...changed, at: new Date('2026-09-01T10:00:00Z'), onlineFrom: undefined },
]

const daysPage = deskPage({
  ...set,
  load: async (desk, { params }): Promise<DaysData> => {
    const round = await findRound(desk, params.round)
    return { round, fields: fieldsOf(round), changes: await listDaysChanges(desk, round), errors: [] }
  },
  answer: (data, frame) => ({ page: daysView(data, frame.csrf) }),
  examples: {
    usual: { round: exampleRound, fields: fieldsOf(exampleRound), changes: exampleChanges, errors: [] },
    'a year group': {
      round: exampleYearGroup,
      fields: fieldsOf(exampleYearGroup),
      changes: exampleChanges.slice(1),
      errors: [],
    },
    'with errors': {
      round: exampleRound,
      fields: {},
      changes: [],
      errors: [{ field: 'offerDay-day', text: 'The offer day must be after the closing day' }],
    },
  },
})

const daysAction = deskAction({
  ...set,
  form: Type.Object(
    Object.fromEntries(
      ['supervisor', 'hour', 'online', ...['closesOn', 'offerDay', 'onlineFrom'].flatMap(boxNames)].map(name => [
        name,
        box,
      ]),
    ),
  ),
  act: async (desk, { params, form }) => {
    const fields = form as Fields
    const there = await findRound(desk, params.round)
    const changes = await listDaysChanges(desk, there)
    const show = (errors: readonly FormError[]) => ({
      page: daysView({ round: there, fields, changes, errors }, desk.reader?.csrf ?? ''),
      status: 422 as const,
    })
    if (there.yearGroup !== undefined) {
      const { online } = fields
      if (online !== 'yes' && online !== 'no')
        return show([{ field: 'online', text: 'Choose whether families may apply by their own account' }])
      await keepOnline(desk, there, online === 'yes')
      return { redirect: roundHref(there), flash: 'This is saved.' }
    }
    const round = await openRound(desk, params.round)
    const read = readDays(round, fields)
    if ('errors' in read) return show(read.errors)
    const moved = read.days.closesOn !== round.closesOn || read.days.offerDay !== round.offerDay
    if (moved && (await isApproved(desk, round.id)))
      return show([
        { field: 'closesOn-day', text: 'Two people have approved a run that was made by the days as they are' },
      ])
    await keepDays(desk, round, read.days)
    return { redirect: roundHref(round), flash: 'The days are saved.' }
  },
})

/** The days of a round, and changing them. */
export const daysPages: readonly Route[] = [daysPage, daysAction]
