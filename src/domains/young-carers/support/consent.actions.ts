import type { CommandGrant } from '../../../access/index.ts'
import { type Body, closeWriting, write } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { supportConsent } from './support.record.ts'
import type { Written } from './written.ts'

type Command = CommandGrant<'recorder'>
type Act = { readonly childId: number; readonly authorId: number; readonly on: PlainDate }

/** Writes down what was agreed. Whom it names sees more from then on: the database makes that of the entry itself (migration 0074). */
export const agree = async (command: Command, { childId, authorId }: Act, body: Body): Promise<void> => {
  await write(command, {
    ...{ childId, authorId, kind: supportConsent, category: supportConsent.category },
    body: { ...body, state: 'agreed' },
    on: body.on as PlainDate,
  })
}

/** Takes it back, from this moment on: it stays on the record that it was agreed, and that it no longer is. */
export const takeBack = async (command: Command, { childId, authorId, on }: Act, one: Written): Promise<void> => {
  for (const entry of one.entries) await closeWriting(command, entry)
  await write(command, {
    ...{ childId, authorId, kind: supportConsent, category: supportConsent.category, on },
    body: { ...one.body, state: 'withdrawn', withdrawnOn: on },
    ...(one.entries[0] === undefined ? {} : { replaces: one.entries[0] }),
  })
}
