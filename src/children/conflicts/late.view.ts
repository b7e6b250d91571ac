import { formatInstant, londonDate } from '../../kernel/index.ts'
import { html, type PageContent } from '../../platform/views/index.ts'
import { waits } from './conflict.view.ts'
import type { Conflicting } from './conflicts.queries.ts'

/** Somebody was first, or a source says something else since the page was opened: nothing was saved. */
export const lateView = (about: Conflicting, at: Date): PageContent => ({
  title: 'Your choice was not saved',
  heading: 'Your choice was not saved',
  error: true,
  back: { text: 'Back to conflicts', href: '/conflicts' },
  body: html`<p class="govuk-body">${whatHappened(about, at)} Your choice was not saved.</p>
<p class="govuk-body"><a class="govuk-link" href="/conflicts/${about.uuid}">Look at it as it is now</a></p>`,
})

const whatHappened = (about: Conflicting, at: Date): string => {
  if (waits(about)) return 'What the sources say has changed since you opened this.'
  if (about.state === 'chosen' && about.decided)
    return `${about.decided.by ?? 'Somebody'} chose a value ${formatInstant(about.decided.at, londonDate(at))}.`
  return 'The sources do not disagree any more, or a choice was undone.'
}
