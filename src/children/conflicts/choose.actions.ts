import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { readerOfAct } from '../../access/index.ts'
import { Conflict, categoryBit, londonDate } from '../../kernel/index.ts'
import { announceAll } from '../../platform/live/index.ts'
import {
  aboutFact,
  conflictsOf,
  type HeadFact,
  markOf,
  projectConflicts,
  readHeadFacts,
  type SaidValue,
} from '../golden-record/index.ts'
import { ownSourcePerson } from '../linking/index.ts'
import { type Conflicting, choiceStands, type Desk, reachable } from './conflicts.queries.ts'
import { rulesThatChoose } from './rule.ts'

/** A value that is shown from now on, and why; `rules` as `fact_conflict` keeps them. */
export type Choosing = {
  readonly id: number
  readonly childId: number
  readonly fact: HeadFact
  readonly values: readonly SaidValue[]
  readonly key: string
  readonly reason: string
  readonly rules: readonly string[]
  readonly batch?: string
}

/**
 * Writes the choice of a person down as an entry that the record follows while it holds, and closes the question. Both values
 * stay on the record. Throws Conflict where somebody decided first.
 */
export const chooseValue = async (desk: Desk, about: Conflicting, key: string, reason: string): Promise<void> => {
  const values = about.said?.values ?? []
  await keepChoice(desk, {
    ...{ id: about.id, childId: about.childId, fact: about.fact, values, key, reason },
    rules: rulesThatChoose(values, key),
  })
  await settle(desk, [about.childId])
}

/** The same for several facts of one record, as one batch that can be undone at once; no sample for a rule, because what the rule shows is chosen beforehand. */
export const chooseSeveral = async (
  desk: Desk,
  chosen: readonly { readonly about: Conflicting; readonly key: string }[],
  { reason, batch }: { readonly reason: string; readonly batch: string },
): Promise<void> => {
  for (const { about, key } of chosen) {
    const values = about.said?.values ?? []
    const rules = rulesThatChoose(values, key)
    await keepChoice(desk, {
      ...{ id: about.id, childId: about.childId, fact: about.fact },
      ...{ values, key, reason, rules, batch },
    })
  }
  if (chosen.length > 0) await settle(desk, [...new Set(chosen.map(one => one.about.childId))])
}

/** One choice: its entry, and the question's end. Throws Conflict where somebody decided first. */
export const keepChoice = async (desk: Desk, choosing: Choosing): Promise<void> => {
  const { tx, at } = desk
  const { id, childId, fact, rules, reason, batch } = choosing
  const closed =
    await sql`update fact_conflict set state = 'chosen', decided_by = ${readerOfAct(desk)}, decided_at = ${at}, reason = ${reason},
      rules = ${[...rules]}::text[], batch = ${batch ?? null}::uuid where id = ${id} and state in ('open', 'asked')`.execute(
      tx,
    )
  if (Number(closed.numAffectedRows) !== 1) throw decidedFirst()
  const { category, summary } = aboutFact[fact]
  const own = await ownSourcePerson({ tx, at, userId: desk.reader?.userId }, childId)
  await endChoices(desk, childId, fact)
  await sql`with made as (
      insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, known_from, source_id, author_id,
        occasion_id, seen_through, code)
      values (${own}, ${childId}, 'chosen-value', ${category}, ${categoryBit(category)}, 1, ${summary}, ${JSON.stringify(bodyOf(choosing))}::jsonb,
        ${at}, 'throughline', ${readerOfAct(desk)}, ${batch ?? null}::uuid,
        array(select id from source_person where person_id = ${childId} and id <> ${own} order by id), ${fact}) returning id)
    update fact_conflict set entry_id = made.id from made where fact_conflict.id = ${id}`.execute(tx)
}

const bodyOf = ({ fact, values, key, reason }: Choosing): Record<string, unknown> => {
  const salt = randomUUID()
  const over = [...new Set(values.map(v => v.key))].filter(other => other !== key).map(other => markOf(other, salt))
  return { fact: aboutFact[fact].name, factKey: fact, reason, salt, chosen: markOf(key, salt), over }
}

/** A later choice takes the place of an earlier one, which stays on the known clock. */
const endChoices = async ({ tx, at }: Desk, childId: number, fact: HeadFact): Promise<void> => {
  await sql`update entry set known_to = ${at} where child_id = ${childId} and kind = 'chosen-value' and code = ${fact} and known_to = 'infinity'`.execute(
    tx,
  )
}

/** Nobody here can say: the question waits, marked as asked. Throws Conflict where somebody decided first. */
export const askSource = async (desk: Desk, about: Conflicting): Promise<void> => {
  const done =
    await sql`update fact_conflict set state = 'asked', decided_by = ${readerOfAct(desk)}, decided_at = ${desk.at}, answered_at = null
    where id = ${about.id} and state = 'open'`.execute(desk.tx)
  if (Number(done.numAffectedRows) !== 1) throw decidedFirst()
}

/** Takes a choice back: the record follows its rule again, and the question is asked anew. Throws Conflict where there is none. */
export const undoChoice = (desk: Desk, about: Conflicting): Promise<readonly number[]> =>
  undoAll(desk, sql`c.id = ${about.id}`)
/** The same for all that a rule decided at once, of the children who are open to this reader: others keep their choice, and nothing tells of them. Gives the children. */
export const undoBatch = (desk: Desk, batch: string): Promise<readonly number[]> =>
  undoAll(desk, sql`c.batch = ${batch}::uuid`)

const undoAll = async (desk: Desk, which: ReturnType<typeof sql>): Promise<readonly number[]> => {
  const { rows } = await sql<{ child_id: number }>`
    with undone as (update fact_conflict set state = 'undone', decided_by = ${readerOfAct(desk)}, decided_at = ${desk.at}
      where id in (select c.id from ${reachable} and ${which} and ${choiceStands}) returning entry_id)
    update entry e set known_to = ${desk.at} from undone where e.id = undone.entry_id and e.known_to = 'infinity' returning e.child_id`.execute(
    desk.tx,
  )
  if (rows.length === 0)
    throw new Conflict('There is no choice here to undo any more.', 'Look at the list of what was decided.')
  const children = [...new Set(rows.map(r => r.child_id))]
  await settle(desk, children)
  return children
}

/** What is derived anew after choices, and those told who have these records open. */
export const settle = async ({ tx, at }: Desk, children: readonly number[]): Promise<void> => {
  await projectConflicts(tx, children, at)
  const { rows } = await sql<{ uuid: string }>`
    update person set changed_at = ${at} where id = any(${[...children]}::bigint[]) returning uuid`.execute(tx)
  await announceAll(
    tx,
    rows.map(row => `child:${row.uuid}`),
  )
}

/** The conflicts of these children as they stand now, by child and fact: for a rule that decides many. */
export const standing = async (
  { tx, at }: Desk,
  children: readonly number[],
): Promise<Map<string, readonly SaidValue[]>> => {
  const known = await readHeadFacts(tx, children)
  const today = londonDate(at)
  return new Map(
    [...known].flatMap(([child, facts]) =>
      conflictsOf(facts, today).map(({ fact, said }) => [`${child} ${fact}`, said.values] as const),
    ),
  )
}

const decidedFirst = (): Conflict =>
  new Conflict('Somebody has decided this already.', 'Look at it again to see what was decided.')
