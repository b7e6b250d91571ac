import { randomUUID } from 'node:crypto'
import { type Static, Type } from 'typebox'
import type { Answer, CommandGrant } from '../../access/index.ts'
import { parseUuid } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import type { ShownDrafts } from './draft.view.ts'
import {
  type DraftPlace,
  type DraftReader,
  dropDraft,
  dropDraftsAsRead,
  keepDraft,
  listDrafts,
  markSaved,
  nameless,
  readToken,
  tokenOf,
} from './drafts.actions.ts'
import { draftKept, draftThrownAway, type Typed } from './kept-drafts.ts'

/** The boxes that a form carries besides its own, so that a draft of it is kept for each page that it is typed on. */
export const draftBoxes = ['keep', 'page', 'from'] as const
/** Which draft a page opens with: one by its page, or none. */
export const DraftQuery = Type.Object({ draft: Type.Optional(Type.String({ maxLength: 36 })) })
export type DraftQuery = Static<typeof DraftQuery>

/** A form as it opens: with what this reader typed before and did not save, where there is such a thing. */
export type TypedForm = {
  /** What stands in the draft; undefined where the form opens without one. */
  readonly typed?: Readonly<Record<string, string>>
  readonly draft?: ShownDrafts
  /** What the form carries: with which draft it was opened. */
  readonly from: string
}

/**
 * Opens a form with the newest draft that this reader has of it, or with the one they chose. `beside`: each save is a thing of its own, so that another can
 * be begun beside what is typed already.
 */
export const openTyped = async (
  by: DraftReader,
  place: DraftPlace,
  { draft: wanted }: DraftQuery = {},
  beside = false,
): Promise<TypedForm> => {
  const all = await listDrafts(by, place)
  const chosen = wanted === 'new' ? undefined : (all.find(one => one.page === wanted) ?? all[0])
  const others = all.filter(one => one !== chosen).map(({ page, savedAt }) => ({ page, savedAt }))
  if (!chosen) return { from: '', ...(others.length > 0 ? { draft: { others } } : {}) }
  return {
    typed: chosen.fields,
    draft: { savedAt: chosen.savedAt, others, ...(beside ? { beside } : {}) },
    from: tokenOf(chosen),
  }
}

/** What a form opens with: what was typed, else these; and which draft that was. */
export const fieldsOfTyped = <F extends Typed>(
  { typed, from, draft }: TypedForm,
  empty: F,
): { readonly fields: F; readonly draft?: ShownDrafts } => ({
  fields: { ...(typed ?? empty), from } as unknown as F,
  ...(draft ? { draft } : {}),
})

type Begin = () => Promise<CommandGrant<'recorder'>>
const pageOf = ({ page }: Typed): string | undefined => parseUuid(page ?? '')

/** What was typed without what the form carries besides. */
const ownFields = ({ keep: _keep, page: _page, from: _from, ...own }: Typed): Typed => own

/**
 * What a press of a form's other buttons does, or its own script does while somebody types: keeps or throws away, and saves nothing. Undefined where the
 * form is to be saved. `away` is where one goes then.
 */
export const answerTyped = async (
  begin: Begin,
  place: DraftPlace,
  fields: Typed,
  away: string,
): Promise<Answer | undefined> => {
  const { keep } = fields
  if (keep !== 'draft' && keep !== 'quiet' && keep !== 'none') return undefined
  const command = await begin()
  if (keep === 'none') {
    await dropTyped(command, place, fields)
    return { redirect: away, flash: draftThrownAway }
  }
  await keepTyped(command, place, fields)
  return keep === 'quiet' ? { fragment: html`` } : { redirect: away, flash: draftKept }
}

/** Keeps what is typed as the draft of its page, in place of the one that it was opened with. */
export const keepTyped = async (command: CommandGrant<'recorder'>, place: DraftPlace, fields: Typed): Promise<void> => {
  // a script that gives its page no name types into one draft; a press of a button makes one of its own
  const own = pageOf(fields) ?? (fields.keep === 'quiet' ? nameless : randomUUID())
  await keepDraft(command, place, own, ownFields(fields))
  await dropDraftsAsRead(
    command,
    place,
    readToken(fields.from).filter(one => one.page !== own),
  )
}

const dropTyped = async (command: CommandGrant<'recorder'>, place: DraftPlace, fields: Typed): Promise<void> => {
  await dropDraftsAsRead(command, place, readToken(fields.from))
  await dropDraft(command, place, pageOf(fields) ?? nameless)
}

/** What was typed is saved: the drafts of its page are done with, one that comes in behind the save as well; those of other pages stay. */
export const endTyped = async (command: CommandGrant<'recorder'>, place: DraftPlace, fields: Typed): Promise<void> => {
  await dropTyped(command, place, fields)
  const page = pageOf(fields)
  if (page) await markSaved(command, page)
}
