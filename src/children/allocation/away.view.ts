import { formatDate, type PlainDate, plural } from '../../kernel/index.ts'
import { button, dateInput, form, type Html, html, insetText, select } from '../../platform/views/index.ts'
import type { ChildCard } from '../find/child-cards.queries.ts'
import type { Away } from './away.queries.ts'
import type { Member } from './team-work.ts'

/** Somebody's days away, and what their cover cannot take: only what the reader may know of. */
export type AwayData = {
  readonly days: readonly Away[]
  /** Children of theirs whom the cover of the days at hand may not have, or whom nobody covers. */
  readonly uncovered: readonly ChildCard[]
  /** Who can cover. */
  readonly others: readonly Member[]
}

/** "Away until 3 May 2026, Tom Ellwood covers"; nothing for who is here. Pure. */
export const awayWords = (days: readonly Away[], user: number, today: PlainDate): string | undefined => {
  const now = days.find(one => one.userId === user && one.first <= today && one.last >= today)
  if (now) return `Away until ${formatDate(now.last)}, ${now.cover ?? 'nobody'} covers`
  const next = days.find(one => one.userId === user && one.first > today)
  return next ? `Away from ${formatDate(next.first)}` : undefined
}

/** Out of office: the days that are set, what needs another arrangement, and setting more. */
export const awayPart = (
  { days, uncovered, others }: AwayData,
  action: string,
  csrf: string,
): Html => html`<h2 class="govuk-heading-m">Out of office</h2>
${days.map(
  one => html`<p class="govuk-body">${formatDate(one.first)} to ${formatDate(one.last)}, ${one.cover ?? 'nobody'} covers.</p>
${form({ action: `${action}/${one.id}/end`, csrf, body: html`<button class="tl-link-button" type="submit">End these days<span class="govuk-visually-hidden"> from ${formatDate(one.first)}</span></button>` })}`,
)}
${
  uncovered.length === 0
    ? null
    : insetText({
        body: html`${plural(uncovered.length, 'child needs', 'children need')} another arrangement: ${uncovered.map(
          (card, index) =>
            html`${index > 0 ? ', ' : ''}<a class="govuk-link" href="/children/${card.address}/allocation">${card.name}</a>`,
        )}`,
      })
}
<p class="govuk-body">New tasks and messages go to the cover too, where the cover may have the record anyhow. It opens no record to them.</p>
${form({
  action,
  csrf,
  classes: 'tl-noprint',
  body: html`${dateInput({ id: 'first', name: 'first', legend: 'First day away' })}
${dateInput({ id: 'last', name: 'last', legend: 'Last day away' })}
${select({
  name: 'cover',
  label: 'Who covers?',
  items: [
    { value: '', text: 'Choose' },
    ...others.map(one => ({ value: String(one.id), text: one.name })),
    { value: 'none', text: 'Nobody' },
  ],
})}
${button({ text: 'Set these days', kind: 'secondary', preventDoubleClick: true })}`,
})}`
