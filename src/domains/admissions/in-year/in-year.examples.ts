import type { PlainDate } from '../../../kernel/index.ts'
import { exampleRound, exampleSchool } from '../rounds/index.ts'
import type { InYear } from './in-year.queries.ts'
import { refusalWords } from './in-year.ts'
import type { InYearData, InYearListData, RefusalLetterData } from './in-year.view.ts'

const day = (text: string) => text as PlainDate
const round = { ...exampleRound, releasedAt: exampleRound.releaseAt }
const today = day('2027-10-25')
const application: InYear = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000011',
  reference: '1042',
  name: 'Kai Marsh',
  childId: 1,
  receivedOn: day('2027-10-15'),
  asked: [
    { rank: 1, key: exampleSchool.key, school: exampleSchool.name, answer: 'refused', on: day('2027-10-22') },
    { rank: 2, key: '8992002', school: 'Quarry Bank Academy', answer: null, on: null },
  ],
  referral: null,
  aim: day('2027-11-05'),
  must: day('2027-11-12'),
  answered: undefined,
  placeBy: undefined,
}
const referred: InYear = {
  ...application,
  referral: { eligibleOn: day('2027-10-01'), confirmedBy: 'Dana Frost', placed: null, placedOn: null, endedWhy: null },
  placeBy: day('2027-10-22'),
  aim: undefined,
  must: undefined,
}
const placed: InYear = {
  ...application,
  asked: [{ rank: 1, key: exampleSchool.key, school: exampleSchool.name, answer: 'offered', on: day('2027-11-15') }],
  answered: day('2027-11-15'),
  referral: {
    eligibleOn: day('2027-10-01'),
    confirmedBy: 'Dana Frost',
    placed: exampleSchool.name,
    placedOn: day('2027-10-22'),
    endedWhy: null,
  },
}
const schools = [exampleSchool]
export const inYearListExamples: Readonly<Record<string, InYearListData>> = {
  usual: { round, today, applications: [application, { ...application, must: day('2027-10-22') }, referred, placed] },
  empty: { round, today, applications: [] },
}
export const inYearExamples: Readonly<Record<string, InYearData>> = {
  usual: { round, today, application, schools, fields: {}, errors: [] },
  'referred, with errors': {
    round,
    today,
    application: referred,
    schools,
    fields: { part: 'place' },
    errors: [{ field: 'at', text: 'Choose the school' }],
  },
  placed: { round, today, application: placed, schools, fields: {}, errors: [] },
}
export const refusalLetterExamples: Readonly<Record<string, RefusalLetterData>> = {
  usual: {
    back: { text: 'The application', href: `/admissions/${round.address}/in-year/${application.address}` },
    letter: {
      from: ['School admissions'],
      to: undefined,
      name: `Parent or carer of ${application.name}`,
      on: day('2027-10-22'),
      subject: `${application.name}: ${exampleSchool.name}`,
      words: refusalWords(
        {
          name: application.name,
          reference: application.reference,
          school: exampleSchool.name,
          why: 'Both classes of the year are full, and a third has no room and no teacher.',
        },
        { lodgeBy: day('2027-11-26'), appealsTo: round.appealsTo },
      ),
      signedBy: 'School admissions',
    },
  },
}
