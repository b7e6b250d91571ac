import { formatInstant, formatTime, londonDate } from '../../kernel/index.ts'
import { html, type PageContent } from '../../platform/views/index.ts'
import { decidedWords, saidWords } from './answer.ts'
import { isOpen } from './compare-data.ts'
import type { ComparedCase } from './compared.queries.ts'

/** Somebody was first, or the records changed since the page was opened: nothing was saved (ux.md 3.4). */
export const lateView = (about: ComparedCase, at: Date): PageContent => ({
  title: 'Your answer was not saved',
  heading: 'Your answer was not saved',
  error: true,
  back: { text: 'Back to possible duplicates', href: '/duplicates' },
  body: html`<p class="govuk-body">${whatHappened(about, at)} Your answer was not saved.</p>
<p class="govuk-body"><a class="govuk-link" href="/duplicates/${about.uuid}">Look at these records as they are now</a></p>`,
})

/** Somebody carried an answer out before it was taken back, or it was taken back already. */
export const nothingToTakeBack = (about: ComparedCase, at: Date): PageContent => ({
  title: 'There is nothing to take back',
  heading: 'There is nothing to take back',
  error: true,
  back: { text: 'Back to decided', href: '/duplicates/decided' },
  body: html`<p class="govuk-body">${isOpen(about) ? 'No answer of yours waits here.' : `${whatHappened(about, at)} A decision can be undone under Decided.`}</p>
<p class="govuk-body"><a class="govuk-link" href="/duplicates/${about.uuid}">Look at these records as they are now</a></p>`,
})

const whatHappened = (about: ComparedCase, at: Date): string => {
  if (about.answered)
    return `You answered this at ${formatTime(about.answered.at)}: ${saidWords(about.answered.answer)}.`
  if (isOpen(about) && about.state !== 'asked')
    return 'What the sources say about these records has changed since you opened them.'
  if (!about.decided?.by) return 'The question no longer stands: what the sources say has changed.'
  const when =
    londonDate(about.decided.at) === londonDate(at)
      ? `at ${formatTime(about.decided.at)}`
      : `on ${formatInstant(about.decided.at)}`
  const what =
    about.state === 'asked'
      ? 'not sure, ask the source'
      : about.state === 'undone'
        ? 'undone'
        : decidedWords(about.state)
  return `${about.decided.by} decided this ${when}: ${what}.`
}
