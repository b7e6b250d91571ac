import { formatDate, londonDate, plural } from '../../kernel/index.ts'
import { type Html, html, type PageContent } from '../../platform/views/index.ts'
import type { Agreement, Figures } from './figures.queries.ts'

/** Fewer pairs say more about one question than about how people work. */
const fewest = 10

/** "How far we agree": the clearing house's figure, and the reader's own. */
export const figuresView = ({ until, all, own, known }: Figures): PageContent => ({
  title: 'How far we agree',
  heading: 'How far we agree',
  back: { text: 'Back to possible duplicates', href: '/duplicates' },
  body: html`<p class="govuk-body">Some questions go to two reviewers, who do not see each other’s answer. The answer to about one in thirty is known before it is asked: those are invented, and look like any other; an answer that was given after a search in Find is not counted as right or wrong. These are the 13 weeks up to ${formatDate(londonDate(new Date(until.getTime() - 1)))}.</p>
<h2 class="govuk-heading-m">All reviewers</h2>
${agreed(all, 'Two reviewers answered')}
${rightly(known.all, 'Reviewers')}
<h2 class="govuk-heading-m">You</h2>
<p class="govuk-body">You answered ${plural(own.answered, 'question')}. Only you see your own figures.</p>
${agreed(own, 'You and another reviewer answered')}
${rightly(known.own, 'You')}
<p class="govuk-body">Differing is no mistake: it sends a hard question to a senior.</p>`,
})

const agreed = ({ pairs, alike }: Agreement, who: string): Html =>
  pairs < fewest
    ? html`<p class="govuk-body">Too few questions went to two reviewers to say.</p>`
    : html`<p class="govuk-body">${who} ${plural(pairs, 'question')}, and ${Math.round((100 * alike) / pairs)}% of them alike.</p>`

const rightly = ({ pairs, alike }: Agreement, who: string): Html =>
  pairs < fewest
    ? html`<p class="govuk-body">Too few questions with a known answer were answered to say how many were right.</p>`
    : html`<p class="govuk-body">${who} answered ${plural(pairs, 'question')} with a known answer, and ${Math.round((100 * alike) / pairs)}% of them rightly.</p>`
