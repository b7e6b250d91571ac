import type { PlainDate } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import { identity } from '../kinds/index.ts'
import { panel } from '../panel.ts'
import type { OverviewData } from './overview.queries.ts'
import type { LoadedPanel } from './panels.queries.ts'
import {
  agreedReasons,
  ameliaFacts,
  ameliaHazards,
  ameliaHeader,
  ameliaRecord,
  exampleChild,
  exampleDay,
  exampleFact,
  exampleReasons,
  theo,
  urgentHeader,
  urgentReasons,
} from './record.examples.ts'
import type { Happening } from './timeline.ts'

const day = (text: string) => text as PlainDate

/** What services would bring, for the gallery of `children/` alone. */
const school = panel({
  id: 'example-school',
  title: 'School',
  needs: [identity],
  load: async () => undefined,
  place: 'none',
  today: () => ({
    'school-today': {
      strong: 'In school',
      rest: ', Larchfield Primary',
      said: { by: 'school register', on: exampleDay, at: new Date('2026-05-05T08:05:00Z') },
      kind: 'register-mark',
    },
    attendance: {
      strong: '91.2%',
      rest: ' since September, 28 of 318 sessions missed',
      said: { by: 'school register', on: exampleDay, at: new Date('2026-05-05T08:05:00Z') },
      kind: 'attendance-total',
    },
    plan: {
      strong: 'Child in need',
      rest: ', next review 4 June 2026',
      said: { by: 'social care', on: day('2026-04-30') },
      kind: 'plan',
    },
  }),
  chips: () => ['Child in need plan', 'Young carer', 'SEN support'],
  life: () => [
    { row: 'School', from: day('2020-09-01'), to: day('2021-07-20'), text: 'Quarry Infants' },
    { row: 'School', from: day('2021-09-01'), text: 'Larchfield' },
    { row: 'Support', from: day('2019-02-01'), to: day('2020-06-30'), text: 'Health visiting' },
    { row: 'Support', from: day('2025-11-03'), text: 'Young carers' },
  ],
  examples: { usual: undefined },
})
const broken = panel({
  id: 'example-broken',
  title: 'Early help',
  needs: [identity],
  load: async () => undefined,
  place: 'main',
  show: () => html``,
  examples: { usual: undefined },
})
const ready: LoadedPanel[] = [{ panel: school, state: 'ready', data: undefined }]

const event = (title: string, on: string, detail: string, said: string, key: boolean): Happening => ({
  title,
  detail,
  on: day(on),
  recorded: false,
  key,
  area: 'care',
  said: [said],
  saidOn: day(on),
})

const usual: OverviewData = {
  header: ameliaHeader,
  today: exampleDay,
  record: ameliaRecord,
  hazards: ameliaHazards,
  reasons: exampleReasons,
  relatives: [theo],
  workers: {
    now: [
      {
        name: 'Sam Ali',
        role: 'Family support worker, North team',
        phone: '01632 960411',
        since: day('2025-11-03'),
        children: [1, 2],
      },
      {
        name: 'Jo Whitfield',
        role: 'Safeguarding lead at school, Larchfield Primary',
        phone: '01632 960102',
        since: day('2025-09-01'),
        children: [1],
      },
      { name: 'Ravi Menon', role: 'Young carers worker', phone: '01632 960233', children: [1] },
      { name: 'Dawn Hughes', role: 'Social worker, North assessment team', children: [2] },
    ],
    before: [
      { name: 'Ann Lowe', role: 'Health visitor', since: day('2019-02-01'), until: day('2020-06-30'), children: [1] },
    ],
  },
  toAsk: [],
  events: [
    {
      ...event('Home visit', '2026-04-28', 'Saw Amelia and Theo with mum.', 'family support', true),
      childSaid: 'I pick Theo up most days.',
      author: 7,
      written: '0d000000-0000-4000-8000-000000000001',
      page: '/notes/0d000000-0000-4000-8000-000000000001',
    },
    event(
      'Dog at the address added',
      '2026-04-14',
      'A large dog was seen. The owner asks people to ring first.',
      'housing',
      false,
    ),
    event('Child in need plan started', '2026-01-12', 'Priya Raman became the social worker.', 'social care', true),
    event('Known to the young carers service', '2025-11-03', 'Referred by Larchfield Primary.', 'young carers', true),
  ],
  authors: new Map([[7, 'Sam Ali']]),
  own: ameliaFacts,
  panels: ready,
  seesAttendance: true,
  likeNamed: [],
  mayWrite: true,
  mayVisit: true,
  inTeams: true,
}

const other = (facts: Parameters<typeof exampleChild>[0], more: Partial<OverviewData> = {}): OverviewData => ({
  ...usual,
  ...exampleChild(facts),
  hazards: [],
  relatives: [],
  workers: { now: [], before: [] },
  toAsk: [],
  events: [],
  own: [],
  panels: [],
  ...more,
})
const named = (forename: string, surname: string, more: Record<string, unknown> = {}) =>
  exampleFact('identity', { forename, surname, birthDate: '2015-11-30', sex: 'M', ...more })

/** Named states of the child's page. */
export const overviewExamples: Readonly<Record<string, OverviewData>> = {
  usual,
  'nothing but a name': other([named('Leo', 'Hart')], { mayWrite: false, mayVisit: false, inTeams: false }),
  'something that the child agreed': { ...usual, reasons: agreedReasons },
  'address not recorded': { ...usual, record: { ...ameliaRecord, address: undefined, previousAddresses: [] } },
  'two sources disagree on the language': {
    ...usual,
    own: [...ameliaFacts, exampleFact('background', { firstLanguage: 'English' }, { on: '2026-01-15', rank: 4 })],
  },
  'long Welsh name': other([
    named('Llywelyn Gwrtheyrn Tudur', 'ap Gwilym-Llanfairpwllgwyngyll', { preferredForename: 'Llew' }),
  ]),
  'Polish name': other([named('Świętosława Małgorzata', 'Brzęczyszczykiewicz-Łukasik')]),
  'Arabic name': other([named('عبد الرحمن', 'بن خالد المنصوري')]),
  unborn: other([exampleFact('identity', { birthDate: '2026-06-04', birthPrecision: 'expected', surname: 'Price' })]),
  'age estimated': other([named('Yonas', 'Tesfay', { birthDate: '2010-01-01', birthPrecision: 'about' })]),
  died: other([named('Isla', 'Moore', { birthDate: '2018-02-11', deathDate: '2026-03-02' })]),
  'a part cannot be shown': { ...usual, panels: [...ready, { panel: broken, state: 'failed' }] },
  'opened urgently': {
    ...usual,
    header: urgentHeader,
    reasons: urgentReasons,
    workers: { now: [], before: [] },
    panels: [],
    seesAttendance: false,
    mayWrite: false,
  },
  'something is kept to named people': {
    ...usual,
    toAsk: [{ name: 'Dawn Hughes', role: 'Social worker, North assessment team', phone: '01632 960144', children: [] }],
  },
  'another child of the same name': { ...usual, likeNamed: [{ name: 'Amelia Okafor-Reid', age: '7 years old' }] },
}
