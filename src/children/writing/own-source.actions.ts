import { sql } from 'kysely'
import { type CommandGrant, labelledParts, type RecordKind } from '../../access/index.ts'
import { type Category, Conflict, type PlainDate } from '../../kernel/index.ts'
import { announce } from '../../platform/live/index.ts'
import { ownSourcePerson } from '../linking/index.ts'

type Command = CommandGrant<'recorder'>

/** Something that a worker writes about a child: one body of one kind, in one category. */
export type Writing = {
  readonly childId: number
  readonly kind: RecordKind
  readonly category: Category
  readonly body: Readonly<Record<string, unknown>>
  readonly on: PlainDate | undefined
  readonly authorId: number
  readonly replaces?: number
  /** The number of what it stands in for on another record: sealed as that is, for the same people. */
  readonly sealedAs?: number
}

/** Writes it down, with the sources that were tied to the child when it was written. Gives its random address and its number. */
export const write = async (command: Command, writing: Writing): Promise<{ id: number; address: string }> => {
  const own = await ownSourcePerson({ tx: command.tx, at: command.at, userId: command.reader?.userId }, writing.childId)
  const [part, ...others] = labelledParts(writing.kind, writing.body, writing.category)
  if (!part || others.length > 0) throw new Error(`What is written as ${writing.kind.kind} has not exactly one label`)
  const promoted = Object.entries(writing.kind.promotes)
  const column = (name: string): unknown => part.body[promoted.find(([to]) => to === name)?.[1] ?? ''] ?? null
  const { rows } = await sql<{ id: number; address: string }>`
    insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, true_from, known_from, source_id,
      author_id, replaces, seal, seen_through, due_on, status, code, number)
    values (${own}, ${writing.childId}, ${writing.kind.kind}, ${part.category}, ${part.category_bit}, ${part.sensitivity}, ${part.summary},
      ${JSON.stringify(part.body)}::jsonb, ${writing.on ?? null}::date, ${command.at}, 'throughline', ${writing.authorId}, ${writing.replaces ?? null},
      (select seal from entry where id = ${writing.sealedAs ?? null}::bigint),
      array(select id from source_person where person_id = ${writing.childId} and id <> ${own} order by id),
      ${column('due_on')}::date, ${column('status')}::text, ${column('code')}::text, ${column('number')}::numeric)
    returning id, uuid as address`.execute(command.tx)
  const [row] = rows
  if (!row) throw new Error('Nothing was written')
  await tellOfChange(command, writing.childId)
  return row
}

/**
 * Ends something written on the known clock: it stays, and is no longer what is known now.
 * @throws Conflict where somebody else corrected or moved it first.
 */
export const closeWriting = async (command: Command, id: number): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    update entry set known_to = ${command.at} where id = ${id} and known_to = 'infinity' returning id`.execute(
    command.tx,
  )
  if (rows.length === 0)
    throw new Conflict(
      'Somebody else changed this while you were writing.',
      'Load the page again to see it as it is now.',
    )
}

/**
 * What was written about another child is for named people only on this record, in all its versions: neither by its old address
 * nor as known on an earlier day does it tell those who work with this child about the other.
 */
export const hideVersions = async (command: Command, id: number): Promise<void> => {
  await sql`with recursive line as (
      select id, replaces from entry where id = ${id}
      union select e.id, e.replaces from line l join entry e on e.id = l.replaces)
    update entry set sensitivity = 4 where id in (select id from line)`.execute(command.tx)
}

/** The record has changed, for those who have it open: by its random address only. */
export const tellOfChange = async (command: Command, childId: number): Promise<void> => {
  const { rows } = await sql<{ uuid: string }>`
    update person set changed_at = ${command.at} where id = ${childId} returning uuid`.execute(command.tx)
  if (rows[0]) await announce(command.tx, `child:${rows[0].uuid}`)
}
