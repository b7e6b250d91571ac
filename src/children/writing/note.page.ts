import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { filledBoxes, londonDate, NotFound } from '../../kernel/index.ts'
import { note } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { type NoteData, noteView } from './note.view.ts'
import { findLeaks, type NoteFields, noteKinds, readNoteForm, writableOf } from './note-form.ts'
import { type NoteFormData, noteFormView } from './note-form.view.ts'
import { write } from './own-source.actions.ts'
import { listTogether } from './together.queries.ts'
import { answerTyped, DraftQuery, draftBoxes, endTyped, fieldsOfTyped, openTyped } from './typed-form.actions.ts'
import { noteExamples, noteFormExamples } from './writing.examples.ts'
import { findWritten, listVersions, managesAuthor, type Written } from './written.queries.ts'

const needs = [...headerKinds, note] as const
export type NoteGrant = ChildGrant<'identity' | 'chosen-value' | 'danger-note' | 'note'>

const field = () => Type.Optional(Type.String())
const NoteForm = Type.Object({
  noteKind: field(),
  'on-day': field(),
  'on-month': field(),
  'on-year': field(),
  happenedAt: field(),
  present: field(),
  seen: field(),
  childSaid: field(),
  text: field(),
  thirdParty: field(),
  thirdPartyName: field(),
  harm: field(),
  legal: field(),
  category: field(),
  reason: field(),
  ...Object.fromEntries(draftBoxes.map(name => [name, field()])),
})

/** The categories in which this reader may write a note about this child. */
export const choicesOf = (grant: NoteGrant) =>
  writableOf([note.category, ...note.mayBe], category => mayWrite(grant.decision, category))

export const formDataOf = async (grant: NoteGrant, fields: NoteFields): Promise<NoteFormData> => ({
  header: await loadHeader(grant),
  choices: choicesOf(grant),
  fields,
  errors: [],
})

/** What the form says, unless something is wrong with it or it gives away where the child can be found. */
export const readGuarded = async (
  grant: NoteGrant,
  fields: NoteFields,
  { choices, header }: NoteFormData,
  correcting: boolean,
): Promise<ReturnType<typeof readNoteForm>> => {
  const read = readNoteForm(fields, choices, londonDate(grant.at), correcting)
  const leaks = findLeaks(fields, await guardFor(grant), header.first)
  if (leaks.length === 0) return read
  return { errors: [...('errors' in read ? read.errors : []), ...leaks] }
}

/** What sort of note is written, where a page leads to one sort: it is chosen already, and can be changed. */
const NewNoteQuery = Type.Object({
  kind: Type.Optional(Type.Union(noteKinds.map(({ value }) => Type.Literal(value)))),
  ...DraftQuery.properties,
})
const placeOf = ({ childId }: Pick<NoteGrant, 'childId'>) => ({ form: 'note', childId })

const newNotePage = childPage<typeof needs, NoteFormData, typeof NewNoteQuery>({
  path: '/children/:child/notes/new',
  purpose: 'write a note',
  nav: '/my-children',
  query: NewNoteQuery,
  needs,
  load: async (grant, { query }) => {
    const chosen = query.kind ? { noteKind: query.kind } : {}
    const data = {
      ...(await formDataOf(grant, { ...chosen, ...filledBoxes('on', londonDate(grant.at)) })),
      hasFamily: (await listRelatives(grant)).length > 0,
    }
    if (data.choices.length === 0) throw new NotFound()
    return { ...data, ...fieldsOfTyped(await openTyped(grant, placeOf(grant), query, true), data.fields) }
  },
  answer: (data, frame) => ({ page: noteFormView(data, frame.csrf) }),
  examples: noteFormExamples,
})

const addNoteAction = childAction<typeof needs, typeof NoteForm>({
  path: '/children/:child/notes/new',
  purpose: 'write a note',
  nav: '/my-children',
  needs,
  writes: note,
  right: 'write-notes',
  form: NoteForm,
  act: async ({ grant, begin }, { form }) => {
    const kept = await answerTyped(begin, placeOf(grant), form, recordHref(grant.address, '/visit'))
    if (kept) return kept
    const fields = form as NoteFields
    const data = await formDataOf(grant, fields)
    const read = await readGuarded(grant, fields, data, false)
    if ('errors' in read)
      return { page: noteFormView({ ...data, errors: read.errors }, grant.reader.csrf), status: 422 }
    const command = await begin()
    await endTyped(command, placeOf(grant), form)
    const { address } = await write(command, {
      childId: grant.childId,
      kind: note,
      ...read,
      on: read.body.happenedOn,
      authorId: grant.reader.userId,
    })
    return { redirect: recordHref(grant.address, `/notes/${address}`), flash: 'Your note is saved.' }
  },
})

const getNote = async (grant: NoteGrant, address: string | undefined): Promise<Written> => {
  const found = await findWritten(grant, 'note', address)
  if (!found) throw new NotFound()
  return found
}

const isOwn = (grant: NoteGrant, written: Written): boolean => written.authorId === grant.reader.userId

/** The author corrects, or the author's manager, as long as they may still write in its category. */
export const mayCorrect = async (grant: NoteGrant, written: Written): Promise<boolean> =>
  written.closedAt === undefined &&
  mayWrite(grant.decision, written.category) &&
  (isOwn(grant, written) || (await managesAuthor(grant, written.authorId)))

const notePage = childPage<typeof needs, NoteData>({
  path: '/children/:child/notes/:note',
  purpose: 'read a note',
  nav: '/my-children',
  needs,
  load: async (grant, { params }) => {
    const written = await getNote(grant, params.note)
    return {
      header: await loadHeader(grant),
      note: written,
      versions: await listVersions(grant, 'note', written.id),
      together: await listTogether(grant, written.id),
      mayCorrect: await mayCorrect(grant, written),
      mayMove: written.closedAt === undefined && (await managesAuthor(grant, written.authorId)),
    }
  },
  answer: data => ({ page: noteView(data) }),
  examples: noteExamples,
})

/** Writing and reading notes. */
export const noteRoutes: readonly Route[] = [newNotePage, addNoteAction, notePage]
export { getNote, needs as noteNeeds }
