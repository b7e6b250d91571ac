import { Type } from 'typebox'
import { categoryWords, childAction, childPage, type Route } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import type { Asked, Fields } from '../forms/merge.ts'
import { choiceField, type MergeData, mergeView } from '../forms/merge.view.ts'
import { answerShared, endDrafts, openForm, type SharedForm, sharedBoxes } from '../forms/open-form.actions.ts'
import { note } from '../kinds/index.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { formDataOf, getNote, mayCorrect, type NoteGrant, noteNeeds, readGuarded } from './note.page.ts'
import { fieldsOfNote, type NoteFields, noteKinds } from './note-form.ts'
import { type NoteFormData, noteFormView, seenChoices } from './note-form.view.ts'
import { closeWriting, write } from './own-source.actions.ts'
import { noteFormExamples } from './writing.examples.ts'
import { listVersions, type Written } from './written.queries.ts'

const words = (id: string, label: string): Asked => ({ id, label, boxes: [id], joins: true })
const line = (id: string, label: string, said?: Asked['words']): Asked => ({
  id,
  label,
  boxes: [id],
  ...(said ? { words: said } : {}),
})
const choices = (items: readonly { readonly value: string; readonly text: string }[]) =>
  Object.fromEntries(items.map(({ value, text }) => [value, text]))
const asked: readonly Asked[] = [
  line('noteKind', 'What kind of note it is', choices(noteKinds)),
  { id: 'on', label: 'When it happened', boxes: ['on-day', 'on-month', 'on-year'] },
  line('happenedAt', 'Time'),
  line('present', 'Who was there'),
  line('seen', 'Whether the child was seen', choices(seenChoices)),
  words('childSaid', 'What the child said'),
  words('text', 'What happened'),
  words('thirdParty', 'About another person'),
  line('thirdPartyName', 'Who that part is about'),
  words('harm', 'What could harm someone'),
  words('legal', 'Legal advice'),
  line('category', 'Who can see it', categoryWords),
  words('reason', 'Why it is corrected'),
]
const boxes = asked.flatMap(one => one.boxes)

/** The note that is corrected, in whichever version somebody opened it, as it stands now. @throws NotFound for who may not correct it. */
const standing = async (
  grant: NoteGrant,
  address: string | undefined,
): Promise<{ readonly opened: Written; readonly now: Written; readonly shared: SharedForm }> => {
  const opened = await getNote(grant, address)
  const versions = await listVersions(grant, 'note', opened.id)
  const now = versions.at(-1) ?? opened
  if (!(await mayCorrect(grant, now))) throw new NotFound()
  const shared = {
    name: `note-${versions[0]?.address ?? opened.address}`,
    asked,
    versions: versions.map(one => ({
      address: one.address,
      by: one.author,
      at: one.writtenAt,
      fields: fieldsOfNote(one.body, one.category),
    })),
  }
  return { opened, now, shared }
}

type Merging = Pick<NoteFormData, 'header'> & { readonly merging: MergeData; readonly correcting: string }
const mergePage = ({ header, merging, correcting }: Merging, csrf: string) => {
  const back = { text: 'The note', href: recordHref(header.address, `/notes/${correcting}`) }
  return mergeView(merging, { header, title: 'Correct this note', action: `${back.href}/correct`, back }, csrf)
}

const correctNotePage = childPage<typeof noteNeeds, NoteFormData | Merging>({
  path: '/children/:child/notes/:note/correct',
  purpose: 'correct a note',
  nav: '/my-children',
  needs: noteNeeds,
  load: async (grant, { params }) => {
    const { now, shared } = await standing(grant, params.note)
    const found = await openForm(grant, shared)
    const data = await formDataOf(grant, 'fields' in found ? { ...found.fields, from: found.from } : {})
    if ('merging' in found) return { header: data.header, merging: found.merging, correcting: now.address }
    return { ...data, correcting: now.address, ...(found.draft ? { draft: found.draft } : {}) }
  },
  answer: (data, frame) => ({
    page: 'merging' in data ? mergePage(data, frame.csrf) : noteFormView(data, frame.csrf),
  }),
  examples: {
    usual: {
      ...(noteFormExamples['what was typed, with errors'] as NoteFormData),
      errors: [],
      correcting: '0d000000-0000-4000-8000-000000000001',
    },
  },
})

const CorrectionForm = Type.Object(
  Object.fromEntries(
    [...boxes, ...sharedBoxes, ...asked.map(choiceField)].map(name => [name, Type.Optional(Type.String())]),
  ),
)
const correctNoteAction = childAction<typeof noteNeeds, typeof CorrectionForm>({
  path: '/children/:child/notes/:note/correct',
  purpose: 'correct a note',
  nav: '/my-children',
  needs: noteNeeds,
  writes: note,
  right: 'write-notes',
  form: CorrectionForm,
  act: async ({ grant, begin }, { form, params }) => {
    const { opened, now, shared } = await standing(grant, params.note)
    const typed = form as Fields
    const away = recordHref(grant.address, `/notes/${now.address}`)
    // the address says which version was opened: where another stands now, both are put together
    const fields = { ...typed, onTopOf: opened.address }
    const kept = await answerShared({ grant, begin }, shared, fields, { href: `${away}/correct`, away })
    if (kept && 'answer' in kept) return kept.answer
    const data = { ...(await formDataOf(grant, typed as NoteFields)), correcting: now.address }
    if (kept) return { page: mergePage({ ...data, ...kept }, grant.reader.csrf), status: 422 }
    const read = await readGuarded(grant, typed as NoteFields, data, true)
    if ('errors' in read)
      return { page: noteFormView({ ...data, errors: read.errors }, grant.reader.csrf), status: 422 }
    const command = await begin()
    await endDrafts(command, grant.childId, shared, typed)
    await closeWriting(command, now.id)
    const made = await write(command, {
      childId: grant.childId,
      kind: note,
      ...read,
      on: read.body.happenedOn,
      authorId: grant.reader.userId,
      replaces: now.id,
    })
    return {
      redirect: recordHref(grant.address, `/notes/${made.address}`),
      flash: 'The correction is saved. The note as it was is kept.',
    }
  },
})

/** Correcting a note: two who do so at once lose no words. */
export const noteCorrectionRoutes: readonly Route[] = [correctNotePage, correctNoteAction]
