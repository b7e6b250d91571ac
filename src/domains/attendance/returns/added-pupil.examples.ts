import type { AddedPupilForm } from './added-pupil.view.ts'

const usual: AddedPupilForm = {
  address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22',
  school: 'Mill Primary School',
  fields: {},
  errors: [],
}

/** Named states of the form that tells of a pupil who is on no roll of the school. */
export const addedPupilExamples: Readonly<Record<string, AddedPupilForm>> = {
  usual,
  'with an error': {
    ...usual,
    fields: { forename: 'Zoë', surname: 'Łukasik', 'dob-day': '31', 'dob-month': '2', 'dob-year': '2018', sex: 'F' },
    errors: [{ field: 'dob-day', text: 'The date of birth is not right. There is no 31 February' }],
  },
}
