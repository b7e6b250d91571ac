import { type Content, type Html, html } from '../html.ts'
import { phoneLink } from './links.ts'

/** Somebody, or a team, who works with the child or the family. */
export type InvolvedPerson = {
  name: Content
  role: Content
  phone?: string
  since?: string
  note?: Content
  with?: string
}

/** Whom to call, with how. A team's duty number stands in where no person is named. */
export const involvedList = (options: { people: readonly InvolvedPerson[]; empty: Content }): Html =>
  options.people.length === 0
    ? html`<p class="tl-empty">${options.empty}</p>`
    : html`<ul class="tl-people">${options.people.map(involvedPerson)}</ul>`

const involvedPerson = (one: InvolvedPerson): Html => html`<li class="tl-people__one">
<strong class="tl-people__name">${one.name}</strong>
<span class="tl-people__role">${one.role}${one.with ? html`, works with ${one.with}` : null}</span>
${one.phone ? phoneLink({ number: one.phone, ...(typeof one.name === 'string' ? { hiddenText: one.name } : {}) }) : html`<span class="tl-people__nophone">No phone number recorded</span>`}
${one.since || one.note ? html`<span class="tl-people__note">${one.since ? `Since ${one.since}` : null}${one.since && one.note ? '. ' : null}${one.note ?? null}</span>` : null}
</li>`
