import { addDays, type PlainDate } from '../../../kernel/index.ts'
import { exampleRefusal, exampleRound, exampleSchool } from '../rounds/index.ts'
import type { AppealData } from './appeal.view.ts'
import type { AppealClocks } from './appeal-clocks.ts'
import type { AppealText, OneAppeal } from './appeals.queries.ts'
import type { AppealsData } from './appeals.view.ts'
import type { RoundAppealData, RoundAppealsData } from './authority.view.ts'
import { decisionWords } from './decision-letter.ts'
import { packOf, type RefusalFacts } from './pack.ts'
import type { DecisionLetterData, PackData } from './papers.view.ts'

/** A refusal as the papers of its appeal tell it. */
export const exampleFacts: RefusalFacts = {
  round: 'Reception 2027',
  school: 'Larchfield Primary School',
  places: 30,
  ownOrder: false,
  criteria: ['looked after', 'brother or sister', 'other'],
  name: 'Kai Marsh',
  birthDate: '2023-03-09' as PlainDate,
  reference: 'R-0043',
  holds: 'Quarry Bank Academy',
  isProtected: false,
  distance: '0.842 miles',
  waitingPosition: 2,
  waiting: 9,
  explanation: exampleRefusal,
}

export const exampleDay = (text: string) => text as PlainDate
const today = exampleDay('2027-06-15')
export const exampleClocks: AppealClocks = {
  lodgeBy: exampleDay('2027-05-17'),
  onTime: true,
  hearBy: exampleDay('2027-07-20'),
  noticeBy: exampleDay('2027-06-14'),
  statementBy: exampleDay('2027-06-14'),
  papersBy: exampleDay('2027-06-17'),
  evidenceBy: exampleDay('2027-06-23'),
  letterBy: exampleDay('2027-07-06'),
}
const untold: AppealClocks = {
  lodgeBy: undefined,
  onTime: undefined,
  hearBy: undefined,
  noticeBy: undefined,
  statementBy: undefined,
  papersBy: undefined,
  evidenceBy: undefined,
  letterBy: undefined,
}
const text = (id: number, sort: AppealText['sort'], words: string, by = 'Imogen Vale'): AppealText => ({
  id,
  sort,
  words,
  on: exampleDay('2027-05-10'),
  by,
})
const grounds = text(1, 'grounds', 'His sister is at the school, and his grandmother collects both.')
const statement = text(
  2,
  'statement',
  'The school is full. Every classroom holds as many desks as it can.',
  'Olwen Pritchard',
)
const reasons = text(
  3,
  'reasons',
  'The panel was satisfied that the school is full, and that the child’s need is greater.',
)
const note = text(4, 'note', 'The chair asked the authority how many desks there are.')
const appeal: OneAppeal = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000061',
  applicationId: 1,
  roundId: exampleRound.id,
  key: exampleSchool.key,
  sort: 'prejudice',
  appellant: 'Grace Marsh',
  refusedOn: exampleDay('2027-04-16'),
  lodgedOn: exampleDay('2027-05-10'),
  hearing: '0f000000-0000-4000-8000-000000000062',
  hearingOn: exampleDay('2027-06-29'),
  hour: '09:30',
  place: 'Committee room 2',
  noticeSentOn: exampleDay('2027-06-10'),
  noticeAgreed: null,
  hasStatement: true,
  papersOutOn: null,
  outcome: null,
  finding: null,
  decidedOn: null,
  letterSentOn: null,
  withdrawnOn: null,
  withdrawnWhy: null,
  placedAt: null,
  inYear: false,
  clocks: exampleClocks,
  due: { step: 'papers', by: exampleClocks.papersBy },
  name: exampleFacts.name,
  childId: 1,
  school: exampleFacts.school,
  atSchool: false,
  facts: exampleFacts,
  texts: [grounds, statement],
  packs: 0,
  died: false,
}
export const exampleLodged: OneAppeal = {
  ...appeal,
  hearing: null,
  hearingOn: null,
  hour: null,
  place: null,
  noticeSentOn: null,
  hasStatement: false,
  due: { step: 'hearing', by: undefined },
  clocks: untold,
  texts: [grounds],
  atSchool: true,
}
export const exampleHeard: OneAppeal = {
  ...appeal,
  papersOutOn: exampleDay('2027-06-16'),
  packs: 1,
  due: { step: 'decision', by: exampleDay('2027-06-29') },
}
const upheld: OneAppeal = {
  ...exampleHeard,
  outcome: 'upheld',
  finding: 'outweighs',
  decidedOn: exampleDay('2027-06-29'),
  placedAt: new Date('2027-06-29T15:00:00Z'),
  due: { step: 'letter', by: exampleClocks.letterBy },
  texts: [grounds, statement, reasons, note],
}
const withdrawn: OneAppeal = {
  ...exampleLodged,
  withdrawnOn: exampleDay('2027-05-20'),
  withdrawnWhy: 'They are happy with the other school.',
  due: undefined,
  atSchool: false,
}
export const appealsExamples: Readonly<Record<string, AppealsData>> = {
  usual: {
    filter: 'open',
    page: 1,
    total: 51,
    today: addDays(exampleClocks.papersBy ?? today, 1),
    appeals: [appeal, exampleLodged, exampleHeard],
  },
  empty: { filter: 'withdrawn', page: 1, total: 0, today, appeals: [] },
}
const dayAfter = exampleDay('2027-06-30')
export const appealExamples: Readonly<Record<string, AppealData>> = {
  usual: { appeal, today, fields: {}, errors: [] },
  'just lodged, term dates not told': { appeal: exampleLodged, today, fields: {}, errors: [] },
  'to decide, with errors': {
    appeal: exampleHeard,
    today: dayAfter,
    fields: { part: 'decision', reasons: 'Short.' },
    errors: [{ field: 'reasons', text: 'Write the panel’s reasons, in 40 characters at least' }],
  },
  'nothing is sent': {
    appeal: { ...appeal, died: true, facts: { ...exampleFacts, isProtected: true } },
    today,
    fields: {},
    errors: [],
  },
  upheld: { appeal: upheld, today: dayAfter, fields: {}, errors: [] },
  withdrawn: { appeal: withdrawn, today, fields: {}, errors: [] },
}
const back = { text: 'The appeal', href: `/appeals/${appeal.address}` }
const pack = packOf(
  exampleFacts,
  [grounds, statement].map(({ words, on }, i) => ({ sort: i === 0 ? 'grounds' : 'statement', words, on })),
)
export const packExamples: Readonly<Record<string, PackData>> = {
  sent: { pack, sent: { at: new Date('2027-06-16T09:00:00Z'), sha256: exampleRound.commitment }, back },
  'not sent yet': {
    pack: packOf({ ...exampleFacts, isProtected: true, explanation: null, ownOrder: true, holds: null }, []),
    sent: undefined,
    back,
  },
}
export const decisionLetterExamples: Readonly<Record<string, DecisionLetterData>> = Object.fromEntries(
  (['upheld', 'dismissed'] as const).map(outcome => [
    outcome,
    {
      back,
      letter: {
        from: ['Clerk to the appeal panels'],
        to: undefined,
        name: appeal.appellant,
        on: exampleDay('2027-06-29'),
        subject: `Your appeal for ${appeal.school}`,
        words: decisionWords({
          name: appeal.name,
          school: appeal.school,
          outcome,
          finding: outcome === 'upheld' ? 'outweighs' : 'prejudice-greater',
          heardOn: exampleDay('2027-06-29'),
          reasons: reasons.words,
        }),
        signedBy: 'Clerk to the appeal panels',
      },
    },
  ]),
)
const officers = { round: { ...exampleRound, releasedAt: exampleRound.releaseAt }, today }
const seen = (of: OneAppeal) => ({ ...of, application: '0f000000-0000-4000-8000-000000000011' })
export const roundAppealsExamples: Readonly<Record<string, RoundAppealsData>> = {
  usual: {
    ...officers,
    published: exampleDay('2027-05-21'),
    appeals: [seen(appeal), seen(upheld), seen(withdrawn)],
    addresses: [
      {
        address: 'Town Hall\nMarket Square\nNorthmere NM1 1AA',
        email: 'appeals@northmere.example',
        from: exampleDay('2027-01-04'),
        by: 'Olwen Pritchard',
        at: new Date('2026-12-18T10:00:00Z'),
      },
    ],
    fields: {},
    errors: [],
  },
  'none, with errors': {
    ...officers,
    published: null,
    appeals: [],
    addresses: [],
    fields: { 'lodge-day': '1' },
    errors: [{ field: 'lodge-day', text: 'Families have 20 school days: 17 May 2027 at the earliest' }],
  },
}
export const roundAppealExamples: Readonly<Record<string, RoundAppealData>> = {
  usual: { ...officers, appeal: seen(appeal), texts: [statement], fields: {}, errors: [] },
  'nothing written, with errors': {
    ...officers,
    appeal: seen(exampleLodged),
    texts: [],
    fields: { statement: 'Full.' },
    errors: [{ field: 'statement', text: 'Write the statement, in 40 characters at least' }],
  },
  decided: { ...officers, appeal: seen(upheld), texts: [grounds, statement, reasons], fields: {}, errors: [] },
}
