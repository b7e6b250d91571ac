import type { CommandGrant } from '../../access/index.ts'
import { addJob } from '../../platform/jobs/index.ts'

/**
 * Has the rules of notices looked at for these children as soon as this is committed: what they rest on was changed by a person's hand,
 * and no run of files will ask. The job is of the service whose rules they are.
 */
export const askRules = async ({ tx }: Pick<CommandGrant, 'tx'>, childIds: Iterable<number>): Promise<void> => {
  for (const child of new Set(childIds)) await addJob(tx, 'tell-of-child', { child }, { key: `tell-of-child:${child}` })
}
