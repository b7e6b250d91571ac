import { Type } from 'typebox'
import { type CommandGrant, deskAction, type Route } from '../../access/index.ts'
import {
  addMonths,
  boxesNamed,
  boxNames,
  InvalidInput,
  londonDate,
  NotFound,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import { endDuty, putOnDuty } from './duty.actions.ts'
import { findOwnTeam, listMembers, listOnDuty, type OwnTeam } from './team-work.queries.ts'

const path = '/teams/:team/duty'
const box = () => Type.Optional(Type.String({ maxLength: 40 }))
const days = ['first', 'last'].flatMap(boxNames)

/** A team that the reader manages. @throws NotFound for any other. */
const managedTeam = async (command: CommandGrant<'recorder'>, address: string | undefined): Promise<OwnTeam> => {
  const { tx, at, reader } = command
  if (!reader?.masks.trained) throw new NotFound()
  const team = await findOwnTeam({ tx, at, reader }, address)
  if (!team.manages) throw new NotFound()
  return team
}

const dayIn = (form: Readonly<Record<string, string | undefined>>, name: string, what: string): PlainDate => {
  const read = readBoxes(boxesNamed(name, form))
  if (!read)
    throw new InvalidInput(`You have not said the ${what} day of duty.`, 'Go back and enter a day, a month and a year.')
  if ('problem' in read)
    throw new InvalidInput(`The ${what} day of duty ${read.problem}.`, 'Go back and enter the day again.')
  return read.date
}

/** A manager puts somebody of the team on duty, or takes them off. */
export const dutyActions: readonly Route[] = [
  deskAction({
    path,
    purpose: 'put somebody on duty in a team',
    right: undefined,
    actor: 'recorder',
    form: Type.Object(Object.fromEntries(['who', ...days].map(name => [name, box()]))),
    act: async (command, { params, form }) => {
      const fields = form as Readonly<Record<string, string | undefined>>
      const team = await managedTeam(command, params.team)
      const who = (await listMembers(command, team.id)).find(one => !one.left && String(one.id) === fields.who)
      if (!who) throw new InvalidInput('You have not said who is on duty.', 'Go back and choose somebody of the team.')
      const [first, last] = [dayIn(fields, 'first', 'first'), dayIn(fields, 'last', 'last')]
      const today = londonDate(command.at)
      if (last < first || last < today || last > addMonths(today, 6))
        throw new InvalidInput(
          'The last day of duty must be the first day or later, today or later, and within six months.',
          'Go back and enter the days again.',
        )
      await putOnDuty(command, team.id, { user: who.id, first, last })
      return { redirect: `/teams/${team.address}`, flash: `${who.name} is on duty.` }
    },
  }),
  deskAction({
    path: `${path}/:duty/end`,
    purpose: 'take somebody off duty in a team',
    right: undefined,
    actor: 'recorder',
    form: Type.Object({}),
    act: async (command, { params }) => {
      const team = await managedTeam(command, params.team)
      const duty = (await listOnDuty(command, team.id)).find(one => String(one.id) === params.duty)
      if (!duty) throw new NotFound()
      await endDuty(command, team.id, duty.id)
      return { redirect: `/teams/${team.address}`, flash: `${duty.name} is on duty no more.` }
    },
  }),
]
