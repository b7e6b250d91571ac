import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { closeWriting, tellOfChange, write } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import type { FoundCard } from './card.ts'
import { supportCard, supportCardShown } from './support.record.ts'

type Command = CommandGrant<'recorder'>
type Row = { child_id: number; body: { until: PlainDate; school?: string[]; surgery?: string[] } }

/** Ends every card of a child at once; whoever checks one from now on is told that no card in use has the number. */
export const endCards = async (command: Command, childId: number): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    select id from entry where child_id = ${childId} and kind = ${supportCard.kind} and known_to = 'infinity'`.execute(
    command.tx,
  )
  for (const { id } of rows) await closeWriting(command, id)
  if (rows.length > 0) await tellOfChange(command, childId)
}

/** Finds the card of that number, and writes down for its holder that it was checked and by whom. Whoever checks learns no name. */
export const checkCard = async (command: Command, number: string): Promise<FoundCard | undefined> => {
  const { rows } = await sql<Row>`
    select child_id, body from entry where kind = ${supportCard.kind} and code = ${number} and known_to = 'infinity' limit 1`.execute(
    command.tx,
  )
  const [row] = rows
  if (!row) return undefined
  const on = londonDate(command.at)
  await write(command, {
    childId: row.child_id,
    kind: supportCardShown,
    category: supportCardShown.category,
    body: { on },
    on,
    authorId: command.reader?.userId,
  })
  return { until: row.body.until, school: row.body.school ?? [], surgery: row.body.surgery ?? [] }
}
