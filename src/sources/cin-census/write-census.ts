import {
  background,
  bestOf,
  chosenValue,
  fold,
  identifier,
  identity,
  numberInReturn,
  type ReturnFact,
} from '../../children/index.ts'
import { disability } from '../../domains/send/index.ts'
import {
  adoptionStep,
  assessment,
  factor,
  needPlan,
  preProceedings,
  protectionPlan,
  referral,
  strategyDiscussion,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { youngCarerAtAssessment } from '../../domains/young-carers/index.ts'
import { lookUp } from '../../intake/index.ts'
import { addDays, type PlainDate, plainDate } from '../../kernel/index.ts'
import { countElements, type ElementToWrite, writeElement } from './write-element.ts'
import { type CensusYear, episodeElements } from './write-episodes.ts'

/** The kinds that a census is written from; a child belongs in it by the first. */
export const censusKinds = {
  of: [referral],
  read: [
    ...[identity, identifier, background, chosenValue, disability, youngCarerAtAssessment, unaccompanied, adoptionStep],
    ...[referral, assessment, factor, needPlan, strategyDiscussion, protectionPlan, preProceedings],
  ],
}

export type CensusAbout = {
  readonly year: number
  /** The authority's number of three digits. */
  readonly authority: string
  /** When it is made. */
  readonly at: Date
  readonly release: string
}

export type WrittenCensus = {
  readonly xml: string
  /** How many there are of each element that holds others. */
  readonly tables: Readonly<Record<string, number>>
  /** What the form asks for and the record does not hold, and how often. */
  readonly lacking: ReadonlyMap<string, number>
}

/**
 * The Children in Need census of a year (formats.md 4.1; DfE CIN census guide) from what is on the record of each child: who was referred in the
 * twelve months to 31 March, or whose case was open in them. Children come in the order given. Pure.
 */
export const writeCensus = async (
  children: AsyncIterable<readonly ReturnFact[]>,
  about: CensusAbout,
): Promise<WrittenCensus> => {
  const lacking = new Map<string, number>()
  const end = plainDate(about.year, 3, 31)
  const year: CensusYear = {
    year: about.year,
    start: addDays(plainDate(about.year - 1, 3, 31), 1),
    end,
    lacks: element => void lacking.set(element, (lacking.get(element) ?? 0) + 1),
  }
  const counts = new Map<string, number>()
  const parts: string[] = []
  for await (const facts of children) {
    const child = childElement(facts, year)
    if (!child) continue
    countElements([child], counts)
    parts.push(writeElement(child, 2))
  }
  const xml = ['<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n', writeElement(header(about, end), 1)]
  const tables = Object.fromEntries(tableNames.map(name => [name, counts.get(name) ?? 0]))
  return { xml: [...xml, '  <Children>\n', ...parts, '  </Children>\n</Message>\n'].join(''), tables, lacking }
}

const tableNames = [
  ...['Child', 'Disability', 'CINdetails', 'Assessments', 'AssessmentFactors', 'CINPlanDates', 'Section47'],
  ...['ChildProtectionPlans', 'CPPreviewDate', 'PreProceedingsandFGDM'],
]

const header = ({ year, authority, at, release }: CensusAbout, end: PlainDate): ElementToWrite => [
  'Header',
  [
    [
      'CollectionDetails',
      [
        ['Collection', 'CIN'],
        ['Year', String(year)],
        ['ReferenceDate', end],
      ],
    ],
    [
      'Source',
      [
        ['SourceLevel', 'L'],
        ['LEA', authority],
        ['SoftwareCode', 'Throughline'],
        ['Release', release],
        ['SerialNo', '001'],
        ['DateTime', at.toISOString().slice(0, 19)],
      ],
    ],
  ],
]

const childElement = (facts: readonly ReturnFact[], year: CensusYear): ElementToWrite | undefined => {
  const episodes = episodeElements(facts, year)
  if (episodes.length === 0) return undefined
  const number = numberInReturn(facts, ['social care'])
  if (number === undefined) {
    // Without it there is nothing that the form could tell the child by.
    year.lacks('LAchildID')
    return undefined
  }
  return [
    'Child',
    [
      ['ChildIdentifiers', identifierElements(facts, number, episodes, year)],
      ['ChildCharacteristics', characteristicElements(facts, year)],
      ...episodes,
    ],
  ]
}

const identifierElements = (
  facts: readonly ReturnFact[],
  number: string,
  episodes: readonly ElementToWrite[],
  year: CensusYear,
): ElementToWrite[] => {
  const record = fold(facts, { today: year.end, enrolment: '' })
  const born = record.birth?.value
  const [birth, expected] = [
    born?.precision === 'day' ? born.date : undefined,
    born?.precision === 'expected' ? born.date : undefined,
  ]
  if (!birth && !expected) year.lacks('PersonBirthDate')
  const upn = record.upn?.value.number
  const former = bestOf(facts, ({ kind, body }) =>
    kind === identifier.kind && body['type'] === 'former-upn' ? String(body['value']) : undefined,
  )
  const death = record.death?.value
  return [
    ['LAchildID', number],
    ['UPN', upn],
    ['FormerUPN', former],
    ['UPNunknown', upn ? undefined : whyNoUpn(birth ?? expected, episodes, year)],
    ['PersonBirthDate', birth],
    ['ExpectedPersonBirthDate', expected],
    sexElement(record.sex?.value, year),
    ['PersonDeathDate', death && death <= year.end ? death : undefined],
  ]
}

/** Why there is no UPN, where the record tells it (code set upn-unknown): too young for one, or referred and nothing more. */
const whyNoUpn = (
  born: PlainDate | undefined,
  episodes: readonly ElementToWrite[],
  year: CensusYear,
): string | undefined => {
  if (born && born > plainDate(year.year - 6, 3, 31)) return 'UN1'
  const nothingMore = episodes.every(([, parts]) =>
    (parts as readonly ElementToWrite[]).some(
      ([name, said]) => name === 'ReferralNFA' && /^(1|true)$/.test(String(said)),
    ),
  )
  if (nothingMore) return 'UN7'
  year.lacks('UPNunknown')
  return undefined
}

/** Sex with M, F, U since 2024; GenderCurrent with 1, 2, 9 before, and 0 of a child not born yet. */
const sexElement = (sex: string | undefined, year: CensusYear): ElementToWrite => {
  if (!sex) year.lacks('Sex')
  if (year.year >= 2024) return ['Sex', sex]
  return ['GenderCurrent', sex && { M: '1', F: '2', U: '9' }[sex]]
}

const characteristicElements = (facts: readonly ReturnFact[], year: CensusYear): ElementToWrite[] => {
  const ethnicity = bestOf(facts, ({ kind, body }) => {
    const said = kind === background.kind ? body['ethnicity'] : undefined
    return typeof said === 'string' && lookUp('cin-ethnicity', said, year.end) ? said : undefined
  })
  if (!ethnicity) year.lacks('Ethnicity')
  const disabilities = facts.flatMap(({ kind, body }) => {
    const code = kind === disability.kind ? String(body['code']) : ''
    return code !== 'NONE' && lookUp('cin-disability', code, year.end) ? [code] : []
  })
  return [
    ['Ethnicity', ethnicity],
    ['Disabilities', [...new Set(disabilities)].map(code => ['Disability', code])],
  ]
}
