import { ameliaHeader, exampleDay } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { AskData } from './ask.view.ts'
import type { ToldReason } from './pause.queries.ts'
import type { Question } from './pause.ts'
import type { AnswerData, PauseData, ReviewData } from './pause.view.ts'

const day = (text: string) => text as PlainDate
const reason: ToldReason = {
  entry: 1,
  address: '0e000000-0000-4000-8000-000000000001',
  category: 'early-help',
  sensitivity: 2,
  sort: 'relative',
  list: '2024-08-19',
  words: 'Mum is in hospital twice a week, and Millie gets her brother to nursery.',
  reviewBy: day('2026-06-16'),
  by: 'Sasha Quill',
  on: exampleDay,
  mayShare: true,
}
/** An invented question of an officer's. */
export const exampleQuestion: Question = {
  entry: 2,
  address: '0e000000-0000-4000-8000-000000000002',
  question: '0e000000-0000-4000-8000-000000000003',
  about: 'penalty-notice',
  askedAt: new Date('2026-05-05T09:00:00Z'),
  by: 'Sam Ali',
  words: 'The notice to improve has run its time, and Mondays are missed still.',
  answerBy: day('2026-05-12'),
  outcome: undefined,
  answeredOn: undefined,
  shared: '',
}
/** The same, answered. */
export const answeredQuestion: Question = {
  ...exampleQuestion,
  outcome: 'support-instead',
  answeredOn: day('2026-05-05'),
  shared: 'A later start on Mondays would help, and a lift.',
}
const usual: PauseData = {
  header: ameliaHeader,
  today: exampleDay,
  reasons: [reason],
  questions: [exampleQuestion],
  choices: [
    { category: 'early-help', readers: 'social workers and family support workers' },
    { category: 'families', readers: 'social workers' },
  ],
  fields: {},
  errors: [],
}

/** Named states. */
export const pauseExamples: Readonly<Record<string, PauseData>> = {
  usual,
  'nothing yet': { ...usual, reasons: [], questions: [] },
  'answered, review overdue': {
    ...usual,
    questions: [answeredQuestion],
    reasons: [{ ...reason, reviewBy: day('2026-04-20') }],
  },
  'with errors': {
    ...usual,
    reasons: [],
    questions: [],
    errors: [{ field: 'sort', text: 'Choose what may explain it' }],
  },
}
export const reviewExamples: Readonly<Record<string, ReviewData>> = {
  usual: { header: ameliaHeader, reason, fields: {}, errors: [] },
  'with errors': {
    header: ameliaHeader,
    reason,
    fields: {},
    errors: [{ field: 'decision', text: 'Choose whether it stands' }],
  },
}
export const answerExamples: Readonly<Record<string, AnswerData>> = {
  usual: { header: ameliaHeader, question: exampleQuestion, fields: {}, errors: [] },
  'answered already': { header: ameliaHeader, question: answeredQuestion, fields: {}, errors: [] },
  'with errors': {
    header: ameliaHeader,
    question: exampleQuestion,
    fields: {},
    errors: [{ field: 'outcome', text: 'Choose the answer' }],
  },
}
const asking: AskData = {
  header: ameliaHeader,
  about: 'penalty-notice',
  consulted: { who: 'the Family Help duty worker', phone: '01632 960450', answers: {} },
  fields: {},
  errors: [],
}
export const askExamples: Readonly<Record<string, AskData>> = {
  usual: asking,
  'with errors': {
    ...asking,
    fields: { how: 'phone' },
    errors: [
      { field: 'words', text: 'Write what you would do, and why' },
      { field: 'outcome', text: 'Choose the answer' },
    ],
  },
}
