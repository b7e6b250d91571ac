import { answersOf, namedForms } from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import { button, card, form, type Html, html } from '../../../platform/views/index.ts'
import { cardForms, printedNumber } from './card.ts'
import { supportCard, supportCardShown } from './support.record.ts'
import type { SupportData } from './support-data.ts'
import { supportHref } from './support-form.view.ts'

/** The card in use, what it answers, who checked it; how to print it, end it or issue another. */
export const cardCard = ({ header, written, today, standing }: SupportData, csrf: string): Html | null => {
  const one = written.findLast(each => each.kind === supportCard.kind)
  const shown = written
    .filter(each => each.kind === supportCardShown.kind)
    .toReversed()
    .slice(0, 5)
  if (!one && standing?.stage === 'ended') return null
  const until = one?.body.until as typeof today | undefined
  return card({
    title: 'Card',
    body: html`${
      one && until
        ? html`<p class="govuk-body"><strong>${printedNumber(String(one.body.number))}</strong>, in use until ${formatDate(until)}${until < today ? ': that day has passed' : ''}.</p>
${answersOf(namedForms(cardForms, header.first), one.body, ['on', 'agreed', 'until']).map(({ label, words }) => html`<p class="govuk-body">${label} ${words}.</p>`)}
<p class="govuk-body"><a class="govuk-link tl-noprint" href="${supportHref(header.address, '/card/print')}">Print the card</a></p>
${form({ action: supportHref(header.address, '/card/end'), csrf, body: button({ text: 'End the card', kind: 'secondary', preventDoubleClick: true }) })}`
        : html`<p class="govuk-body">No card is in use.</p>`
    }${shown.length > 0 ? html`<p class="govuk-body">Checked: ${shown.map(each => `${each.by}, ${formatDate(each.on)}`).join('; ')}.</p>` : null}`,
    link: { text: one ? 'Issue another' : 'Issue a card', href: supportHref(header.address, '/card') },
  })
}
