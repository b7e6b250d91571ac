import { formatDate, type PlainDate, plural } from '../../../../kernel/index.ts'
import { html, type PageContent, table } from '../../../../platform/views/index.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'

export type MissingData = {
  readonly round: AdmissionRound
  readonly total: number
  readonly children: readonly { readonly childId: number; readonly name: string; readonly birthDate: PlainDate }[]
}

/** Children of the round's age for whom no application is in. */
export const missingView = ({ round, total, children }: MissingData): PageContent => ({
  title: 'Children without an application',
  heading: `${round.name}: children without an application`,
  wide: true,
  back: { text: round.name, href: roundHref(round) },
  body: html`<p class="govuk-body">${plural(total, 'child', 'children')} on record, born ${formatDate(round.bornFrom)} to ${formatDate(round.bornTo)}, without an application.${total > children.length ? ` The first ${children.length} are listed.` : ''} Whoever has a plan is not here: their school is settled with SEND.</p>
${table({
  caption: 'Children without an application',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'Born' }],
  rows: children.map(one => [one.name, formatDate(one.birthDate)]),
  empty: 'Every child on record of this age has an application.',
})}`,
})
