import { sql } from 'kysely'
import { type CommandGrant, sealFact } from '../../../access/index.ts'
import { closeWriting, write } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { Told } from './school-plan.ts'
import { schoolArrangements } from './support.record.ts'

type Command = CommandGrant<'recorder'>

/**
 * Tells the people at school what they may know, and takes back what others were told before: whoever told it. The worker and they are
 * named by a silent seal; for everybody else nothing is there.
 */
export const tellSchool = async (
  command: Command,
  { childId, authorId, on }: { readonly childId: number; readonly authorId: number; readonly on: PlainDate },
  told: Told | undefined,
): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    select id from entry where child_id = ${childId} and kind = ${schoolArrangements.kind} and known_to = 'infinity' and source_id = 'throughline'`.execute(
    command.tx,
  )
  for (const { id } of rows) await closeWriting(command, id)
  if (!told) return
  const { kind } = { kind: schoolArrangements }
  // Not in place of what was told before: a correction keeps the readers of what it corrects.
  const made = await write(command, { childId, kind, category: kind.category, body: told.body, on, authorId })
  await sealFact(command, [made.id], {
    kind: 'silent',
    reason: 'The pupil agreed that these people know of it',
    named: told.people.map(person => person.id),
  })
}
