import { addDays, formatDate, formatInstant, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  errorOf,
  type FormError,
  form,
  type Html,
  html,
  table,
  tag,
  textarea,
} from '../../platform/views/index.ts'
import { shortestReason, type ToldChange } from './agreement-form.ts'

/** How many days before its review an agreement is told of. */
const warnedDays = 30

/** That an agreement is in force, or is soon to be looked at. */
export const liveTag = (reviewOn: PlainDate | null | undefined, today: PlainDate): Html =>
  reviewOn && reviewOn <= addDays(today, warnedDays)
    ? tag({ text: 'To be looked at', tone: 'warning' })
    : tag({ text: 'In force', tone: 'good' })

/** Why somebody wishes to end an agreement, as it was typed, and what is wrong with it. */
export type TypedReason = { readonly reason?: string; readonly faults: readonly FormError[] }

/** The form that ends an agreement; `effect` says what happens then. */
export const withdrawForm = (action: string, effect: string, csrf: string, typed: TypedReason): Html =>
  html`<h2 class="govuk-heading-m">Withdraw it</h2>
<p class="govuk-body">${effect}</p>
${form({
  action,
  csrf,
  body: html`${textarea({ id: 'reason', name: 'reason', label: 'Why is it withdrawn?', hint: `At least ${shortestReason} letters`, value: typed.reason ?? '', rows: 2, ...errorOf(typed.faults, 'reason') })}${button({ text: 'Withdraw the agreement', kind: 'warning' })}`,
})}`

/** How an agreement came about. */
export const historyTable = (changes: readonly ToldChange[]): Html =>
  table({
    caption: 'What was agreed and withdrawn, the latest first',
    columns: [{ text: 'When' }, { text: 'By' }, { text: 'What' }],
    rows: changes.map(one => [
      formatInstant(one.at),
      one.by ?? '',
      one.what === 'withdrawn'
        ? `Withdrawn: ${one.words ?? ''}`
        : `Agreed: ${one.words ?? ''}${one.reviewOn ? `; to be looked at by ${formatDate(one.reviewOn)}` : ''}`,
    ]),
  })
