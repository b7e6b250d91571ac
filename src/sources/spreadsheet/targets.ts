import type { Category, Sensitivity } from '../../kernel/index.ts'
import type { ServiceKey } from './listed-services.ts'

/** How the cells of a column are read. */
export type Reading =
  | 'text'
  | 'surname-first'
  | 'full-name'
  | 'date'
  | 'birth'
  | 'sex'
  | 'upn'
  | 'nhs'
  | 'uln'
  | 'uprn'
  | 'postcode'
  | 'address'
  | 'phone'
  | 'email'
  | 'contact'
  | 'list'
  | 'flag'
  | 'sort'
  | 'none'

/** One thing that a column of a spreadsheet can say. The list is closed: what is not in it can only be kept as a service's note. */
export type Target = {
  readonly key: string
  readonly group: string
  readonly label: string
  readonly category: Category | 'key' | 'unused'
  readonly sensitivity: Sensitivity
  readonly reads: Reading
  /** Only lists of this service have it. */
  readonly service: ServiceKey | undefined
  /** Several columns may say it. */
  readonly many: boolean
  /** Shown covered on the page where columns are confirmed. */
  readonly masked: boolean
  /** What it becomes, for the data dictionary. */
  readonly becomes: string
}

type Rest = Partial<Pick<Target, 'sensitivity' | 'service' | 'many' | 'masked'>>
const target = (
  group: string,
  key: string,
  label: string,
  category: Target['category'],
  reads: Reading,
  becomes: string,
  rest: Rest = {},
): Target => ({
  key,
  group,
  label,
  category,
  reads,
  becomes,
  sensitivity: 1,
  service: undefined,
  many: false,
  masked: false,
  ...rest,
})

type Row = readonly [
  key: string,
  label: string,
  category: Target['category'],
  reads: Reading,
  becomes: string,
  rest?: Rest,
]
const of = (group: string, common: Rest, rows: readonly Row[]): Target[] =>
  rows.map(([key, label, category, reads, becomes, rest]) =>
    target(group, key, label, category, reads, becomes, { ...common, ...rest }),
  )

const secret = { masked: true }
const child = of('The child', secret, [
  ['child.own-id', 'The list’s own number for the child', 'key', 'text', 'the key of the row'],
  [
    'child.surname-first',
    'Name, surname first (“Okafor, Amelia”)',
    'identity',
    'surname-first',
    'identity.surname, identity.forename',
  ],
  [
    'child.full-name',
    'Name, forename first (“Amelia Okafor”)',
    'identity',
    'full-name',
    'identity.forename, identity.surname',
  ],
  ['child.forename', 'Forename', 'identity', 'text', 'identity.forename'],
  ['child.middle', 'Middle names', 'identity', 'text', 'identity.middle'],
  ['child.surname', 'Surname', 'identity', 'text', 'identity.surname'],
  ['child.known-as', 'Known as', 'identity', 'text', 'identity.preferredForename'],
  ['child.former-surname', 'Former surname', 'identity', 'text', 'identity.formerSurnames'],
  ['child.birth-date', 'Date of birth', 'identity', 'birth', 'identity.birthDate'],
  ['child.sex', 'Sex', 'identity', 'sex', 'identity.sex'],
  ['child.upn', 'Unique pupil number (UPN)', 'identity', 'upn', 'identifier upn'],
  ['child.uln', 'Unique learner number', 'identity', 'uln', 'identifier uln'],
  ['child.nhs-number', 'NHS number', 'identity', 'nhs', 'identifier nhs-number'],
  ['child.school', 'School', 'identity', 'text', 'kept with the row'],
  ['child.ethnicity', 'Ethnicity', 'identity', 'text', 'background.ethnicityRaw', { sensitivity: 2 }],
  ['child.language', 'Home language', 'identity', 'text', 'background.homeLanguage'],
  ['family.key', 'The list’s own number for the family', 'families', 'text', 'the family'],
])

const home = of('Home and contact', secret, [
  ['address.full', 'Whole address in one cell', 'contact', 'address', 'address'],
  ['address.house', 'House number or name', 'contact', 'text', 'address.paon'],
  ['address.street', 'Street', 'contact', 'text', 'address.street'],
  ['address.locality', 'Locality', 'contact', 'text', 'address.locality'],
  ['address.town', 'Town', 'contact', 'text', 'address.town'],
  ['address.postcode', 'Postcode', 'contact', 'postcode', 'address.postcode'],
  ['address.uprn', 'Property number (UPRN) of the home', 'contact', 'uprn', 'address.uprn'],
  ['contact.phone', 'Telephone', 'contact', 'phone', 'contact-detail phone', { many: true }],
  ['contact.email', 'E-mail address', 'contact', 'email', 'contact-detail email', { many: true }],
  ['parent.name', 'Parent or carer', 'contact', 'text', 'carer.name'],
  ['parent.relation', 'What the parent or carer is to the child', 'contact', 'text', 'carer.relation'],
  ['parent.phone', 'Parent’s or carer’s telephone', 'contact', 'phone', 'carer.phone'],
  ['parent.email', 'Parent’s or carer’s e-mail address', 'contact', 'email', 'carer.email'],
  ['parent.contact', 'Parent or carer with telephone in one cell', 'contact', 'contact', 'carer'],
])

// Whoever says what a column means needs no more than its heading for these: what stands in them is the service's.
const narrative: Rest = { sensitivity: 2, many: true, masked: true }
const help = of('Early help', { service: 'early-help' }, [
  ['early-help.started', 'Date early help started', 'early-help', 'date', 'early-help-episode.startedOn'],
  ['early-help.ended', 'Date early help ended', 'early-help', 'date', 'early-help-episode.completedOn'],
  ['early-help.lead', 'Lead practitioner', 'early-help', 'text', 'early-help-episode.leadPractitioner'],
  ['early-help.organisation', 'Organisation', 'early-help', 'text', 'early-help-episode.organisation'],
  ['early-help.status', 'Status', 'early-help', 'text', 'early-help-episode.status'],
  [
    'early-help.reasons',
    'Reasons for early help',
    'early-help',
    'list',
    'early-help-episode.reasons',
    { masked: true },
  ],
  ['early-help.notes', 'Notes', 'early-help', 'text', 'early-help-episode.notes', narrative],
])
const carers = of('Young carers', { service: 'young-carers' }, [
  ['young-carer.since', 'Young carer since', 'young-carer', 'date', 'young-carer.since'],
  ['young-carer.status', 'Status', 'young-carer', 'text', 'young-carer.status'],
  [
    'young-carer.cares-for',
    'Who the young person cares for',
    'young-carer',
    'text',
    'young-carer.caresFor',
    { masked: true, sensitivity: 2 },
  ],
  ['young-carer.group', 'Group', 'young-carer', 'text', 'young-carer.group'],
  ['young-carer.worker', 'Worker', 'young-carer', 'text', 'young-carer.worker'],
  ['young-carer.agreed', 'Whether the school may know', 'young-carer', 'flag', 'young-carer.agreedToShare'],
  ['young-carer.notes', 'Notes', 'young-carer', 'text', 'young-carer.notes', narrative],
])
const centres = of('Children’s centres', { service: 'childrens-centre' }, [
  ['centre.name', 'Centre', 'youth-centre', 'text', 'centre-registration.centre'],
  ['centre.registered', 'Date registered', 'youth-centre', 'date', 'centre-registration.on'],
  ['centre.allergies', 'Allergies', 'health', 'text', 'centre-registration.allergies', { masked: true }],
  ['centre.notes', 'Notes', 'youth-centre', 'text', 'centre-registration.notes', narrative],
])
const clubs = of('Youth clubs', { service: 'youth-clubs' }, [
  ['youth.club', 'Club', 'youth-centre', 'text', 'youth-membership.club'],
  ['youth.since', 'Date joined', 'youth-centre', 'date', 'youth-membership.since'],
  ['youth.until', 'Date left', 'youth-centre', 'date', 'youth-membership.until'],
  ['youth.notes', 'Notes', 'youth-centre', 'text', 'youth-membership.notes', narrative],
])
const results = of('School results', { service: 'school-results' }, [
  ['result.stage', 'Stage or assessment', 'attendance', 'text', 'attainment.stage'],
  ['result.year', 'Year of the result', 'attendance', 'text', 'attainment.year'],
  ['result.subject', 'Subject', 'attendance', 'text', 'attainment.subject'],
  ['result.component', 'Paper or part', 'attendance', 'text', 'attainment.component'],
  ['result.result', 'Result', 'attendance', 'text', 'attainment.result', { masked: true }],
  ['result.on', 'Date of the result', 'attendance', 'date', 'attainment'],
])
const properties = of('Properties', { service: 'housing' }, [
  ['property.uprn', 'Property number (UPRN)', 'key', 'uprn', 'the property', secret],
  ['property.sort', 'Kind of note', 'identity', 'sort', 'danger-note.sort'],
  ['property.what-to-do', 'What to do before a visit', 'identity', 'text', 'danger-note.whatToDo'],
  ['property.why', 'Why', 'care-content', 'text', 'danger-note.why', { masked: true, sensitivity: 2 }],
  ['property.noted', 'Date of the note', 'identity', 'date', 'danger-note'],
  ['property.check-by', 'Check again by', 'identity', 'date', 'danger-note.checkBy'],
])
const others = of('Neither', {}, [
  ['nothing', 'Keep nothing of this column', 'unused', 'none', 'nothing', { many: true, masked: true }],
  ['ask', 'Not decided yet', 'unused', 'none', 'nothing yet', { many: true, masked: true }],
])

/** Everything a column can say. */
export const targets: readonly Target[] = [
  ...child,
  ...home,
  ...help,
  ...carers,
  ...centres,
  ...clubs,
  ...results,
  ...properties,
  ...others,
]

const byKey = new Map(targets.map(one => [one.key, one]))

/** The target of that key. Throws on an unknown one: a mapping's schema has let nothing else through. */
export const getTarget = (key: string): Target => {
  const found = byKey.get(key)
  if (!found) throw new Error('A mapping names a target that is not in the list')
  return found
}

/** The targets that a list of this service can have. A list of properties names no children. */
export const targetsFor = (service: ServiceKey): readonly Target[] =>
  targets.filter(one =>
    service === 'housing'
      ? one.service === 'housing' || one.group === 'Neither'
      : one.service === undefined || one.service === service,
  )
