import { formatDate, type PlainDate } from '../../kernel/index.ts'
import { type Html, html, paragraphs } from '../../platform/views/index.ts'
import type { LetterAddress } from './address-gate.ts'

/** A letter as it is printed: who sends it, to whom, and its words. Without an address it is the copy on the record. */
export type Letter = {
  readonly from: readonly string[]
  readonly to: LetterAddress | undefined
  readonly name: string
  readonly on: PlainDate
  readonly subject: string
  readonly words: string
  readonly signedBy: string
  /** What the family sends back: its first line is what it is called. */
  readonly slip?: readonly string[]
}

/** The letter itself: the address stands where a window of a C5 or DL envelope shows it (BS 4264). */
export const letterView = ({
  from,
  to,
  name,
  on,
  subject,
  words,
  signedBy,
  slip,
}: Letter): Html => html`<article class="tl-letter">
<p class="tl-letter__from">${lines(from)}</p>
<p class="tl-letter__to">${to ? lines([to.to, ...to.lines]) : name}</p>
<p>${formatDate(on)}</p>
<p>Dear ${name}</p>
<h2 class="govuk-heading-s">${subject}</h2>
${paragraphs(words)}
<p>Yours sincerely</p>
<p class="tl-letter__sign">${signedBy}</p>
${slip ? slipView(slip) : null}</article>`

const slipView = ([called = '', ...rows]: readonly string[]): Html => html`<section class="tl-letter__slip">
<h3 class="govuk-heading-s">${called}</h3>
${rows.map(row => html`<p>${row}</p>`)}
</section>
`

const lines = (list: readonly string[]): Html => html`${list.map((line, at) => (at === 0 ? line : html`<br>${line}`))}`
