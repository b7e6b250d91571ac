import { formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  errorOf,
  type FormError,
  type Html,
  html,
  input,
  radios,
  sourceLine,
  summaryList,
} from '../../platform/views/index.ts'
import { saidLine } from '../pages/told.view.ts'
import { type KeptReply, type KnownAnswer, replyWords } from './known-answers.ts'
import type { Fields } from './merge.ts'

/** What the record knows already, each to be confirmed, corrected or left: with who said it, when, and whether that is old. */
export const knownView = (
  answers: readonly KnownAnswer[],
  {
    fields,
    errors,
    today,
  }: { readonly fields: Fields; readonly errors: readonly FormError[]; readonly today: PlainDate },
): Html => html`<h2 class="govuk-heading-m">What is known already</h2>
<p class="govuk-body">Nobody need be asked this again. Say so where it is still right, or what it is now.</p>
${answers.map(({ about, label, known }) => {
  const [box, now] = [`known-${about}`, `known-${about}-now`]
  return html`<h3 class="govuk-heading-s">${label}</h3>${
    known
      ? html`<p class="govuk-body"><strong>${known.value}</strong><br>${sourceLine(saidLine(known.said, known.kind, today))}</p>`
      : html`<p class="govuk-body">Not recorded.</p>`
  }${radios({
    name: box,
    legend: known ? `${label}: is it right?` : `${label}: do you know it?`,
    items: [
      ...(known ? [{ value: 'right', text: 'Yes, still right' }] : []),
      {
        value: 'changed',
        text: known ? 'No, it is something else' : 'Yes',
        conditional: input({ name: now, label: 'What is it?', value: fields[now] ?? '', ...errorOf(errors, now) }),
      },
      { value: 'unknown', text: 'Still not known' },
    ],
    value: fields[box] ?? '',
  })}`
})}`

/** What was replied, in words, with what the record had said and since when. */
export const repliesView = (replies: readonly KeptReply[]): Html | null =>
  replies.length === 0
    ? null
    : summaryList({
        rows: replies.map(reply => {
          const { label, words } = replyWords(reply)
          const said = reply.said && reply.on ? `. From ${reply.said}, ${formatDate(reply.on as PlainDate)}` : ''
          return { key: label, value: `${words}${said}` }
        }),
      })
