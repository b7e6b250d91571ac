import type { ProposedOversight } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { OversightData } from './oversight.view.ts'
import type { OversightForm } from './oversight-form.ts'
import type { OversightListData } from './oversight-list.view.ts'

const at = new Date('2026-05-04T09:15:00Z')
const draft: ProposedOversight = {
  id: 1,
  uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c51',
  userId: 1,
  teamId: 2,
  overseer: 'Iris Webb',
  overseerTitle: 'Independent reviewing officer',
  team: 'North Family Help and Protection',
  categories: ['identity', 'care-involved', 'protection'],
  purpose: 'Independent review of protection plans before the inspection in the autumn.',
  startsOn: '2026-05-05' as PlainDate,
  lastDay: '2026-08-31' as PlainDate,
  proposedBy: 'Jo Reed',
  proposedAt: new Date('2026-05-04T08:05:00Z'),
  own: true,
  gains: false,
  answers: true,
  rehearsedAt: new Date('2026-05-04T08:05:00Z'),
  rehearsal: { records: 101, opened: 101, gained: { identity: 101, 'care-involved': 101, protection: 34 } },
  askedAt: null,
  withdrawnAt: null,
  agreed: null,
  answeredBy: null,
  answeredAt: null,
  answer: null,
  reviewedBy: null,
  reviewedAt: null,
  review: null,
  endedBy: null,
  endedAt: null,
  endedWhy: null,
  startsAt: null,
  endsAt: null,
}
const asked: ProposedOversight = { ...draft, askedAt: new Date('2026-05-04T08:15:00Z') }
const toAnswer: ProposedOversight = { ...asked, own: false }
const agreed: ProposedOversight = {
  ...toAnswer,
  startsOn: '2026-03-02' as PlainDate,
  agreed: true,
  answeredBy: 'Noor Haddad',
  answeredAt: new Date('2026-03-02T10:00:00Z'),
  answer: 'The inspection asks for it, and the end is close enough.',
  startsAt: new Date('2026-03-02T10:00:00Z'),
  endsAt: new Date('2026-08-31T23:00:00Z'),
}
const ended: ProposedOversight = {
  ...agreed,
  endedBy: 'Jo Reed',
  endedAt: new Date('2026-04-20T10:00:00Z'),
  endedWhy: 'The review of the plans was finished early.',
  endsAt: new Date('2026-04-20T10:00:00Z'),
}
const refused: ProposedOversight = {
  ...toAnswer,
  agreed: false,
  answeredBy: 'Noor Haddad',
  answeredAt: at,
  answer: 'The team’s own manager can do this review.',
}
const data = (one: ProposedOversight, typed: OversightData['typed'] = { errors: [] }): OversightData => ({
  one,
  at,
  typed,
})

/** The states of the list. */
export const listExamples: Readonly<Record<string, OversightListData>> = {
  usual: { list: [draft, toAnswer, agreed, ended, refused], at },
  'none yet': { list: [], at },
}

/** The states of one oversight. */
export const oneExamples: Readonly<Record<string, OversightData>> = {
  'just proposed': data(draft),
  'waits for somebody else': data(asked),
  'for me to answer': data(toAnswer),
  'an answer with faults': data(toAnswer, {
    answer: 'No',
    errors: [
      { field: 'decision', text: 'Choose whether you agree' },
      { field: 'answer', text: 'Write why in at least 20 letters' },
    ],
  }),
  'it is for me': data({ ...toAnswer, gains: true }),
  'in force, review due': data(agreed),
  'in force, reviewed': data({
    ...agreed,
    reviewedBy: 'Noor Haddad',
    reviewedAt: new Date('2026-04-27T10:00:00Z'),
    review: 'Half of the plans are still to be looked at.',
  }),
  'not begun': data({ ...agreed, startsOn: '2026-06-01' as PlainDate, startsAt: new Date('2026-05-31T23:00:00Z') }),
  'an end with a fault': data(agreed, {
    why: 'Done',
    errors: [{ field: 'why', text: 'Write why it ends in at least 20 letters' }],
  }),
  'ended by somebody': data(ended),
  'ended by itself': data({ ...agreed, endsAt: new Date('2026-05-01T23:00:00Z') }),
  refused: data(refused),
  'taken back': data({ ...asked, withdrawnAt: at }),
  'not answered in time': data({ ...toAnswer, lastDay: '2026-05-01' as PlainDate }),
}

const form: OversightForm = {
  teams: [
    { id: 2, uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c52', name: 'North Family Help and Protection' },
    { id: 3, uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c53', name: 'South Family Help and Protection' },
  ],
  today: '2026-05-04' as PlainDate,
  fields: {},
  people: [],
  errors: [],
}
/** The states of the form. */
export const formExamples: Readonly<Record<string, OversightForm>> = {
  usual: form,
  'several people of a name': {
    ...form,
    fields: { team: form.teams[0]?.uuid ?? '', person: 'Webb', categories: ['protection'], purpose: 'Review' },
    people: [
      {
        id: 1,
        uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c54',
        name: 'Iris Webb',
        title: 'Independent reviewing officer',
      },
      { id: 4, uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c55', name: 'Tom Webber', title: null },
    ],
    errors: [
      { field: 'chosen', text: 'Choose which of these people you mean, or enter another name' },
      { field: 'purpose', text: 'Write what it is for in at least 20 letters' },
      { field: 'last-day', text: 'Enter the last day, such as 27 9 2027' },
    ],
  },
  'no team': { ...form, teams: [] },
}
