import type { CommandGrant } from '../../access/index.ts'
import { Conflict } from '../../kernel/index.ts'
import { closeWriting } from '../writing/own-source.actions.ts'
import { carryOut, keepAct, tell } from './allocate.actions.ts'
import type { TeamWork } from './allocation.ts'
import type { Answer } from './hand-over.ts'
import type { LeftTask } from './left-tasks.queries.ts'
import type { HeldChild } from './team-work.ts'

type Command = CommandGrant<'recorder'>

/** Proposes to hand work with these children over: it stays with whoever has it until the other takes it. */
export const proposeHandOver = async (
  command: Command,
  { teamId, from, to, reason }: { teamId: number; from: number; to: number; reason: string },
  children: readonly Pick<HeldChild, 'childId' | 'work'>[],
): Promise<void> => {
  for (const { childId, work } of children)
    await keepAct(command, { childId, teamId, work }, { act: 'offered', workerId: to, fromId: from, reason })
}

/**
 * Answers a hand-over. Taken, the work changes hands as a move does, and the tasks go along; sent back or taken back, it stays where it is.
 * @throws Conflict where somebody answered first, or the work is with somebody else by now.
 */
export const answerHandOver = async (
  command: Command,
  childId: number,
  work: TeamWork,
  { answer, why }: { readonly answer: Answer; readonly why: string | undefined },
  taken: { readonly does: string; readonly tasks: readonly LeftTask[] } | undefined,
): Promise<void> => {
  const { offer, lead } = work
  if (!offer) throw new Conflict('Somebody has answered this already.', 'Load the page again to see it as it is now.')
  if (answer === 'take') {
    if (!taken || lead?.id !== offer.fromId)
      throw new Conflict('This work cannot be handed over any more.', 'Speak to your manager.')
    const to = { id: offer.toId, name: offer.to, does: taken.does }
    return carryOut(command, childId, work, { act: 'move', to, why: undefined }, taken.tasks)
  }
  await closeWriting(command, offer.entry)
  const passages = why ? { passages: [{ text: why, about: 'child' as const }] } : {}
  await keepAct(
    command,
    { childId, teamId: work.teamId, work: work.work },
    { act: answer === 'send-back' ? 'returned' : 'withdrawn', workerId: offer.toId, ...passages },
  )
  if (answer === 'send-back')
    for (const user of new Set([offer.byId, offer.fromId])) await tell(command, 'hand-over-returned', childId, user)
}
