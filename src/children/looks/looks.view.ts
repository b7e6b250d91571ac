import { daysBetween, formatInstant, londonDate, plural } from '../../kernel/index.ts'
import {
  button,
  details,
  emptyState,
  errorSummary,
  form,
  type Html,
  html,
  radios,
  summaryList,
  table,
  textarea,
} from '../../platform/views/index.ts'
import type { LookOutcome } from './look-rules.ts'
import { whyAsked } from './look-words.ts'
import { answerDays, type LookToAsk } from './looks.queries.ts'

/** A form that came back: of which look, what was chosen and written, and what is missing. */
export type ClosingWrong = {
  readonly look: string
  readonly outcome: string
  readonly words: string
  readonly missing: readonly ('outcome' | 'words')[]
}
export type LooksData = {
  readonly looks: readonly LookToAsk[]
  readonly at: Date
  readonly wrong?: ClosingWrong
}
export const outcomeWords = {
  explained: 'Explained',
  'passed-on': 'Not explained, and passed on',
  'own-family': 'Their own family: the record is shut to them',
} as const satisfies Readonly<Record<LookOutcome, string>>
const missingWords = { outcome: 'Choose what came of it', words: 'Say why, or to whom you passed it on' } as const

export const looksView = ({ looks, at, wrong }: LooksData, csrf: string): Html => {
  const open = looks.filter(one => one.closed === undefined)
  const closed = looks.filter(one => one.closed !== undefined)
  return html`${wrong ? errorSummary({ errors: wrong.missing.map(one => ({ text: missingWords[one], href: `#${one}-${wrong.look}` })) }) : null}
<p class="govuk-body">Each night the record of access is checked for looks that nothing in it explains. Most have a good reason: ask before you think anything of them. Where staff live is not known here, but for children who are shut to them as their own family.</p>
${open.length === 0 ? emptyState({ text: 'There are no looks to ask about.', next: { text: 'See the access log', href: '/who-looked' } }) : open.map(one => lookCard(one, at, csrf, wrong?.look === one.uuid ? wrong : undefined))}
${closed.length === 0 ? null : closedTable(closed, at)}`
}

const whenWords = ({ first, last, looks, record }: LookToAsk, at: Date): string => {
  const today = londonDate(at)
  const opened = formatInstant(first, today)
  if (looks === 1) return opened
  return `${opened} to ${formatInstant(last, today)}${record ? `, ${plural(looks, 'page')}` : ''}`
}

/** It stands on the person's Today all the while. */
const notAnswered = (askedAt: Date, at: Date): string => {
  const days = daysBetween(londonDate(askedAt), londonDate(at))
  return days < answerDays
    ? 'Not answered yet'
    : `Not answered for ${plural(days, 'day')}. Speak to them or to their manager, then close it.`
}

const lookCard = (one: LookToAsk, at: Date, csrf: string, wrong: ClosingWrong | undefined): Html => {
  const hidden = html`<span class="govuk-visually-hidden"> ${one.who}${one.record ? ` about record ${one.record}` : ''}</span>`
  return html`<section class="tl-card">
<h2 class="tl-card__title">${one.who}${one.title ? `, ${one.title}` : ''}</h2>
${summaryList({
  rows: [
    { key: 'When', value: whenWords(one, at) },
    ...(one.record ? [{ key: 'Record', value: `Reference ${one.record}` }] : []),
    { key: 'Not explained', value: whyAsked(one.rule, one.inputs) },
    ...(one.askedAt
      ? [{ key: 'Asked', value: `${formatInstant(one.askedAt, londonDate(at))}, by ${one.askedBy ?? 'somebody'}` }]
      : []),
    ...(one.askedAt ? [{ key: 'Their answer', value: one.answer ?? notAnswered(one.askedAt, at) }] : []),
  ],
})}
${one.askedAt ? null : form({ action: `/looks-to-ask/${one.uuid}/ask`, csrf, body: button({ text: html`Ask${hidden}`, preventDoubleClick: true }) })}
${details({
  summary: html`Close it<span class="govuk-visually-hidden">: ${one.who}${one.record ? `, record ${one.record}` : ''}</span>`,
  body: closeForm(one, csrf, wrong),
  ...(wrong || one.answer !== undefined ? { open: true } : {}),
})}
</section>`
}

const closeForm = ({ uuid, record }: LookToAsk, csrf: string, wrong: ClosingWrong | undefined): Html =>
  form({
    action: `/looks-to-ask/${uuid}/close`,
    csrf,
    body: html`${radios({
      name: 'outcome',
      idPrefix: `outcome-${uuid}`,
      legend: 'What came of it?',
      value: wrong?.outcome ?? '',
      items: Object.entries(outcomeWords).flatMap(([value, text]) =>
        value === 'own-family' && !record ? [] : [{ value, text }],
      ),
      ...(wrong?.missing.includes('outcome') ? { error: missingWords.outcome } : {}),
    })}
${textarea({
  id: `words-${uuid}`,
  name: 'words',
  label: 'Why, or to whom you passed it on',
  rows: 3,
  value: wrong?.words ?? '',
  ...(wrong?.missing.includes('words') ? { error: missingWords.words } : {}),
})}
${button({ text: 'Close', kind: 'secondary', preventDoubleClick: true })}`,
  })

const closedTable = (closed: readonly LookToAsk[], at: Date): Html =>
  table({
    caption: 'Closed',
    columns: [{ text: 'When' }, { text: 'Who' }, { text: 'Not explained' }, { text: 'What came of it' }],
    rows: closed.map(one => [
      whenWords(one, at),
      one.who,
      `${one.record ? `Reference ${one.record}. ` : ''}${whyAsked(one.rule, one.inputs)}`,
      `${one.closed ? outcomeWords[one.closed.outcome] : ''}, by ${one.closed?.by}. ${one.closed?.words}`,
    ]),
  })
