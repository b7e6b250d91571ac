import type { PlainDate } from '../../kernel/index.ts'
import { meetingSortsOn } from '../kinds/index.ts'
import { ameliaHeader, exampleDay } from '../pages/record.examples.ts'
import type { AskedTo } from './asked.queries.ts'
import type { CallData, MeetingData } from './meeting.view.ts'
import type { Meeting } from './meetings.queries.ts'
import type { MeetingsData } from './meetings.view.ts'
import type { OutcomeData } from './outcome.view.ts'
import type { MeetingPart } from './parts.queries.ts'

const invitable: CallData['invitable'] = {
  workers: [
    { id: 1, name: 'Jo Reed', does: 'you' },
    { id: 7, name: 'Sam Ali', does: 'family support worker' },
  ],
  family: [
    { name: 'Amelia Okafor-Reid', relation: 'the child' },
    { name: 'Daniel Okafor', relation: 'father' },
  ],
}
/** An invented meeting that is called. */
export const exampleMeeting: Meeting = {
  entry: 1,
  address: '0e000000-0000-4000-8000-000000000031',
  version: '0e000000-0000-4000-8000-000000000031',
  category: 'early-help',
  sort: 'team-around-child',
  state: 'called',
  on: '2026-05-12' as PlainDate,
  at: '16:00',
  place: 'Room 2, North family hub',
  invited: [
    { key: '0e000000-0000-4000-8000-000000000041', who: 'worker', workerId: 7, label: 'Sam Ali' },
    {
      key: '0e000000-0000-4000-8000-000000000042',
      who: 'family',
      name: 'Daniel Okafor',
      relation: 'father',
      label: 'Daniel Okafor',
    },
    {
      key: '0e000000-0000-4000-8000-000000000043',
      who: 'outside',
      name: 'Ade Bello',
      relation: 'GP',
      label: 'Ade Bello',
    },
  ],
  calledBy: 'Jo Reed',
  writtenOn: '2026-04-28' as PlainDate,
  body: { calledById: 1, changedWhy: 'Dad works on Mondays' },
  kept: false,
}
/** As it stands for somebody who is asked to it and reads nothing else of it. */
export const exampleAsked: AskedTo = {
  meeting: {
    ...{ address: exampleMeeting.address, sort: '', on: exampleMeeting.on, at: exampleMeeting.at },
    ...{ place: exampleMeeting.place, calledBy: exampleMeeting.calledBy, off: false },
  },
  person: { who: 'worker', label: 'Sam Ali', workerId: 7 },
  pack: {
    address: '0e000000-0000-4000-8000-000000000051',
    version: 1,
    items: [1],
    hash: 'f3a1c09b7d2e4f60a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4d5e6f7081',
    madeAt: new Date('2026-05-04T09:30:00Z'),
    plan: { sections: ['attendance'], from: undefined, since: undefined, outside: false },
  },
}
const off: Meeting = { ...exampleMeeting, state: 'called-off', body: { calledById: 1, offWhy: 'Mum is in hospital' } }
const late: Meeting = { ...exampleMeeting, on: '2026-05-01' as PlainDate }
const held: Meeting = {
  ...exampleMeeting,
  state: 'held',
  invited: exampleMeeting.invited.map((person, at) => ({ ...person, came: at === 1 ? 'apologies' : 'yes' })),
  body: {
    calledById: 1,
    present: 'A student of the school',
    passages: [{ text: 'The breakfast club goes on.', about: 'child' }],
    childSaid: [{ text: 'I like the toast.', about: 'child' }],
    scale: [
      { who: 'Amelia', score: 6 },
      { who: 'Mum', score: 5 },
    ],
  },
}
const common = { header: ameliaHeader, today: exampleDay }
const theo = {
  ...{ address: '0a000000-0000-4000-8000-000000000002', first: 'Theo', name: 'Theo Okafor-Reid' },
  meeting: '0e000000-0000-4000-8000-000000000032',
  invited: exampleMeeting.invited.slice(0, 2),
}

export const meetingsExamples: Readonly<Record<string, MeetingsData>> = {
  usual: { ...common, meetings: [exampleMeeting, late, off], asked: [], mayCall: true },
  'asked to one, and no more': { ...common, meetings: [], asked: [exampleAsked], mayCall: false },
  'none yet': { ...common, meetings: [], asked: [], mayCall: false },
}
const empty: CallData = {
  ...common,
  sorts: meetingSortsOn(exampleDay),
  invitable,
  relatives: [theo],
  fields: {},
  errors: [],
}
export const callExamples: Readonly<Record<string, CallData>> = {
  usual: empty,
  'with errors': {
    ...empty,
    fields: { 'name-1': 'Ade Bello', workers: ['1'] },
    errors: [
      { field: 'sort', text: 'Choose what kind of meeting it is' },
      { field: 'on-day', text: 'Enter the day of the meeting' },
      { field: 'workers', text: 'Choose at least one person besides you' },
      { field: 'relation-1', text: 'Enter who they are, person 1' },
    ],
  },
}
export const changeExamples: Readonly<
  Record<string, CallData & { readonly meeting: Meeting; readonly parts: readonly MeetingPart[] }>
> = {
  usual: {
    ...empty,
    fields: { at: '16:00', place: 'Room 2', family: ['Daniel Okafor'] },
    meeting: exampleMeeting,
    parts: [theo],
  },
}
const open: MeetingData = {
  ...common,
  meeting: exampleMeeting,
  parts: [theo],
  mayChange: true,
  packs: [],
  warned: [],
  reader: 7,
  fields: {},
  errors: [],
}
export const outcomeExamples: Readonly<Record<string, OutcomeData>> = {
  'with errors': {
    header: ameliaHeader,
    meeting: late,
    asked: late.invited,
    parts: [theo],
    me: 1,
    colleagues: [{ id: 7, name: 'Sam Ali', does: '', reads: ['early-help'] }],
    fields: { 'held-day': '1', 'held-month': '5', 'held-year': '2026' },
    draft: { savedAt: new Date('2026-05-04T15:12:00Z') },
    errors: [
      { field: 'came-1', text: 'Choose whether Sam Ali came' },
      { field: 'decided', text: 'Write what was decided' },
    ],
  },
}
export const meetingExamples: Readonly<Record<string, MeetingData>> = {
  usual: open,
  'called off': { ...open, meeting: off },
  held: {
    ...open,
    today: '2026-05-20' as PlainDate,
    meeting: held,
    next: { due: '2026-08-04' as PlainDate, called: undefined },
  },
  'somebody else wrote it down first': {
    ...open,
    meeting: held,
    unsaved: {
      savedAt: new Date('2026-05-04T15:12:00Z'),
      words: [
        { asked: 'What was decided', text: 'The breakfast club goes on, and Dad brings Theo.' },
        { asked: 'About Theo: what the child said', text: 'I want to go too.' },
      ],
      from: '',
    },
  },
  'somebody must not be told': { ...open, warned: [{ key: exampleMeeting.invited[1]!.key, why: 'meant' }] },
  'without a reason': { ...open, errors: [{ field: 'offWhy', text: 'Write why it is called off' }] },
}
