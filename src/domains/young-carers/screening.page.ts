import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import {
  answerShared,
  choiceField,
  endDrafts,
  headerKinds,
  type KnownFact,
  type KnownOptions,
  knownAsked,
  knownBoxes,
  knownNeeds,
  leaksIn,
  loadHeader,
  loadKnown,
  openForm,
  readFacts,
  readReplies,
  repliesIn,
  type SharedForm,
  sharedBoxes,
  tellKnown,
  write,
} from '../../children/index.ts'
import {
  boxesNamed,
  boxNames,
  filledBoxes,
  formatDate,
  londonDate,
  NotFound,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { screeningExamples, sheetFormExamples } from './screening.examples.ts'
import { type ItemAnswer, type SheetKey, scoreSheet, sheets } from './screening.ts'
import {
  answersIn,
  type FilledSheet,
  type ScreeningData,
  type SheetFormData,
  type SheetMergeData,
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
    known: repliesIn(fact.body),
    sheet,
    on,
    said: `From ${fact.said}, ${formatDate(londonDate(fact.knownFrom))}`,
  }
}

const sheetOf = (key: string | undefined): SheetKey => {
  if (key !== '18' && key !== '20') throw new NotFound()
  return key
}

/** A sheet as it is typed: each stands for itself, so that only the reader's own other page of the same day is there to put it together with. */
const sharedSheet = (sheet: SheetKey, empty: SheetFormData['fields'] = {}): SharedForm => ({
  name: `screening-${sheet}`,
  asked: [
    ...knownAsked,
    { id: 'on', label: 'When it was filled in', boxes: ['on-day', 'on-month', 'on-year'] },
    ...Array.from({ length: sheets[sheet].items }, (_, at) => ({
      ...{ id: `item-${at + 1}`, label: `Item ${at + 1}`, boxes: [`item-${at + 1}`] as const },
    })),
  ],
  versions: [],
  empty,
  sameThing: (typed, { fields }) => boxNames('on').every(box => typed[box] === fields[box]),
})

/** What a sheet reads: the sheets, and what is shown as known already. */
const needsOf = (options: KnownOptions) => [...needs, ...knownNeeds(options)] as readonly unknown[] as typeof needs

const sheetFormPage = (options: KnownOptions): Route =>
  childPage<typeof needs, SheetFormData | SheetMergeData>({
    path: '/children/:child/screening/:sheet',
    purpose: 'enter screening',
    nav: '/my-children',
    needs: needsOf(options),
    load: async (grant, { params }) => {
      const sheet = sheetOf(params.sheet)
      if (!mayAdd(grant)) throw new NotFound()
      const header = await loadHeader(grant)
      const opened = await openForm(grant, sharedSheet(sheet, filledBoxes('on', londonDate(grant.at))))
      if ('merging' in opened) return { header, sheet, merging: opened.merging }
      const { draft, from } = opened
      return {
        header,
        sheet,
        fields: { ...opened.fields, from },
        errors: [],
        known: await loadKnown(grant, options),
        ...(draft ? { draft } : {}),
      }
    },
    answer: (data, frame) => ({ page: sheetFormView(data, frame.csrf) }),
    examples: sheetFormExamples,
  })

const box = () => Type.Optional(Type.String({ maxLength: 10 }))
const SheetForm = Type.Object({
  ...Object.fromEntries(boxNames('on').map(name => [name, box()])),
  ...Object.fromEntries(Array.from({ length: sheets['20'].items }, (_, at) => [`item-${at + 1}`, box()])),
  ...Object.fromEntries(
    [...sharedBoxes, ...knownBoxes, ...sharedSheet('20').asked.map(choiceField)].map(name => [
      name,
      Type.Optional(Type.String()),
    ]),
  ),
})

const addSheetAction = (options: KnownOptions): Route =>
  childAction<typeof needs, typeof SheetForm>({
    path: '/children/:child/screening/:sheet',
    purpose: 'enter screening',
    nav: '/my-children',
    needs: needsOf(options),
    writes: youngCarerScreening,
    right: 'write-notes',
    form: SheetForm,
    act: async ({ grant, begin }, { form, params }) => {
      const sheet = sheetOf(params.sheet)
      const fields = form as SheetFormData['fields']
      const shared = sharedSheet(sheet)
      const place = {
        href: `/children/${grant.address}/screening/${sheet}`,
        away: `/children/${grant.address}/screening`,
      }
      const kept = await answerShared({ grant, begin }, shared, fields, place)
      if (kept && 'answer' in kept) return kept.answer
      if (kept) {
        const data = { header: await loadHeader(grant), sheet, merging: kept.merging }
        return { page: sheetFormView(data, grant.reader.csrf), status: 422 }
      }
      const answers = answersIn(sheet, fields)
      const day = readDay(fields, londonDate(grant.at))
      const known = await loadKnown(grant, options)
      const said = readReplies(known.answers, fields)
      const errors: FormError[] = [
        ...('errors' in said ? said.errors : []),
        ...('error' in day ? [{ field: 'on-day', text: day.error }] : []),
        ...(answers.every(answer => answer === null) ? [{ field: 'item-1', text: 'Enter at least one answer' }] : []),
        ...(await leaksIn(grant, Object.fromEntries(knownBoxes.map(box => [box, fields[box]])))),
      ]
      if (errors.length > 0 || 'error' in day || 'errors' in said) {
        const data = { header: await loadHeader(grant), sheet, fields, errors, known }
        return { page: sheetFormView(data, grant.reader.csrf), status: 422 }
      }
      const command = await begin()
      await endDrafts(command, grant.childId, shared, fields)
      await write(command, {
        childId: grant.childId,
        kind: youngCarerScreening,
        category: youngCarerScreening.category,
        body: { sheet, answers, ...(said.replies.length > 0 ? { known: said.replies } : {}) },
        on: day.date,
        authorId: grant.reader.userId,
      })
      await tellKnown(grant, command, { known, fields }, options)
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
export const screeningPages = (options: KnownOptions): readonly Route[] => [
  screeningPage,
  sheetFormPage(options),
  addSheetAction(options),
]
