import { Type } from 'typebox'
import { type CommandGrant, deskAction, type Route } from '../../access/index.ts'
import {
  addMonths,
  boxesNamed,
  boxNames,
  Conflict,
  InvalidInput,
  londonDate,
  NotFound,
  readBoxes,
} from '../../kernel/index.ts'
import { endAway, setAway } from './away.actions.ts'
import { listAway } from './away.queries.ts'
import { findOwnTeam, listMembers } from './team-work.queries.ts'

type Command = CommandGrant<'recorder'>
const path = '/teams/:team/workers/:worker/away'
const box = () => Type.Optional(Type.String({ maxLength: 40 }))
const days = ['first', 'last'].flatMap(boxNames)

/** Somebody of a team whose absences the reader sets: their own, or as who gives the team's work out. @throws NotFound for any other. */
const findMember = async (command: Command, address: string | undefined, worker: string | undefined) => {
  const { tx, at, reader } = command
  if (!reader) throw new NotFound()
  const team = await findOwnTeam({ tx, at, reader }, address)
  const members = (await listMembers(command, team.id)).filter(one => !one.left)
  const member = members.find(one => one.address === worker)
  if (!member || (!team.allocates && member.id !== reader.userId)) throw new NotFound()
  return {
    member,
    others: members.filter(one => one !== member),
    back: `/teams/${team.address}/workers/${member.address}`,
  }
}

/** Somebody is out of office for some days, with a cover of the team or none; and is back sooner. */
export const awayActions: readonly Route[] = [
  deskAction({
    path,
    purpose: 'set days out of office',
    right: undefined,
    actor: 'recorder',
    form: Type.Object(Object.fromEntries(['cover', ...days].map(name => [name, box()]))),
    act: async (command, { params, form }) => {
      const fields = form as Readonly<Record<string, string | undefined>>
      const { member, others, back } = await findMember(command, params.team, params.worker)
      const [first, last] = ['first', 'last'].map(name => {
        const read = readBoxes(boxesNamed(name, fields))
        if (!read || 'problem' in read)
          throw new InvalidInput(
            `The ${name} day away is not a real day.`,
            'Go back and enter a day, a month and a year.',
          )
        return read.date
      })
      const today = londonDate(command.at)
      if (
        !first ||
        !last ||
        last < first ||
        last < today ||
        first > addMonths(today, 12) ||
        last > addMonths(first, 12)
      )
        throw new InvalidInput(
          'The last day away must be the first day or later, today or later, and within a year.',
          'Go back and enter the days again.',
        )
      if ((await listAway(command, [member.id])).some(one => one.first <= last && one.last >= first))
        throw new Conflict('Some of these days are set already.', 'End the earlier days first, then set these.')
      const cover = others.find(one => String(one.id) === fields.cover)
      if (!cover && fields.cover !== 'none')
        throw new InvalidInput('You have not said who covers.', 'Go back and choose somebody of the team, or nobody.')
      await setAway(command, member.id, { first, last, cover: cover?.id })
      return { redirect: back, flash: cover ? `Saved. ${cover.name} covers.` : 'Saved. Nobody covers.' }
    },
  }),
  deskAction({
    path: `${path}/:away/end`,
    purpose: 'end days out of office',
    right: undefined,
    actor: 'recorder',
    form: Type.Object({}),
    act: async (command, { params }) => {
      const { member, back } = await findMember(command, params.team, params.worker)
      const away = (await listAway(command, [member.id])).find(one => String(one.id) === params.away)
      if (!away) throw new NotFound()
      await endAway(command, away.id)
      return { redirect: back, flash: 'These days are over.' }
    },
  }),
]
