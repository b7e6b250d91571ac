import type { PlainDate } from '../../kernel/index.ts'
import { aboutFact, fold, type KnownFact } from '../golden-record/index.ts'
import type { AlikeData } from './alike.view.ts'
import type { ConflictData } from './conflict.view.ts'
import type { Conflicting, ListedShape } from './conflicts.queries.ts'
import type { DecidedData } from './decided.view.ts'
import { sampleSize } from './rule.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const fact = (kind: string, body: Record<string, unknown>, more: Partial<KnownFact> = {}): KnownFact => ({
  entry: 1,
  address: uuid(1),
  kind,
  category: kind === 'address' ? 'contact' : 'identity',
  sensitivity: 1,
  flags: [],
  body,
  from: undefined,
  until: undefined,
  knownFrom: new Date('2026-01-15T10:00:00Z'),
  source: 'census',
  said: 'school census',
  rank: 3,
  sourcePerson: 1,
  author: undefined,
  occasion: undefined,
  replaces: undefined,
  ...more,
})
const other = {
  source: 'care',
  said: 'Another service',
  rank: 4,
  entry: 2,
  knownFrom: new Date('2026-10-02T09:00:00Z'),
}
const yonas = { forename: 'Yonas', surname: 'Tesfay' }
const facts = [
  fact('identity', { ...yonas, birthDate: '2010-03-01' }),
  fact('identity', { ...yonas, birthDate: '2009-03-01' }, other),
  fact('address', { paon: '14', street: 'Larch Close', postcode: 'NM4 2QT' }),
  fact('address', { paon: '3', street: 'High Street', town: 'Northmere', postcode: 'NM1 1AA' }, other),
  fact('identifier', { type: 'upn', value: 'A823200012345', ok: true }),
]
const record = fold(facts, { today: '2026-11-20' as PlainDate, enrolment: 'none' })
const about: Conflicting = {
  uuid: uuid(1),
  id: 1,
  childId: 1,
  shape: uuid(2),
  shapeId: 1,
  fact: 'birth',
  state: 'open',
  since: other.knownFrom,
  answeredAt: undefined,
  decided: undefined,
  stands: false,
  record,
  said: aboutFact.birth.said(record),
  waits: 37,
  next: uuid(3),
  version: 'a',
}
const answeredAt = new Date('2026-11-19T18:00:00Z')
const asked = {
  who: 'Larchfield Academy',
  childId: 1,
  askedAt: new Date('2026-11-18T09:00:00Z'),
  answer: undefined,
  answeredAt: undefined,
}
const decided = { by: 'Sam Ali', at: new Date('2026-11-19T10:04:00Z'), reason: 'I saw a document that proves it' }
const agreed = { ...about, said: about.said && { ...about.said, disagree: false } }

/** What waits on one record: two facts. */
export const severalConflicts: readonly Conflicting[] = [
  about,
  { ...about, uuid: uuid(4), id: 2, fact: 'address', said: aboutFact.address.said(record) },
]

/** One conflict: open, of an address, an answer with faults, asked, answered by the source, chosen, chosen again, undone, covered, hardly anything known. */
export const conflictExamples: Readonly<Record<string, ConflictData>> = {
  usual: { about },
  'an address': {
    about: { ...about, fact: 'address', said: aboutFact.address.said(record), waits: 1, next: undefined },
  },
  'nothing chosen': {
    about,
    errors: { choice: 'Choose which value is shown' },
    sent: { choice: '', reason: '' },
  },
  'no reason': {
    about,
    errors: { reason: 'Choose why, because the record’s rule shows another value' },
    sent: { choice: '1', reason: '' },
  },
  'source asked': { about: { ...about, state: 'asked', decided } },
  'source answered': { about: { ...about, answeredAt } },
  'school asked': { about: { ...about, state: 'asked', decided }, asked: [asked] },
  'school answered': { about: { ...about, answeredAt }, asked: [{ ...asked, answer: 'right', answeredAt }] },
  chosen: { about: { ...agreed, state: 'chosen', stands: true, decided } },
  'chosen, and later another': { about: { ...agreed, state: 'chosen', decided } },
  undone: { about: { ...agreed, state: 'undone', decided } },
  'the rule covers it now': { about: { ...agreed, state: 'void', decided: { ...decided, by: undefined, reason: '' } } },
  'nobody says anything any more': {
    about: {
      ...about,
      state: 'void',
      said: undefined,
      record: fold([], { today: '2026-11-20' as PlainDate, enrolment: 'none' }),
    },
  },
}

const shape: ListedShape = {
  uuid: uuid(2),
  fact: 'birth',
  toldBy: ['Another service', 'school census'],
  open: 37,
  asked: 2,
  oldest: new Date('2026-05-03T08:00:00Z'),
  next: uuid(1),
}
/** The list: some kinds, only such as wait for a source, none. */
export const listExamples: Readonly<Record<string, readonly ListedShape[]>> = {
  usual: [shape, { ...shape, uuid: uuid(4), fact: 'address', open: 1_204, asked: 0 }],
  'all asked': [{ ...shape, open: 0, next: undefined }],
  'all clear': [],
}

const alike = { ...shape, id: 1, sample: [] }
const sampleOf = (n: number, rules: readonly string[]) => Array.from({ length: n }, () => ({ rules }))
/** One kind: no sample yet, half of one, a rule that agrees, none that does, too few for a rule, none left. */
export const alikeExamples: Readonly<Record<string, AlikeData>> = {
  'nothing decided yet': { alike },
  'half a sample': { alike: { ...alike, sample: sampleOf(sampleSize / 2, ['shown', 'most']) } },
  'a rule agrees': { alike: { ...alike, open: 1_204, sample: sampleOf(sampleSize, ['shown', 'most']) } },
  'no rule chosen': {
    alike: { ...alike, sample: sampleOf(sampleSize, ['newest']) },
    error: 'Choose a rule that agrees with all that you chose by hand',
  },
  'no rule agrees': {
    alike: { ...alike, sample: [...sampleOf(sampleSize - 1, ['shown']), ...sampleOf(1, ['newest'])] },
  },
  'too few for a rule': { alike: { ...alike, open: 3, sample: sampleOf(2, ['shown']) } },
  'none left': { alike: { ...alike, open: 0, next: undefined } },
}

/** What was chosen: by hand and under a rule, a later page, nothing. */
export const decidedExamples: Readonly<Record<string, DecidedData>> = {
  usual: {
    choices: [
      { uuid: uuid(1), fact: 'birth', ...decided, many: undefined, facts: 1 },
      { uuid: uuid(6), fact: 'birth', ...decided, reason: 'I asked the family', many: 2, facts: 2 },
      {
        uuid: uuid(5),
        fact: 'address',
        ...decided,
        reason: 'Under the rule: what was told last is right',
        many: 412,
        facts: 1,
      },
    ],
    page: 1,
    more: false,
  },
  'a page in the middle': {
    choices: [{ uuid: uuid(1), fact: 'name', ...decided, by: undefined, many: undefined, facts: 1 }],
    page: 2,
    more: true,
  },
  'nothing yet': { choices: [], page: 1, more: false },
}
