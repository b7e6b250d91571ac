import { formatInstant } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  paragraphs,
  radios,
  table,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordPage } from '../pages/record-page.view.ts'
import { type Asked, answerOf, type Fields, type Merge } from './merge.ts'

/** Two edits of one form that a person puts together. */
export type MergeData = {
  readonly merge: Merge
  /** What is on the record, or what the reader typed on another page, with what both began from. */
  readonly theirs: Fields
  readonly base: Fields
  /** Who saved it; undefined where it is the reader’s own other page. */
  readonly by: string | undefined
  readonly at: Date
  /** The button that says these are two things, not one. */
  readonly beside?: string
  readonly chosen: Fields
  readonly errors: readonly FormError[]
}
/** Where the page stands: what the form is, where it sends to and where it came from. */
export type MergePlace = {
  readonly header: RecordHeader
  readonly title: string
  readonly action: string
  readonly back: { readonly text: string; readonly href: string }
}

/** The name of the choice for one thing that is torn. */
export const choiceField = ({ id }: Asked): string => `keep-${id}`

/** Both edits side by side, field by field: each that both changed waits for a choice, and none is made beforehand. */
export const mergeView = (data: MergeData, { header, title, action, back }: MergePlace, csrf: string): PageContent => {
  const { merge, by, at, errors } = data
  const who = by ?? 'you, on another page'
  return {
    ...recordPage(header, {
      title: `${title}: put two versions together`,
      wide: true,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`<p class="govuk-body">${
        by
          ? `${by} saved this on ${formatInstant(at)}, while you were writing.`
          : `You also typed this on another page, kept on ${formatInstant(at)}.`
      } Nothing is lost: what you typed is kept, and stands beside it here.</p>
${takenTable(data, who)}${form({
  action,
  csrf,
  body: html`<input type="hidden" name="keep" value="merged">${merge.torn.map(one => tornPart(one, data, who))}${buttonGroup(
    [
      button({ text: 'Go on with these words', preventDoubleClick: true }),
      ...(data.beside ? [button({ text: data.beside, kind: 'secondary', name: 'beside', value: 'yes' })] : []),
      html`<a class="govuk-link" href="${back.href}">Not now</a>`,
    ],
  )}`,
})}`,
    }),
    back,
  }
}

const takenTable = ({ merge, base, theirs }: MergeData, who: string): Html | null =>
  merge.taken.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">What only ${who} changed</h2>
<p class="govuk-body">These come into your form as they are now.</p>
${table({
  rowHeader: true,
  columns: [{ text: 'About' }, { text: 'As you found it' }, { text: 'Now' }],
  rows: merge.taken.map(one => [one.label, written(answerOf(one, base)), written(answerOf(one, theirs))]),
})}`

const written = (text: string): Html | string => (text.includes('\n') ? paragraphs(text) : text || 'Nothing')

const tornPart = (one: Asked, { merge, theirs, chosen, errors }: MergeData, who: string): Html => {
  const field = choiceField(one)
  return html`<h2 class="govuk-heading-m">${one.label}</h2>
${table({
  columns: [{ text: `From ${who}` }, { text: 'From you' }],
  rows: [[written(answerOf(one, theirs)), written(answerOf(one, merge.fields))]],
})}
${radios({
  name: field,
  legend: `Which stands for “${one.label}”?`,
  items: [
    { value: 'theirs', text: `What is from ${who}` },
    { value: 'mine', text: 'What is from you' },
    ...(one.joins
      ? [{ value: 'both', text: one.several ? 'Both' : 'Both, one after the other: you can edit them next' }]
      : []),
  ],
  value: chosen[field] ?? '',
  ...errorOf(errors, field),
})}`
}
