import { formatInstant, londonDate } from '../../../kernel/index.ts'
import { button, form, type Html, html, type PageContent, phoneLink } from '../../../platform/views/index.ts'
import { placesHref } from './apply.view.ts'
import type { OpenRound } from './asked.ts'
import { type Outcome, type Sent, waits } from './sent.queries.ts'
import type { TakingBack } from './take-back.actions.ts'

/** What was sent, its round while it takes applications, and what came of it once the offers are out. */
type Place = {
  readonly sent: Sent
  readonly round: OpenRound | undefined
  readonly outcome: Outcome | undefined
  readonly at: Date
}

/**
 * How a family may take back what it sent: at once while nobody has taken it in, or until the end of the closing day; later by asking, until the
 * offers are out, when an offer is declined; of what is asked for during the year, until a place is offered.
 */
export const takingBackOf = ({ sent, round, outcome, at }: Place): TakingBack => {
  if (waits(sent)) return 'now'
  if (sent.state !== 'taken') return 'no'
  if (outcome !== undefined) return !outcome.quiet && outcome.inYear && outcome.offers.length === 0 ? 'ask' : 'no'
  return round !== undefined && londonDate(at) <= round.closesOn ? 'now' : 'ask'
}

const backHref = ({ address }: Pick<Sent, 'address'>): string => placesHref(`/${address}/take-back`)

/** What a family can do who wants no place by what it sent. */
export const takeBackView = (data: Place, csrf: string, phone: string): Html | null => {
  const { sent } = data
  const way = takingBackOf(data)
  if (way === 'no') return null
  const action = backHref(sent)
  if (way === 'ask' && sent.askedBackAt !== null)
    return html`<h2 class="govuk-heading-m">You asked to take it back</h2>
<p class="govuk-body">You asked on ${formatInstant(sent.askedBackAt)}. Your application counts until we have taken it out. You can also ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>
${form({ action, csrf, body: html`<input type="hidden" name="keep" value="yes">${button({ text: 'I want it after all', kind: 'secondary', preventDoubleClick: true })}` })}`
  return html`<h2 class="govuk-heading-m">If you do not want it any more</h2>
<p class="govuk-body">${
    way === 'now'
      ? 'You can take it back. We then look for no school place from it.'
      : 'Your application counts already. You can ask us to take it out, and somebody will look at it.'
  }</p>
${form({ action, csrf, body: button({ text: way === 'now' ? 'Take it back' : 'Ask to take it back', kind: 'secondary', preventDoubleClick: true }) })}`
}

/** Asked once more before it is taken back. */
export const sureBackView = (sent: Pick<Sent, 'address' | 'words'>, csrf: string): PageContent => ({
  title: 'Take it back?',
  heading: `Take back the application for ${sent.words.child.forename} ${sent.words.child.surname}?`,
  back: { text: 'Your application', href: placesHref(`/${sent.address}`) },
  body: html`<p class="govuk-body">We then look for no school place from it, and we delete the papers that you sent with it. You can apply again. Where there is a closing day, we look at what is sent after it after all others.</p>
${form({
  action: backHref(sent),
  csrf,
  body: html`<input type="hidden" name="sure" value="yes">${button({ text: 'Yes, take it back', kind: 'warning', preventDoubleClick: true })}`,
})}`,
})
