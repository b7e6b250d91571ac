import { Type } from 'typebox'
import { actConcerns, type CommandGrant, deskAction, findInvolvementKind, has, type Route } from '../../access/index.ts'
import { InvalidInput, NotFound, plural } from '../../kernel/index.ts'
import { mayHave } from './away.queries.ts'
import { proposeHandOver } from './hand-over.actions.ts'
import { handOverReasons } from './hand-over.ts'
import { listReceivers } from './receivers.queries.ts'
import { findOwnTeam, listHeld, listMembers } from './team-work.queries.ts'

type Command = CommandGrant<'recorder'>

/** Work of one worker, chosen child by child, is proposed to another. */
export const proposeAction: Route = deskAction({
  path: '/teams/:team/workers/:worker/hand-over',
  purpose: 'propose to hand work over',
  right: undefined,
  actor: 'recorder',
  concerns: 'child',
  form: Type.Object({
    child: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Array(Type.String({ maxLength: 40 }))])),
    to: Type.Optional(Type.String({ maxLength: 40 })),
    reason: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  act: async (command, { params, form }) => {
    const { team, member, own } = await findWorkOf(command, params.team, params.worker)
    const back = `/teams/${team.address}/workers/${member.address}`
    const chosen = new Set([form.child ?? []].flat())
    const wanted = own.filter(one => chosen.has(one.address))
    if (wanted.length === 0) throw new InvalidInput('You have not chosen a child.', 'Go back and choose at least one.')
    const to = (await listReceivers(command, team.id, member.id)).find(one => String(one.id) === form.to)
    if (!to) throw new InvalidInput('You have not said who takes it over.', 'Go back and choose somebody of the team.')
    const reason = handOverReasons.find(one => one.value === form.reason)?.value
    if (!reason) throw new InvalidInput('You have not said why.', 'Go back and choose a reason.')
    const open = await mayHave(
      command,
      to.id,
      wanted.map(one => one.childId),
    )
    const proposed = wanted.filter(one => open.has(one.childId) && to.works.includes(one.work))
    await proposeHandOver(command, { teamId: team.id, from: member.id, to: to.id, reason }, proposed)
    actConcerns(command, proposed.length > 0 ? proposed.map(one => one.childId) : undefined)
    const others = wanted.length - proposed.length
    return {
      redirect: back,
      flash: `Proposed to ${to.name}: ${plural(proposed.length, 'child', 'children')}.${others > 0 ? ` ${plural(others, 'child needs', 'children need')} another worker.` : ''}`,
    }
  },
})

/**
 * What a worker has of a team's work and the reader may hand over: their own, or as who gives the team's work out. None of a child who is shut
 * to the reader, or whose service they do not write for. @throws NotFound where it is not theirs to do.
 */
const findWorkOf = async (command: Command, teamAddress: string | undefined, worker: string | undefined) => {
  const { tx, at, reader } = command
  if (!reader?.masks.trained) throw new NotFound()
  const team = await findOwnTeam({ tx, at, reader }, teamAddress)
  const member = (await listMembers(command, team.id)).find(one => one.address === worker)
  if (!member || (!team.allocates && member.id !== reader.userId)) throw new NotFound()
  const theirs = (await listHeld(command, team.id, [])).filter(
    one => one.lead === member.id && one.offeredTo === undefined,
  )
  const mine = await mayHave(
    command,
    reader.userId,
    theirs.map(one => one.childId),
  )
  const own = theirs.filter(
    one => mine.has(one.childId) && has(reader.masks.full, findInvolvementKind(one.work)?.category ?? 'care-involved'),
  )
  return { team, member, own }
}
