import { type CommandGrant, holds } from '../../access/index.ts'
import { lookExactly, readLocate } from '../../children/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { findRecord, type Held, mayTie } from './held.queries.ts'

type Command = CommandGrant<'recorder'>
/** Which child a held change is of, as the form says it: full name and date of birth, or the address of a record. */
export type WhoseForm = {
  readonly child?: string
  readonly name?: string
  readonly day?: string
  readonly month?: string
  readonly year?: string
}
/** The child, or what is wrong field by field; neither where nothing was entered. */
export type Whose = { readonly child?: number; readonly errors: readonly FormError[] }

/**
 * The child whom whoever decides names. An address goes before a name; a name with a date of birth is looked for exactly, and the look is
 * written down with its outcome. A record that this person may not have is as good as none.
 */
export const findWhose = async (command: Command, held: Held, form: WhoseForm): Promise<Whose> => {
  if ((form.child ?? '').trim()) {
    const child = await findRecord(command, form.child ?? '')
    return child === undefined
      ? { errors: [{ field: 'child', text: 'Enter the address of a record that you can open' }] }
      : { child, errors: [] }
  }
  const { name, day, month, year } = form
  const typed = [name, day, month, year].some(part => (part ?? '').trim() !== '')
  if (!typed || !command.reader || !holds(command.reader, 'locate'))
    return held.child ? { child: held.child.id, errors: [] } : { errors: [] }
  // The reason names the change and nobody: only its length is kept.
  const asked = readLocate({ name, day, month, year, reason: `the change that was told, ${held.address}` } as WhoseForm)
  if (!('words' in asked)) return { errors: asked }
  const outcome = await lookExactly(command, asked)
  if (!outcome)
    return {
      errors: [{ field: 'name', text: 'You have looked for very many children in the last hour: wait a little' }],
    }
  return outcome.outcome === 'found' && (await mayTie(command, outcome.childId))
    ? { child: outcome.childId, errors: [] }
    : { errors: [{ field: 'name', text: 'No one record that you can open has this name and date of birth' }] }
}
