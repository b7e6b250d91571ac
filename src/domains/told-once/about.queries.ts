import type { CommandGrant } from '../../access/index.ts'
import { locateChild } from '../../children/index.ts'
import { nameParts, type PlainDate } from '../../kernel/index.ts'
import type { ToldAbout } from './changes.queries.ts'
import type { HeldReason } from './gate.ts'

/** By the way in that asks for a child by exact facts: a shut record is told to its holder, and waits for them. */
export const findAbout = async (
  command: CommandGrant<'recorder'>,
  { forename, surname, birthDate }: ToldAbout,
): Promise<{ readonly childId: number | undefined; readonly why: HeldReason[] }> => {
  const name = `${forename} ${surname}`
  const asked = { name, words: nameParts(name), birthDate: birthDate as PlainDate, number: '', reason: '' }
  const outcome = await locateChild(command, asked)
  if (outcome.outcome === 'found') return { childId: outcome.childId, why: [] }
  return { childId: outcome.childId, why: [outcome.childId === undefined ? 'not-found' : 'shield'] }
}
