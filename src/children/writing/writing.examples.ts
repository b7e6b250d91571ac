import type { PlainDate } from '../../kernel/index.ts'
import { ameliaHeader } from '../pages/record.examples.ts'
import type { MoveData, NoteData } from './note.view.ts'
import type { NoteFormData } from './note-form.view.ts'
import type { Written } from './written.queries.ts'

const emptyForm: NoteFormData = {
  header: ameliaHeader,
  choices: ['early-help', 'care-content', 'attendance'],
  fields: { 'on-day': '5', 'on-month': '5', 'on-year': '2026' },
  errors: [],
}

/** Named states of the note's form. */
export const noteFormExamples: Readonly<Record<string, NoteFormData>> = {
  usual: emptyForm,
  'one service only': { ...emptyForm, choices: ['attendance'] },
  'a draft': {
    ...emptyForm,
    fields: { ...emptyForm.fields, text: 'Saw Amelia and Theo' },
    draft: { savedAt: new Date('2026-05-04T15:12:00Z') },
  },
  'what was typed, with errors': {
    ...emptyForm,
    fields: {
      ...emptyForm.fields,
      'on-day': '31',
      'on-month': '2',
      text: 'Saw Amelia and Theo with mum.',
      childSaid: 'I pick Theo up most days.',
      thirdParty: 'Mum has started treatment.',
      seen: 'alone',
    },
    errors: [
      { field: 'noteKind', text: 'Choose what kind of note this is' },
      { field: 'on-day', text: 'The day it happened is not right. February 2026 had 28 days' },
      { field: 'thirdPartyName', text: 'Enter who that part is about' },
      { field: 'category', text: 'Choose who can see this note' },
    ],
  },
}

const written: Written = {
  id: 1,
  address: '0d000000-0000-4000-8000-000000000001',
  category: 'early-help',
  body: {
    noteKind: 'visit',
    happenedOn: '2026-04-28',
    happenedAt: '4:15pm',
    present: 'Amelia, Theo, mum',
    seen: true,
    seenAlone: true,
    childSaid: [{ text: 'I pick Theo up most days.', about: 'child' }],
    passages: [
      {
        text: 'Saw Amelia and Theo with mum. The house was warm and there was food.\n\nAmelia talked about collecting Theo from school.',
        about: 'child',
      },
      { text: 'Grace has started treatment at the hospital on Mondays.', about: 'third-party', person: 'Grace Okafor' },
    ],
  },
  on: '2026-04-28' as PlainDate,
  writtenAt: new Date('2026-04-28T16:12:00Z'),
  closedAt: undefined,
  author: 'Sam Ali',
  authorId: 7,
}
const corrected: Written = {
  ...written,
  id: 2,
  address: '0d000000-0000-4000-8000-000000000002',
  body: { ...written.body, happenedAt: '3:15pm', correctionReason: 'The time was wrong.' },
  writtenAt: new Date('2026-04-29T08:30:00Z'),
}
const before: Written = { ...written, closedAt: corrected.writtenAt }

/** Named states of a note. */
export const noteExamples: Readonly<Record<string, NoteData>> = {
  usual: { header: ameliaHeader, note: written, versions: [written], mayCorrect: true, mayMove: false },
  'for the manager': { header: ameliaHeader, note: written, versions: [written], mayCorrect: true, mayMove: true },
  corrected: { header: ameliaHeader, note: corrected, versions: [before, corrected], mayCorrect: true, mayMove: false },
  'as it was before': {
    header: ameliaHeader,
    note: before,
    versions: [before, corrected],
    mayCorrect: false,
    mayMove: false,
  },
  'moved away': { header: ameliaHeader, note: before, versions: [before], mayCorrect: false, mayMove: false },
}

/** Named states of moving a note. */
export const moveExamples: Readonly<Record<string, MoveData>> = {
  usual: {
    header: ameliaHeader,
    note: written,
    family: [{ address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c09', name: 'Theo Okafor-Reid', age: '6 years old' }],
    fields: {},
    errors: [],
  },
  'with errors': {
    header: ameliaHeader,
    note: written,
    family: [],
    fields: { name: 'Theo Okafor', 'born-day': '3', 'born-month': '5', 'born-year': '2019' },
    errors: [
      {
        field: 'name',
        text: 'Nobody has this name and date of birth whose record you can open and write on, other than this one',
      },
      { field: 'reason', text: 'Write why the note is moved' },
    ],
  },
}
