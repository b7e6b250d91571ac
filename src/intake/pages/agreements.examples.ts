import type { AgreementData } from './agreements.view.ts'
import { exampleSources } from './sources.examples.ts'
import type { SourceDetails } from './sources.queries.ts'

const [census, list] = exampleSources
const withdrawn: SourceDetails = { ...census, withdrawnAt: new Date('2026-11-18T14:00:00Z'), live: false }
const overdue: SourceDetails = {
  ...census,
  name: 'Youth clubs',
  reviewOn: '2026-04-30' as never,
  live: false,
}
/** As it ships, before the council has agreed. */
const proposed: SourceDetails = { ...census, name: 'Common Transfer File', proposed: true, live: false }
const one: AgreementData = { source: census, changes: [], given: undefined, faults: [] }

/** The states of the list. */
export const agreementsExamples: Readonly<Record<string, readonly SourceDetails[]>> = {
  usual: [census, overdue, proposed, list, withdrawn],
  none: [],
}
/** The states of one. */
export const agreementExamples: Readonly<Record<string, AgreementData>> = {
  'in force': one,
  none: { ...one, source: list },
  proposed: { ...one, source: proposed },
  withdrawn: {
    ...one,
    source: withdrawn,
    changes: [
      {
        what: 'withdrawn',
        at: new Date('2026-11-18T14:00:00Z'),
        by: 'Ifeoma Okafor',
        purpose: null,
        basis: null,
        fields: null,
        owner: null,
        reviewOn: null,
        reason: 'The academy trust no longer shares by this agreement.',
      },
      {
        what: 'agreed',
        at: new Date('2026-09-01T09:00:00Z'),
        by: null,
        purpose: census.purpose,
        basis: census.basis,
        fields: census.fields,
        owner: census.owner,
        reviewOn: census.reviewOn,
        reason: null,
      },
    ],
  },
  'no reason to withdraw it': {
    ...one,
    reason: 'No more',
    faults: [{ field: 'reason', text: 'Write why it is withdrawn in at least 20 letters' }],
  },
  'with faults': {
    ...one,
    given: { purpose: '', basis: 'Children Act 2004, section 10', 'review-day': '31', 'review-month': '2' },
    faults: [
      { field: 'purpose', text: 'Enter the purpose' },
      { field: 'fields', text: 'Enter what is shared' },
      { field: 'owner', text: 'Enter the owner of the agreement' },
      { field: 'review-day', text: 'Enter a date, such as 27 3 2027' },
    ],
  },
}
