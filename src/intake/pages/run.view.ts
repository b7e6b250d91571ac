import type { ViewFrame } from '../../access/index.ts'
import { addDays, formatDate, formatInstant, formatNumber, londonDate, plural } from '../../kernel/index.ts'
import {
  button,
  details,
  figures,
  form,
  type Html,
  html,
  insetText,
  liveFragment,
  type PageContent,
  progress,
  type Step,
  stepList,
  summaryList,
  warningText,
} from '../../platform/views/index.ts'
import type { RejectedTable } from '../rejected-rows.queries.ts'
import { problemsView, type ShownProblem } from './problems.view.ts'
import type { PreviousRun, RunDetails } from './runs.queries.ts'
import { checkedWords, comparedWords, isRunning, stateWords } from './words.ts'

export type RunData = {
  readonly run: RunDetails
  readonly previous: PreviousRun | undefined
  readonly problems: readonly ShownProblem[]
  readonly tables: readonly RejectedTable[]
}

const undoDays = 30

/** One import: how far it is, what it brought, and what must be put right by whom. */
export const runView = (data: RunData, frame: Pick<ViewFrame, 'at' | 'csrf'>): PageContent => {
  const { run } = data
  const live = `/imports/${run.run}/live`
  return {
    title: `Import: ${run.source}, ${run.period}`,
    heading: `${run.source}, ${run.period}`,
    back: { text: 'Imports', href: '/imports' },
    wide: true,
    ...(isRunning(run.state) || beingUndone(run) ? { live: { url: live, refreshSeconds: 10 } } : {}),
    body: html`${liveFragment({ id: 'run', live, url: `/imports/${run.run}/progress`, body: runBody(data, frame) })}`,
  }
}

/** What changes while the import goes on; after it has ended, its result. */
export const runBody = (data: RunData, { at, csrf }: Pick<ViewFrame, 'at' | 'csrf'>): Html => {
  const { run } = data
  return html`${stepList(stepsOf(run))}
${isRunning(run.state) ? running(data) : null}
${run.state === 'waiting' || run.state === 'failed' ? stopped(run) : null}
${run.state === 'undone' ? undone(run, at) : null}
${run.state === 'done' || run.state === 'undone' ? result(data) : null}
${mayReadAgain(run) ? again(run, csrf) : null}
${problemsView(data.problems, run.run, data.tables)}
${about(run, at)}
${undoLink(run, at)}`
}

const stepsOf = (run: RunDetails): Step[] => {
  const stage =
    run.state === 'received' || run.state === 'waiting'
      ? 0
      : run.state === 'reading'
        ? 1
        : run.state === 'linking'
          ? 2
          : 3
  const failed = run.state === 'failed'
  const of = (at: number): Step['state'] =>
    failed
      ? at === 1
        ? 'failed'
        : at === 0
          ? 'done'
          : 'waiting'
      : stage > at
        ? 'done'
        : stage === at
          ? 'now'
          : 'waiting'
  return [
    { text: 'Received', state: of(0), detail: plural(run.files.length, 'file') },
    {
      text: 'Read and check every row',
      state: of(1),
      detail: `${plural(run.rows, 'row')}, ${formatNumber(run.rejected)} rejected, ${formatNumber(run.waiting)} waiting`,
    },
    { text: 'Find the right child for each', state: of(2), detail: linkDetail(run) },
    { text: 'Done', state: of(3) === 'now' ? 'done' : of(3) },
  ]
}

const linkDetail = (run: RunDetails): string =>
  run.state === 'done' || run.state === 'undone'
    ? `${plural(run.peopleNew, 'new child or adult', 'new children and adults')}, ${formatNumber(run.peopleLinked)} known, ${formatNumber(run.peopleReview)} to review`
    : run.toLink > 0
      ? `${formatNumber(run.linked)} of ${formatNumber(run.toLink)}`
      : ''

const running = ({ run, previous }: RunData): Html => {
  const at = run.files.filter(f => f.done).length
  const bar =
    run.state === 'linking'
      ? {
          text: `Found ${formatNumber(run.linked)} of ${formatNumber(run.toLink)}.`,
          ...(run.toLink > 0 ? { value: run.linked, max: run.toLink } : {}),
        }
      : {
          text: checkedWords(run.rows, Math.min(at + 1, run.files.length), run.files.length, previous?.rows),
          ...(previous && previous.rows > 0 ? { value: Math.min(run.rows, previous.rows), max: previous.rows } : {}),
        }
  return html`${progress({ id: 'run-progress', label: stateWords[run.state].text, ...bar })}
<p class="govuk-body">You can leave this page: the work goes on, and this list keeps its result. <a class="govuk-link" href="/imports/${run.run}">Refresh</a></p>`
}

const stopped = (
  run: RunDetails,
): Html => html`${warningText({ text: `${run.problem ?? 'The import has stopped.'} ${run.fix ?? ''}`.trim() })}
${run.layout === 'spreadsheet' ? button({ text: run.mapped ? 'Check the columns again' : 'Say what the columns mean', href: `/imports/${run.run}/mapping` }) : null}
${run.state === 'waiting' && (run.layout !== 'spreadsheet' || run.mapped) ? html`<p class="govuk-body"><a class="govuk-link" href="/sources/${encodeURIComponent(run.sourceId)}">See the agreement with this source</a></p>` : null}`

/** Nothing that it told stands any longer, but records are still being looked at again and those left empty hidden. */
const beingUndone = (run: RunDetails): boolean => run.state === 'undone' && !run.undoneAt

const undone = (run: RunDetails, at: Date): Html =>
  insetText({
    body: run.undoneAt
      ? `This import has been undone (${formatInstant(run.undoneAt, londonDate(at))}). What it brought stands no longer.`
      : 'This import is being undone. This page shows when it is.',
  })

const result = ({ run, previous, problems }: RunData): Html => {
  const most = problems.find(one => one.outcome === 'rejected')?.problem
  return html`<h2 class="govuk-heading-m">What it brought</h2>
${figures([
  { label: 'New people', value: formatNumber(run.peopleNew), note: 'who were in no record' },
  { label: 'Found among those we know', value: formatNumber(run.peopleLinked) },
  {
    label: 'To review',
    value: formatNumber(run.peopleReview),
    ...(run.peopleReview > 0 ? { href: '/duplicates' } : {}),
  },
  { label: 'Rejected rows', value: formatNumber(run.rejected) },
])}
<p class="govuk-body">${plural(run.rows, 'row')}: ${formatNumber(run.accepted - run.unchanged)} new or changed, ${formatNumber(run.unchanged)} the same as before, ${formatNumber(run.rejected)} rejected, ${formatNumber(run.waiting)} waiting for a meaning.</p>
${run.changes.length > 0 ? html`<ul class="govuk-list govuk-list--bullet">${run.changes.map(c => html`<li>${c.service}: ${formatNumber(c.new)} new, ${formatNumber(c.changed)} changed, ${formatNumber(c.gone)} no longer in the list</li>`)}</ul>` : null}
<p class="govuk-body">${comparedWords(run, previous, most)}</p>
${run.layout === 'spreadsheet' ? html`<p class="govuk-body"><a class="govuk-link" href="/imports/${run.run}/mapping">${run.waiting > 0 ? 'Give the waiting values a meaning' : 'See how the columns were read'}</a></p>` : null}`
}

/** A list whose columns or values have got a meaning since: the same file may bring more now. */
const mayReadAgain = (run: RunDetails): boolean =>
  run.layout === 'spreadsheet' && run.mapped && (run.state === 'failed' || (run.state === 'done' && run.waiting > 0))

const again = (run: RunDetails, csrf: string): Html =>
  form({
    action: `/imports/${run.run}/again`,
    csrf,
    body: button({ text: 'Read the file again', kind: 'secondary', preventDoubleClick: true }),
  })

const about = (run: RunDetails, at: Date): Html =>
  details({
    summary: 'About this import',
    body: summaryList({
      rows: [
        { key: 'Files', value: run.files.map(f => f.name).join(', ') },
        {
          key: 'Came',
          value: `${formatInstant(run.receivedAt, londonDate(at))}${run.by ? `, brought by ${run.by}` : ''}`,
        },
        { key: 'Ended', value: run.finishedAt ? formatInstant(run.finishedAt, londonDate(at)) : 'Not yet' },
        {
          key: 'What it is',
          value:
            run.mode === 'snapshot'
              ? 'A whole list: who is missing from it has left it'
              : 'Changes: who is missing from it stays',
        },
      ],
    }),
  })

/** The last day on which an import may be undone from its page. */
export const undoUntil = (run: Pick<RunDetails, 'receivedAt'>) => addDays(londonDate(run.receivedAt), undoDays)

const undoLink = (run: RunDetails, at: Date): Html | null =>
  (run.state === 'done' || run.state === 'failed') && undoUntil(run) >= londonDate(at)
    ? html`<p class="govuk-body"><a class="govuk-link" href="/imports/${run.run}/undo">Undo the whole import</a> (until ${formatDate(undoUntil(run))})</p>`
    : null
