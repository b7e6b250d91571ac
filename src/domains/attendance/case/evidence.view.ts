import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { formatDate, type PlainDate, plural } from '../../../kernel/index.ts'
import {
  card,
  emptyState,
  eventList,
  type Html,
  html,
  type PageContent,
  summaryList,
  table,
} from '../../../platform/views/index.ts'
import { markClassWords, markWords } from '../mark-words.ts'
import type { SupportPlan } from './case.queries.ts'
import { caseHref, conditionList } from './case-parts.view.ts'
import type { RegisterExtract } from './evidence.ts'
import type { Condition } from './lawful-steps.ts'
import { stepBody } from './step.view.ts'
import { type CaseStep, type IssuedNotice, stepTitle } from './steps.ts'

/** The bundle for the court, printed: the register, the steps and letters, the notices, and the certificate to sign. */
export type EvidenceData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly steps: readonly CaseStep[]
  readonly notices: readonly IssuedNotice[]
  readonly plan: SupportPlan | undefined
  readonly extracts: readonly RegisterExtract[]
  /** What the law still asks before the court. Not printed. */
  readonly conditions: readonly Condition[]
}

/**
 * What others than the officer will read: nothing of whom to speak to first, of what was asked and answered, or of what the child said
 * stands in it.
 */
export const evidenceView = (data: EvidenceData): PageContent => {
  const { header, today, extracts, conditions } = data
  return {
    ...recordPage(header, {
      title: 'Evidence of absence',
      body: html`<p class="govuk-body">Made on ${formatDate(today)}. Print this page, or save it as a PDF.</p>
${
  conditions.some(one => !one.met)
    ? html`<div class="tl-noprint">${card({ title: 'Before it goes to court', body: conditionList(conditions) ?? '' })}</div>`
    : null
}${extracts.length === 0 ? emptyState({ text: 'No unauthorised absence is recent enough for the court.' }) : extracts.map(extractCard)}
${stepsCard(data)}${noticesCard(data)}${planCard(data)}${extracts.map(one => certificateCard(header, one))}`,
    }),
    back: { text: 'Help with attendance', href: caseHref(header.address) },
  }
}

const extractCard = (one: RegisterExtract): Html =>
  card({
    title: `Register of ${one.school}, ${formatDate(one.from)} to ${formatDate(one.to)}`,
    body: html`${countsList(one)}${table({
      caption: 'Every absence in these days',
      columns: [
        { text: 'Day' },
        { text: 'Session' },
        { text: 'Code' },
        { text: 'What it means' },
        { text: 'Counts as' },
      ],
      rowHeader: true,
      rows: one.absences.map(({ on, session, code }) => [
        formatDate(on),
        session === 'am' ? 'Morning' : 'Afternoon',
        code,
        markWords(code),
        markClassWords(code),
      ]),
    })}`,
  })

const countsList = ({ counts, unmarked }: RegisterExtract): Html =>
  summaryList({
    rows: [
      { key: 'Possible sessions', value: String(counts.possible) },
      { key: 'Attended', value: String(counts.attended) },
      { key: 'Authorised absence', value: String(counts.authorised) },
      { key: 'Unauthorised absence', value: String(counts.unauthorised) },
      ...(unmarked === 0 ? [] : [{ key: 'Without a mark', value: unmarkedNote(unmarked) }]),
    ],
  })

/** The council's copy of the register is not whole then, and a certificate over it would not be true. */
const unmarkedNote = (unmarked: number | undefined): string =>
  unmarked === undefined
    ? 'Not known: the school’s term dates are missing. Check with the school that the register is whole before it is certified.'
    : `${plural(unmarked, 'session')} of school days. Ask the school for them before the register is certified.`

const stepsCard = ({ steps }: EvidenceData): Html =>
  card({
    title: 'Steps, meetings and letters',
    body: eventList({
      events: [...steps]
        .sort((a, b) => (a.on < b.on ? -1 : 1))
        .map(step => ({
          title: stepTitle(step.sort),
          when: formatDate(step.on),
          date: step.on,
          key: true,
          body: stepBody(step),
          source: { from: step.by, at: formatDate(step.on) },
        })),
      empty: 'No step has been written down.',
    }),
  })

const outcomes = { paid: 'Paid', unpaid: 'Not paid in time', withdrawn: 'Withdrawn' } as const

const noticesCard = ({ notices }: EvidenceData): Html =>
  card({
    title: 'Penalty notices',
    body: table({
      columns: [{ text: 'To' }, { text: 'Issued' }, { text: 'To be paid by' }, { text: 'What became of it' }],
      rowHeader: true,
      rows: notices.map(one => [
        one.name,
        formatDate(one.issuedOn),
        formatDate(one.payBy),
        one.outcome ? outcomes[one.outcome] : 'Not known yet',
      ]),
      empty: 'None for this child on this record.',
    }),
  })

const planCard = ({ plan }: EvidenceData): Html | null =>
  plan
    ? card({
        title: 'Attendance support plan',
        body: table({
          caption: `As agreed on ${formatDate(plan.on)}${plan.agreedWith ? ` with ${plan.agreedWith}` : ''}`,
          columns: [{ text: 'Action' }, { text: 'Who' }, { text: 'By' }, { text: 'Done' }],
          rowHeader: true,
          rows: plan.actions.map(one => [
            one.what,
            one.who,
            formatDate(one.by),
            one.done === 'yes' ? 'Yes' : 'Not yet',
          ]),
        }),
      })
    : null

/** To be signed by the head teacher: a certificate of attendance is evidence without more (Education Act 1996, section 566). */
const certificateCard = (header: RecordHeader, one: RegisterExtract): Html =>
  card({
    title: `Head teacher’s certificate, ${one.school}`,
    body: html`<p class="govuk-body">I certify that ${header.name}${header.born ? `, born ${header.born},` : ''} is a registered pupil of ${one.school}, and that between ${formatDate(one.from)} and ${formatDate(one.to)}, of ${one.counts.possible} possible sessions, the pupil attended ${one.counts.attended}, was absent with the school’s authority for ${one.counts.authorised} and without it for ${one.counts.unauthorised}, as the register of the school shows. The extract above is a true copy of it.</p>
<p class="govuk-body">Head teacher: ______________________________</p>
<p class="govuk-body">Signed: ______________________________ Date: ______________</p>`,
  })
