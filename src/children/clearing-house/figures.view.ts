import { formatDate, londonDate, plural } from '../../kernel/index.ts'
import { type Html, html, type PageContent } from '../../platform/views/index.ts'
import type { Agreement, Figures } from './figures.queries.ts'

/** Fewer pairs say more about one question than about how people work. */
const fewest = 10

/** "How far we agree": the clearing house's figure, and the reader's own. */
export const figuresView = ({ until, all, own }: Figures): PageContent => ({
  title: 'How far we agree',
  heading: 'How far we agree',
  back: { text: 'Back to possible duplicates', href: '/duplicates' },
  body: html`<p class="govuk-body">Some questions go to two reviewers, who do not see each other’s answer. These are the 13 weeks up to ${formatDate(londonDate(new Date(until.getTime() - 1)))}.</p>
<h2 class="govuk-heading-m">All reviewers</h2>
${agreed(all, 'Two reviewers answered')}
<h2 class="govuk-heading-m">You</h2>
<p class="govuk-body">You answered ${plural(own.answered, 'question')}. Only you see your own figures.</p>
${agreed(own, 'You and another reviewer answered')}
<p class="govuk-body">Differing is no mistake: it sends a hard question to a senior.</p>`,
})

const agreed = ({ pairs, alike }: Agreement, who: string): Html =>
  pairs < fewest
    ? html`<p class="govuk-body">Too few questions went to two reviewers to say.</p>`
    : html`<p class="govuk-body">${who} ${plural(pairs, 'question')}, and ${Math.round((100 * alike) / pairs)}% of them alike.</p>`
