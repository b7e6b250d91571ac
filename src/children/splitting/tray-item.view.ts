import { formatDate, formatInstant, londonDate, type PlainDate } from '../../kernel/index.ts'
import { button, form, type Html, html, radios, summaryList } from '../../platform/views/index.ts'
import type { GivenTo, Half } from '../linking/index.ts'

/** Something that was written while two records were one, and waits for somebody to say whose it is. */
export type TrayItem = {
  readonly split: string
  readonly entry: string
  /** The kind of thing: "Note". */
  readonly title: string
  readonly detail: string | undefined
  readonly writtenAt: Date
  readonly on: PlainDate | undefined
  /** Whose it probably is, and why, in the words after "because". */
  readonly suggestion: { readonly to: Half; readonly because: string } | undefined
}
/** How the two records go on this page. */
export type Halves = Readonly<Record<Half, { readonly name: string; readonly hint?: string }>>

/** What may be answered, as the form sends it. */
export const isGivenTo = (said: string): said is GivenTo => said === 'a' || said === 'b' || said === 'both'

/** What an answer that says nothing is told. */
export const chooseWords = 'Choose whose it is'

type Asked = { readonly action: string; readonly csrf: string; readonly at: Date; readonly wrong?: string | undefined }

/** One thing, its suggestion, and the question whose it is: nothing is chosen beforehand. `wrong` is the entry answered with nothing. */
export const trayItem = (item: TrayItem, halves: Halves, { action, csrf, at, wrong }: Asked): Html => {
  const written = formatInstant(item.writtenAt, londonDate(at))
  return html`<section class="tl-card">
<h2 class="tl-card__title">${item.title}, written ${written}</h2>
${summaryList({
  rows: [
    ...(item.on ? [{ key: 'About the day', value: formatDate(item.on) }] : []),
    ...(item.detail ? [{ key: 'What it says', value: item.detail }] : []),
    { key: 'Suggestion', value: suggestionWords(item, halves) },
  ],
})}
${form({
  action,
  csrf,
  body: html`${radios({
    name: 'to',
    idPrefix: `to-${item.entry}`,
    legend: 'Whose is this?',
    legendClasses: 'govuk-fieldset__legend--s',
    classes: 'govuk-radios--small',
    items: [
      choice('a', halves),
      choice('b', halves),
      { value: 'both', text: 'Both', hint: 'It stays on both records.' },
    ],
    ...(wrong === item.entry ? { error: chooseWords } : {}),
  })}
${button({ text: html`Save<span class="govuk-visually-hidden"> whose the ${item.title.toLowerCase()} of ${written} is</span>`, preventDoubleClick: true })}`,
})}
</section>`
}

const choice = (half: Half, halves: Halves) => ({
  value: half,
  text: halves[half].name,
  ...(halves[half].hint ? { hint: halves[half].hint } : {}),
})

const suggestionWords = ({ suggestion }: TrayItem, halves: Halves): string =>
  suggestion
    ? `${halves[suggestion.to].name}, because ${suggestion.because}.`
    : 'None: nothing in it tells the two apart.'
