import { attr, type Content, type Html, html, type Part } from '../html.ts'
import { type SourceLine, sourceLine } from './source-line.ts'

/** One event of a life. `date` is the ISO date where known, `when` the words people read ("about March 2024"). */
export type TimelineEvent = {
  title: Content
  when: string
  date?: string
  key: boolean
  body?: Part
  said?: Content
  about?: string
  source: SourceLine
  href?: string
  id?: string
}

/**
 * Events in order, key ones with a filled dot, routine ones with a ring, said in words for those who do not see it.
 * Prints as a numbered chronology (number, date, event, source).
 */
export const eventList = (options: {
  events: readonly TimelineEvent[]
  level?: number
  older?: { href: string; text?: string }
  empty?: Content
}): Html => {
  if (options.events.length === 0) return html`<p class="tl-empty">${options.empty ?? 'Nothing recorded here yet.'}</p>`
  return html`<ol class="tl-events">${options.events.map(event => eventItem(event, options.level ?? 3))}</ol>
${options.older ? html`<p class="tl-more"><a class="govuk-link" href="${options.older.href}">${options.older.text ?? 'Show older'}</a></p>` : null}`
}

const eventItem = (event: TimelineEvent, level: number): Html => html`
<li class="${event.key ? 'tl-event tl-event--key' : 'tl-event'}"${attr('id', event.id)}>
<h${level} class="tl-event__title">${event.key ? html`<span class="govuk-visually-hidden">Key event: </span>` : null}${
  event.href ? html`<a class="govuk-link" href="${event.href}">${event.title}</a>` : event.title
}${event.about ? html` <span class="tl-event__about">${event.about}</span>` : null}</h${level}>
<p class="tl-event__when">${event.date ? html`<time datetime="${event.date}">${event.when}</time>` : event.when}</p>
${event.body ? html`<div class="tl-event__body">${event.body}</div>` : null}
${event.said ? html`<blockquote class="tl-event__said">${event.said}</blockquote>` : null}
<p class="tl-event__source">${sourceLine(event.source)}</p>
</li>`
