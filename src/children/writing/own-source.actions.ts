import { sql } from 'kysely'
import { type CommandGrant, labelledParts, type RecordKind } from '../../access/index.ts'
import { type Category, Conflict, categoryBit, type PlainDate, type Sensitivity } from '../../kernel/index.ts'
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
  /** Undefined where who wrote it would tell what it does not say. */
  readonly authorId: number | undefined
  readonly replaces?: number
  /** The number of what it stands in for on another record: sealed as that is, for the same people. */
  readonly sealedAs?: number
  /** What concerns several children is written for each of them, under one random id. */
  readonly occasion?: string
}

/** Writes it down, with the sources that were tied to the child when it was written. Gives its random address and its number. */
export const write = async (command: Command, writing: Writing): Promise<{ id: number; address: string }> => {
  const [part, ...others] = labelledParts(writing.kind, writing.body, writing.category)
  if (!part || others.length > 0) throw new Error(`What is written as ${writing.kind.kind} has not exactly one label`)
  const [row] = await writeParts(command, writing, [part])
  if (!row) throw new Error('Nothing was written')
  await tellOfChange(command, writing.childId)
  return row
}

/** A part of what is written, with its label; routine where it does not say. */
export type WrittenPart = {
  readonly category: Category
  readonly sensitivity?: Sensitivity
  readonly summary?: boolean
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Writes the parts of one thing, a row for each label, in their order. With `uprn` it is of the property, and of no child. The
 * record is not told of the change: whoever writes says so once, at the end.
 */
export const writeParts = async (
  command: Command,
  writing: Omit<Writing, 'category' | 'body'> & { readonly uprn?: string },
  parts: readonly WrittenPart[],
): Promise<{ id: number; address: string }[]> => {
  const { childId, uprn, kind } = writing
  const act = { tx: command.tx, at: command.at, userId: command.reader?.userId }
  const own = uprn === undefined ? await ownSourcePerson(act, childId) : undefined
  const promoted = Object.entries(kind.promotes)
  const made: { id: number; address: string }[] = []
  for (const { category, sensitivity = kind.sensitivity, summary = kind.summary, body } of parts) {
    const column = (name: string): unknown => body[promoted.find(([to]) => to === name)?.[1] ?? ''] ?? null
    const { rows } = await sql<{ id: number; address: string }>`
    insert into entry (source_person_id, child_id, uprn, kind, category, category_bit, sensitivity, summary, body, true_from, known_from, source_id,
      author_id, replaces, occasion_id, seal, seen_through, due_on, status, code, number)
    values (${own ?? null}, ${own === undefined ? null : childId}, ${uprn ?? null}, ${kind.kind}, ${category}, ${categoryBit(category)}, ${sensitivity}, ${summary},
      ${JSON.stringify(body)}::jsonb, ${writing.on ?? null}::date, ${command.at}, 'throughline', ${writing.authorId ?? null}, ${writing.replaces ?? null},
      coalesce(${writing.occasion ?? null}::uuid, (select occasion_id from entry where id = ${writing.replaces ?? null}::bigint)),
      (select seal from entry where id = ${writing.sealedAs ?? null}::bigint),
      case when ${own ?? null}::bigint is null then null
        else array(select id from source_person where person_id = ${childId} and id <> ${own ?? null} order by id) end,
      ${column('due_on')}::date, ${column('status')}::text, ${column('code')}::text, ${column('number')}::numeric)
    returning id, uuid as address`.execute(command.tx)
    made.push(...rows)
  }
  return made
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
export const tellOfChange = async (command: Pick<Command, 'tx' | 'at'>, childId: number): Promise<void> => {
  const { rows } = await sql<{ uuid: string }>`
    update person set changed_at = ${command.at} where id = ${childId} returning uuid`.execute(command.tx)
  if (rows[0]) await announce(command.tx, `child:${rows[0].uuid}`)
}
