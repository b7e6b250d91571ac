import { randomUUID } from 'node:crypto'
import { aboutFact } from '../golden-record/index.ts'
import { mostAtOnce } from './alike.view.ts'
import { keepChoice, settle, standing } from './choose.actions.ts'
import type { Desk } from './conflicts.queries.ts'
import { type Alike, listOpen } from './decided.queries.ts'
import type { ConflictRule } from './rule.ts'

/**
 * Decides what waits of one kind under a rule, in one batch that can be undone at once; where the rule cannot say, or the sources
 * no longer differ, the question is left as it is. All or nothing. Gives the children, once for each that was decided.
 */
export const decideAlike = async (desk: Desk, alike: Alike, rule: ConflictRule): Promise<readonly number[]> => {
  const open = await listOpen(desk, alike.id, mostAtOnce)
  const said = await standing(
    desk,
    open.map(one => one.childId),
  )
  const batch = randomUUID()
  const done: number[] = []
  for (const { id, childId } of open) {
    const values = said.get(`${childId} ${alike.fact}`)
    const key = values && rule.choose(values)
    if (!values || key === undefined) continue
    const reason = `Under the rule: ${rule.sentence.toLowerCase()}`
    await keepChoice(desk, { id, childId, fact: alike.fact, values, key, reason, rules: [rule.key], batch })
    done.push(childId)
  }
  await settle(desk, done)
  return done
}

/** What was decided, in words. */
export const doneWords = ({ fact }: Alike, done: number): string =>
  done === 0
    ? 'Nothing was decided: the rule could not say.'
    : `Decided: ${aboutFact[fact].name.toLowerCase()} on ${done.toLocaleString('en-GB')} ${done === 1 ? 'record' : 'records'}. You can undo it here.`
