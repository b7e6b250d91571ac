import { address, background, carer, contactDetail, identifier, identity, note } from '../src/children/index.ts'
import { enrolment, schoolSupport } from '../src/domains/education/index.ts'
import type { Fact, OpenFile, RegisterRow, RowOutcome, Source, SourceRow } from '../src/intake/index.ts'
import { addDays, type PlainDate } from '../src/kernel/index.ts'
import {
  childOf,
  countSchools,
  isLongRecord,
  marksOn,
  patternOf,
  schoolName,
  schoolNumber,
  type Town,
  type TownChild,
  townAsOf,
  townDays,
} from './town.ts'

const enrolled = '2026-09-01' as PlainDate

const factsOf = (child: TownChild): Fact[] => [
  {
    kind: identity,
    body: {
      forename: child.forename,
      middle: child.middle,
      surname: child.surname,
      birthDate: child.birthDate,
      sex: child.sex,
    },
  },
  { kind: identifier, body: { type: 'upn', value: child.upn, ok: true } },
  {
    kind: address,
    body: {
      type: 'home',
      paon: child.house,
      street: child.street,
      town: 'Northmere',
      postcode: child.postcode,
      uprn: child.uprn,
    },
  },
  { kind: contactDetail, body: { type: 'phone', value: child.phone, whose: child.parent } },
  { kind: carer, body: { name: child.parent, relation: 'Mother', phone: child.phone, livesWith: true } },
  {
    kind: enrolment,
    from: enrolled,
    body: {
      laestab: schoolNumber(child.school),
      school: schoolName(child.school),
      entryDate: enrolled,
      status: 'C',
      yearGroup: child.yearGroup,
    },
  },
  { kind: background, body: { ethnicity: child.ethnicity, firstLanguage: child.language } },
  ...(child.number % 4 === 0
    ? [{ kind: schoolSupport, body: { sort: 'free-meals', label: 'Free school meals' } }]
    : []),
  ...(isLongRecord(child.number) ? notesOf(child) : []),
]

/** What a worker of social care would have written in two years. */
const notesOf = ({ forename }: TownChild): Fact[] =>
  Array.from({ length: 40 }, (_, at) => ({
    kind: note,
    category: 'care-content',
    from: addDays('2024-12-01' as PlainDate, at * 17),
    body: {
      noteKind: (['visit', 'call', 'meeting', 'message'] as const)[at % 4],
      happenedOn: addDays('2024-12-01' as PlainDate, at * 17),
      seen: at % 4 === 0,
      passages: [
        {
          text: `${forename} was well and spoke about school, sleep and the weekend. We agreed what happens next.`,
          about: 'child',
        },
      ],
    },
  }))

/** The row of the town's list that speaks of this child. */
export const rowOf = (child: TownChild): SourceRow => ({
  key: String(child.number),
  scope: 'pupils',
  personKey: String(child.number),
  asOf: townAsOf,
  content: { ...child },
  identity: {
    forename: child.forename,
    middle: child.middle,
    surname: child.surname,
    birthDate: child.birthDate,
    sex: child.sex,
    upn: child.upn,
    postcode: child.postcode,
    house: child.house,
    street: child.street,
    uprn: child.uprn,
    phones: [child.phone],
  },
  facts: factsOf(child),
  roll: { laestab: schoolNumber(child.school), name: schoolName(child.school), from: enrolled },
  family: { key: child.family },
})

const registersOf = (town: Town, school: number): RegisterRow[] => {
  const pupils = Array.from({ length: town.children }, (_, number) => number).filter(
    number => (number >> 1) % countSchools(town) === school,
  )
  return townDays(town).map(date => ({
    key: `register ${schoolNumber(school)} ${date}`,
    scope: `register ${schoolNumber(school)} ${date}`,
    asOf: townAsOf,
    laestab: schoolNumber(school),
    date,
    rows: pupils.length,
    marks: pupils.map(number => {
      const [am, pm] = marksOn(patternOf(number), date)
      return { personKey: String(number), am, pm }
    }),
  }))
}

/** The text of the one file that the town sends: how large it is; then a line for each child and each school. */
export const townFile = (town: Town): string =>
  [
    `town,${town.children},${town.days}`,
    ...Array.from({ length: town.children }, (_, number) => `pupil,${number},`),
    ...Array.from({ length: countSchools(town) }, (_, school) => `registers,${school},`),
    '',
  ].join('\n')

const read = async function* ({ events }: OpenFile): AsyncGenerator<RowOutcome> {
  let town: Town = { children: 0, days: 0 }
  for await (const event of events) {
    if (event.type !== 'row') continue
    const { line, values } = event
    const [what, number] = [values[0], Number(values[1])]
    if (what === 'town') town = { children: number, days: Number(values[2]) }
    else if (what === 'pupil') yield { outcome: 'accepted', line, row: rowOf(childOf(town, number)) }
    else for (const register of registersOf(town, number)) yield { outcome: 'register', line, register }
  }
}

/** The town as a source of its own. */
export const townSource: Source = {
  id: 'town',
  name: 'Town lists',
  said: 'School list',
  service: 'Education',
  columns: [],
  rank: { default: 3 },
  agreement: { purpose: 'Measuring', basis: 'Invented people', owner: 'Nobody' },
  reading: { rowWidth: 'any' },
  recognise: ({ events }) => {
    const first = events.find(event => event.type === 'row')
    if (first?.type !== 'row' || first.values[0] !== 'town') return undefined
    return { period: '2026', table: 'town', asOf: townAsOf, mode: 'snapshot', order: 0 }
  },
  read,
}
