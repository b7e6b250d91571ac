import { type Content, type Html, html } from '../html.ts'
import { hazardTags } from './notices.ts'
import { type SourceLine, sourceLine } from './source-line.ts'

/** One thing to know at the door: what it is, what to do, who said so, and until when it counts as checked. */
export type VisitNote = {
  title: Content
  todo?: Content
  source: SourceLine
  checkBy?: string
  notCheckedSince?: string
}

/** What to show when nobody wrote anything: in itself a warning. */
const noNotes = 'No visit notes recorded. This does not mean there is no risk.'

/** The safety box of a record and of a visit. A note past its date stays and says so. */
export const visitBox = (options: {
  place?: string
  notes: readonly VisitNote[]
  level?: number
  empty?: Content
}): Html => {
  const level = options.level ?? 2
  return html`<section class="tl-visit" aria-labelledby="before-a-visit">
<h${level} class="tl-visit__title" id="before-a-visit">Before you visit${options.place ? ` ${options.place}` : ''}</h${level}>
${
  options.notes.length === 0
    ? html`<p class="tl-visit__none">${options.empty ?? noNotes}</p>`
    : html`<ul class="tl-visit__notes">${options.notes.map(visitNote)}</ul>`
}
</section>`
}

const visitNote = (note: VisitNote): Html => html`<li class="tl-visit__note">
<strong class="tl-visit__what">${note.title}</strong>
${note.todo ? html`<span class="tl-visit__todo">${note.todo}</span>` : null}
${note.notCheckedSince ? html`<span class="tl-source tl-source--old">Not checked since ${note.notCheckedSince}</span>` : null}
${sourceLine({ ...note.source, ...(note.checkBy ? { note: `Check again by ${note.checkBy}` } : {}) })}
</li>`

/** The safety box in one line, for the other parts of the record. */
export const visitLine = (options: { count: number; href: string }): Html =>
  html`<p class="tl-visitline"><a class="govuk-link" href="${options.href}">${
    options.count === 0
      ? 'No visit notes recorded'
      : options.count === 1
        ? '1 thing to know before a visit'
        : `${options.count} things to know before a visit`
  }</a></p>`

/** One visit of the day: time, child, place, and the hazard words themselves. */
export const visitCard = (options: {
  time: string
  child: { name: string; href: string; age: string }
  place: Content
  hazards: readonly string[]
  /** What else is to be read before the visit, in a few words. */
  more?: string
}): Html =>
  html`<article class="tl-card tl-visitcard">
<h3 class="tl-visitcard__title">${options.time} <a class="govuk-link" href="${options.child.href}">${options.child.name}</a>, ${options.child.age}</h3>
<p class="tl-visitcard__place">${options.place}</p>
${hazardTags(options.hazards) ?? html`<p class="tl-visitcard__none">${noNotes}</p>`}${options.more ? html`<p class="govuk-body-s">${options.more}</p>` : null}
</article>`
