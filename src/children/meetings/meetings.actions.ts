import type { ChildGrant, CommandGrant } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { meeting } from '../kinds/index.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import { tellAsked } from './asked.actions.ts'
import type { Meeting } from './meetings.queries.ts'

/** Writes a meeting in a new version: it keeps its address, its category and who may read it. */
export const writeMeeting = async (
  grant: ChildGrant<never>,
  command: CommandGrant<'recorder'>,
  standing: Meeting,
  body: Readonly<Record<string, unknown>>,
  on: PlainDate,
): Promise<void> => {
  await closeWriting(command, standing.entry)
  await write(command, {
    childId: grant.childId,
    kind: meeting,
    category: standing.category,
    body: { ...body, meeting: standing.address },
    on,
    authorId: grant.reader.userId,
    replaces: standing.entry,
    sealedAs: standing.entry,
  })
  await tellAsked(command, { childId: grant.childId, meeting: standing.address, authorId: grant.reader.userId }, body)
}
