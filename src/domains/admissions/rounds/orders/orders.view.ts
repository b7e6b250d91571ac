import { formatInstant, plural } from '../../../../kernel/index.ts'
import { html, type PageContent, table, warningText } from '../../../../platform/views/index.ts'
import type { AdmissionRound, RoundSchool } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { OwnOrder, OwnOrderLine } from './orders.queries.ts'

export type OwnOrderData = {
  readonly round: AdmissionRound
  readonly school: Pick<RoundSchool, 'key' | 'name'>
  readonly order: OwnOrder | undefined
  readonly page: number
  readonly more: boolean
  readonly lines: readonly OwnOrderLine[]
}
export const ownOrderPerPage = 100

/** Where the order that a school sent is. */
export const orderHref = (round: AdmissionRound, key: string, part = ''): string =>
  roundHref(round, `/orders/${encodeURIComponent(key)}${part}`)

/** "41 ranked + 1 it cannot take = 42 children who named it", what is missing, and who sent it in. */
export const orderWords = (order: OwnOrder | undefined): string => {
  if (!order?.sentAt) return 'it has not come'
  const { ranked, cannotTake, notNamed, leftOut } = order
  const left = leftOut > 0 ? ` + ${leftOut} left out` : ''
  const all = plural(ranked + cannotTake + leftOut, 'child who named it', 'children who named it')
  const others = notNamed > 0 ? `. ${plural(notNamed, 'child', 'children')} who did not name it passed over` : ''
  return `${ranked} ranked + ${cannotTake} it cannot take${left} = ${all}${others}. ${order.sentBy}, ${formatInstant(order.sentAt)}`
}

/** The order that a school of its own authority sent. Which choice it was of whom plays no part, and is not shown. */
export const ownOrderView = ({ round, school, order, page, more, lines }: OwnOrderData): PageContent => ({
  title: 'A school’s own order',
  heading: `${school.name}: its own order`,
  wide: true,
  back: { text: 'Schools of the round', href: roundHref(round, '/schools') },
  body: html`<p class="govuk-body">The school’s order: ${orderWords(order)}.</p>
${
  order && order.careBelow > 0
    ? warningText({
        text: `${plural(order.careBelow, 'child', 'children')} in our care, or who were, ${order.careBelow === 1 ? 'stands' : 'stand'} below one who was not. They come first, at a school of a religious character at least among those of its faith. Ask the school.`,
      })
    : null
}
<p class="govuk-body"><a class="govuk-link" href="${orderHref(round, school.key, '/applicants')}">Download who named the school</a> (<a class="govuk-link" href="${orderHref(round, school.key, '/applicants/manifest')}">what is in the file</a>), for the school to fill in: without their other choices, and without addresses.</p>
${table({
  caption: 'Children in the order that the school sent',
  captionClasses: 'govuk-visually-hidden',
  columns: [{ text: 'Position' }, { text: 'Child' }, { text: 'Reference' }, { text: 'In the run' }],
  rows: lines.map(one => [
    one.position ?? 'It cannot take the child',
    html`<a class="govuk-link" href="${roundHref(round, `/applications/${one.address}`)}">${one.name}</a>`,
    one.reference,
    one.named ? 'Yes' : 'No: did not name the school',
  ]),
  empty: 'The order has not come.',
})}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="?page=${page - 1}">Higher in the order</a> ` : null}${more ? html`<a class="govuk-link" href="?page=${page + 1}">Lower in the order</a>` : null}</p>` : null}`,
})
