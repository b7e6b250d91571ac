import { type AccessEvent, recordAccess, speakFor } from '../audit.ts'
import type { SignedInFamily } from '../family.ts'
import { type FamilyGrant, issueCommand, issueFamilyGrant } from '../grant.ts'
import { noMasks, untrained } from '../masks.ts'
import { type Answer, type FamilyAction, type FamilyPage, type Input, outcomeOf } from '../page.ts'
import { againOnCollision, type Ground, withContext } from '../transaction.ts'

/**
 * Answers a family's own page or change in one repeatable-read transaction, recorded before the answer leaves. Its context names no
 * principal that any grant is of: what row security shows it is what the account typed. A change that collides with another, be it the second press of a
 * button, begins again on what is there then.
 */
export const performFamily = (
  ground: Ground,
  route: FamilyPage | FamilyAction,
  family: SignedInFamily,
  input: Input,
): Promise<Answer> => {
  const turn = () => perform(ground, route, family, input)
  return route.sort === 'family-action' ? againOnCollision(turn) : turn()
}

const perform = (
  ground: Ground,
  route: FamilyPage | FamilyAction,
  family: SignedInFamily,
  input: Input,
): Promise<Answer> => {
  const at = ground.now()
  const context = {
    kind: 'family',
    id: String(family.familyId),
    principals: [],
    masks: untrained(noMasks),
    at,
  } as const
  return withContext(ground, context, async tx => {
    const grant = issueFamilyGrant({ tx, family, at })
    const answer = await answerOf(ground, route, grant, input)
    // A change ends as the actor that carried it out; what is written of it is the account's own deed.
    await speakFor(ground, tx, 'family', family.familyId)
    await recordAccess(tx, at, {
      ...eventOf(route, family, input.requestId),
      outcome: route.sort === 'family-page' ? 'shown' : outcomeOf(answer),
    })
    return answer
  })
}

const answerOf = async (
  ground: Ground,
  route: FamilyPage | FamilyAction,
  grant: FamilyGrant,
  input: Input,
): Promise<Answer> => {
  if (route.sort === 'family-action')
    return await route.act(
      {
        grant,
        begin: () => issueCommand(ground, grant.tx, 'recorder', undefined),
        beginAdmissions: () => issueCommand(ground, grant.tx, 'admissions', undefined),
      },
      input,
    )
  return route.answer(await route.load(grant, input), { at: grant.at, csrf: grant.family.csrf })
}

/** What is written down of a family's request: the account and the sort of thing, never a child. */
export const eventOf = (
  route: { readonly purpose: string; readonly path: string },
  family: SignedInFamily | undefined,
  requestId: string,
): AccessEvent => ({
  reader: undefined,
  family: family?.familyId,
  purpose: route.purpose,
  action: route.path,
  childId: undefined,
  categories: 0,
  outcome: 'failed',
  rule: 'own-words',
  requestId,
})
