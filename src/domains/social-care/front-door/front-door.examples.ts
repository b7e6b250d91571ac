import { ameliaHeader, exampleDay } from '../../../children/index.ts'
import type { BesideData } from './beside.view.ts'
import type { ContactData } from './contact.view.ts'
import type { Contact } from './contacts.queries.ts'

const at = new Date('2026-05-05T10:00:00Z')

/** A neighbour’s worry, new. */
export const neighbour: Contact = {
  id: 1,
  address: '0d000000-0000-4000-8000-000000000061',
  reference: 'K7QM-2XRD',
  toldAt: new Date('2026-05-04T21:10:00Z'),
  way: 'open',
  told: {
    worry:
      'The two little ones next door are alone most evenings.\n\nThe older one carries the baby about. Their mum is lovely but works nights.',
    childName: 'Liam and Zoe, I think Carter',
    age: 'about 6 and 1',
    where: 'Larch Close, the house with the blue gate',
    source: 'neighbour',
    knows: 'no',
  },
  outOfHours: true,
  state: 'new',
  verified: false,
  steps: [],
  inYear: 1,
}
/** A surgery’s, taken as a referral and late. */
export const surgery: Contact = {
  ...neighbour,
  id: 2,
  address: '0d000000-0000-4000-8000-000000000062',
  reference: 'B2ND-94TX',
  toldAt: new Date('2026-04-30T09:30:00Z'),
  way: 'telephone',
  typedBy: 'Kim Lane',
  told: {
    worry: 'Liam came alone for his mum’s prescription again.',
    childName: 'Liam Carter',
    birthDate: '2019-11-02' as never,
    source: 'gp',
    name: 'Dr Ade Bello',
    organisation: 'Larch Surgery',
    reach: '01632 960811',
    knows: 'yes',
  },
  outOfHours: false,
  state: 'referral',
  child: { id: 1, record: '0d000000-0000-4000-8000-000000000063' },
  steps: [
    {
      id: 1,
      sort: 'ranked',
      outcome: 'amber',
      at: new Date('2026-04-30T09:40:00Z'),
      by: 'Kim Lane',
      due: '2026-05-01' as never,
      why: '',
    },
    {
      id: 2,
      sort: 'screened',
      outcome: 'referral',
      at: new Date('2026-04-30T15:00:00Z'),
      by: 'Kim Lane',
      due: '2026-05-01' as never,
      why: 'The third contact this spring, each of Liam looking after others.',
      answerWay: 'called',
      answer: 'It is taken as a referral.',
    },
  ],
  inYear: 3,
}

/** The tray, and one contact, in the states that differ. */
export const trayExamples = { usual: { contacts: [neighbour, surgery], at }, nothing: { contacts: [], at } }
export const contactExamples: Readonly<Record<string, ContactData>> = {
  usual: {
    contact: { ...neighbour, told: { ...neighbour.told, source: 'voluntary', name: 'Ann' } },
    others: [],
    at,
    fields: {},
    errors: [],
  },
  'a referral, late, with errors': {
    contact: surgery,
    others: [
      {
        ...neighbour,
        state: 'closed',
        steps: [{ id: 3, sort: 'screened', outcome: 'advice', at, by: 'Kim Lane', why: 'x' }],
      },
    ],
    at,
    fields: { outcome: 'assessment' },
    errors: [{ field: 'why', text: 'Write why' }],
  },
  'decided, to be passed to a team': {
    contact: {
      ...surgery,
      state: 'closed',
      steps: [{ id: 3, sort: 'decided', outcome: 'assessment', at, by: 'Kim Lane', why: 'It goes on too long.' }],
    },
    others: [],
    at,
    passing: {
      teams: [{ id: 1, name: 'North Family Help and Protection', near: ['Larchfield North'] }],
      held: ['Disabled Children'],
    },
    fields: {},
    errors: [],
  },
  'somebody else decided first': {
    contact: {
      ...surgery,
      state: 'closed',
      steps: [{ id: 3, sort: 'decided', outcome: 'assessment', at, by: 'Kim Lane', why: 'It goes on too long.' }],
    },
    others: [],
    at,
    fields: { why: 'Gran comes every evening.', answer: 'That we call them on Monday.' },
    errors: [
      { field: 'why', text: 'Somebody else has decided this already. What you typed is below, and is not saved' },
    ],
  },
}
const said = { entry: 1, source: 'mis', said: 'school register', knownFrom: new Date('2025-01-20T09:00:00Z') }
export const besideExamples: Readonly<Record<string, BesideData>> = {
  usual: {
    header: ameliaHeader,
    contact: { ...surgery, told: { ...surgery.told, where: '8 Larch Close', school: 'Brook Primary' } },
    today: exampleDay,
    known: {
      address: {
        ...said,
        value: { type: 'home', lines: ['14 Larch Close'], postcode: 'NM4 2QT', uprn: undefined },
      } as never,
      school: { ...said, value: { name: 'Larch Lane Primary School' } } as never,
      phones: [],
      carers: [{ ...said, value: { name: 'Grace Okafor', relation: 'mother', phone: '01632960123' } }] as never,
    },
    mayTell: true,
  },
  'nothing known': {
    header: ameliaHeader,
    contact: neighbour,
    today: exampleDay,
    known: { address: undefined, school: undefined, phones: [], carers: [] },
    mayTell: false,
  },
}
