import { ameliaHeader, exampleKnown } from '../../children/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type ItemAnswer, type SheetKey, scoreSheet } from './screening.ts'
import type { FilledSheet, ScreeningData, SheetFormData } from './screening.view.ts'

const sheet = (key: SheetKey, on: string, answers: readonly ItemAnswer[]): FilledSheet => ({
  ...scoreSheet(key, answers),
  sheet: key,
  on: on as PlainDate,
  known: [],
  said: 'From young carers worker, 4 May 2026',
})
const maca: ItemAnswer[] = [2, 2, 2, 1, 2, 1, 0, 0, 1, 0, 0, 0, 2, 2, 1, 1, 2, 1]
const panoc: ItemAnswer[] = [2, 2, 1, 1, 1, 2, 1, 2, 1, 1, 1, 2, 0, 1, 1, 0, 2, 0, 1, 1]
const withGap = maca.with(16, null)
const usual: ScreeningData = {
  header: ameliaHeader,
  mayAdd: true,
  filled: [
    sheet(
      '18',
      '2026-05-04',
      maca.map(answer => (answer === 2 ? 1 : answer)),
    ),
    sheet('20', '2026-05-04', panoc),
    sheet('18', '2025-11-03', maca),
  ],
}
export const screeningExamples: Readonly<Record<string, ScreeningData>> = {
  usual,
  'none yet': { ...usual, filled: [] },
  'may only read': { ...usual, mayAdd: false },
  'an item left empty': { ...usual, filled: [sheet('18', '2026-05-04', withGap)] },
  'to be spoken of today': { ...usual, filled: [sheet('20', '2026-05-04', panoc.with(15, 1))] },
}
const empty: SheetFormData = {
  header: ameliaHeader,
  sheet: '18',
  fields: { 'on-day': '5', 'on-month': '5', 'on-year': '2026' },
  errors: [],
  known: exampleKnown,
}
export const sheetFormExamples: Readonly<Record<string, SheetFormData>> = {
  usual: empty,
  'twenty items': { ...empty, sheet: '20' },
  'nothing filled in': {
    ...empty,
    fields: { 'on-day': '40', 'item-2': '1' },
    errors: [
      { field: 'on-day', text: 'The day needs a day, a month and a year, like 27 3 2017' },
      { field: 'item-1', text: 'Enter at least one answer' },
    ],
  },
}
