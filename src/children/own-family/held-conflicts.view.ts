import { shortestSealReason } from '../../access/index.ts'
import { formatInstant, londonDate } from '../../kernel/index.ts'
import {
  button,
  details,
  emptyState,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  pagination,
  radios,
  summaryList,
  textarea,
} from '../../platform/views/index.ts'
import type { HeldConflict } from './held-conflicts.queries.ts'

/** A form that came back: of which conflict, what was written, and what is missing. */
export type TypedEnd = { readonly conflict: string; readonly reason?: string; readonly text: string }
export type HeldConflicts = {
  readonly conflicts: readonly HeldConflict[]
  readonly more: boolean
  readonly page: number
  readonly at: Date
  readonly wrong?: TypedEnd
}
const href = '/conflicts-of-interest'
const fieldOf = ({ conflict, asked }: HeldConflict): string => `${asked ? 'answer' : 'reason'}-${conflict}`

/** Each with its form: to ask for its end, or to answer whoever asked. */
export const heldConflictsView = (data: HeldConflicts, csrf: string): Html => {
  const { conflicts, wrong, page } = data
  const failed = conflicts.find(one => one.conflict === wrong?.conflict)
  return html`${formErrors(wrong ? [{ field: failed ? fieldOf(failed) : 'main-content', text: wrong.text }] : [])}
<p class="govuk-body">Records that are shut to a colleague as of their own family, household or other interest. Whose record it is stands nowhere here. One that is a mistake is ended by two: one asks, another agrees. Your own, and those of records that are shut to you, are not listed.</p>
${conflicts.length === 0 ? emptyState({ text: page > 1 ? 'There are no more.' : 'There is none to list.' }) : conflicts.map(one => conflictCard(one, data, csrf))}
${
  page > 1 || data.more
    ? pagination({
        ...(page > 1 ? { previous: { href: `${href}?page=${page - 1}` } } : {}),
        ...(data.more ? { next: { href: `${href}?page=${page + 1}` } } : {}),
      })
    : null
}`
}

const toldWords = ({ told }: HeldConflict): string => {
  if (told === 'own') return 'They said so themselves'
  return told === 'list' ? 'From the council’s list of arrangements' : `${told.by} said so, who asked about a look`
}

const conflictCard = (one: HeldConflict, data: HeldConflicts, csrf: string): Html => {
  const today = londonDate(data.at)
  return html`<section class="tl-card">
<h2 class="tl-card__title">${one.who}${one.title ? `, ${one.title}` : ''}</h2>
${summaryList({
  rows: [
    { key: 'Record', value: `Reference ${one.record}` },
    { key: 'Since', value: one.since ? formatInstant(one.since, today) : 'For all time' },
    { key: 'How it came', value: toldWords(one) },
    ...(one.asked
      ? [
          {
            key: 'Asked to end it',
            value: `${one.asked.own ? 'You' : one.asked.by}, ${formatInstant(one.asked.at, today)}: ${one.asked.reason}`,
          },
        ]
      : []),
  ],
})}
${endPart(one, data, csrf)}
</section>`
}

const endPart = (one: HeldConflict, { page, wrong }: HeldConflicts, csrf: string): Html => {
  if (one.asked?.own) return insetText({ body: 'It holds until another who asks about looks agrees.' })
  const typed = wrong?.conflict === one.conflict ? wrong : undefined
  const shared = { ...(typed ? { error: typed.text } : {}) }
  const hidden = html`<span class="govuk-visually-hidden">: ${one.who}, record ${one.record}</span>`
  const number = html`<input type="hidden" name="page" value="${page}">`
  if (one.asked)
    return form({
      action: `${href}/${one.conflict}/answer`,
      csrf,
      body: html`${number}${radios({
        ...{ name: 'answer', idPrefix: fieldOf(one), legend: html`Do you agree?${hidden}` },
        items: [
          { value: 'yes', text: 'Yes, end it', hint: 'At once. Work with the child opens the record to them again.' },
          { value: 'no', text: 'No, it holds' },
        ],
        ...shared,
      })}
${button({ text: html`Save${hidden}`, preventDoubleClick: true })}`,
    })
  return details({
    summary: html`Ask to end it${hidden}`,
    ...(typed ? { open: true } : {}),
    body: form({
      action: `${href}/${one.conflict}/ask`,
      csrf,
      body: html`${number}${textarea({
        ...{ id: fieldOf(one), name: 'reason', label: 'Why is it a mistake?', rows: 3, value: typed?.reason ?? '' },
        hint: `At least ${shortestSealReason} letters, without the child’s name. Whoever agrees reads this.`,
        ...shared,
      })}
${button({ text: html`Ask to end it${hidden}`, kind: 'secondary', preventDoubleClick: true })}`,
    }),
  })
}
