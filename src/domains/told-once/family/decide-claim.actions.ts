import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../../access/index.ts'
import { type FamilyAsk, NotFound, type PlainDate, parseUuid } from '../../../kernel/index.ts'
import type { Change } from '../change.ts'
import { readGateFacts } from '../changes.queries.ts'
import { reasonsToHold } from '../gate.ts'
import { apply, type TellOptions } from '../tell.actions.ts'
import { openWords } from '../words.actions.ts'
import type { ClaimDecision } from './claim-decision.ts'

type Command = CommandGrant<'recorder'>
type Row = {
  id: number
  uuid: string
  kind: Change['kind']
  from_on: PlainDate
  words: Buffer
  child_id: number | null
  told_by: number
}

export type ClaimOutcome = 'begun' | 'asked' | 'refused' | 'applied' | 'held'

/**
 * Carries out what a person decided of a change that a family told online: it is being checked, the family is asked to get in touch, it is
 * refused, or, the claim having been checked, it goes on the record and to the services. One that is tied to another record than its words
 * led to stops there where the gate says so, for another look. @throws NotFound where it waits no longer.
 */
export const decideClaim = async (
  command: Command,
  uuid: string,
  decision: ClaimDecision,
  options: TellOptions,
): Promise<ClaimOutcome> => {
  const { tx, at } = command
  const checker = readerOfAct(command)
  const { rows } = await sql<Row>`select id, uuid, kind, from_on, words, told_by,
      (select coalesce(p.redirect_to, p.id) from person p where p.id = told_change.child_id) as child_id from told_change
    where uuid = ${parseUuid(uuid) ?? null}::uuid and state = 'held' and claim is not null and told_by <> ${checker} for update`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  const answer = (state: string, ask: FamilyAsk | null = null) =>
    answerFamily(command, row.id, row.child_id, state, ask)
  if (decision.what === 'begin') {
    await answer('checking')
    return 'begun'
  }
  if (decision.what !== 'apply') {
    await answer('talk', decision.ask)
    if (decision.what === 'ask') return 'asked'
    await sql`update told_change set state = 'refused', decided_by = ${checker}, decided_at = ${at} where id = ${row.id}`.execute(
      tx,
    )
    return 'refused'
  }
  const { child: childId, how } = decision
  const { saidBy, fields } = openWords(options.key, row.uuid, row.words)
  const change: Change = { kind: row.kind, from: row.from_on, saidBy, fields }
  await sql`update told_change set claim = 'checked', claim_how = ${how} where id = ${row.id}`.execute(tx)
  // Its reasons stood before this person already, unless it is of this record only now.
  const why = row.child_id === childId ? [] : reasonsToHold(change.kind, await readGateFacts(command, childId))
  if (why.length > 0) {
    await sql`update told_change set child_id = ${childId}, held_why = ${why}::text[] where id = ${row.id}`.execute(tx)
    return 'held'
  }
  const { id, told_by: teller } = row
  await apply(command, { id, uuid: row.uuid, change, childId, teller, decidedBy: checker }, options)
  await answerFamily(command, id, childId, 'done', null)
  return 'applied'
}

/** What the family reads next. Of a record that is shielded in any way, and of one that was, it goes on reading that it was received. */
const answerFamily = async (
  { tx, at }: Command,
  change: number,
  childId: number | null,
  state: string,
  ask: FamilyAsk | null,
): Promise<void> => {
  await sql`update family_told f set state = ${state}, ask = ${ask}, answered_at = ${at} from told_change c where c.id = f.change_id and c.id = ${change}
    and not ('shield' = any (c.held_why)) and not exists (select from access.told_shields(array[${childId ?? 0}]::bigint[]))`.execute(
    tx,
  )
}
