import { recordAccess } from './audit.ts'
import { actorContext } from './context.ts'
import { issueCommand } from './grant.ts'
import { type Answer, type Input, type OpenAction, outcomeOf } from './page.ts'
import type { SignedInReader } from './reader.queries.ts'
import { againOnCollision, type Ground, withContext } from './transaction.ts'

/** Takes what anybody may send: no decision, one transaction as the named actor, and the record of it before the answer leaves. */
export const performOpen = (
  ground: Ground,
  route: OpenAction,
  reader: SignedInReader | undefined,
  input: Input,
): Promise<Answer> => againOnCollision(() => takeOpen(ground, route, reader, input))

const takeOpen = (
  ground: Ground,
  route: OpenAction,
  reader: SignedInReader | undefined,
  input: Input,
): Promise<Answer> => {
  const at = ground.now()
  return withContext(ground, actorContext(route.actor, at, reader?.principals ?? []), async tx => {
    const answer = await route.act((await issueCommand(ground, tx, route.actor, reader)) as never, input)
    await recordAccess(tx, at, {
      reader,
      actor: route.actor,
      purpose: route.purpose,
      action: route.path,
      childId: undefined,
      categories: 0,
      outcome: outcomeOf(answer),
      rule: 'open-to-all',
      requestId: input.requestId,
    })
    return answer
  })
}
