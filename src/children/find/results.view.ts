import { plural, upperFirst } from '../../kernel/index.ts'
import { button, form, type Html, html, input, table, warningText } from '../../platform/views/index.ts'
import type { ChildCard } from './child-cards.queries.ts'
import { someLikeNamed } from './like-named.ts'

/** What a page of results shows: a function of what was typed and of the children that this reader may see. */
export type Results = {
  readonly q: string
  readonly understood: boolean
  readonly children: readonly ChildCard[]
  readonly more: boolean
  readonly mayLocate: boolean
}

/** The one box, with what was typed in it. */
export const findForm = (csrf: string, q: string): Html =>
  form({
    action: '/find',
    csrf,
    body: html`${input({ id: 'q', name: 'q', label: 'Name, date of birth, school, postcode, phone or number', value: q, hint: 'In any order, for example: Liam Brennan 14 3 2013', attributes: { maxlength: '200', autocomplete: 'off', spellcheck: 'false' } })}${button({ text: 'Find' })}`,
  })

/** The results: age and school first on a phone, and why each child is among those this reader sees. */
export const resultsView = (results: Results, csrf: string): Html =>
  html`${results.children.length === 0 ? noneFound(results) : found(results)}
<h2 class="govuk-heading-m">Search again</h2>
${findForm(csrf, results.q)}`

const found = (results: Results): Html => html`${likeNamed(results.children)}${table({
  caption: 'Children you can see',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Name' }, { text: 'Age' }, { text: 'School' }, { text: 'Area' }, { text: 'Why you can see this' }],
  rows: results.children.map(child => [
    html`<a class="govuk-link" href="/children/${child.address}">${child.name}</a>`,
    html`<strong>${child.age}</strong>${child.born ? html`<br>born ${child.born}` : null}${child.knownAs ? html`<br>known as ${child.knownAs}` : null}`,
    child.school ?? 'Not recorded',
    child.area ?? 'Not recorded',
    upperFirst(child.why),
  ]),
})}
${results.more ? html`<p class="govuk-body">These are the nearest. Add a date of birth or a school to see fewer.</p>` : null}${locateLine(results)}`

/** How many were found, in words; more than twenty are not counted. */
export const countWords = (results: Results): string =>
  results.children.length > 20 ? '20+ children' : plural(results.children.length, 'child', 'children')

/** Two children here are easily taken for one another: say so before one is opened (linkage.md 3e). */
const likeNamed = (children: readonly ChildCard[]): Html | null =>
  someLikeNamed(children)
    ? warningText({
        text: 'Some of these children have the same name or one that is like it. Check the date of birth and the school before you open a record.',
      })
    : null

const noneFound = (results: Results): Html => html`<p class="govuk-body">No child you work with fits what you typed.</p>
<ul class="govuk-list govuk-list--bullet">
<li>Check the spelling, or type only part of a name.</li>
<li>Try the date of birth alone, or a UPN, NHS number or postcode.</li>
<li>Try a name the child had before.</li>
</ul>${locateLine(results)}`

const locateLine = (results: Results): Html | null =>
  results.mayLocate
    ? html`<p class="govuk-body">Not here? <a class="govuk-link" href="/locate">Find a child you do not work with yet</a>.</p>`
    : null
