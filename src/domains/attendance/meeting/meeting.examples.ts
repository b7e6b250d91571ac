import { ameliaHeader, exampleCards } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { noSessions } from '../attendance.ts'
import { exampleCalendar } from '../school-calendar.examples.ts'
import type { ActionFormData } from './action.view.ts'
import type { MeetingPupil } from './meeting.queries.ts'
import type { MeetingData } from './meeting.view.ts'
import type { AgreedAction } from './meeting-form.ts'
import { type Meeting, termsIn } from './meeting-terms.ts'
import type { MeetingList } from './meetings.view.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-05-05')
const terms = termsIn(exampleCalendar)
const [, spring, summer] = terms
const school = {
  address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c21',
  name: 'Larchfield Academy',
  calendar: exampleCalendar,
  registerOn: day('2026-05-05'),
}
const long = 'Ysgol Gynradd Llanfair-ym-Muallt and St Wojciech’s Catholic Primary School'
const held: Meeting = {
  year: 2025,
  term: 'Spring 2026',
  plannedOn: undefined,
  heldOn: day('2026-01-21'),
  present: 'Sam Ali, education welfare; Ines Duarte, head of year 9',
}

/** Named states of the list of schools. */
export const meetingListExamples: Readonly<Record<string, MeetingList>> = {
  usual: {
    schools: [
      { ...school, meetings: [held] },
      { address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22', name: long, calendar: [], meetings: [] },
      {
        address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c23',
        name: 'Mill Primary School',
        calendar: exampleCalendar,
        meetings: [
          { year: 2025, term: 'Summer 2026', plannedOn: day('2026-05-20'), heldOn: undefined, present: undefined },
        ],
      },
    ],
    today,
    isOfficer: true,
  },
  'a school’s own, none': { schools: [], today, isOfficer: false },
}

const action: AgreedAction = {
  address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c41',
  year: 2025,
  term: 'Spring 2026',
  what: 'Form tutor meets them at the gate on Monday mornings',
  doer: 'school',
  who: 'The school',
  dueOn: day('2026-04-30'),
  agreedOn: day('2026-01-21'),
  state: 'open',
  became: undefined,
  becameOn: undefined,
}
const done: AgreedAction = {
  ...action,
  address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c42',
  what: 'Call home about the bus',
  doer: 'officer',
  who: 'Sam Ali',
  state: 'done',
  became: 'The bus pass came.',
  becameOn: day('2026-04-20'),
}
const pupils: readonly MeetingPupil[] = exampleCards.map((child, at) => ({
  child,
  counts: { ...noSessions, possible: 310, authorised: 20, unauthorised: [140, 20, 2][at] ?? 0 },
  also: at === 0 ? ['SEN support', 'Social worker'] : [],
  actions: at === 0 ? [action, done] : [],
}))
const usual: MeetingData = {
  school,
  today,
  term: summer,
  when: 'now',
  terms: terms.filter(one => one.year === 2025),
  meeting: { year: 2025, term: 'Summer 2026', plannedOn: day('2026-05-20'), heldOn: undefined, present: undefined },
  groups: [
    { group: 'severe', pupils: pupils.slice(0, 1), more: 0 },
    { group: 'persistent', pupils: pupils.slice(1, 2), more: 3 },
    { group: 'at-risk', pupils: pupils.slice(2), more: 0 },
  ],
  agreedThen: [],
  pupilsThen: [],
  schoolActions: [{ ...action, what: 'Look at how late marks are followed up' }],
  mayRecord: true,
  forSchool: false,
  fields: {},
  errors: [],
}

/** Named states of one school's meeting. */
export const meetingExamples: Readonly<Record<string, MeetingData>> = {
  usual,
  'term dates missing': { ...usual, term: undefined, meeting: undefined, terms: [], groups: [], schoolActions: [] },
  'a term that is over, for the school': {
    ...usual,
    term: spring,
    when: 'before',
    meeting: held,
    groups: [],
    agreedThen: pupils.slice(0, 1),
    schoolActions: [],
    mayRecord: false,
    forSchool: true,
  },
  'nothing known of late, with a fault': {
    ...usual,
    school: { ...school, registerOn: day('2026-04-22') },
    groups: [],
    errors: [{ field: 'present', text: 'Enter who was there' }],
  },
}

const form: ActionFormData = { school, header: ameliaHeader, action: undefined, today, fields: {}, errors: [] }

/** Named states of the form of a pupil's action. */
export const actionFormExamples: Readonly<Record<string, ActionFormData>> = {
  usual: form,
  'what became of it': { ...form, action, errors: [{ field: 'state', text: 'Choose how it stands' }] },
}
/** Named states of the form of a school's action. */
export const schoolActionExamples: Readonly<Record<string, ActionFormData>> = {
  usual: { ...form, header: undefined },
}
