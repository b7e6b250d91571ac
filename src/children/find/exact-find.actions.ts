import { type CommandGrant, recordAccess } from '../../access/index.ts'
import { countRecent, type LocateOutcome, locateChild, locatePurpose, mostAnHour } from './locate.queries.ts'
import type { Locate } from './locate.ts'

/**
 * Looks for one child exactly, and writes down who did, from which page (`action`: a route's path) and what came of it. Undefined where this
 * person has looked as often as an hour allows: then nothing is looked for.
 */
export const lookExactly = async (
  command: CommandGrant<'recorder'>,
  asked: Locate,
  { action, requestId }: { readonly action: string; readonly requestId: string },
): Promise<LocateOutcome | undefined> => {
  if ((await countRecent(command)) >= mostAnHour) return undefined
  const outcome = await locateChild(command, asked)
  await recordAccess(command.tx, command.at, {
    reader: command.reader,
    actor: 'recorder',
    purpose: locatePurpose,
    action,
    childId: outcome.childId,
    categories: 0,
    outcome: outcome.outcome === 'found' ? 'done' : 'refused',
    rule: `locate:${outcome.rule}`,
    requestId,
    detail: { reasonLetters: asked.reason.length },
  })
  return outcome
}
