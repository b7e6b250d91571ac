import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import { readAddedPupil } from './added-pupil.ts'

const today = '2026-11-30' as PlainDate
const day = (name: string, text: string) => filledBoxes(name, text as PlainDate)
const told = {
  ...{ forename: ' Zoë ', surname: 'Łukasik', sex: 'F', parent_forename: 'Anna', parent_surname: 'Łukasik' },
  ...{ phone: '01632 960001', previous: 'abroad', postcode: 'NM4 2QT' },
  ...day('dob', '2018-02-03'),
  ...day('first_day', '2026-12-01'),
}
const wrong = (more: Readonly<Record<string, string>>): string[] => {
  const read = readAddedPupil({ ...told, ...more }, today)
  return 'errors' in read ? read.errors.map(error => error.field) : []
}

test('what a school tells of a new pupil is read as it stands, without what was left empty', () => {
  assert.deepEqual(readAddedPupil({ ...told, why: '', street: ' ' }, today), {
    pupil: {
      ...{ forename: 'Zoë', surname: 'Łukasik', sex: 'F', dob: '2018-02-03', first_day: '2026-12-01' },
      ...{ parent_forename: 'Anna', parent_surname: 'Łukasik', phone: '01632 960001', previous: 'abroad' },
      postcode: 'NM4 2QT',
    },
  })
})

test('each box that cannot be used is named, and an empty one only where the register needs it', () => {
  const errors = readAddedPupil({}, today)
  assert.deepEqual('errors' in errors && errors.errors.map(error => error.field), [
    ...[
      'forename',
      'surname',
      'dob-day',
      'sex',
      'parent_forename',
      'parent_surname',
      'phone',
      'first_day-day',
      'previous',
    ],
  ])
  assert.deepEqual(wrong(day('dob', '2026-12-01')), ['dob-day', 'first_day-day'])
  assert.deepEqual(wrong(day('dob', '1990-01-01')), ['dob-day'])
  assert.deepEqual(wrong(day('first_day', '2027-03-01')), ['first_day-day'])
  assert.deepEqual(wrong({ upn: 'A123', postcode: 'here' }), ['upn', 'postcode'])
  assert.deepEqual(wrong({ sex: 'other' }), ['sex'])
  assert.deepEqual(wrong({ surname: 'x'.repeat(101) }), ['surname'])
})
