import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { Conflict } from '../../kernel/index.ts'
import { joinPersons, undoDecision } from '../linking/index.ts'
import { reachable } from './cases.queries.ts'
import { type ComparedCase, findCompared } from './compared.queries.ts'
import { weighAnswer } from './steps.actions.ts'
import { sheetNow } from './warnings.queries.ts'

type Desk = CommandGrant<'clearing-house'>

/** Was one record parted by this decision, and are its halves two records still? */
export const isSplit = async ({ tx }: Desk, { uuid, state, a, b }: ComparedCase): Promise<boolean> => {
  if (state !== 'apart' || a.personId === b.personId) return false
  const { rows } = await sql`select from case_step s join review_case c on c.id = s.case_id
    where c.uuid = ${uuid} and s.step = 'answered' and s.halves is not null limit 1`.execute(tx)
  return rows.length > 0
}

/**
 * Takes a split back and answers the question that it leaves at once: the halves are one child's. The answer is weighed as any other, so that a
 * sensitive join waits for a second person. Throws Conflict where the machine sees nothing to ask, or the records have changed.
 */
export const putTogether = async (desk: Desk, about: ComparedCase): Promise<void> => {
  await undoDecision(desk, { case: about.uuid, reason: 'Undone by the clearing house' })
  const { rows } = await sql<{ uuid: string }>`select c.uuid from ${reachable} and c.state = 'open'
    and (a.person_id, b.person_id) in ((${about.a.personId}, ${about.b.personId}), (${about.b.personId}, ${about.a.personId})) limit 1`.execute(
    desk.tx,
  )
  const uuid = rows[0]?.uuid
  if (uuid === undefined)
    throw new Conflict('Nothing speaks for one child in what the two records say now.', 'Look at them again.')
  const now = await findCompared(desk, uuid)
  const answered = { case: uuid, reason: 'The split was a mistake' }
  const sheet = await sheetNow(desk, now)
  const outcome = await weighAnswer(desk, { ...answered, version: now.version, answer: 'join', sheet })
  if (outcome === 'carry-out') await joinPersons(desk, answered)
}
