import { formatNumber, plural } from '../../kernel/index.ts'
import { errorSummary, type Html, html, type PageContent, summaryList } from '../../platform/views/index.ts'
import type { Checked } from '../check-files.ts'
import type { ReportedProblem, RunReport } from '../report.queries.ts'

/** What would happen, had the files been brought in. Nothing was saved. */
export const checkedView = (
  checked: Checked,
  show: (run: RunReport, problem: ReportedProblem) => string,
): PageContent => ({
  title: 'Checked: nothing was saved',
  heading: 'Checked: nothing was saved',
  lead: 'This is what would happen. Choose the files again without “Only check the files” to bring them in.',
  back: { text: 'Imports', href: '/imports' },
  wide: true,
  body: html`${checked.refused.length > 0 ? errorSummary({ errors: checked.refused.map(one => ({ text: `${one.file}: ${one.problem} ${one.fix}` })) }) : null}
${checked.runs.map(run => runPart(run, show))}`,
})

const runPart = (
  run: RunReport,
  show: (run: RunReport, problem: ReportedProblem) => string,
): Html => html`<h2 class="govuk-heading-m">${run.files.join(', ')}, ${run.period}</h2>
${run.problem ? html`<p class="govuk-body"><strong>${run.problem}</strong> ${run.fix ?? ''}</p>` : null}
${summaryList({
  rows: [
    { key: 'Rows', value: formatNumber(run.rows) },
    {
      key: 'Would be used',
      value: `${formatNumber(run.accepted)}, of them ${formatNumber(run.unchanged)} the same as before`,
    },
    { key: 'Would be rejected', value: formatNumber(run.rejected) },
    { key: 'Would wait for a meaning', value: formatNumber(run.waiting) },
  ],
})}
${run.problems.length > 0 ? html`<ul class="govuk-list govuk-list--bullet">${run.problems.map(p => html`<li>${plural(p.count, 'row')}: ${p.problem} ${show(run, p)} ${p.example.fix}</li>`)}</ul>` : null}`
