import { Type } from 'typebox'
import { childPage, holds, mayWrite, type RecordKind, type Route } from '../../access/index.ts'
import { boxesNamed, categories, InvalidInput, type PlainDate, readBoxes } from '../../kernel/index.ts'
import { fold, openRecordSummary, readFacts, readPlaceFacts } from '../golden-record/index.ts'
import { dangerNote } from '../kinds/index.ts'
import { type AboutData, aboutView } from './about.view.ts'
import { withWords } from './about-values.ts'
import { dayOf, headerOf } from './header.queries.ts'
import type { RecordParts } from './overview.page.ts'
import { ameliaFacts, ameliaHeader, ameliaRecord, exampleChild, exampleDay, exampleFact } from './record.examples.ts'
import { recordHref } from './record-page.view.ts'
import { withSchoolNames } from './school-names.queries.ts'
import { wholeFacts } from './timeline.ts'

const box = () => Type.Optional(Type.String())
const AboutQuery = Type.Object({ known: box(), 'on-day': box(), 'on-month': box(), 'on-year': box() })
/** The three boxes lead to the address that holds the day. */
type OnDay = { readonly address: string; readonly onDay: PlainDate }

const dayIn = (boxes: NonNullable<ReturnType<typeof readBoxes>>): PlainDate => {
  if ('date' in boxes) return boxes.date
  throw new InvalidInput(`The date ${boxes.problem}.`, 'Go back and enter a day, a month and a year.')
}

/** About this record: every value that this reader may see, who said it and when. */
export const aboutPage = ({ kinds, codeWords }: RecordParts): Route =>
  childPage<readonly [RecordKind, ...RecordKind[]], AboutData | OnDay, typeof AboutQuery>({
    path: '/children/:child/about',
    purpose: 'know where the record comes from',
    nav: '/my-children',
    query: AboutQuery,
    needs: kinds as readonly [RecordKind, ...RecordKind[]],
    load: async (grant, { query }) => {
      const boxes = readBoxes(boxesNamed('on', query))
      if (boxes) return { address: grant.address, onDay: dayIn(boxes) }
      const facts = await withSchoolNames(grant.tx, await readFacts(grant, kinds))
      const today = dayOf(grant)
      return {
        header: headerOf(grant, facts, await readPlaceFacts(grant, [dangerNote])),
        today,
        record: fold(facts, { today, enrolment: 'enrolment' }),
        facts: wholeFacts(facts, kinds).map(fact => withWords(fact, codeWords)),
        titles: kinds.map(({ kind, title }) => ({ kind, title })),
        summary: await openRecordSummary(grant),
        mayPart: holds(grant.reader, 'possible-duplicates') && grant.knownAt === undefined,
        writable: categories.filter(category => mayWrite(grant.decision, category)),
      }
    },
    answer: (data, { csrf }) =>
      'onDay' in data
        ? { redirect: recordHref(data.address, `/about?known=${data.onDay}`) }
        : { page: aboutView(data, csrf) },
    examples: aboutExamples,
  })

const titles = [
  { kind: 'identity', title: 'Who this is' },
  { kind: 'address', title: 'Address' },
  { kind: 'danger-note', title: 'Before you visit' },
]
const usual: AboutData = {
  header: ameliaHeader,
  today: exampleDay,
  record: ameliaRecord,
  facts: ameliaFacts,
  titles,
  writable: ['contact'],
  summary: {
    changedAt: new Date('2026-04-28T16:12:00Z'),
    parts: [
      {
        sourcePerson: 1,
        source: 'school-census',
        said: 'school census',
        facts: 9,
        firstKnown: new Date('2022-01-20T10:00:00Z'),
        lastKnown: new Date('2026-01-15T10:00:00Z'),
        because: undefined,
      },
      {
        sourcePerson: 2,
        source: 'annex-a',
        said: 'social care',
        facts: 4,
        firstKnown: new Date('2026-01-12T10:00:00Z'),
        lastKnown: new Date('2026-04-28T10:00:00Z'),
        because: { with: 'school census', words: ['Same name', 'Same date of birth', 'Same address'] },
      },
    ],
  },
  mayPart: false,
}
const twoDates = [
  exampleFact(
    'identity',
    { forename: 'Yonas', surname: 'Tesfay', birthDate: '2009-03-01' },
    { said: 'social care', source: 'annex-a', rank: 2 },
  ),
  exampleFact('identity', { forename: 'Yonas', surname: 'Tesfaye', birthDate: '2010-03-01' }),
  exampleFact('identifier', { type: 'upn', value: 'A823200012345', ok: false, note: 'The check letter should be K.' }),
  exampleFact('identifier', { type: 'nhs-number', value: '9434765919', ok: true }),
]
const aboutExamples: Readonly<Record<string, AboutData | OnDay>> = {
  usual,
  'two sources disagree': { ...usual, ...exampleChild(twoDates), facts: twoDates },
  'something is kept to named people': { ...usual, facts: ameliaFacts.map(fact => ({ ...fact, kept: true as const })) },
  'as known on an earlier day': { ...usual, header: { ...ameliaHeader, knownOn: exampleDay } },
  'to the clearing house': { ...usual, mayPart: true },
  nothing: { ...usual, ...exampleChild([]), facts: [], summary: { changedAt: undefined, parts: [] } },
}
