import { sql } from 'kysely'
import { actConcerns, type CommandGrant, isCollision, readerOfAct } from '../../access/index.ts'
import { Conflict } from '../../kernel/index.ts'
import { countRecent, type LocateOutcome, locateChild, mostAnHour } from './locate.queries.ts'
import type { Locate } from './locate.ts'

/**
 * One look at a time for each person: two at one moment would each be counted without the other. @throws Conflict for the second, which looked for
 * nothing.
 */
const takeTurn = async (command: CommandGrant<'recorder'>): Promise<void> => {
  const me = readerOfAct(command)
  try {
    await sql`insert into access.exact_look (user_id, at) values (${me}, ${command.at})
      on conflict (user_id) do update set at = excluded.at`.execute(command.tx)
  } catch (error) {
    if (!isCollision(error)) throw error
    throw new Conflict('You looked for another child at the same moment.', 'Look again.')
  }
}

/**
 * Looks for one child exactly, at a desk whose event says what came of it. Undefined where this
 * person has looked as often as an hour allows: then nothing is looked for.
 */
export const lookExactly = async (
  command: CommandGrant<'recorder'>,
  asked: Locate,
): Promise<LocateOutcome | undefined> => {
  await takeTurn(command)
  if ((await countRecent(command)) >= mostAnHour) return undefined
  const outcome = await locateChild(command, asked)
  actConcerns(command, outcome.childId, {
    outcome: outcome.outcome === 'found' ? 'done' : 'refused',
    rule: `locate:${outcome.rule}`,
    detail: { reasonLetters: asked.reason.length },
  })
  return outcome
}
