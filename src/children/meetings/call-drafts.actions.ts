import type { ChildCommand, ChildGrant } from '../../access/index.ts'
import type { ShownDrafts } from '../writing/draft.view.ts'
import type { DraftPlace } from '../writing/drafts.actions.ts'
import type { Typed } from '../writing/kept-drafts.ts'
import { answerTyped, type DraftQuery, draftBoxes, openTyped } from '../writing/typed-form.actions.ts'
import { callBoxes, type Fields, many, one } from './meeting-form.ts'

/** The boxes of a meeting’s form that are ticked. */
export const callTicks = ['workers', 'family', 'also', 'known'] as const

/** Where drafts of a meeting’s form are kept: of one that is called, or of the one that is changed. */
export const callPlace = ({ childId }: Pick<ChildGrant<never>, 'childId'>, meeting?: string): DraftPlace => ({
  form: meeting ? `meeting-change/${meeting}` : 'new-meeting',
  childId,
})

/** What was typed and ticked, one text for each box, a line for each tick. */
const typedCall = (fields: Fields): Typed => ({
  ...Object.fromEntries([...callBoxes, ...draftBoxes].map(name => [name, one(fields, name)])),
  ...Object.fromEntries(callTicks.map(name => [name, many(fields, name).join('\n')])),
})

/** The form as it opens: with what this reader typed of it before and did not save. */
export const openCall = async (
  grant: ChildGrant<never>,
  place: DraftPlace,
  query: DraftQuery,
  { beside }: { readonly beside: boolean },
): Promise<{ readonly typed?: Fields; readonly from: string; readonly draft?: ShownDrafts }> => {
  const { typed, ...opened } = await openTyped(grant, place, query, beside)
  if (!typed) return opened
  const ticks = Object.fromEntries(callTicks.map(name => [name, (typed[name] ?? '').split('\n').filter(Boolean)]))
  return { ...opened, typed: { ...typed, ...ticks } }
}

/** `answerTyped` for the form of a meeting. */
export const answerCall = (
  { begin }: Pick<ChildCommand<never>, 'begin'>,
  place: DraftPlace,
  fields: Fields,
  away: string,
) => answerTyped(begin, place, typedCall(fields), away)

/** What the form carries of its drafts. */
export const carried = (fields: Fields): Typed => ({ page: one(fields, 'page'), from: one(fields, 'from') })
