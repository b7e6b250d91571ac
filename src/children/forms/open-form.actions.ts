import { randomUUID } from 'node:crypto'
import type { Answer, ChildCommand, ChildGrant } from '../../access/index.ts'
import { parseUuid } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import {
  type DraftPlace,
  dropDraft,
  dropDraftsAsRead,
  keepDraft,
  listDrafts,
  nameless,
  type PageDraft,
  readToken,
  tokenOf,
} from '../writing/drafts.actions.ts'
import { draftKept, draftThrownAway } from '../writing/kept-drafts.ts'
import { draftBoxes, endTyped } from '../writing/typed-form.actions.ts'
import { type Asked, type Choice, type Fields, isSame, mergeEdits, settle } from './merge.ts'
import { choiceField, type MergeData } from './merge.view.ts'

/** One version of what a form is about, as it was saved. */
export type SavedVersion = { readonly address: string; readonly by: string; readonly at: Date; readonly fields: Fields }
/** A form that others may save meanwhile: its name, what it asks, and its versions, the oldest first and the last the one that stands. */
export type SharedForm = {
  readonly name: string
  readonly asked: readonly Asked[]
  readonly versions: readonly SavedVersion[]
  /** What the boxes hold where nothing is saved yet. */
  readonly empty?: Fields
  /** The boxes that are answered anew each time: they open empty, and an answer in them is a change even where it says the same. */
  readonly anew?: readonly string[]
  /**
   * Where each save is a thing of its own: whether what was typed is of the same thing as one that was saved since the form was opened. What is
   * put together then stands in place of that one.
   */
  readonly sameThing?: (typed: Fields, saved: Pick<SavedVersion, 'fields'>) => boolean
  /** Where they may be two things all the same: the button that says so. */
  readonly beside?: string
}
/** A form as it opens, or the two edits that must be put together first. */
export type OpenForm =
  | {
      readonly fields: Fields
      /** The version that it is an edit of: "" for the first. */
      readonly onTopOf: string
      /** The one whose place it takes, of things of their own. */
      readonly inPlaceOf?: string
      readonly draft?: Pick<PageDraft, 'savedAt'>
      /** Which draft it opened with. */
      readonly from: string
    }
  | { readonly merging: MergeData; readonly from: readonly PageDraft[]; readonly inPlaceOf?: string }

/** The boxes that such a form carries besides its own. */
export const sharedBoxes = [...draftBoxes, 'onTopOf', 'inPlaceOf', 'beside'] as const

const placeOf = ({ childId }: Pick<ChildGrant<never>, 'childId'>, { name }: Pick<SharedForm, 'name'>): DraftPlace => ({
  form: name,
  childId,
})

/** What was saved since this was opened, and that it is another edit of. */
const savedSince = ({ versions, sameThing }: SharedForm, onTopOf: string, typed: Fields): SavedVersion | undefined => {
  const now = versions.at(-1)
  if (!sameThing) return now?.address === onTopOf ? undefined : now
  const seen = versions.findIndex(one => one.address === onTopOf)
  return versions.slice(seen + 1).findLast(one => sameThing(typed, one))
}

/** Opens a form with what this reader typed before, on top of what stands now: nobody's words are written over by the other's. */
export const openForm = async (grant: ChildGrant<never>, form: SharedForm): Promise<OpenForm> => {
  const [draft, other] = await listDrafts(grant, placeOf(grant, form))
  const now = form.versions.at(-1)
  const blank = Object.fromEntries((form.anew ?? []).map(box => [box, '']))
  const standing = { ...(now?.fields ?? form.empty), ...blank }
  if (!draft) return { fields: standing, onTopOf: now?.address ?? '', from: '' }
  const { onTopOf = '', inPlaceOf, ...mine } = draft.fields as Fields
  const nothingChosen = { chosen: {}, errors: [] }
  const since = savedSince(form, onTopOf, mine)
  if (since) {
    const base = { ...(form.versions.find(one => one.address === onTopOf)?.fields ?? form.empty), ...blank }
    const merge = mergeEdits(form.asked, { base, theirs: since.fields, mine })
    const { by, at, fields: theirs } = since
    // a draft that came in behind its own save adds nothing: the next save ends it
    const adds = form.asked.some(one => !isSame(one, merge.fields, theirs))
    if (!adds) return { fields: standing, onTopOf: now?.address ?? '', from: tokenOf(draft) }
    const merging = { merge, theirs, base, by, at, ...nothingChosen, ...(form.beside ? { beside: form.beside } : {}) }
    return { merging, from: [draft], ...(form.sameThing ? { inPlaceOf: since.address } : {}) }
  }
  const kept = inPlaceOf ? { inPlaceOf } : {}
  if (other && (form.sameThing?.(mine, { fields: other.fields }) ?? true)) {
    const { onTopOf: _before, inPlaceOf: _place, ...theirs } = other.fields as Fields
    const merge = mergeEdits(form.asked, { base: standing, theirs, mine })
    const differs = merge.torn.length > 0 || merge.taken.length > 0
    if (differs)
      return {
        merging: { merge, theirs, base: standing, by: undefined, at: other.savedAt, ...nothingChosen },
        from: [draft, other],
        ...kept,
      }
  }
  return { fields: mine, onTopOf, draft, from: tokenOf(draft), ...kept }
}

/** What the answer to a form's other buttons needs: where the form is, and where one goes from it. */
export type FormPlace = { readonly href: string; readonly away: string }

/**
 * What a press of the form's other buttons does, or its own script while somebody types; or a save on top of a version that somebody else
 * has replaced since. In each case what was typed is kept as a draft and nothing is saved. Undefined where the form is to be saved.
 * `merging` are two edits with choices missing, for the page to show again.
 */
export const answerShared = async (
  { grant, begin }: Pick<ChildCommand<never>, 'grant' | 'begin'>,
  form: SharedForm,
  fields: Fields,
  place: FormPlace,
): Promise<{ readonly answer: Answer } | { readonly merging: MergeData } | undefined> => {
  const { keep, page, onTopOf = '', from } = fields
  if (fields.beside) return keepBeside({ grant, begin }, form, place)
  if (keep === 'merged') return mergeChosen({ grant, begin }, form, fields, place)
  const since = savedSince(form, onTopOf, fields)
  const pressed = keep === 'draft' || keep === 'quiet' || keep === 'none'
  if (!pressed && !since) return undefined
  const command = await begin()
  const [here, opened] = [placeOf(grant, form), readToken(from)]
  // a script that gives its page no name types into one draft; a press of a button makes one of its own
  const own = parseUuid(page ?? '') ?? (keep === 'quiet' ? nameless : randomUUID())
  if (keep === 'none') {
    await dropDraftsAsRead(command, here, opened)
    await dropDraft(command, here, own)
    return { answer: { redirect: place.away, flash: draftThrownAway } }
  }
  // a second press of “Save” says nothing that is not there
  if (!pressed && form.sameThing && form.asked.every(one => isSame(one, fields, since?.fields ?? {}))) {
    await endDrafts(command, grant.childId, form, fields)
    return { answer: { redirect: place.away, flash: 'This is saved already.' } }
  }
  const { inPlaceOf } = fields
  await keepDraft(command, here, own, {
    ...askedBoxes(form, fields),
    onTopOf,
    ...(inPlaceOf ? { inPlaceOf } : {}),
  })
  await dropDraftsAsRead(
    command,
    here,
    opened.filter(one => one.page !== own),
  )
  if (keep === 'quiet') return { answer: { fragment: html`` } }
  if (keep === 'draft') return { answer: { redirect: place.away, flash: draftKept } }
  return { answer: { redirect: place.href } }
}

/** The drafts of the page that was saved are done with; those of other pages stay. */
export const endDrafts = (
  command: Awaited<ReturnType<ChildCommand<never>['begin']>>,
  childId: number,
  form: Pick<SharedForm, 'name'>,
  fields: Fields,
): Promise<void> => endTyped(command, placeOf({ childId }, form), fields)

const askedBoxes = ({ asked }: SharedForm, fields: Fields): Fields =>
  Object.fromEntries(asked.flatMap(one => one.boxes.map(box => [box, fields[box] ?? ''])))

const choices: readonly string[] = ['theirs', 'mine', 'both'] satisfies Choice[]
const mergeChosen = async (
  { grant, begin }: Pick<ChildCommand<never>, 'grant' | 'begin'>,
  form: SharedForm,
  fields: Fields,
  place: FormPlace,
): Promise<{ readonly answer: Answer } | { readonly merging: MergeData }> => {
  const opened = await openForm(grant, form)
  if (!('merging' in opened)) return { answer: { redirect: place.href } }
  const { merging, from, inPlaceOf } = opened
  const choiceOf = (one: Asked): Choice | undefined => {
    const chosen = fields[choiceField(one)] ?? ''
    return choices.includes(chosen) && (chosen !== 'both' || one.joins) ? (chosen as Choice) : undefined
  }
  const settled = settle(merging.merge, merging.theirs, choiceOf)
  if (!settled) {
    const errors = merging.merge.torn
      .filter(one => !choiceOf(one))
      .map(one => ({ field: choiceField(one), text: `Choose what stands for “${one.label}”` }))
    return { merging: { ...merging, chosen: fields, errors } }
  }
  const command = await begin()
  await dropDraftsAsRead(command, placeOf(grant, form), from)
  const onTopOf = form.versions.at(-1)?.address ?? ''
  const kept = { ...settled, onTopOf, ...(inPlaceOf ? { inPlaceOf } : {}) }
  await keepDraft(command, placeOf(grant, form), randomUUID(), kept)
  return { answer: { redirect: place.href, flash: 'Look it through, then save it.' } }
}

/** What somebody typed is of another thing than what was saved meanwhile: it is saved beside that. */
const keepBeside = async (
  { grant, begin }: Pick<ChildCommand<never>, 'grant' | 'begin'>,
  form: SharedForm,
  place: FormPlace,
): Promise<{ readonly answer: Answer }> => {
  const [draft] = form.beside ? await listDrafts(grant, placeOf(grant, form)) : []
  if (draft) {
    const { inPlaceOf: _other, ...mine } = draft.fields
    const onTopOf = form.versions.at(-1)?.address ?? ''
    await keepDraft(await begin(), placeOf(grant, form), draft.page, { ...mine, onTopOf })
  }
  return { answer: { redirect: place.href } }
}
