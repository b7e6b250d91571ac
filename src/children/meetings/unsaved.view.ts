import { formatInstant } from '../../kernel/index.ts'
import { button, buttonGroup, form, type Html, html, paragraphs, summaryList } from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { draftInputs } from '../writing/draft.view.ts'
import type { Meeting } from './meetings.queries.ts'
import { meetingsHref } from './meetings.view.ts'
import type { Unsaved } from './unsaved.queries.ts'

/** What somebody typed of a meeting that was over before they saved, to be read once more, written elsewhere or thrown away. */
export const unsavedPart = (
  header: RecordHeader,
  { address }: Pick<Meeting, 'address'>,
  { savedAt, words, from }: Unsaved,
  csrf: string,
): Html => html`<h2 class="govuk-heading-m">What you typed and did not save</h2>
<p class="govuk-body">You typed this until ${formatInstant(savedAt)}. Nobody else can read it, and it goes after 30 days. What others need to know of it, write as a note.</p>
${summaryList({ rows: words.map(({ asked, text }) => ({ key: asked, value: paragraphs(text) })) })}
${form({
  action: meetingsHref(header, `/${address}/outcome`),
  csrf,
  body: html`${draftInputs({ from })}${buttonGroup([
    html`<a class="govuk-link" href="${recordHref(header.address, '/notes/new?kind=meeting')}">Write a note of the meeting</a>`,
    button({ text: 'Throw it away', kind: 'secondary', name: 'keep', value: 'none', preventDoubleClick: true }),
  ])}`,
})}`
