import { type Content, type Html, html } from '../html.ts'

/**
 * Why the reader may see this record, and what their role sees. A function of role and relation only, never of what the
 * record holds: the same words stand there whether or not anything is hidden.
 */
export const reasonLine = (options: {
  because: Content
  roleSentence?: Content
  href: string
  linkText?: string
}): Html =>
  html`<p class="tl-reason">You can see this record because ${options.because}. ${options.roleSentence ? html`${options.roleSentence} ` : null}<a class="govuk-link" href="${options.href}">${options.linkText ?? 'What each role can see and how to ask for more'}</a></p>`
