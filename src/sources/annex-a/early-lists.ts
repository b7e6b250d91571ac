import { earlyHelpEpisode } from '../../domains/early-help/index.ts'
import {
  assessment,
  careInvolved,
  contact,
  lastSeen,
  needPlan,
  protectionPlan,
  referral,
  strategyDiscussion,
} from '../../domains/social-care/index.ts'
import { type Cells, during, type Fact, type ImportedInvolvement } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { adoptionFacts, unlessAdoption } from './adoption-words.ts'
import { involvementsFrom } from './identity-facts.ts'
import { readSpelling, readYesNo } from './spelled.ts'

/** What a row of a list says beside who it is about, and the values that make it one row. */
export type ListSays = {
  readonly facts: readonly Fact[]
  readonly key: readonly string[]
  readonly involvements?: readonly ImportedInvolvement[]
}
export type ListReader = (cells: Cells, asOf: PlainDate) => ListSays

const codeSet = 'Annex A'

/** A worker named on a row: the fact that social care is involved, and whom to speak to. */
const involved = (
  cells: Cells,
  from: PlainDate,
  to?: PlainDate,
): { facts: Fact[]; involvements: ImportedInvolvement[] } => {
  const involvements = involvementsFrom(cells, from, to)
  const [team, worker] = [cells.text('Allocated Team'), cells.text('Allocated Worker')]
  const fact = { kind: careInvolved, body: { team, worker, status: to ? 'Closed' : 'Open' }, ...during(from, to) }
  return { involvements, facts: involvements.length > 0 ? [fact] : [] }
}

/** Lists 1 to 7: contacts, early help, referrals, assessments, section 47 enquiries, children in need, child protection. */
export const earlyLists: Readonly<Record<string, ListReader>> = {
  'List 1': cells => {
    const on = cells.needDate('Date of Contact', 'date of the contact')
    const source = readSpelling(cells, 'Contact Source', 'source')
    const body = { on, source: source?.label, sourceCode: source?.code, codeSet: source?.setVersion ?? codeSet }
    return { facts: [{ kind: contact, body, from: on, to: on }], key: [on, cells.text('Contact Source') ?? ''] }
  },
  'List 2': cells => {
    const startedOn = cells.needDate('Assessment start date', 'start of the early help assessment')
    const completedOn = cells.date('Assessment completion date')
    const organisation = cells.text('Organisation completing assessment')
    return {
      facts: [{ kind: earlyHelpEpisode, body: { startedOn, completedOn, organisation }, ...during(startedOn) }],
      key: [startedOn],
    }
  },
  'List 3': cells => {
    const on = cells.needDate('Date of Referral', 'date of the referral')
    const source = readSpelling(cells, 'Referral Source', 'source')
    const noFurtherAction = readYesNo(cells, 'Referral NFA?')
    const body = {
      on,
      source: source?.label,
      sourceCode: source?.code,
      noFurtherAction,
      inLastYear: cells.text('Number of Referrals in Last 12 Months'),
      codeSet: source?.setVersion ?? codeSet,
    }
    const named = noFurtherAction ? { facts: [], involvements: [] } : involved(cells, on)
    return {
      facts: [{ kind: referral, body, ...during(on) }, ...named.facts],
      key: [on],
      involvements: named.involvements,
    }
  },
  'List 4': cells => {
    const startedOn = cells.needDate('Continuous Assessment Start Date', 'start of the assessment')
    const authorisedOn = cells.date('Continuous Assessment Date of Authorisation')
    const body = {
      startedOn,
      authorisedOn,
      childSeen: cells.text('Child Seen During Continuous Assessment'),
      support: cells.text("Was the child assessed as requiring LA children's social care support?"),
    }
    const named = involved(cells, startedOn)
    return {
      facts: [{ kind: assessment, body, ...during(startedOn, authorisedOn) }, ...named.facts],
      key: [startedOn],
      involvements: named.involvements,
    }
  },
  'List 5': cells => {
    const startedOn = cells.needDate(
      'Strategy discussion initiating Section 47 Enquiry Start Date',
      'start of the section 47 enquiry',
    )
    const body = {
      startedOn,
      conferenceOn: cells.date('Date of Initial Child Protection Conference'),
      conferenceNotNeeded: readYesNo(cells, 'Was an Initial Child Protection Conference deemed unnecessary?'),
      resultedInPlan: readYesNo(cells, 'Did the Initial Child Protection Conference Result in a Child Protection Plan'),
    }
    const named = involved(cells, startedOn)
    return {
      facts: [{ kind: strategyDiscussion, body, ...during(startedOn) }, ...named.facts],
      key: [startedOn],
      involvements: named.involvements,
    }
  },
  'List 6': cells => {
    const startedOn = cells.needDate('CIN Start Date', 'day the child in need episode began')
    const endedOn = cells.date('CIN Closure Date')
    const need = readSpelling(cells, 'Primary Need Code', 'need')
    const closure = readSpelling(cells, 'Reason for Closure', 'closure')
    const status = readSpelling(cells, 'Case Status', 'status')
    const body = {
      startedOn,
      endedOn,
      need: need?.label,
      needCode: need?.code,
      caseStatus: status?.label,
      closureReason: unlessAdoption(closure)?.label,
      codeSet: need?.setVersion ?? codeSet,
    }
    const named = involved(cells, startedOn, endedOn)
    const facts = [
      { kind: needPlan, body, ...during(startedOn, endedOn) },
      ...seen(cells.date('Date Child Was Last Seen')),
      ...adoptionFacts([[closure, endedOn]]),
      ...named.facts,
    ]
    return { facts, key: [startedOn], involvements: named.involvements }
  },
  'List 7': cells => protectionRow(cells),
}

const protectionRow = (cells: Cells): ListSays => {
  const startedOn = cells.needDate('Child Protection Plan Start Date', 'start of the child protection plan')
  const endedOn = cells.date('Child Protection Plan End Date')
  const [first, latest] = ['Initial Category of Abuse', 'Latest Category of Abuse'].map(column =>
    readSpelling(cells, column, 'abuse'),
  )
  const [lastVisit, seenAlone] = [
    cells.date('Date of the Last Statutory Visit'),
    readYesNo(cells, 'Was the Child Seen Alone?'),
  ]
  const body = {
    startedOn,
    endedOn,
    firstCategory: first?.label,
    latestCategory: latest?.label,
    previousPlans: cells.number('Number of Previous Child Protection Plans'),
    lastVisit,
    seenAlone,
    latestReview: cells.date('Date of latest review conference'),
    emergencyPowers: readYesNo(
      cells,
      'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months',
    ),
    codeSet: first?.setVersion ?? codeSet,
  }
  const named = involved(cells, startedOn, endedOn)
  const facts = [
    { kind: protectionPlan, body, ...during(startedOn, endedOn) },
    ...seen(lastVisit, seenAlone),
    ...named.facts,
  ]
  return { facts, key: [startedOn], involvements: named.involvements }
}

/** When social care last saw the child. */
export const seen = (on: PlainDate | undefined, alone?: boolean): Fact[] =>
  on ? [{ kind: lastSeen, body: { on, alone }, from: on, to: on }] : []
