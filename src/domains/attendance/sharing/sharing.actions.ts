import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../../access/index.ts'
import { closeWriting, sharedHomeFact, write } from '../../../children/index.ts'
import { type Category, Conflict, londonDate } from '../../../kernel/index.ts'
import { homeFact } from './home-fact.record.ts'
import type { SharedByUs } from './sharing.queries.ts'
import type { Sharing } from './sharing.ts'

type Command = CommandGrant<'recorder'>

/**
 * Shares a fact of the home with education welfare: the service's own side in its category, and the officers' copy, in one transaction. Each
 * is tied to what it came from as a later version is, so that a seal that is put on one of them later takes the others with it.
 * @throws Conflict where the fact it is chosen from is kept to named people, or is no longer so.
 */
export const shareHomeFact = async (
  command: Command,
  childId: number,
  {
    category,
    sharing,
    chosen,
  }: { readonly category: Category; readonly sharing: Sharing; readonly chosen: number | undefined },
): Promise<void> => {
  const authorId = readerOfAct(command)
  const today = londonDate(command.at)
  if (chosen !== undefined) await requireOpen(command, chosen)
  const { words, until, agreed, why } = sharing
  const common = { childId, on: today, authorId }
  const own = await write(command, {
    ...common,
    kind: homeFact,
    category,
    body: {
      words,
      until,
      agreed,
      why: why ? [{ text: why, about: 'child' as const }] : undefined,
      sharedOn: today,
      state: 'shared',
    },
    ...(chosen === undefined ? {} : { replaces: chosen }),
  })
  await write(command, {
    ...common,
    kind: sharedHomeFact,
    category: sharedHomeFact.category,
    body: { words, until, sharedOn: today },
    replaces: own.id,
  })
}

const requireOpen = async ({ tx }: Command, entry: number): Promise<void> => {
  const { rows } = await sql`select from entry where id = ${entry} and seal is null and known_to = 'infinity'`.execute(
    tx,
  )
  if (rows.length === 0)
    throw new Conflict('This fact cannot be shared.', 'Go back, and look at what stands on the record now.')
}

/** Takes back what was shared: from this moment no officer reads it, in no version. Why it was shared stays with the service. */
export const takeBack = async (command: Command, childId: number, { fact }: SharedByUs): Promise<void> => {
  const today = londonDate(command.at)
  const { rows } = await sql<{ id: number }>`
    select id from entry where kind = ${sharedHomeFact.kind} and replaces = ${fact.entry} and known_to = 'infinity'`.execute(
    command.tx,
  )
  for (const { id } of rows) await closeWriting(command, id)
  await closeWriting(command, fact.entry)
  await write(command, {
    childId,
    kind: homeFact,
    category: fact.category,
    body: { ...fact.body, state: 'taken-back', takenBackOn: today },
    on: today,
    authorId: readerOfAct(command),
    replaces: fact.entry,
    sealedAs: fact.entry,
  })
}
