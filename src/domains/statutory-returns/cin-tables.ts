import type { XmlElement } from '../../platform/files/index.ts'
import type { Row, Tables } from './return-rules.ts'

const columns = {
  Header: 'Collection Year ReferenceDate SourceLevel LEA SoftwareCode Release SerialNo DateTime',
  ChildIdentifiers:
    'LAchildID UPN FormerUPN UPNunknown PersonBirthDate ExpectedPersonBirthDate GenderCurrent Sex PersonDeathDate',
  ChildCharacteristics: 'LAchildID Ethnicity',
  Disabilities: 'LAchildID Disability',
  CINdetails:
    'LAchildID CINdetailsID CINreferralDate ReferralSource PrimaryNeedCode CINclosureDate ReasonForClosure DateOfInitialCPC ReferralNFA',
  Assessments:
    'LAchildID CINdetailsID AssessmentID AssessmentActualStartDate AssessmentInternalReviewDate AssessmentAuthorisationDate AssessmentFactors',
  AssessmentFactorsList: 'LAchildID CINdetailsID AssessmentID AssessmentFactor',
  CINplanDates: 'LAchildID CINdetailsID CINPlanStartDate CINPlanEndDate',
  Section47: 'LAchildID CINdetailsID S47ActualStartDate InitialCPCtarget DateOfInitialCPC ICPCnotRequired',
  ChildProtectionPlans:
    'LAchildID CINdetailsID CPPID CPPstartDate CPPendDate InitialCategoryOfAbuse LatestCategoryOfAbuse NumberOfPreviousCPP',
  Reviews: 'LAchildID CINdetailsID CPPID CPPreviewDate',
} as const
type Table = keyof typeof columns

/** What a census does not number, we do: by the row. */
const numberOf: Readonly<Partial<Record<Table, string>>> = {
  CINdetails: 'CINdetailsID',
  Assessments: 'AssessmentID',
  ChildProtectionPlans: 'CPPID',
}

const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  (element.children ?? []).filter(child => child.name.toLowerCase() === name.toLowerCase())
const textOf = (element: XmlElement, name: string): string | null => childrenOf(element, name)[0]?.text?.trim() || null

/**
 * The elements of a Children in Need census (its Header and each Child) as the tables that the rules name. Rows are numbered from 0 in each
 * table, as are the episodes, assessments and plans of the return.
 */
export const cinTables = (elements: readonly XmlElement[]): Tables => {
  const tables = Object.fromEntries(Object.keys(columns).map(table => [table, []])) as unknown as Record<Table, Row[]>
  const add = (table: Table, from: XmlElement, known: Readonly<Record<string, unknown>> = {}): number => {
    const _row = tables[table].length
    const numbered = { ...known, ...(numberOf[table] ? { [numberOf[table]]: String(_row) } : {}) }
    const cells = columns[table]
      .split(' ')
      .map(column => [column, column in numbered ? numbered[column] : textOf(from, column)])
    tables[table].push({ _row, ...Object.fromEntries(cells) })
    return _row
  }
  for (const element of elements)
    if (element.name === 'Header') addHeader(element, add)
    else addChild(element, add)
  return tables
}

type Add = (table: Table, from: XmlElement, known?: Readonly<Record<string, unknown>>) => number

const addHeader = (header: XmlElement, add: Add): void => {
  const parts = (header.children ?? []).flatMap(part => part.children ?? [])
  add('Header', { name: 'Header', children: parts })
}

const addChild = (child: XmlElement, add: Add): void => {
  const [identifiers] = childrenOf(child, 'ChildIdentifiers')
  const own = { LAchildID: identifiers ? textOf(identifiers, 'LAchildID') : null }
  if (identifiers) add('ChildIdentifiers', identifiers)
  for (const characteristics of childrenOf(child, 'ChildCharacteristics')) {
    add('ChildCharacteristics', characteristics, own)
    for (const list of childrenOf(characteristics, 'Disabilities'))
      for (const one of childrenOf(list, 'Disability'))
        add('Disabilities', one, { ...own, Disability: one.text?.trim() || null })
  }
  for (const episode of childrenOf(child, 'CINdetails')) addEpisode(episode, own, add)
}

const addEpisode = (episode: XmlElement, own: { LAchildID: string | null }, add: Add): void => {
  const known = { ...own, CINdetailsID: String(add('CINdetails', episode, own)) }
  for (const one of childrenOf(episode, 'Assessments')) addAssessment(one, known, add)
  for (const plan of childrenOf(episode, 'CINplanDates')) add('CINplanDates', plan, known)
  for (const enquiry of childrenOf(episode, 'Section47')) add('Section47', enquiry, known)
  for (const plan of childrenOf(episode, 'ChildProtectionPlans')) {
    const CPPID = String(add('ChildProtectionPlans', plan, known))
    for (const list of childrenOf(plan, 'Reviews'))
      for (const review of childrenOf(list, 'CPPreviewDate'))
        add('Reviews', review, { ...known, CPPID, CPPreviewDate: review.text?.trim() || null })
  }
}

const addAssessment = (one: XmlElement, known: Readonly<Record<string, unknown>>, add: Add): void => {
  const factors = childrenOf(one, 'FactorsIdentifiedAtAssessment')
    .flatMap(list => childrenOf(list, 'AssessmentFactors'))
    .map(factor => factor.text?.trim() || null)
  const AssessmentID = String(
    add('Assessments', one, { ...known, AssessmentFactors: factors.length > 0 ? factors : null }),
  )
  for (const AssessmentFactor of factors)
    add('AssessmentFactorsList', one, { ...known, AssessmentID, AssessmentFactor })
}
