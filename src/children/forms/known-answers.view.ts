import { formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  checkboxes,
  details,
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
import type { KnownAnswer } from './known-answers.ts'
import {
  isToldOnce,
  type KeptReply,
  knownBoxes,
  livesBox,
  nowBox,
  replyBox,
  replyWords,
  tellBox,
} from './known-replies.ts'
import type { Fields } from './merge.ts'

/** What the record knows already, and how a form shows it. */
export type KnownShown = {
  readonly today: PlainDate
  readonly answers: readonly KnownAnswer[]
  /** The services outside that can be told of what is different, by name; undefined where the reader tells nobody. */
  readonly toldServices?: readonly string[]
}
type Typed = {
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** What the record knows already, each to be confirmed, corrected or left: with who said it, when, and whether that is old. */
export const knownView = (known: KnownShown, typed: Typed): Html =>
  html`<h2 class="govuk-heading-m">What is known already</h2>${knownQuestions(known, typed)}`

/** The same behind one line, for a form that is about something else; open where something of it was typed. */
export const knownFolded = (known: KnownShown, typed: Typed): Html =>
  details({
    summary: 'What is known already: confirm or correct it',
    open: knownBoxes.some(box => typed.fields[box] || typed.errors.some(error => error.field === box)),
    body: knownQuestions(known, typed),
  })

const knownQuestions = ({ today, answers, toldServices }: KnownShown, typed: Typed): Html =>
  html`<p class="govuk-body">Nobody need be asked this again. Say so where it is still right, or what it is now.</p>
${answers.map(one => question(one, typed, today))}${
  toldServices && answers.some(one => isToldOnce(one.about))
    ? checkboxes({
        name: tellBox,
        items: [
          {
            value: 'yes',
            text: 'Tell the services that need to know what is different',
            hint: `School, home, surgery and languages: it goes on the record, and to ${['whoever works with the child and may see it', ...toldServices].join(', ')}. Some changes are looked at by a person first. Without this it stays with this form.`,
          },
        ],
        values: [typed.fields[tellBox] ?? ''],
      })
    : null
}`

const question = ({ about, label, known }: KnownAnswer, { fields, errors }: Typed, today: PlainDate): Html =>
  html`<h3 class="govuk-heading-s">${label}</h3>${
    known
      ? html`<p class="govuk-body"><strong>${known.value}</strong><br>${sourceLine(saidLine(known.said, known.kind, today))}</p>`
      : html`<p class="govuk-body">Not recorded.</p>`
  }${radios({
    name: replyBox(about),
    legend: known ? `${label}: is it right?` : `${label}: do you know it?`,
    items: [
      ...(known ? [{ value: 'right', text: 'Yes, still right' }] : []),
      {
        value: 'changed',
        text: known ? 'No, it is something else' : 'Yes',
        conditional: html`${input({
          name: nowBox(about),
          label: about === 'lives-with' ? 'Who is it?' : 'What is it?',
          value: fields[nowBox(about)] ?? '',
          ...errorOf(errors, nowBox(about)),
        })}${about === 'lives-with' ? lives(fields, errors) : null}`,
      },
      { value: 'unknown', text: 'Still not known' },
    ],
    value: fields[replyBox(about)] ?? '',
  })}`

const lives = (fields: Fields, errors: readonly FormError[]): Html =>
  radios({
    name: livesBox,
    legend: 'Do they live here now?',
    items: [
      { value: 'here', text: 'Yes' },
      { value: 'gone', text: 'No longer' },
    ],
    value: fields[livesBox] ?? '',
    ...errorOf(errors, livesBox),
  })

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
