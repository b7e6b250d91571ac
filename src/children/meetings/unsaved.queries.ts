import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { type DraftPlace, listDrafts, tokenOf } from '../writing/drafts.actions.ts'
import type { Draft } from '../writing/kept-drafts.ts'
import { type Fields, one } from './meeting-form.ts'
import type { Meeting } from './meetings.queries.ts'
import { type TypedWords, typedWords } from './outcome-form.ts'
import type { MeetingPart } from './parts.queries.ts'

/** What somebody typed of a meeting that was over before they saved: theirs alone to read. */
export type Unsaved = Pick<Draft, 'savedAt'> & { readonly words: readonly TypedWords[]; readonly from: string }

/** Where drafts of what came of one meeting are kept. */
export const outcomePlace = ({ childId }: Pick<ChildGrant<never>, 'childId'>, meeting: string): DraftPlace => ({
  form: `meeting-outcome/${meeting}`,
  childId,
})

/**
 * Whether the reader has saved this already, by a press before this one. Of another's words, of actions and of what is about other children the meeting does
 * not show whether they are the same: those are never taken for saved.
 */
export const isSavedAlready = async (
  { tx, reader }: ChildGrant<never>,
  { body, state, entry }: Meeting,
  fields: Fields,
): Promise<boolean> => {
  const texts = (list: unknown) => (Array.isArray(list) ? list.map(passage => String(passage.text)) : [])
  const typed = (names: readonly string[]) => names.flatMap(name => one(fields, name) ?? [])
  if (
    state !== 'held' ||
    texts(body.passages).join('\n') !== typed(['decided', 'others']).join('\n') ||
    texts(body.childSaid).join('\n') !== typed(['childSaid']).join('\n')
  )
    return false
  const { rows } = await sql`select from entry where id = ${entry} and author_id = ${reader.userId}`.execute(tx)
  return rows.length > 0
}

/** What the reader typed of a meeting that is over, and that is not on the record; undefined where there is none. */
export const findUnsaved = async (
  grant: ChildGrant<never>,
  meeting: Meeting,
  parts: readonly MeetingPart[],
): Promise<Unsaved | undefined> => {
  if (meeting.state === 'called') return undefined
  const [draft] = await listDrafts(grant, outcomePlace(grant, meeting.address))
  const words = draft ? typedWords(draft.fields, parts) : []
  return draft && words.length > 0 && !(await isSavedAlready(grant, meeting, draft.fields))
    ? { savedAt: draft.savedAt, words, from: tokenOf(draft) }
    : undefined
}
