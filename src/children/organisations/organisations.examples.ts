import type { PlainDate } from '../../kernel/index.ts'
import type { OrganisationDetails } from './organisations.queries.ts'
import type { OrganisationData, OrganisationsData } from './organisations.view.ts'

const today = '2026-11-20' as PlainDate
const trust: OrganisationDetails = {
  organisation: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c31',
  name: 'Northmere Community Health Trust',
  staff: 14,
  purpose: 'Health visiting of children under five, with the council’s services',
  basis: 'Children Act 2004, sections 10 and 11',
  categories: ['identity', 'contact', 'early-help', 'health'],
  owner: 'Ifeoma Okafor',
  ownerKey: 'ifeoma-okafor',
  reviewOn: '2026-12-10' as PlainDate,
  state: 'in-force',
}
const academy: OrganisationDetails = {
  ...trust,
  ...{ name: 'Larchfield Academy', staff: 3, reviewOn: '2026-09-30' as PlainDate, state: 'ended' },
}
const club: OrganisationDetails = {
  ...trust,
  ...{ name: 'Ropewalk Youth Club', staff: 2, purpose: null, basis: null, categories: [], owner: null, ownerKey: null },
  ...{ reviewOn: null, state: 'none' },
}

/** The states of the list. */
export const organisationsExamples: Readonly<Record<string, OrganisationsData>> = {
  usual: { organisations: [academy, trust, club, { ...trust, name: 'Quarry Hospital', state: 'withdrawn' }], today },
  none: { organisations: [], today },
}
/** The states of one. */
export const organisationExamples: Readonly<Record<string, OrganisationData>> = {
  'in force': {
    ...{ organisation: trust, today, given: undefined, faults: [] },
    changes: [
      {
        ...{ what: 'agreed', at: new Date('2026-09-01T09:00:00Z'), by: 'Ifeoma Okafor', reviewOn: trust.reviewOn },
        words: 'Health visiting of children under five; Children Act 2004, sections 10 and 11; Ifeoma Okafor',
      },
      {
        ...{ what: 'withdrawn', at: new Date('2026-08-01T09:00:00Z'), by: null, reviewOn: null },
        words: 'The trust changed its systems.',
      },
    ],
  },
  'with faults': {
    ...{ organisation: club, today, changes: [] },
    given: { purpose: 'Sessions at the centre', 'review-day': '31', 'review-month': '2' },
    faults: [
      { field: 'basis', text: 'Enter the legal basis' },
      { field: 'categories', text: 'Choose what its staff may read' },
      { field: 'review-day', text: 'Enter a date, such as 27 3 2027' },
    ],
  },
}
