import { sql } from 'kysely'
import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, type Grant, type Route } from '../../access/index.ts'
import { categoryBit, NotFound, parseUuid } from '../../kernel/index.ts'
import { note, noteMove } from '../kinds/index.ts'
import { loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { getNote, noteNeeds } from './note.page.ts'
import { type MoveData, moveView } from './note.view.ts'
import type { FormError, NoteBody } from './note-form.ts'
import { closeWriting, write } from './own-source.actions.ts'
import { moveExamples } from './writing.examples.ts'
import { managesAuthor, type Written } from './written.queries.ts'

type NoteGrant = ChildGrant<'identity' | 'danger-note' | 'note'>

const MoveForm = Type.Object({ to: Type.Optional(Type.String()), reason: Type.Optional(Type.String()) })

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
  act: async ({ grant, begin }, { form, params }) => {
    const written = await getMovable(grant, params.note)
    const target = await findTarget(grant, form.to ?? '', written)
    const errors = errorsIn(form, target)
    if (errors.length > 0 || !target) {
      const data = { note: written, header: await loadHeader(grant), fields: form, errors }
      return { page: moveView(data, grant.reader.csrf), status: 422 }
    }
    const command = await begin()
    await closeWriting(command, written.id)
    const authorId = written.authorId ?? grant.reader.userId
    const moved = { kind: note, category: written.category, body: written.body, on: written.on, authorId }
    await write(command, { ...moved, childId: target.id })
    const trace = traceOf(written, form.reason?.trim() ?? '', grant.reader.name, authorId)
    for (const [childId, direction] of [
      [grant.childId, 'out'],
      [target.id, 'in'],
    ] as const)
      await write(command, {
        ...moved,
        kind: noteMove,
        childId,
        body: { ...trace, direction },
        authorId: grant.reader.userId,
      })
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

const errorsIn = (form: { to?: string; reason?: string }, target: { id: number } | undefined): FormError[] => [
  ...(target
    ? []
    : [{ field: 'to', text: 'Enter the address of a record that you can open and write on, other than this one' }]),
  ...(form.reason?.trim() ? [] : [{ field: 'reason', text: 'Write why the note is moved' }]),
]

/**
 * The right child, where the reader may open that record and write in the note's category there. Read with the reader's own
 * sight, before any command begins: an address of a record they may not open is as good as none.
 */
const findTarget = async (grant: NoteGrant, typed: string, written: Written): Promise<{ id: number } | undefined> => {
  const address = parseUuid(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(typed)?.[0] ?? '')
  if (!address || address === grant.address) return undefined
  const bit = categoryBit(written.category)
  const { rows } = await sql<{ id: number }>`
    select p.id from person p
    where p.uuid = ${address}::uuid and p.has_record and p.redirect_to is null and p.id <> ${grant.childId}
      and p.id <> all (access.refused())
      and exists (select 1 from access.grant_row g where g.child_id = p.id and g.writes
        and (((g.limit_mask & ${grant.reader.masks.full}::bigint) | g.extra_mask) & ${bit}::bigint) <> 0)`.execute(
    grant.tx,
  )
  return rows[0]
}

/** A note of mine that a manager moved: for the author's own page of work. */
export type MovedNote = {
  readonly address: string
  readonly on: string
  readonly movedBy: string
  readonly reason: string
  readonly at: Date
}

/** Notes by this reader that were moved in the last 30 days, as far as the reader may see the record they stood on. */
export const listMovedNotes = async (grant: Grant<'note-move'>): Promise<MovedNote[]> => {
  const { rows } = await sql<{
    address: string
    body: { happenedOn: string; movedBy: string; reason: string }
    at: Date
  }>`
    select p.uuid as address, e.body, e.known_from as at from entry e join person p on p.id = e.child_id
    where e.kind = 'note-move' and e.status = 'out' and e.number = ${grant.reader.userId} and e.known_to = 'infinity'
      and e.known_from > ${grant.at}::timestamptz - interval '30 days' order by e.known_from desc limit 20`.execute(
    grant.tx,
  )
  return rows.map(({ address, body, at }) => ({
    address,
    on: body.happenedOn,
    movedBy: body.movedBy,
    reason: body.reason,
    at,
  }))
}

/** Moving a note from the wrong child. */
export const moveRoutes: readonly Route[] = [moveNotePage, moveNoteAction]
