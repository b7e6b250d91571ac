import {
  ameliaHeader,
  askedOf,
  exampleDay,
  exampleFact,
  exampleKnown,
  type KnownFact,
  type MergeData,
} from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { CaseData } from './case.view.ts'
import type { CaseFormData, CaseMergeData } from './case-form.view.ts'
import { caseSteps, formOfStep, stepOf } from './case-steps.ts'
import { caseFileOf } from './known-case.ts'

const said = (text: string) => [{ text, about: 'child' }]
const fact = (kind: string, on: string, body: Readonly<Record<string, unknown>>): KnownFact =>
  exampleFact(kind, body, { category: 'protection', said: 'social care', from: on as PlainDate, on })
const wrote = (step: string, on: string, body: Readonly<Record<string, unknown>>): KnownFact =>
  fact('case-step', on, { step, on, form: '2013-04-01', ...body })
const protects = (step: string, on: string, body: Readonly<Record<string, unknown>>): KnownFact =>
  fact('protection-step', on, { step, on, form: '2013-04-01', ...body })

const safety = protects('safety', '2026-03-09', {
  danger: said('Social workers worry that Amelia is left alone at night when mum is unwell, and may be hurt.'),
  goal: said('Mum, gran and the school show for three months that an adult who is well is there every night.'),
  who1: 'Amelia',
  score1: '4',
  who2: 'Mum',
  score2: '6',
  who3: 'Social worker',
  score3: '3',
})
const known: readonly KnownFact[] = [
  fact('referral', '2026-02-02', { on: '2026-02-02', sourceCode: '2A', primaryNeed: 'Abuse or neglect' }),
  fact('assessment', '2026-02-03', { startedOn: '2026-02-03' }),
  fact('section-47', '2026-02-16', { startedOn: '2026-02-16', conferenceOn: '2026-03-09', resultedInPlan: true }),
  fact('protection-plan', '2026-03-09', {
    startedOn: '2026-03-09',
    latestCategory: 'Neglect',
    lastVisit: '2026-04-27',
  }),
  fact('last-seen', '2026-04-27', { on: '2026-04-27', alone: true }),
  wrote('decision', '2026-02-03', { outcome: 'assessment', words: said('Two reports in a month.'), need: 'N1' }),
  protects('core-group', '2026-03-23', { who: 'Mum, gran, Ms Whitfield', words: said('Gran stays on weekdays.') }),
  safety,
  protects('score', '2026-04-27', {
    statement: safety.address,
    who1: 'Amelia',
    score1: '6',
    who2: 'Mum',
    score2: '8',
    who3: 'Social worker',
    score3: '7',
  }),
]
const fileOf = (facts: readonly KnownFact[]) => caseFileOf(facts, exampleDay, () => 'Priya Raman')
const usual: CaseData = {
  header: ameliaHeader,
  today: exampleDay,
  file: fileOf(known),
  mayTake: caseSteps.map(step => step.key),
}
/** Named states of a case. */
export const caseExamples: Readonly<Record<string, CaseData>> = {
  usual,
  'nothing open': { ...usual, file: fileOf([]) },
  'read only, some of it': { ...usual, file: fileOf(known.slice(0, 2)), mayTake: [] },
}

const formOf = (key: string, more: Partial<CaseFormData> = {}): CaseFormData => {
  const step = stepOf(key)
  if (!step) throw new Error(`There is no step ${key}`)
  const form = formOfStep(step, usual.file, ameliaHeader.first, exampleDay)
  return {
    header: ameliaHeader,
    step: key,
    form,
    missing: undefined,
    asOf: '',
    typed: {},
    shared: {},
    errors: [],
    ...(step.asksKnown ? { known: { ...exampleKnown, shown: step.asksKnown } } : {}),
    ...more,
  }
}
const asked = askedOf(formOf('visit').form)
const theirs = { alone: 'no', words: 'Mum stayed in the room.' }
/** The same visit as two colleagues wrote it. */
const merging: MergeData = {
  merge: {
    fields: { alone: 'yes', words: 'Her room is warm.' },
    torn: asked.filter(one => one.id === 'alone' || one.id === 'words'),
    taken: [],
  },
  ...{ theirs, base: {}, by: 'Sam Adeyemi', at: new Date('2026-04-30T09:12:00Z') },
  ...{ beside: 'These are two: keep mine for itself', chosen: {}, errors: [] },
}
/** Named states of the forms of its steps. */
export const caseFormExamples: Readonly<Record<string, CaseFormData | CaseMergeData>> = {
  usual: formOf('assessment-end'),
  'with an error': formOf('conference', {
    errors: [{ field: 'on-day', text: 'A conference is not held on a Saturday or a Sunday' }],
  }),
  'not now': formOf('need-plan', { missing: 'A child protection plan is open' }),
  'scores again': formOf('score', { draft: { savedAt: new Date('2026-04-30T09:10:00Z') } }),
  'two put together': { ...formOf('visit'), merging },
}
