import type { FormError } from '../../platform/views/index.ts'
import { ameliaHeader, theo } from '../pages/record.examples.ts'
import { fieldOfHome, type ToLookAt } from './to-look-at.view.ts'

/** What is wrong where a home was sent without an answer. */
export const nothingChosen = (home: string): FormError[] => [
  { field: fieldOfHome(home), text: 'Choose who may know it' },
]
const home = {
  home: '4b5cfd3a-0c0f-4d46-9a4f-6f3f9f2f1a11',
  other: 2,
  name: theo.name,
  since: new Date('2026-05-04T09:05:00Z'),
  record: false,
}
const text = {
  fact: '4b5cfd3a-0c0f-4d46-9a4f-6f3f9f2f1a21',
  title: 'Note',
  by: 'Sam Ali',
  at: new Date('2026-02-11T15:30:00Z'),
}
const usual: ToLookAt = {
  header: ameliaHeader,
  homes: [home, { ...home, home: '4b5cfd3a-0c0f-4d46-9a4f-6f3f9f2f1a12', name: undefined }],
  texts: [text, { ...text, fact: '4b5cfd3a-0c0f-4d46-9a4f-6f3f9f2f1a22', title: 'Home visit', by: undefined }],
  errors: [],
}

/** Named states of the page. */
export const toLookAtExamples: Readonly<Record<string, ToLookAt>> = {
  usual,
  'nothing chosen': { ...usual, homes: [home], texts: [], errors: nothingChosen(home.home) },
  'a record that came': {
    ...usual,
    homes: [
      { ...home, record: true },
      { ...home, home: '4b5cfd3a-0c0f-4d46-9a4f-6f3f9f2f1a12', name: undefined, record: true },
    ],
    texts: [],
  },
  nothing: { ...usual, homes: [], texts: [] },
}
