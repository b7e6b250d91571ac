import type { ViewFrame } from '../../access/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { button, buttonGroup, form, html, type PageContent, warningText } from '../../platform/views/index.ts'
import type { RunDetails } from './runs.queries.ts'

export type UndoData = { readonly run: RunDetails; readonly later: number }

/** Asks before a whole import is taken back, and says what will happen. */
export const undoView = ({ run, later }: UndoData, frame: Pick<ViewFrame, 'csrf'>): PageContent => ({
  title: `Undo the import of ${run.source}`,
  heading: `Undo the import of ${run.source}, ${run.period}?`,
  back: { text: 'The import', href: `/imports/${run.run}` },
  body: html`<ul class="govuk-list govuk-list--bullet">
<li>What ${plural(run.accepted - run.unchanged, 'row')} brought is taken back. What stood before stands again.</li>
<li>Records on which nothing else is left (at most ${formatNumber(run.peopleNew)}) are hidden. None is deleted.</li>
<li>What people wrote stays, and so does what other sources said.</li>
<li>${later === 0 ? 'No later import of this source is touched: there is none.' : `${plural(later, 'later import')} of this source ${later === 1 ? 'stays' : 'stay'} as ${later === 1 ? 'it is' : 'they are'}.`}</li>
<li>People joined to other records by this import are looked at again.</li>
</ul>
${warningText({ text: 'Practitioners will no longer see what came with it.' })}
${form({
  action: `/imports/${run.run}/undo`,
  csrf: frame.csrf,
  body: buttonGroup([
    button({ text: 'Undo the whole import', kind: 'warning', preventDoubleClick: true }),
    html`<a class="govuk-link" href="/imports/${run.run}">Keep it</a>`,
  ]),
})}`,
})
