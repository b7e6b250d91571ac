import { type Static, Type } from 'typebox'
import { type ChildGrant, childAction, childPage, type Route } from '../../access/index.ts'
import { boxesNamed, NotFound, nameParts, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { note, noteMove } from '../kinds/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { findTarget, findTargetsByName, type Target, tellAuthor } from './move-note.actions.ts'
import { getNote, noteNeeds } from './note.page.ts'
import { type MoveData, moveView } from './note.view.ts'
import type { NoteBody } from './note-form.ts'
import { closeWriting, hideVersions, write } from './own-source.actions.ts'
import { moveExamples } from './writing.examples.ts'
import { managesAuthor, type Written } from './written.queries.ts'

type NoteGrant = ChildGrant<'identity' | 'chosen-value' | 'danger-note' | 'note'>

const text = () => Type.Optional(Type.String())
const MoveForm = Type.Object({
  ...{ to: text(), other: text(), reason: text(), name: text() },
  ...{ 'born-day': text(), 'born-month': text(), 'born-year': text() },
})
type Typed = Static<typeof MoveForm>

/** The note that this reader may move: it stands, and its author works in a team the reader manages. */
const getMovable = async (grant: NoteGrant, address: string | undefined): Promise<Written> => {
  const written = await getNote(grant, address)
  if (written.closedAt || !(await managesAuthor(grant, written.authorId))) throw new NotFound()
  return written
}

const moveNotePage = childPage<typeof noteNeeds, MoveData>({
  path: '/children/:child/notes/:note/move',
  purpose: 'move a note to the right record',
  nav: '/my-children',
  needs: noteNeeds,
  load: async (grant, { params }) => ({
    note: await getMovable(grant, params.note),
    header: await loadHeader(grant),
    family: await listRelatives(grant),
    fields: {},
    errors: [],
  }),
  answer: (data, frame) => ({ page: moveView(data, frame.csrf) }),
  examples: moveExamples,
})

const moveNoteAction = childAction<typeof noteNeeds, typeof MoveForm>({
  path: '/children/:child/notes/:note/move',
  purpose: 'move a note to the right record',
  nav: '/my-children',
  needs: noteNeeds,
  writes: note,
  right: 'approve-moves',
  form: MoveForm,
  act: async ({ grant, begin, also }, { form, params }) => {
    const written = await getMovable(grant, params.note)
    const found = await findRight(grant, form, written)
    // Decided and recorded for the child who gets it, too.
    const target = 'id' in found ? await also(found.address) : undefined
    const faults = 'id' in found ? [] : found.errors
    const unopened = 'id' in found && !target ? [{ field: 'to', text: `Choose a child ${mayBoth}` }] : []
    const errors = [...faults, ...unopened, ...noReason(form)]
    if (errors.length > 0 || !target) {
      const [header, family] = [await loadHeader(grant), await listRelatives(grant)]
      const data = { note: written, header, family, fields: form, errors }
      return { page: moveView(data, grant.reader.csrf), status: 422 }
    }
    const command = await begin()
    await closeWriting(command, written.id)
    await hideVersions(command, written.id)
    const authorId = written.authorId ?? grant.reader.userId
    const moved = {
      kind: note,
      category: written.category,
      body: written.body,
      on: written.on,
      authorId,
      sealedAs: written.id,
    }
    await write(command, { ...moved, childId: target.childId })
    const trace = traceOf(written, form.reason?.trim() ?? '', grant.reader.name, authorId)
    for (const [childId, direction] of [
      [grant.childId, 'out'],
      [target.childId, 'in'],
    ] as const)
      await write(command, {
        ...moved,
        kind: noteMove,
        childId,
        body: { ...trace, direction },
        authorId: grant.reader.userId,
      })
    await tellAuthor(command, authorId, grant.childId)
    return {
      redirect: recordHref(grant.address, '/timeline?all=yes'),
      flash: 'The note is moved. Both records say so.',
    }
  },
})

const traceOf = (written: Written, reason: string, movedBy: string, authorId: number) => {
  const { noteKind = 'other', happenedOn = '' } = written.body as Partial<NoteBody>
  return { noteKind, happenedOn, reason, movedBy, authorId }
}

type Right = Target | { readonly errors: readonly FormError[] }
const wrong = (field: string, text: string): Right => ({ errors: [{ field, text }] })
const mayBoth = 'whose record you can open and write on, other than this one'

/** One of the family, or another child by name and date of birth; by the address of the record only where two children have both. */
const findRight = async (grant: NoteGrant, form: Typed, written: Written): Promise<Right> => {
  if (form.to && form.to !== 'other')
    return (await findTarget(grant, form.to, written)) ?? wrong('to', `Choose a child ${mayBoth}`)
  if (form.other?.trim())
    return (await findTarget(grant, form.other, written)) ?? wrong('other', `Enter the address of a record ${mayBoth}`)
  const words = nameParts((form.name ?? '').slice(0, 200))
  if (words.length === 0) return wrong('name', 'Enter the full name of the right child')
  const born = readBoxes(boxesNamed('born', form))
  if (!born) return wrong('born-day', 'Enter the child’s date of birth, like 27 3 2017')
  if ('problem' in born) return wrong('born-day', `The date of birth ${born.problem}`)
  const [one, another] = await findTargetsByName(grant, { words, birthDate: born.date }, written)
  if (!one) return wrong('name', `Nobody has this name and date of birth ${mayBoth}`)
  return another
    ? wrong('other', 'Two children have this name and date of birth: enter the address of the right record')
    : one
}

const noReason = (form: Typed): FormError[] =>
  form.reason?.trim() ? [] : [{ field: 'reason', text: 'Write why the note is moved' }]

/** Moving a note from the wrong child. */
export const moveRoutes: readonly Route[] = [moveNotePage, moveNoteAction]
