import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { boxesOf, formatNearDate, londonDate, NotFound, type PlainDate } from '../../kernel/index.ts'
import type { PageContent } from '../../platform/views/index.ts'
import { note, visit } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { findLeaks, writableOf } from '../writing/note-form.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import { findWritten, type Written } from '../writing/written.queries.ts'
import { readBooking, type VisitFields } from './visit-form.ts'
import { bookVisitView, moveVisitView, type VisitFormData } from './visit-form.view.ts'
import { bookExamples, moveExamples } from './visiting.examples.ts'

export const needs = [...headerKinds, note, visit] as const
export type VisitGrant = ChildGrant<(typeof needs)[number]['kind']>
export type Standing = {
  readonly written: Written
  readonly data: VisitFormData & Required<Pick<VisitFormData, 'visit'>>
}

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

export const common = { nav: '/my-children', needs } as const
const dataOf = async (grant: VisitGrant, fields: VisitFields): Promise<VisitFormData> => ({
  header: await loadHeader(grant),
  today: londonDate(grant.at),
  choices: writableOf([visit.category, ...visit.mayBe], category => mayWrite(grant.decision, category)),
  fields,
  errors: [],
})

/** A visit that is booked still, and that this reader may change: whoever may write in its category here. */
export const getBooked = async (
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
export const again = (page: PageContent) => ({ page, status: 422 as const })
export const visitPageOf = (grant: VisitGrant) => recordHref(grant.address, '/visit')
export const boxes = (on: PlainDate): VisitFields => {
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

/** Visits booked and moved. */
export const bookingRoutes: readonly Route[] = [bookPage, bookAction, movePage, moveAction]
