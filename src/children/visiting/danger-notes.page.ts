import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, holds, mayWrite, type Route } from '../../access/index.ts'
import { londonDate, NotFound } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { address, dangerNote, entryCode, note } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { findLeaks, writableOf } from '../writing/note-form.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  openTyped,
} from '../writing/typed-form.actions.ts'
import { type DangerFields, readCheckBy, readDangerNote } from './danger-note-form.ts'
import { checkDangerNote, writeDangerNote } from './danger-notes.actions.ts'
import { checkExamples, codeExamples, dangerExamples } from './danger-notes.examples.ts'
import { findCode, findStandingNote, listHomes } from './danger-notes.queries.ts'
import {
  type CheckNoteData,
  checkNoteView,
  codeView,
  type DangerNoteData,
  dangerNoteView,
  type ShownCode,
} from './danger-notes.view.ts'

const needs = [...headerKinds, address] as const
const codeNeeds = [...headerKinds, entryCode] as const
type DangerGrant = ChildGrant<(typeof needs)[number]['kind']>

const field = () => Type.Optional(Type.String())
const DangerForm = Type.Object({
  sort: field(),
  short: field(),
  whatToDo: field(),
  about: field(),
  who: field(),
  saidBy: field(),
  why: field(),
  category: field(),
  'check-day': field(),
  'check-month': field(),
  'check-year': field(),
  door: field(),
  code: field(),
  ...Object.fromEntries(draftBoxes.map(name => [name, field()])),
})
const CheckForm = Type.Object({
  still: field(),
  'check-day': field(),
  'check-month': field(),
  'check-year': field(),
})
const common = { nav: '/my-children', needs } as const

/** Who may write of a service may say why under it; whoever may write who the child is may say what to do. */
const dataOf = async (grant: DangerGrant, fields: DangerFields): Promise<DangerNoteData> => {
  if (!mayWrite(grant.decision, dangerNote.category)) throw new NotFound()
  return {
    header: await loadHeader(grant),
    homes: await listHomes(grant),
    choices: writableOf([note.category, ...note.mayBe], category => mayWrite(grant.decision, category)),
    fields,
    errors: [],
  }
}

const placeOf = ({ childId }: Pick<DangerGrant, 'childId'>) => ({ form: 'danger-note', childId })
const newPage = childPage<typeof needs, DangerNoteData, typeof DraftQuery>({
  ...common,
  query: DraftQuery,
  path: '/children/:child/danger-notes/new',
  purpose: 'write a note for visits',
  load: async (grant, { query }) => {
    const data = await dataOf(grant, {})
    return { ...data, ...fieldsOfTyped(await openTyped(grant, placeOf(grant), query, true), data.fields) }
  },
  answer: (data, frame) => ({ page: dangerNoteView(data, frame.csrf) }),
  examples: dangerExamples,
})

const guarded = ['short', 'whatToDo', 'who', 'saidBy', 'why', 'door', 'code']

const addAction = childAction<typeof needs, typeof DangerForm>({
  ...common,
  path: '/children/:child/danger-notes/new',
  purpose: 'write a note for visits',
  writes: dangerNote,
  right: 'write-notes',
  form: DangerForm,
  act: async ({ grant, begin }, { form }) => {
    const kept = await answerTyped(begin, placeOf(grant), form, recordHref(grant.address, '/visit'))
    if (kept) return kept
    const data = await dataOf(grant, form)
    const today = londonDate(grant.at)
    const read = readDangerNote(form, { ...data, today })
    const leaks = findLeaks(form, await guardFor(grant), data.header.first, guarded)
    if ('errors' in read || leaks.length > 0) {
      const errors = [...('errors' in read ? read.errors : []), ...leaks]
      return { page: dangerNoteView({ ...data, errors }, grant.reader.csrf), status: 422 }
    }
    const command = await begin()
    await endTyped(command, placeOf(grant), form)
    await writeDangerNote(command, grant.childId, read, today)
    return { redirect: recordHref(grant.address, '/visit'), flash: 'The note is saved.' }
  },
})

const getStanding = async (
  grant: DangerGrant,
  address: string | undefined,
  fields: CheckNoteData['fields'],
): Promise<CheckNoteData> => {
  const found = await findStandingNote(grant, address)
  if (!found || !mayWrite(grant.decision, dangerNote.category)) throw new NotFound()
  return { header: await loadHeader(grant), note: found, fields, errors: [] }
}

const checkPage = childPage<typeof needs, CheckNoteData>({
  ...common,
  path: '/children/:child/danger-notes/:note/check',
  purpose: 'check a note for visits',
  load: (grant, { params }) => getStanding(grant, params.note, {}),
  answer: (data, frame) => ({ page: checkNoteView(data, frame.csrf) }),
  examples: checkExamples,
})

const checkAction = childAction<typeof needs, typeof CheckForm>({
  ...common,
  path: '/children/:child/danger-notes/:note/check',
  purpose: 'check a note for visits',
  writes: dangerNote,
  right: 'write-notes',
  form: CheckForm,
  act: async ({ grant, begin }, { form, params }) => {
    const data = await getStanding(grant, params.note, form)
    const today = londonDate(grant.at)
    const errors: FormError[] = []
    if (form.still !== 'yes' && form.still !== 'no')
      errors.push({ field: 'still', text: 'Choose whether it is still so' })
    const checkBy = readCheckBy(form, today, (field, text) => void errors.push({ field, text }))
    if (errors.length > 0) return { page: checkNoteView({ ...data, errors }, grant.reader.csrf), status: 422 }
    const stays = form.still === 'yes' ? checkBy : undefined
    await checkDangerNote(await begin(), grant.childId, data.note, stays, today)
    return {
      redirect: recordHref(grant.address, '/visit'),
      flash: stays ? 'It stands, checked by you today.' : 'It ends today. What was known before stays on the record.',
    }
  },
})

const codePage = childPage<typeof codeNeeds, ShownCode>({
  nav: '/my-children',
  needs: codeNeeds,
  path: '/children/:child/codes/:code',
  purpose: 'look at the code of a door',
  load: async (grant, { params }) => {
    const code = holds(grant.reader, 'visit-homes') ? await findCode(grant, params.code) : undefined
    if (!code) throw new NotFound()
    return { header: await loadHeader(grant), code }
  },
  answer: data => ({ page: codeView(data) }),
  examples: codeExamples,
})

/** Danger notes written and checked, and the codes of doors. */
export const dangerNoteRoutes: readonly Route[] = [newPage, addAction, checkPage, checkAction, codePage]
