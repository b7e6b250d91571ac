import { barePage, type Html, html, type PageContent } from '../platform/views/index.ts'

/**
 * The one answer to whatever is not there or not for this reader. The same bytes for both: under a record's address it offers to open
 * that record urgently, whether or not there is one.
 */
export const notFoundPage = (record?: string): PageContent => ({
  title: 'Page not found',
  heading: 'Page not found',
  error: true,
  body: html`<p class="govuk-body">There is nothing at this address that you can open.</p>
<p class="govuk-body">If you followed a link, the work it belonged to may have ended. Find the child again, or go to <a class="govuk-link" href="/">your start page</a>.</p>
<p class="govuk-body">If you need to see a child’s record for your work, use <a class="govuk-link" href="/locate">find a child you do not work with yet</a>.</p>${
    record
      ? html`
${urgentOffer(record)}`
      : null
  }`,
})

/** Offers urgent access to a record at that address: everywhere in the same words, so that offering it says nothing (ux.md 2.4, 6). */
export const urgentOffer = (record: string): Html =>
  html`<p class="govuk-body tl-noprint">If you must see more and it cannot wait, <a class="govuk-link" href="/children/${record}/urgent-access">open this record urgently</a>.</p>`

/** The record's address in a request's, if it is one. */
export const recordIn = (url: string): string | undefined =>
  /^\/children\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?]|$)/.exec(url)?.[1]

/** What went wrong, and what to do, in that order. */
export const problemContent = (problem: string, fix: string): PageContent => ({
  title: 'There is a problem',
  heading: 'There is a problem',
  error: true,
  body: html`<p class="govuk-body">${problem}</p><p class="govuk-body">${fix}</p>`,
})

/** A problem for somebody who is not signed in. */
export const bareProblem = (council: string, content: PageContent): Html => barePage({ council, ...content })
