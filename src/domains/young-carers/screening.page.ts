import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { headerKinds, type KnownFact, loadHeader, readFacts, write } from '../../children/index.ts'
import { boxesNamed, formatDate, londonDate, NotFound, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { screeningExamples, sheetFormExamples } from './screening.examples.ts'
import { type ItemAnswer, type SheetKey, scoreSheet, sheets } from './screening.ts'
import {
  answersIn,
  type FilledSheet,
  type ScreeningData,
  type SheetFormData,
  screeningView,
  sheetFormView,
} from './screening.view.ts'
import { youngCarerScreening } from './young-carers.record.ts'

const needs = [...headerKinds, youngCarerScreening] as const
type ScreeningGrant = ChildGrant<'identity' | 'danger-note' | 'young-carer-screening'>

const mayAdd = (grant: ScreeningGrant): boolean => mayWrite(grant.decision, youngCarerScreening.category)

/** The address says nothing of what the screening is for: a record has one page of this name, or for this reader none. */
const screeningPage = childPage<typeof needs, ScreeningData>({
  path: '/children/:child/screening',
  purpose: 'read screening',
  nav: '/my-children',
  needs,
  load: async grant => {
    const filled = (await readFacts(grant, [youngCarerScreening])).map(filledSheet)
    if (filled.length === 0 && !mayAdd(grant)) throw new NotFound()
    const latestFirst = filled.sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? 1 : -1))
    return { header: await loadHeader(grant), filled: latestFirst, mayAdd: mayAdd(grant) }
  },
  answer: data => ({ page: screeningView(data) }),
  examples: screeningExamples,
})

const filledSheet = (fact: KnownFact): FilledSheet => {
  const sheet = fact.body.sheet as SheetKey
  const on = fact.from as PlainDate | undefined
  return {
    ...scoreSheet(sheet, fact.body.answers as ItemAnswer[]),
    sheet,
    on,
    said: `From ${fact.said}, ${formatDate(londonDate(fact.knownFrom))}`,
  }
}

const sheetOf = (key: string | undefined): SheetKey => {
  if (key !== '18' && key !== '20') throw new NotFound()
  return key
}

const sheetFormPage = childPage<typeof needs, SheetFormData>({
  path: '/children/:child/screening/:sheet',
  purpose: 'enter screening',
  nav: '/my-children',
  needs,
  load: async (grant, { params }) => {
    const sheet = sheetOf(params.sheet)
    if (!mayAdd(grant)) throw new NotFound()
    const [year, month, day] = londonDate(grant.at).split('-').map(Number)
    const fields = { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
    return { header: await loadHeader(grant), sheet, fields, errors: [] }
  },
  answer: (data, frame) => ({ page: sheetFormView(data, frame.csrf) }),
  examples: sheetFormExamples,
})

const box = () => Type.Optional(Type.String({ maxLength: 10 }))
const SheetForm = Type.Object({
  'on-day': box(),
  'on-month': box(),
  'on-year': box(),
  ...Object.fromEntries(Array.from({ length: sheets['20'].items }, (_, at) => [`item-${at + 1}`, box()])),
})

const addSheetAction = childAction<typeof needs, typeof SheetForm>({
  path: '/children/:child/screening/:sheet',
  purpose: 'enter screening',
  nav: '/my-children',
  needs,
  writes: youngCarerScreening,
  right: 'write-notes',
  form: SheetForm,
  act: async ({ grant, begin }, { form, params }) => {
    const sheet = sheetOf(params.sheet)
    const fields = form as SheetFormData['fields']
    const answers = answersIn(sheet, fields)
    const day = readDay(fields, londonDate(grant.at))
    const errors: FormError[] = [
      ...('error' in day ? [{ field: 'on-day', text: day.error }] : []),
      ...(answers.every(answer => answer === null) ? [{ field: 'item-1', text: 'Enter at least one answer' }] : []),
    ]
    if (errors.length > 0 || 'error' in day) {
      const data = { header: await loadHeader(grant), sheet, fields, errors }
      return { page: sheetFormView(data, grant.reader.csrf), status: 422 }
    }
    await write(await begin(), {
      childId: grant.childId,
      kind: youngCarerScreening,
      category: youngCarerScreening.category,
      body: { sheet, answers },
      on: day.date,
      authorId: grant.reader.userId,
    })
    return { redirect: `/children/${grant.address}/screening`, flash: 'The sheet is saved.' }
  },
})

const readDay = (fields: SheetFormData['fields'], today: PlainDate): { date: PlainDate } | { error: string } => {
  const read = readBoxes(boxesNamed('on', fields))
  if (!read || 'problem' in read)
    return { error: 'The day it was filled in needs a day, a month and a year, like 27 3 2026' }
  if (read.date > today)
    return { error: `The day it was filled in must be today, ${formatDate(today)}, or in the past` }
  return { date: read.date }
}

/** Screening sheets on a child's record. */
export const screeningPages: readonly Route[] = [screeningPage, sheetFormPage, addSheetAction]
