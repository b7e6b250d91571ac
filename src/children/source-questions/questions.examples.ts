import type { PlainDate } from '../../kernel/index.ts'
import type { SourceQuestion } from './questions.queries.ts'
import type { QuestionsData } from './questions.view.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const question: SourceQuestion = {
  uuid: uuid(1),
  childId: 1,
  name: 'Yonas Tesfay',
  asked: 'Larchfield Academy',
  askedAt: new Date('2026-11-18T09:00:00Z'),
  references: [],
  facts: [{ name: 'Date of birth', value: '1 March 2010' }],
}
const questions = [
  question,
  {
    ...question,
    uuid: uuid(2),
    name: 'Zoë Łukasik',
    facts: [
      { name: 'Name', value: 'Zoë Łukasik' },
      { name: 'Date of birth', value: '30 November 2015' },
      { name: 'Address', value: 'Not told to us' },
    ],
  },
]
const answered = [
  {
    ...{ ...question, uuid: uuid(3), name: 'Amira Haddad' },
    answered: { answer: 'wrong', at: new Date('2026-11-19T15:30:00Z') },
  },
] as const
/** What the council asks: some, one answered with nothing, none. */
export const questionsExamples: Readonly<Record<string, QuestionsData>> = {
  usual: { questions, answered },
  'nothing chosen': { questions, answered: [], wrong: uuid(2) },
  'nothing asked': { questions: [], answered: [] },
}

/** What is asked of whoever owns a source: some, one answered with nothing, none. */
export const ownerExamples: Readonly<Record<string, QuestionsData>> = {
  usual: { questions: questions.map(one => ({ ...one, asked: 'Tenancies', references: ['T-004418'] })), answered: [] },
  'a worker says no': {
    questions: [
      {
        ...{ ...question, asked: 'Early help list', references: ['EH/0002'] },
        worker: { name: 'Bronwen Achebe', since: '2026-05-03' as PlainDate },
      },
    ],
    answered,
  },
  'nothing chosen': {
    questions: questions.map(one => ({ ...one, asked: 'Early help list', references: ['EH/0002', 'EH/0018'] })),
    answered: [],
    wrong: uuid(1),
  },
  'nothing asked': { questions: [], answered: [] },
}
