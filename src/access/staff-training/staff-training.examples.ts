import type { PlainDate } from '../../kernel/index.ts'
import type { StaffTraining } from './staff-training.queries.ts'
import type { StaffTrainingData, TrainingForm } from './staff-training.view.ts'

const today = '2026-05-05' as PlainDate
const one = (name: string, lastDay: string | undefined): StaffTraining => ({
  person: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c31',
  key: 'safeguarding',
  name,
  jobTitle: 'Social worker',
  training: 'Safeguarding children',
  roles: ['social worker'],
  lastDay: lastDay as PlainDate | undefined,
})
const form: TrainingForm = { ...one('Priya Raman', '2026-05-01'), today, given: {}, faults: [] }

/** The states of the list. */
export const staffTrainingExamples: Readonly<Record<string, StaffTrainingData>> = {
  usual: {
    today,
    people: [
      one('Marianne Cole', undefined),
      one('Priya Raman', '2026-05-01'),
      one('Sam Ali', '2026-05-20'),
      one('Vera Oduya', '2027-01-31'),
    ],
  },
  'nobody needs one': { today, people: [] },
}
/** The states of the form. */
export const trainingFormExamples: Readonly<Record<string, TrainingForm>> = {
  usual: form,
  'never completed': { ...form, lastDay: undefined },
  'with faults': {
    ...form,
    given: { 'done-day': '30', 'done-month': '2', 'done-year': '2026' },
    faults: [
      { text: 'Enter the day the training was completed, such as 27 3 2026', field: 'done-day' },
      { text: 'Enter the last day on which the training counts, such as 26 3 2027', field: 'last-day' },
    ],
  },
}
