import { consentSentence, noMasks, reasonEnd, type ViewFrame } from '../../access/index.ts'
import type { Category, PlainDate } from '../../kernel/index.ts'
import { fold, type KnownFact } from '../golden-record/index.ts'
import type { PanelFrame } from '../panel.ts'
import type { Relative } from './family.queries.ts'
import { hazardsIn } from './hazards.ts'
import type { RecordHeader } from './header.queries.ts'
import { nameAndAge } from './life-words.ts'
import { type Reasons, urgentSentence } from './reason.queries.ts'

/** The day on which the invented people of the gallery live. */
export const exampleDay = '2026-05-05' as PlainDate
export const exampleAddress = '5b0f6f6e-8f1d-4c38-9a54-0c7a3d2e1b90'

/** A page's frame for the gallery: an invented social worker, five past eleven. */
export const exampleFrame: ViewFrame = {
  reader: {
    userId: 1,
    name: 'Priya Raman',
    active: true,
    role: 'social-worker',
    roles: ['social-worker'],
    principals: [1],
    manages: [],
    masks: noMasks,
    csrf: 'example',
  },
  at: new Date('2026-05-05T10:05:00Z'),
  csrf: 'example',
}
/** The same for panels. */
export const examplePanelFrame: PanelFrame = {
  ...exampleFrame,
  address: exampleAddress,
  today: exampleDay,
  first: 'Millie',
}

let lastEntry = 0
/** One invented fact. */
export const exampleFact = (
  kind: string,
  body: Readonly<Record<string, unknown>>,
  more: Partial<KnownFact> & { category?: Category; on?: string } = {},
): KnownFact => {
  lastEntry += 1
  const { on, ...rest } = more
  return {
    entry: lastEntry,
    address: `00000000-0000-4000-8000-${String(lastEntry).padStart(12, '0')}`,
    kind,
    category: 'identity',
    sensitivity: 1,
    flags: [],
    body,
    from: on as PlainDate | undefined,
    until: undefined,
    knownFrom: new Date(`${on ?? '2026-04-28'}T16:12:00Z`),
    source: 'school-census',
    said: 'school census',
    rank: 3,
    sourcePerson: 1,
    author: undefined,
    occasion: undefined,
    replaces: undefined,
    ...rest,
  }
}

const social = { said: 'social care', source: 'annex-a' }
/** Amelia, known as Millie: the record of the reference pictures. */
export const ameliaFacts: readonly KnownFact[] = [
  exampleFact(
    'identity',
    { forename: 'Amelia', surname: 'Okafor-Reid', preferredForename: 'Millie', birthDate: '2017-05-03', sex: 'F' },
    { on: '2026-01-15' },
  ),
  exampleFact(
    'address',
    { type: 'home', paon: '2', street: 'Quarry Road', town: 'Northmere', postcode: 'NM4 1AB' },
    { on: '2017-09-01', until: '2023-03-01' as PlainDate, category: 'contact' },
  ),
  exampleFact(
    'address',
    { type: 'home', paon: '14', street: 'Larch Close', town: 'Northmere', postcode: 'NM4 2QT', uprn: '100012345678' },
    { on: '2023-03-01', category: 'contact', said: 'housing', knownFrom: new Date('2026-02-10T10:00:00Z') },
  ),
  exampleFact(
    'carer',
    {
      name: 'Grace Okafor',
      relation: 'Mother',
      parentalResponsibility: true,
      phone: '01632 960188',
      livesWith: true,
      order: 1,
    },
    { ...social, on: '2026-04-28', category: 'contact' },
  ),
  exampleFact(
    'carer',
    {
      name: 'Daniel Reid',
      relation: 'Father',
      parentalResponsibility: true,
      phone: '01632 960177',
      livesWith: false,
      order: 2,
    },
    { ...social, on: '2026-04-28', category: 'contact' },
  ),
  exampleFact('background', { firstLanguage: 'Igbo', homeLanguage: 'English' }, { on: '2024-01-18', sensitivity: 1 }),
  exampleFact(
    'visit',
    { on: '2026-05-05', at: '4pm', purpose: 'Home visit', worker: 'Sam Ali', workerId: 7 },
    { said: 'your diary', on: '2026-05-01' },
  ),
  exampleFact(
    'note',
    {
      noteKind: 'visit',
      happenedOn: '2026-04-28',
      seen: true,
      seenAlone: true,
      passages: [{ text: 'Saw Amelia and Theo with mum.', about: 'child' }],
    },
    { said: 'family support', on: '2026-04-28', author: 7, category: 'early-help' },
  ),
  exampleFact(
    'danger-note',
    {
      sort: 'animals',
      short: 'Large dog at the address',
      whatToDo: 'Ring before you arrive so the dog can be put in another room.',
      saidBy: 'housing',
      checkBy: '2026-07-14',
    },
    { on: '2026-04-14' },
  ),
  exampleFact(
    'danger-note',
    {
      sort: 'getting-in',
      short: 'Getting in: side gate, not the front door',
      whatToDo: 'The front door bell does not work. Park on Quarry Road.',
      saidBy: 'family support',
      checkBy: '2026-07-28',
    },
    { on: '2026-04-28' },
  ),
  exampleFact(
    'danger-note',
    {
      sort: 'danger',
      short: 'Visit in pairs until 30 June 2026',
      whatToDo: 'Call duty first on 01632 960400.',
      saidBy: 'social care',
      checkBy: '2026-05-01',
    },
    { on: '2026-04-02' },
  ),
]
export const ameliaRecord = fold(ameliaFacts, { today: exampleDay, enrolment: 'enrolment' })
export const ameliaHazards = hazardsIn(ameliaFacts, exampleDay)
export const ameliaHeader: RecordHeader = {
  ...nameAndAge(ameliaRecord, exampleDay),
  address: exampleAddress,
  hazards: ameliaHazards.length,
}

/** The head and the folded record of another invented child. */
export const exampleChild = (facts: readonly KnownFact[]) => {
  const record = fold(facts, { today: exampleDay, enrolment: 'enrolment' })
  return {
    record,
    header: { ...nameAndAge(record, exampleDay), address: exampleAddress, hazards: 0 } satisfies RecordHeader,
  }
}

export const exampleReasons: Reasons = {
  reasons: [
    {
      because: 'you are Millie’s social worker',
      since: '2026-01-12' as PlainDate,
      endsWhen: reasonEnd('social-work'),
    },
  ],
  role: 'social worker',
  oversight: [],
  roleSentence: 'Social workers do not see health notes, only their summary.',
}
/** Amelia's record, opened urgently by somebody who does not work with her. */
export const urgentHeader: RecordHeader = {
  ...ameliaHeader,
  urgent: { until: new Date('2026-05-05T11:05:00Z'), csrf: 'example', chosen: ['identity', 'contact', 'protection'] },
}
export const urgentReasons: Reasons = {
  ...exampleReasons,
  reasons: [
    {
      because: 'you opened it urgently, gave a reason, and your manager has been told',
      since: '2026-05-05' as PlainDate,
      endsWhen: '5 May 2026 at 12:05pm',
    },
  ],
  roleSentence: urgentSentence,
}
/** What the child agreed that this reader may know besides. */
export const agreedReasons: Reasons = {
  ...exampleReasons,
  agreed: [
    {
      because: consentSentence({ category: 'young-carer', opens: 'summary' }, 'Millie'),
      since: '2026-04-27' as PlainDate,
      ends: '2027-04-27' as PlainDate,
    },
  ],
}
export const theo: Relative = {
  id: 2,
  address: '0f5b6f6e-1d8f-4c38-9a54-0c7a3d2e1b91',
  name: 'Theo Okafor-Reid',
  first: 'Theo',
  age: '6 years old',
  sex: 'M',
  tie: 'sibling',
  livesHere: true,
}
