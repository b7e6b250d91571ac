import { type Html, html } from '../html.ts'

/**
 * Where a fact comes from and when it was last so, in the words of the service and never of the system:
 * "From school register, today at 9:05am". `old` is past the time that this kind of fact stays good.
 */
export type SourceLine = {
  from: string
  at: string
  href?: string
  old?: boolean
  disagree?: { href: string }
  note?: string
}

/** The line under a fact. Old facts say so in words; when two sources disagree, the way to both values. */
export const sourceLine = (source: SourceLine): Html => {
  const words = `From ${source.from}, ${source.at}`
  return html`<span class="${source.old ? 'tl-source tl-source--old' : 'tl-source'}">${source.old ? 'Old information. ' : null}${
    source.href ? html`<a class="govuk-link" href="${source.href}">${words}</a>` : words
  }${source.note ? html`. ${source.note}` : null}${
    source.disagree
      ? html`. <a class="govuk-link tl-source__disagree" href="${source.disagree.href}">Two sources disagree</a>`
      : null
  }</span>`
}
