import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { type Answer, type ChildCommand, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { formatClock, londonDate, type PlainDate } from '../../kernel/index.ts'
import { type FormError, html } from '../../platform/views/index.ts'
import { note, visit } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { listWords } from '../pages/today-picture.ts'
import { familyDataOf } from '../writing/family-note.page.ts'
import { familyNoteView } from '../writing/family-note.view.ts'
import {
  childBoxes,
  inPlacesOfNow,
  mostChildren,
  type OneOfNotes,
  readFamilyNote,
} from '../writing/family-note-form.ts'
import { formDataOf } from '../writing/note.page.ts'
import { findLeaks } from '../writing/note-form.ts'
import { noteFormView } from '../writing/note-form.view.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  openTyped,
} from '../writing/typed-form.actions.ts'
import { findWritten, isNoted } from '../writing/written.queries.ts'
import { endOwnVisit, findOwnVisit, type OwnVisit } from './same-day.actions.ts'
import { readEnd, type VisitEnd, type VisitFields } from './visit-form.ts'
import { type EndData, endVisitView } from './visit-form.view.ts'
import { endExamples } from './visiting.examples.ts'
import { again, boxes, common, getBooked, type needs, type VisitGrant, visitPageOf } from './visits.page.ts'

const places = Array.from({ length: mostChildren }, (_, at) => at + 1)
const field = () => Type.Optional(Type.String())
const names = [
  'outcome',
  'childSaid',
  'text',
  ...draftBoxes,
  ...places.flatMap(at => childBoxes.map(box => `${box}-${at}`)),
]
const EndForm = Type.Object(Object.fromEntries(names.map(name => [name, field()])))
type Kinds = (typeof needs)[number]['kind']
const placeOf = ({ childId }: Pick<VisitGrant, 'childId'>, visit: string) => ({ form: `visit-end/${visit}`, childId })

/** A visit that is booked still, with those of the family who can have been there: of one that is for a few named people only, nobody. */
const loadEnd = async (grant: VisitGrant, address: string | undefined, fields: VisitFields = {}) => {
  const { written, data } = await getBooked(grant, address, fields)
  const others = written.kept ? [] : (await listRelatives(grant)).slice(0, mostChildren - 1)
  return { written, data: { ...data, others } satisfies EndData }
}

const endPage = childPage<typeof needs, EndData, typeof DraftQuery>({
  ...common,
  query: DraftQuery,
  path: '/children/:child/visits/:visit/end',
  purpose: 'say how a visit went',
  load: async (grant, { params, query }) => {
    const { data } = await loadEnd(grant, params.visit)
    const opened = await openTyped(grant, placeOf(grant, data.visit.address), query)
    const { fields, ...found } = fieldsOfTyped(opened, data.fields)
    return { ...data, ...found, fields: inPlacesOfNow(fields, data.others) }
  },
  answer: (data, frame) => ({ page: endVisitView(data, frame.csrf) }),
  examples: endExamples,
})

/** A note of the visit on the record of another child who was there. */
type OtherNote = OneOfNotes & { readonly theirs: VisitGrant; readonly own?: OwnVisit }
/**
 * What of a visit goes on the records of the others who were there: what was said of all, and what is theirs alone, as each record allows. None where
 * nobody else was there.
 */
const readOthers = async (
  { grant, also }: Pick<ChildCommand<Kinds>, 'grant' | 'also'>,
  { data, written }: Awaited<ReturnType<typeof loadEnd>>,
  happenedOn: PlainDate,
): Promise<{ readonly notes: readonly OtherNote[] } | { readonly errors: readonly FormError[] }> => {
  const { fields, header, others, today, visit: booked } = data
  const there = places.slice(1).filter(at => fields[`in-${at}`] === 'yes')
  if (there.length === 0) return { notes: [] }
  if (fields.outcome === 'called-off')
    return { errors: [{ field: `in-${there[0]}`, text: 'Nobody was there on a visit that was called off' }] }
  const own = { 'who-1': grant.address, 'in-1': 'yes', 'seen-1': '', 'said-1': '', 'own-1': '' }
  const typed = { ...fields, ...own, noteKind: 'visit', ...boxes(happenedOn), category: written.category }
  const at = booked.at ? { happenedAt: formatClock(booked.at) } : {}
  const read = readFamilyNote(
    { ...typed, ...at },
    [{ ...header, address: grant.address }, ...others],
    [written.category],
    today,
  )
  if ('errors' in read) return { errors: read.errors }
  const notes: OtherNote[] = []
  const errors: FormError[] = []
  for (const one of read.notes.filter(({ child }) => child.address !== grant.address)) {
    const theirs = await also(one.child.address)
    if (!theirs || !mayWrite(theirs.decision, written.category)) {
      const text = `You cannot write this on ${one.child.first}’s record. Take ${one.child.first} out`
      errors.push({ field: `in-${one.at}`, text })
      continue
    }
    const own = await findOwnVisit(theirs, booked.on, fields[`seen-${one.at}`])
    notes.push({ ...one, theirs, ...(own ? { own } : {}) })
    const guarded = ['text', `said-${one.at}`, `own-${one.at}`]
    errors.push(...findLeaks(fields, await guardFor(theirs), one.child.first, guarded))
  }
  return errors.length > 0 ? { errors } : { notes }
}

const endAction = childAction<typeof needs, typeof EndForm>({
  ...common,
  path: '/children/:child/visits/:visit/end',
  purpose: 'say how a visit went',
  writes: visit,
  right: 'write-notes',
  form: EndForm,
  act: async ({ grant, begin, also }, { form, params }) => {
    const fields = form as VisitFields
    const meanwhile = await noteInstead({ grant, also }, params.visit, fields)
    if (meanwhile) return meanwhile
    const loaded = await loadEnd(grant, params.visit, fields)
    const { written, data } = loaded
    const { today, visit: booked } = data
    const kept = await answerTyped(begin, placeOf(grant, booked.address), fields, visitPageOf(grant))
    if (kept) return kept
    const happenedOn = booked.on > today ? today : booked.on
    const read = readEnd(fields, booked.on, today)
    const others = await readOthers({ grant, also }, loaded, happenedOn)
    const errors = [
      ...('errors' in read ? read.errors : []),
      ...findLeaks(fields, await guardFor(grant), data.header.first, ['childSaid', 'text', 'own-1']),
      ...('errors' in others ? others.errors : []),
    ]
    if ('errors' in read || 'errors' in others || errors.length > 0)
      return again(endVisitView({ ...data, errors: onceEach(errors) }, grant.reader.csrf))
    const command = await begin()
    await endTyped(command, placeOf(grant, booked.address), fields)
    const writing = { category: written.category, on: happenedOn, authorId: grant.reader.userId }
    const own = { ...writing, childId: grant.childId, sealedAs: written.id }
    await closeWriting(command, written.id)
    const { on: _on, ...rest } = written.body
    const body = { ...rest, happenedOn, outcome: read.outcome }
    await write(command, { ...own, kind: visit, body, replaces: written.id })
    const together = others.notes.length > 0 ? { occasion: randomUUID() } : {}
    if (read.passages.length + read.childSaid.length > 0)
      await write(command, { ...own, kind: note, body: noteOf(read, booked, happenedOn), ...together })
    for (const { theirs, own: visited, body: said } of others.notes) {
      await write(command, { ...writing, childId: theirs.childId, kind: note, body: said, ...together })
      if (visited) await endOwnVisit(command, theirs, visited, happenedOn)
    }
    const flash = savedOn(others.notes)
    return { redirect: visitPageOf(grant), flash }
  },
})

/** What is said once it is saved: on how many records, and whose own visits of that day it ended. */
const savedOn = (notes: readonly OtherNote[]): string => {
  const ended = notes.filter(one => one.own).map(({ child }) => child.first)
  const records = notes.length > 0 ? ` on ${notes.length + 1} records` : ''
  return `How the visit went is saved${records}.${ended.length > 0 ? ` Your visit to ${listWords(ended)} that day is ended with it.` : ''}`
}

/** What is wrong with what is said of all is said once, not for each child. */
const onceEach = (errors: readonly FormError[]): readonly FormError[] => [
  ...new Map(errors.map(error => [error.field, error])).values(),
]
const seenOf: Readonly<Record<string, string>> = {
  'seen-alone': 'alone',
  seen: 'yes',
  'no-one-in': 'no',
  'not-brought': 'no',
}
/**
 * What was typed of a visit that somebody else ended, moved or called off meanwhile, in the form of a note: no word of it is lost. Undefined where the
 * visit is booked still, or nothing was written; what its own script sends then is left alone.
 */
const noteInstead = async (
  { grant, also }: Pick<ChildCommand<Kinds>, 'grant' | 'also'>,
  address: string | undefined,
  fields: VisitFields,
): Promise<Answer | undefined> => {
  const { outcome, childSaid = '', text = '', keep } = fields
  const written = await findWritten(grant, 'visit', address)
  const on = written?.body.on as PlainDate | undefined
  if (!written?.closedAt || !on || !mayWrite(grant.decision, written.category)) return undefined
  if (keep === 'quiet') return { fragment: html`` }
  const others = places.slice(1).filter(at => fields[`in-${at}`] === 'yes')
  const own = fields['own-1'] ?? ''
  const silent = ![childSaid, text, own].some(words => words.trim())
  if (others.length === 0 && silent) return undefined
  if ((silent || (await isNoted(grant, [text, childSaid, own]))) && (await areNoted(also, fields, others)))
    return { redirect: visitPageOf(grant), flash: 'How the visit went is saved.' }
  const today = londonDate(grant.at)
  const at = typeof written.body.at === 'string' ? { happenedAt: formatClock(written.body.at) } : {}
  const seen = seenOf[outcome ?? ''] ?? ''
  const typed = { noteKind: 'visit', ...boxes(on > today ? today : on), ...at, category: written.category }
  const words = 'Somebody changed this visit while you were writing. What you typed is here: save it as a note'
  const errors = [{ field: 'text', text: words }]
  const { csrf } = grant.reader
  if (others.length > 0) {
    const mine = { 'who-1': grant.address, 'in-1': 'yes', 'seen-1': seen, 'said-1': childSaid }
    const data = await familyDataOf(grant, { ...fields, ...typed, ...mine })
    return { page: familyNoteView({ ...data, errors }, csrf), status: 409 }
  }
  const all = [text, own].filter(part => part.trim()).join('\n\n')
  const data = await formDataOf(grant, { ...typed, seen, childSaid, text: all })
  return { page: noteFormView({ ...data, errors }, csrf), status: 409 }
}

/** Whether what was typed of each of the others who were there is on their own record already. */
const areNoted = async (
  also: ChildCommand<Kinds>['also'],
  fields: VisitFields,
  others: readonly number[],
): Promise<boolean> => {
  for (const at of others) {
    const theirs = await also(fields[`who-${at}`] ?? '')
    if (!theirs || !(await isNoted(theirs, [fields.text, fields[`said-${at}`], fields[`own-${at}`]]))) return false
  }
  return true
}

/** The note of a visit, with who was seen as the worker said it. */
const noteOf = (
  { outcome, childSaid, passages }: VisitEnd,
  { at }: { readonly at: string | undefined },
  happenedOn: PlainDate,
) => ({
  noteKind: 'visit',
  happenedOn,
  happenedAt: at,
  passages,
  ...(childSaid.length > 0 ? { childSaid } : {}),
  ...(outcome === 'seen' || outcome === 'seen-alone' ? { seen: true, seenAlone: outcome === 'seen-alone' } : {}),
  ...(outcome === 'no-one-in' || outcome === 'not-brought' ? { seen: false } : {}),
})

/** Saying how a visit went: for the child it was booked for, and for others of the family who were there. */
export const endRoutes: readonly Route[] = [endPage, endAction]
