import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { filledBoxes, londonDate, NotFound } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { note } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { familyNoteExamples } from './family-note.examples.ts'
import { type FamilyNoteData, familyNoteView } from './family-note.view.ts'
import {
  childBoxes,
  type FamilyNoteFields,
  inPlacesOfNow,
  mostChildren,
  type OneOfNotes,
  readFamilyNote,
} from './family-note-form.ts'
import { choicesOf, type NoteGrant, noteNeeds } from './note.page.ts'
import { findLeaks } from './note-form.ts'
import { write } from './own-source.actions.ts'
import { answerTyped, DraftQuery, draftBoxes, endTyped, fieldsOfTyped, openTyped } from './typed-form.actions.ts'

const field = () => Type.Optional(Type.String())
const places = Array.from({ length: mostChildren }, (_, at) => at + 1)
const names = ['noteKind', 'on-day', 'on-month', 'on-year', 'happenedAt', 'present', 'text', 'category', ...draftBoxes]
const FamilyNoteForm = Type.Object(
  Object.fromEntries(
    [...names, ...places.flatMap(at => childBoxes.map(box => `${box}-${at}`))].map(name => [name, field()]),
  ),
)
const common = {
  path: '/children/:child/notes/family',
  purpose: 'write a note about several children',
  nav: '/my-children',
  needs: noteNeeds,
} as const

const placeOf = ({ childId }: Pick<NoteGrant, 'childId'>) => ({ form: 'family-note', childId })

/** The form of one note for several children, as this writer may fill it in. @throws NotFound where they may write none. */
export const familyDataOf = async (grant: NoteGrant, fields: FamilyNoteFields): Promise<FamilyNoteData> => {
  const header = await loadHeader(grant)
  const relatives = await listRelatives(grant)
  const children = [{ ...header, address: grant.address }, ...relatives].slice(0, mostChildren)
  const choices = choicesOf(grant)
  if (choices.length === 0 || children.length < 2) throw new NotFound()
  return { header, children, choices, fields, errors: [] }
}

const familyNotePage = childPage<typeof noteNeeds, FamilyNoteData, typeof DraftQuery>({
  ...common,
  query: DraftQuery,
  load: async (grant, { query }) => {
    const data = await familyDataOf(grant, { ...filledBoxes('on', londonDate(grant.at)), 'in-1': 'yes' })
    const { fields, ...found } = fieldsOfTyped(await openTyped(grant, placeOf(grant), query, true), data.fields)
    return { ...data, ...found, fields: inPlacesOfNow(fields, data.children.slice(1)) }
  },
  answer: (data, frame) => ({ page: familyNoteView(data, frame.csrf) }),
  examples: familyNoteExamples,
})

/** What may not stand on this child's record: in what is said of all, and in what is theirs alone. */
const leaksOf = async (grant: NoteGrant, fields: FamilyNoteFields, { child, at }: OneOfNotes): Promise<FormError[]> =>
  findLeaks(fields, await guardFor(grant), child.first, ['happenedAt', 'present', 'text', `said-${at}`, `own-${at}`])

const familyNoteAction = childAction<typeof noteNeeds, typeof FamilyNoteForm>({
  ...common,
  writes: note,
  right: 'write-notes',
  form: FamilyNoteForm,
  act: async ({ grant, begin, also }, { form }) => {
    const fields = form as FamilyNoteFields
    const kept = await answerTyped(begin, placeOf(grant), fields, recordHref(grant.address, '/visit'))
    if (kept) return kept
    const data = await familyDataOf(grant, fields)
    const again = (errors: readonly FormError[]) => ({
      page: familyNoteView({ ...data, errors }, grant.reader.csrf),
      status: 422 as const,
    })
    const read = readFamilyNote(fields, data.children, data.choices, londonDate(grant.at))
    if ('errors' in read) return again(read.errors)
    const grants: NoteGrant[] = []
    const errors: FormError[] = []
    for (const one of read.notes) {
      const theirs = one.child.address === grant.address ? grant : await also(one.child.address)
      if (theirs && mayWrite(theirs.decision, read.category)) {
        grants.push(theirs)
        errors.push(...(await leaksOf(theirs, fields, one)))
      } else errors.push({ field: `in-${one.at}`, text: cannot(one) })
    }
    if (errors.length > 0) return again(onceEach(errors))
    const command = await begin()
    await endTyped(command, placeOf(grant), fields)
    const occasion = randomUUID()
    for (const [at, { body }] of read.notes.entries())
      await write(command, {
        childId: (grants[at] as ChildGrant<'note'>).childId,
        kind: note,
        category: read.category,
        body,
        on: body.happenedOn,
        authorId: grant.reader.userId,
        occasion,
      })
    return {
      redirect: recordHref(grant.address, '/timeline'),
      flash: `The note is saved on ${read.notes.length} records.`,
    }
  },
})

const cannot = ({ child }: OneOfNotes): string =>
  `You cannot write this on ${child.first}’s record. Take ${child.first} out, or choose another answer to who can see it`

/** What is wrong with what is said of all is said once, not for each child. */
const onceEach = (errors: readonly FormError[]): readonly FormError[] => [
  ...new Map(errors.map(error => [`${error.field} ${error.text}`, error])).values(),
]

/** One note for several children of a family. */
export const familyNoteRoutes: readonly Route[] = [familyNotePage, familyNoteAction]
