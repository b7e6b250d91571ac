import { Type } from 'typebox'
import { type Answer, type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { boxesOf, formatClock, formatNearDate, londonDate, NotFound, type PlainDate } from '../../kernel/index.ts'
import { html, type PageContent } from '../../platform/views/index.ts'
import { note, visit } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { answerKeep, type DraftForm, dropDraft, findDraft } from '../writing/drafts.actions.ts'
import { formDataOf } from '../writing/note.page.ts'
import { findLeaks, writableOf } from '../writing/note-form.ts'
import { noteFormView } from '../writing/note-form.view.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import { findWritten, isNoted, type Written } from '../writing/written.queries.ts'
import { readBooking, readEnd, type VisitFields } from './visit-form.ts'
import { bookVisitView, endVisitView, moveVisitView, type VisitFormData } from './visit-form.view.ts'
import { bookExamples, endExamples, moveExamples } from './visiting.examples.ts'

const needs = [...headerKinds, note, visit] as const
type VisitGrant = ChildGrant<(typeof needs)[number]['kind']>
type Standing = { readonly written: Written; readonly data: VisitFormData & Required<Pick<VisitFormData, 'visit'>> }

const field = () => Type.Optional(Type.String())
const BookForm = Type.Object({
  'on-day': field(),
  'on-month': field(),
  'on-year': field(),
  at: field(),
  purpose: field(),
  category: field(),
})
const MoveForm = Type.Object({
  'on-day': field(),
  'on-month': field(),
  'on-year': field(),
  at: field(),
  movedWhy: field(),
})
const EndForm = Type.Object({ outcome: field(), childSaid: field(), text: field(), keep: field() })
/** The draft of how one visit went, of one writer. */
const endDraft = (visit: string): DraftForm => `visit-end/${visit}`

const common = { nav: '/my-children', needs } as const
const dataOf = async (grant: VisitGrant, fields: VisitFields): Promise<VisitFormData> => ({
  header: await loadHeader(grant),
  today: londonDate(grant.at),
  choices: writableOf([visit.category, ...visit.mayBe], category => mayWrite(grant.decision, category)),
  fields,
  errors: [],
})

/** A visit that is booked still, and that this reader may change: whoever may write in its category here. */
const getBooked = async (
  grant: VisitGrant,
  address: string | undefined,
  fields: VisitFields = {},
): Promise<Standing> => {
  const written = await findWritten(grant, 'visit', address)
  const on = written?.body.on as PlainDate | undefined
  if (!written || written.closedAt || !on || !mayWrite(grant.decision, written.category)) throw new NotFound()
  const text = (name: string) => (typeof written.body[name] === 'string' ? String(written.body[name]) : undefined)
  return {
    written,
    data: {
      ...(await dataOf(grant, fields)),
      visit: {
        address: written.address,
        on,
        at: text('at'),
        purpose: text('purpose') ?? 'Visit',
        worker: text('worker') ?? written.author,
      },
    },
  }
}

/** The form again with what was wrong, nothing lost. */
const again = (page: PageContent) => ({ page, status: 422 as const })
const visitPageOf = (grant: VisitGrant) => recordHref(grant.address, '/visit')
const boxes = (on: PlainDate): VisitFields => {
  const { day, month, year } = boxesOf(on)
  return { 'on-day': day ?? '', 'on-month': month ?? '', 'on-year': year ?? '' }
}

const bookPage = childPage<typeof needs, VisitFormData>({
  ...common,
  path: '/children/:child/visits/new',
  purpose: 'book a visit',
  load: async grant => {
    const data = await dataOf(grant, { purpose: 'Home visit' })
    if (data.choices.length === 0) throw new NotFound()
    return data
  },
  answer: (data, frame) => ({ page: bookVisitView(data, frame.csrf) }),
  examples: bookExamples,
})

const bookAction = childAction<typeof needs, typeof BookForm>({
  ...common,
  path: '/children/:child/visits/new',
  purpose: 'book a visit',
  writes: visit,
  right: 'write-notes',
  form: BookForm,
  act: async ({ grant, begin }, { form }) => {
    const data = await dataOf(grant, form)
    const read = readBooking(form, { ...data, moving: false })
    const leaks = findLeaks(form, await guardFor(grant), data.header.first, ['purpose'])
    if ('errors' in read || leaks.length > 0) {
      const errors = [...('errors' in read ? read.errors : []), ...leaks]
      return again(bookVisitView({ ...data, errors }, grant.reader.csrf))
    }
    const { on, at, purpose, category } = read
    await write(await begin(), {
      childId: grant.childId,
      kind: visit,
      category,
      body: { on, at, purpose, worker: grant.reader.name, workerId: grant.reader.userId },
      on,
      authorId: grant.reader.userId,
    })
    return { redirect: visitPageOf(grant), flash: `The visit is booked for ${formatNearDate(on, data.today)}.` }
  },
})

const movePage = childPage<typeof needs, Standing['data']>({
  ...common,
  path: '/children/:child/visits/:visit/move',
  purpose: 'move a visit',
  load: async (grant, { params }) => {
    const { data } = await getBooked(grant, params.visit)
    return { ...data, fields: { ...boxes(data.visit.on), at: data.visit.at ?? '' } }
  },
  answer: (data, frame) => ({ page: moveVisitView(data, frame.csrf) }),
  examples: moveExamples,
})

const moveAction = childAction<typeof needs, typeof MoveForm>({
  ...common,
  path: '/children/:child/visits/:visit/move',
  purpose: 'move a visit',
  writes: visit,
  right: 'write-notes',
  form: MoveForm,
  act: async ({ grant, begin }, { form, params }) => {
    const { written, data } = await getBooked(grant, params.visit, form)
    const booking = { ...form, purpose: data.visit.purpose, category: written.category }
    const read = readBooking(booking, { choices: [written.category], today: data.today, moving: true })
    const leaks = findLeaks(form, await guardFor(grant), data.header.first, ['movedWhy'])
    if ('errors' in read || leaks.length > 0) {
      const errors = [...('errors' in read ? read.errors : []), ...leaks]
      return again(moveVisitView({ ...data, errors }, grant.reader.csrf))
    }
    const command = await begin()
    await closeWriting(command, written.id)
    await write(command, {
      childId: grant.childId,
      kind: visit,
      category: written.category,
      body: { ...written.body, on: read.on, at: read.at, movedWhy: read.why },
      on: read.on,
      authorId: grant.reader.userId,
      replaces: written.id,
      sealedAs: written.id,
    })
    return { redirect: visitPageOf(grant), flash: `The visit is moved to ${formatNearDate(read.on, data.today)}.` }
  },
})

const endPage = childPage<typeof needs, Standing['data']>({
  ...common,
  path: '/children/:child/visits/:visit/end',
  purpose: 'say how a visit went',
  load: async (grant, { params }) => {
    const { data } = await getBooked(grant, params.visit)
    const draft = await findDraft(grant, endDraft(data.visit.address))
    return draft ? { ...data, fields: draft.fields, draft } : data
  },
  answer: (data, frame) => ({ page: endVisitView(data, frame.csrf) }),
  examples: endExamples,
})

const endAction = childAction<typeof needs, typeof EndForm>({
  ...common,
  path: '/children/:child/visits/:visit/end',
  purpose: 'say how a visit went',
  writes: visit,
  right: 'write-notes',
  form: EndForm,
  act: async ({ grant, begin }, { form, params }) => {
    const meanwhile = await noteInstead(grant, params.visit, form)
    if (meanwhile) return meanwhile
    const { written, data } = await getBooked(grant, params.visit, form)
    const { today, visit: booked } = data
    const kept = await answerKeep({ grant, begin }, endDraft(booked.address), form)
    if (kept) return kept
    const read = readEnd(form, booked.on, today)
    const leaks = findLeaks(form, await guardFor(grant), data.header.first, ['childSaid', 'text'])
    if ('errors' in read || leaks.length > 0) {
      const errors = [...('errors' in read ? read.errors : []), ...leaks]
      return again(endVisitView({ ...data, errors }, grant.reader.csrf))
    }
    const happenedOn = booked.on > today ? today : booked.on
    const command = await begin()
    await dropDraft(command, grant.childId, endDraft(booked.address))
    const common = {
      childId: grant.childId,
      category: written.category,
      on: happenedOn,
      authorId: grant.reader.userId,
      sealedAs: written.id,
    }
    await closeWriting(command, written.id)
    const { on: _on, ...rest } = written.body
    const body = { ...rest, happenedOn, outcome: read.outcome }
    await write(command, { ...common, kind: visit, body, replaces: written.id })
    if (read.passages.length + read.childSaid.length > 0)
      await write(command, { ...common, kind: note, body: noteOf(read, booked, happenedOn) })
    return { redirect: visitPageOf(grant), flash: 'How the visit went is saved.' }
  },
})

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
  grant: VisitGrant,
  address: string | undefined,
  { outcome, childSaid = '', text = '', keep }: VisitFields,
): Promise<Answer | undefined> => {
  const written = await findWritten(grant, 'visit', address)
  const on = written?.body.on as PlainDate | undefined
  if (!written?.closedAt || !on || !mayWrite(grant.decision, written.category)) return undefined
  if (keep === 'quiet') return { fragment: html`` }
  if (!childSaid.trim() && !text.trim()) return undefined
  if (await isNoted(grant, text.trim() || childSaid.trim()))
    return { redirect: visitPageOf(grant), flash: 'How the visit went is saved.' }
  const today = londonDate(grant.at)
  const at = typeof written.body.at === 'string' ? { happenedAt: formatClock(written.body.at) } : {}
  const typed = {
    noteKind: 'visit',
    ...boxes(on > today ? today : on),
    ...at,
    seen: seenOf[outcome ?? ''] ?? '',
    childSaid,
    text,
  }
  const words = 'Somebody changed this visit while you were writing. What you typed is here: save it as a note'
  const data = await formDataOf(grant, { ...typed, category: written.category })
  return { page: noteFormView({ ...data, errors: [{ field: 'text', text: words }] }, grant.reader.csrf), status: 409 }
}

/** The note of a visit, with who was seen as the worker said it. */
const noteOf = (
  { outcome, childSaid, passages }: Exclude<ReturnType<typeof readEnd>, { readonly errors: unknown }>,
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

/** Visits booked, moved and ended. */
export const visitRoutes: readonly Route[] = [bookPage, bookAction, movePage, moveAction, endPage, endAction]
