import { formatInstant } from '../../kernel/index.ts'
import { emptyState, type Html, html, type PageContent, summaryList, table, tag } from '../../platform/views/index.ts'
import { changeKinds, changeRows } from './change.ts'
import type { Line, Receipt } from './ledger.queries.ts'
import { aboutRows } from './tell.view.ts'

/** The same words for whatever a change waits for: they say nothing of the child. */
export const needsPerson = 'Needs a person'
const stateWords: Readonly<Record<Line['state'], string>> = {
  waiting: 'Waiting',
  applied: 'Applied',
  told: 'Told',
  refused: 'Refused',
  person: needsPerson,
}
const recordWords: Readonly<Record<Receipt['state'], string>> = {
  held: needsPerson,
  applied: 'Applied',
  refused: 'Refused',
}

const titleOf = ({ change }: Receipt): string => changeKinds.find(k => k.value === change.kind)?.text ?? change.kind

/** How far a change has come as a whole. */
const wholeWords = ({ state, lines }: Receipt): string => {
  if (state !== 'applied') return recordWords[state]
  const open = (['person', 'refused', 'waiting'] as const).find(one => lines.some(line => line.state === one))
  return open ? stateWords[open] : 'Applied'
}

/** What the reader told, newest first, each with how far it has come. */
export const ledgerView = (receipts: readonly Receipt[]): PageContent => ({
  title: 'What you told',
  heading: 'What you told',
  body:
    receipts.length === 0
      ? emptyState({ text: 'You have told of no change yet.' })
      : table({
          caption: 'What you told, newest first',
          columns: [{ text: 'What' }, { text: 'When' }, { text: 'How far' }],
          rows: receipts.map(receipt => [
            html`<a class="govuk-link" href="/told/${receipt.address}">${titleOf(receipt)}${receipt.about ? html`, ${receipt.about.forename} ${receipt.about.surname}` : null}</a>`,
            formatInstant(receipt.toldAt),
            wholeWords(receipt),
          ]),
        }),
})

/** The receipt of one change, for who told it and nobody else: what they said, and each service that is told. */
export const receiptView = (receipt: Receipt, names: ReadonlyMap<string, string>): PageContent => ({
  title: 'Receipt',
  heading: 'Receipt',
  back: { text: 'What you told', href: '/told' },
  body: html`<p class="govuk-body">You told this on ${formatInstant(receipt.toldAt)}.</p>
${summaryList({ rows: [...aboutRows(receipt.about), ...changeRows(receipt.change)] })}
<h2 class="govuk-heading-m">How far it has come</h2>
<dl class="govuk-summary-list">${line('The child’s record', recordWords[receipt.state], recordNote(receipt))}${receipt.lines.map(
    one =>
      line(
        names.get(one.service) ?? one.service,
        stateWords[one.state],
        // a daily file says its own day
        one.state === 'told' ? (one.answer ?? '') : [one.answer, formatInstant(one.at)].filter(Boolean).join('. '),
      ),
  )}</dl>`,
})

const recordNote = ({ state, answer }: Receipt): string =>
  state === 'held' ? 'Somebody looks at it before it goes further. You need do nothing.' : (answer ?? '')

const line = (who: string, state: string, note: string): Html =>
  html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${who}</dt><dd class="govuk-summary-list__value">${tag({ text: state })}${note ? html`<br>${note}` : null}</dd></div>`
