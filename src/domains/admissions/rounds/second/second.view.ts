import { formatInstant, plural } from '../../../../kernel/index.ts'
import {
  button,
  form,
  html,
  type PageContent,
  summaryList,
  table,
  warningText,
} from '../../../../platform/views/index.ts'
import { ordinal } from '../../explain/explain.ts'
import type { Blocker } from '../blockers.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import { faultList } from '../set-up/schools.view.ts'
import type { SecondMove, SecondRun } from './second.queries.ts'

export type SecondData = {
  readonly round: AdmissionRound
  readonly runs: readonly SecondRun[]
  readonly commitment: string | null
  readonly blockers: readonly Blocker[]
}
export type SecondRunData = {
  readonly round: AdmissionRound
  readonly run: SecondRun
  readonly moves: readonly SecondMove[]
  /** Who reads: nobody approves twice. */
  readonly userId: number
}

/** Where the second rounds of a round are. */
export const secondHref = (round: AdmissionRound, part = ''): string => roundHref(round, `/second${part}`)

const stateWords = ({ state, appliedAt, approvals, current }: SecondRun): string => {
  if (state !== 'done') return { waiting: 'Waiting to begin', working: 'At work', refused: 'Could not be done' }[state]
  if (appliedAt) return `Offers made ${formatInstant(appliedAt)}`
  if (!current) return 'Something has changed since'
  return approvals.length > 1 ? 'Approved: the offers are being made' : 'Done, not approved'
}

/** The second rounds of a round: freed places and late applications, in which nobody loses an offer. */
export const secondView = ({ round, runs, commitment, blockers }: SecondData, csrf: string): PageContent => ({
  title: 'Second round',
  heading: `${round.name}: second round`,
  wide: true,
  back: { text: round.name, href: roundHref(round) },
  body: html`<p class="govuk-body">A second run gives the places that are free, and those that become free by it, to late applications and to children who wait, by the criteria. Whoever holds an offer keeps it or has one that they named higher, in exchange and without being asked; who said that they are happy with theirs keeps it.</p>
${
  blockers.length > 0
    ? html`${warningText({ text: 'A second run cannot begin yet.' })}<ul class="govuk-list govuk-list--bullet">${blockers.map(one => html`<li>${one.text} <a class="govuk-link" href="${roundHref(round, one.part)}">See them</a></li>`)}</ul>`
    : form({
        action: secondHref(round),
        csrf,
        body: html`<p class="govuk-body">Late applications are in it once they are tied and checked. Nobody is told of a run.</p>${button({ text: 'Begin a second run', preventDoubleClick: true })}`,
      })
}
${commitment === null ? null : summaryList({ rows: [{ key: 'Commitment of the next draw', value: html`<code>${commitment}</code>` }] })}
${table({
  caption: 'Second runs',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: 'Begun' },
    { text: 'By' },
    { text: 'State' },
    { text: 'Other places', numeric: true },
    { text: 'Without a place', numeric: true },
  ],
  rows: runs.map(one => [
    html`<a class="govuk-link" href="${secondHref(round, `/${one.address}`)}">${formatInstant(one.startedAt)}</a>`,
    one.startedBy,
    stateWords(one),
    one.report?.moves.length ?? '',
    one.report?.without ?? '',
  ]),
  empty: 'There was no second run yet.',
})}`,
})

/** One second run: child by child who has another place, and its approval. */
export const secondRunView = ({ round, run, moves, userId }: SecondRunData, csrf: string): PageContent => {
  const { report } = run
  const mayApprove =
    run.state === 'done' && run.current && !run.appliedAt && !run.approvals.some(one => one.userId === userId)
  return {
    title: 'A second run',
    heading: `${round.name}: second run of ${formatInstant(run.startedAt)}`,
    wide: true,
    back: { text: 'Second round', href: secondHref(round) },
    ...(run.state === 'refused' ? { error: true } : {}),
    body: html`${faultList(run.faults ?? [])}
<p class="govuk-body">${stateWords(run)}. ${run.approvals.length === 0 ? 'Nobody has approved this run.' : `Approved by ${run.approvals.map(one => one.by).join(' and ')}.`}</p>
${
  report === null
    ? null
    : html`<p class="govuk-body">${plural(report.children, 'child', 'children')} in the run: ${report.moves.length} with another place, ${report.without} without a place.</p>
${summaryList({ rows: [{ key: 'Checksum of the input', value: html`<code>${run.inputSha256}</code>` }] })}
${mayApprove ? form({ action: secondHref(round, `/${run.address}/approve`), csrf, body: html`<p class="govuk-body">Two people approve. The offers are made at once then: whoever moves up leaves what they held.</p>${button({ text: 'Approve these offers', preventDoubleClick: true })}` }) : null}
${table({
  caption: 'Children with another place',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'Holds' }, { text: 'Is given' }],
  rows: moves.map(one => [
    html`<a class="govuk-link" href="${roundHref(round, `/applications/${one.address}`)}">${one.name}</a>`,
    one.before ?? 'Nothing',
    `${one.school}, ${one.rank === null ? 'the nearest with a place' : `${ordinal(one.rank)} preference`}`,
  ]),
  empty: 'Nobody has another place by this run.',
})}`
}`,
  }
}
