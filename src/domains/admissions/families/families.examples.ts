import { exampleRound, exampleSchool } from '../rounds/index.ts'
import { fieldsOf, type SentWords } from './application-words.ts'
import type { ApplyData } from './apply.view.ts'
import type { OpenRound } from './asked.ts'
import type { Online } from './online.queries.ts'
import type { OnlineData, OnlineListData } from './online.view.ts'
import type { PlaceData, PlacesData } from './places.view.ts'
import type { Outcome, OwnOffer, Sent } from './sent.queries.ts'

const at = new Date('2027-04-16T09:30:00Z')
const { id, address, name, bornFrom, bornTo, closesOn } = exampleRound
const birch = {
  ...exampleSchool,
  key: '8992002',
  name: 'Ysgol Gynradd Llŷn Birchwood and Fell Road Community Primary School',
}
const round: OpenRound = {
  id,
  address,
  name,
  bornFrom,
  bornTo,
  closesOn,
  yearGroup: null,
  schools: [exampleSchool, birch],
}
const words: SentWords = {
  child: { forename: 'Łucja', surname: 'Llŷr-Ŵyn', birthDate: '2023-03-09' },
  home: { line: '22 Mill Street', town: 'Northmere', postcode: 'NM1 4QT' },
  schools: [exampleSchool, birch].map(one => ({ key: one.key, name: one.name })),
  facts: { looked_after: 'yes', brother_or_sister: exampleSchool.key },
  reasons: 'Her brother is there.',
  evidence: 'Council tax bill, which I can bring.',
  saidBy: 'Siân Llŷr-Ŵyn',
  claim: { relation: 'mother', responsibility: 'yes' },
}
const sent: Sent = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000071',
  roundId: 1,
  receipt: 'K7QMP-2XRDT',
  sentAt: new Date('2027-01-10T18:40:00Z'),
  state: 'received',
  ask: null,
  askedBackAt: null,
  words,
}
const offer: OwnOffer = {
  address: '0f000000-0000-4000-8000-000000000072',
  school: birch.name,
  rank: 2,
  standing: 'held',
  offeredAt: '2027-04-16T08:00:00Z',
  ended: null,
  reply: null,
  wantsNoHigher: false,
  answerBy: null,
}
const out: Outcome = {
  quiet: false,
  releasedAt: new Date('2027-04-16T08:00:00Z'),
  inRun: true,
  inYear: false,
  offers: [offer],
  refusals: [
    {
      school: exampleSchool.name,
      rank: 1,
      words:
        'Criterion 3 (other). 0.52 miles. All 30 places went to children with higher priority; the last was offered under criterion 2 (brother or sister). You are 4th on the waiting list; this can go down as well as up.',
    },
  ],
  waiting: [
    {
      school: exampleSchool.name,
      position: 4,
      equal: false,
      of: 11,
      criterion: 2,
      criterionName: 'other',
      distance: '0.52 miles',
      moved: null,
      ownOrder: false,
    },
  ],
}
const paper = { address, name: 'Council tax.pdf', bytes: 240_000, addedAt: sent.sentAt }
const place = (more: Partial<Sent>, outcome?: Outcome): PlaceData => ({
  sent: { ...sent, ...more },
  outcome,
  appealsTo: exampleRound.appealsTo,
  days: { offerDay: exampleRound.offerDay, appealsBy: exampleRound.appealsBy ?? null },
  round: outcome ? undefined : round,
  at: outcome ? at : sent.sentAt,
  papers: outcome ? [] : [paper],
  errors: [],
})

export const placesExamples: Readonly<Record<string, PlacesData>> = {
  usual: { rounds: [round], sent: [sent, { ...sent, state: 'taken' }], drafts: [address] },
  nothing: { rounds: [], sent: [], drafts: [] },
}
export const placeExamples: Readonly<Record<string, PlaceData>> = {
  received: place({}),
  'we need to talk': place({ state: 'talk', ask: 'proof' }),
  'asked back before offer day': { ...place({ state: 'taken', askedBackAt: at }), round: undefined, at },
  'taken back': { ...place({ state: 'taken-back' }), papers: [] },
  'an offer and why': place({ state: 'taken' }, out),
  'during the year': {
    ...place(
      { state: 'taken' },
      {
        ...out,
        inRun: false,
        inYear: true,
        offers: [],
        refusals: [
          { school: exampleSchool.name, rank: 1, words: 'Every class of the year group is full.', on: '2027-10-20' },
        ],
      },
    ),
    days: undefined,
  },
  'accepted, and asked about higher schools': place(
    { state: 'taken' },
    { ...out, offers: [{ ...offer, reply: 'accepted' }] },
  ),
  'no place': place({ state: 'taken' }, { ...out, offers: [] }),
  'another is put beside it': place(
    { state: 'taken' },
    {
      ...out,
      offers: [
        { ...offer, standing: 'put', rank: 1, school: exampleSchool.name },
        { ...offer, reply: 'accepted' },
      ],
    },
  ),
  'we will write': place({ state: 'taken' }, { quiet: true }),
}
export const applyExamples: Readonly<Record<string, ApplyData>> = {
  usual: { round, fields: fieldsOf(words), errors: [], savedAt: sent.sentAt },
  'during the year': { round: { ...round, yearGroup: '4' }, fields: {}, errors: [], savedAt: undefined },
  'before it is sent': { round, fields: {}, errors: [], savedAt: undefined, check: words, replaces: sent },
  'with errors': {
    round,
    fields: { forename: 'فاطمة' },
    errors: [
      { field: 'surname', text: 'Enter the child’s last name' },
      { field: 'born-day', text: 'Enter the child’s date of birth, like 27 3 2017' },
      { field: 'line', text: 'Enter the first line of the address' },
      { field: 'want-1', text: 'Choose at least one school' },
      { field: 'fact-looked_after', text: 'Choose one of the answers' },
      { field: 'responsibility', text: 'Choose whether you have parental responsibility' },
    ],
    savedAt: undefined,
  },
}
const online: Online = {
  ...sent,
  childId: 1,
  claimHow: null,
  decidedBy: null,
  decidedAt: null,
  application: null,
  isProtected: false,
}
export const onlineListExamples: Readonly<Record<string, OnlineListData>> = {
  usual: {
    round: exampleRound,
    sent: [online, { ...online, state: 'talk', ask: 'proof' }, { ...online, state: 'taken', askedBackAt: at }],
  },
  nothing: { round: exampleRound, sent: [] },
}
const onlineData: OnlineData = {
  round: exampleRound,
  schools: [exampleSchool],
  sent: online,
  papers: [paper],
  fields: {},
  errors: [],
}
export const onlineExamples: Readonly<Record<string, OnlineData>> = {
  usual: onlineData,
  'with errors, protected': {
    ...onlineData,
    sent: { ...online, isProtected: true },
    fields: { decision: 'yes' },
    errors: [{ field: 'how', text: 'Choose how the claim was checked' }],
  },
  'taken in': {
    ...onlineData,
    sent: {
      ...online,
      state: 'taken',
      claimHow: 'birth-certificate',
      decidedBy: 'Olwen Pritchard',
      decidedAt: at,
      application: '0f000000-0000-4000-8000-000000000011',
      askedBackAt: at,
    },
  },
}
