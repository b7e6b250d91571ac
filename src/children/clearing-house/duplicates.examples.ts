import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import type { ListedCase } from './cases.queries.ts'
import type { CompareData } from './compare-data.ts'
import type { ComparedCase } from './compared.queries.ts'
import { compareWhole } from './comparison.ts'
import type { DecidedData, Undoing } from './decided.view.ts'
import { sheetOf } from './evidence-sheet.ts'
import type { Figures } from './figures.queries.ts'
import type { ListData } from './list.view.ts'
import { wholeOf } from './whole-record.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const schools = { said: 'School census', service: 'Schools' }

const listed: readonly ListedCase[] = [
  {
    uuid: uuid(1),
    kind: 'id-conflict',
    asked: false,
    position: 1,
    toSenior: true,
    openBy: undefined,
    openedAt: new Date('2026-11-18T09:05:00Z'),
    source: schools,
  },
  {
    uuid: uuid(2),
    kind: 'duplicate',
    asked: false,
    position: 2,
    toSenior: false,
    openBy: 'Sam Ali',
    openedAt: new Date('2026-11-02T09:00:00Z'),
    source: { said: 'Young carers list', service: 'Young carers' },
  },
  {
    uuid: uuid(3),
    kind: 'duplicate',
    asked: false,
    position: 3,
    toSenior: false,
    openBy: undefined,
    openedAt: new Date('2026-11-19T15:20:00Z'),
    source: undefined,
  },
  {
    uuid: uuid(4),
    kind: 'duplicate',
    asked: true,
    position: 4,
    toSenior: false,
    openBy: undefined,
    openedAt: new Date('2026-11-12T09:00:00Z'),
    source: schools,
  },
]

/** The list: work waiting, all clear, the second page of many. */
export const listExamples: Readonly<Record<string, ListData>> = {
  usual: { cases: listed, open: 3, asked: 1, page: 1, answered: 4 },
  'all clear': { cases: [], open: 0, asked: 0, page: 1, answered: 0 },
  'second page of many': {
    cases: listed.slice(1, 3).map((c, i) => ({ ...c, position: 51 + i })),
    open: 120,
    asked: 0,
    page: 2,
    answered: 0,
  },
}

const current: Identity = {
  forename: 'Amelia',
  surname: 'Okafor-Reid',
  knownAs: ['Millie'],
  birthDate: '2017-05-03' as PlainDate,
  sex: 'F',
  upn: 'P823432121004',
  nhsNumber: '9434765919',
  house: '14',
  street: 'Larch Close',
  postcode: 'NM4 2QT',
  parents: ['Grace Okafor'],
  phones: ['07700 900114'],
  school: 'Larchfield Primary',
}
const incoming: Identity = {
  forename: 'Amelia',
  surname: 'Okafor Read',
  birthDate: '2017-03-05' as PlainDate,
  sex: 'F',
  nhsNumber: '9434765919',
  house: '14',
  street: 'Larch Cl',
  postcode: 'NM4 2QT',
  parents: ['Grace Okafor'],
  phones: ['07700 900114'],
}
const twin: Identity = {
  ...current,
  forename: 'Theodora Wilhelmina Alexandra',
  knownAs: [],
  upn: 'D823432121005',
  nhsNumber: '9434765870',
}

/** Without an address or a school of its own, which others of the record's sources tell. */
const { house: _house, street: _street, postcode: _postcode, school: _school, ...unplaced } = current
const told = (identity: Identity, ...others: Identity[]) => ({ identity, whole: wholeOf(identity, others) })

const openCase: ComparedCase = {
  uuid: uuid(1),
  kind: 'duplicate',
  state: 'open',
  openedAt: new Date('2026-11-18T09:05:00Z'),
  from: { source: undefined, on: new Date('2026-11-18T08:00:00Z') },
  answered: undefined,
  views: [],
  decided: undefined,
  version: 'example',
  a: {
    personId: 1,
    ...told(current),
    adult: false,
    source: 'School census',
    sourceId: 'census',
    otherSources: 2,
    since: 2021,
  },
  b: {
    personId: 2,
    ...told(incoming),
    adult: false,
    source: 'Another service',
    sourceId: 'youth',
    otherSources: 0,
    since: undefined,
  },
}
const place = { position: 4, open: 23, next: uuid(2), openBy: undefined }
const compared = (about: ComparedCase, more: Partial<CompareData> = {}): CompareData => ({
  about,
  comparison: compareWhole(about.a, about.b),
  place,
  all: false,
  asked: [],
  ...more,
})
const decided = { by: 'Sam Ali', at: new Date('2026-11-20T10:04:00Z') }
const joined: ComparedCase = { ...openCase, state: 'joined', decided }

/** One question: alike, all values shown, twins, next to nothing known, an answer that was not complete, decided. */
export const compareExamples: Readonly<Record<string, CompareData>> = {
  usual: compared(openCase),
  'all values shown': compared(openCase, { all: true }),
  'others of its sources say more': compared({ ...openCase, a: { ...openCase.a, ...told(unplaced, current) } }),
  twins: compared({ ...openCase, kind: 'id-conflict', b: { ...openCase.b, ...told(twin) } }),
  'hardly anything known': compared(
    { ...openCase, from: undefined, b: { ...openCase.b, ...told({ forename: 'A' }) } },
    { place: { position: 1, open: 1, next: undefined, openBy: undefined } },
  ),
  'nothing chosen': compared(openCase, {
    errors: { decision: 'Choose what these two records are' },
    sent: { decision: '', reason: '' },
  }),
  'reason needed': compared(openCase, {
    errors: { reason: 'Choose why you join them, because a fact is marked Different' },
    sent: { decision: 'join', reason: '' },
  }),
  'score opened': compared(openCase, { band: { joined: 91, of: 100 } }),
  'score opened, few like it': compared(openCase, { all: true, band: { joined: 3, of: 4 } }),
  'one of them died, and a join was undone': compared(openCase, {
    comparison: compareWhole(openCase.a, openCase.b, [
      'Registers have them at two schools in the same half day, more than once. One child cannot be',
      'Record B says that the child died on 2 February 2026',
      'Sam Ali decided about these two: different children, keep apart. That was undone on 4 May 2026 by Bashir Noor',
    ]),
  }),
  'after 45 minutes': compared(openCase, { sitting: { minutes: 46, decided: 31 } }),
  'a school has answered, a source has not': compared(openCase, {
    asked: [
      {
        who: 'Larchfield Academy',
        childId: 1,
        askedAt: new Date('2026-11-18T10:00:00Z'),
        answer: 'wrong',
        answeredAt: new Date('2026-11-19T08:00:00Z'),
      },
      {
        who: 'Another service',
        childId: 2,
        askedAt: new Date('2026-11-18T10:00:00Z'),
        answer: undefined,
        answeredAt: undefined,
      },
    ],
  }),
  'a colleague has it open': compared(openCase, { place: { ...place, openBy: 'Sam Ali' } }),
  'two reviewers differ': compared({
    ...openCase,
    views: [
      { by: 'Sam Ali', answer: 'join', reason: 'I asked the family' },
      { by: 'Ines Mota', answer: 'apart', reason: 'Two children with the same name' },
      { by: 'Jo Bell', answer: undefined, reason: 'I cannot tell from what is here' },
    ],
  }),
  'answered, waits for another': compared(
    { ...openCase, answered: { answer: 'join', at: new Date('2026-11-20T10:04:00Z') } },
    { place: undefined },
  ),
  'skip without a reason': compared(openCase, { errors: { skip: 'Choose why you skip this' } }),
  'asked before': compared({ ...openCase, state: 'asked', decided }),
  'decided already': compared(
    { ...joined, sheet: sheetOf(compareWhole(openCase.a, openCase.b)) },
    { place: undefined },
  ),
  'no longer a question': compared({ ...openCase, kind: 'split', state: 'void' }, { place: undefined }),
}

/** What was decided: some, nothing yet. */
export const decidedExamples: Readonly<Record<string, DecidedData>> = {
  usual: {
    cases: [
      {
        uuid: uuid(5),
        kind: 'duplicate',
        state: 'joined',
        by: 'Sam Ali',
        at: new Date('2026-11-20T08:04:00Z'),
        reason: 'I asked the school or service',
      },
      {
        uuid: uuid(6),
        kind: 'duplicate',
        state: 'family',
        by: undefined,
        at: new Date('2026-11-19T16:30:00Z'),
        reason: undefined,
      },
      {
        uuid: uuid(8),
        kind: 'duplicate',
        state: 'undone',
        by: 'Ines Mota',
        at: new Date('2026-11-18T10:15:00Z'),
        reason: 'Undone by the clearing house',
        was: { answer: 'join', by: 'Sam Ali', reason: 'What the two records say' },
      },
    ],
    page: 1,
    more: true,
    waiting: [{ uuid: uuid(7), answer: 'join', at: new Date('2026-11-20T09:12:00Z') }],
  },
  'nothing yet': { cases: [], page: 1, more: false, waiting: [] },
}

const until = new Date('2026-11-16T00:00:00Z')
/** How far reviewers agree: usual, too few to say. */
export const figuresExamples: Readonly<Record<string, Figures>> = {
  usual: {
    until,
    all: { pairs: 212, alike: 201 },
    own: { pairs: 31, alike: 30, answered: 420 },
    known: { all: { pairs: 96, alike: 94 }, own: { pairs: 14, alike: 14 } },
  },
  'too few to say': {
    until,
    all: { pairs: 9, alike: 9 },
    own: { pairs: 1, alike: 0, answered: 1 },
    known: { all: { pairs: 2, alike: 1 }, own: { pairs: 0, alike: 0 } },
  },
}

/** Before a decision is taken back: each kind of it. */
export const undoExamples: Readonly<Record<string, Undoing>> = {
  joined: { ...joined, address: joined.uuid },
  'kept apart': { ...joined, state: 'apart' },
  'same family': { ...joined, state: 'family' },
  'a split': { ...joined, state: 'apart', split: true },
}
