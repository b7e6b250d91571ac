import { type Letter, letterView } from '../../../children/index.ts'
import { formatDate, formatInstant, isPlainDate } from '../../../kernel/index.ts'
import { type Html, html, insetText, type PageContent, paragraphs, summaryList } from '../../../platform/views/index.ts'
import type { Pack } from './pack.ts'

export type PackData = {
  readonly pack: Pack
  /** When they went out, and the checksum of what went; undefined of papers that are not out yet. */
  readonly sent: { readonly at: Date; readonly sha256: string } | undefined
  readonly back: { readonly text: string; readonly href: string }
}

/** The papers of one appeal, to print: for the panel, the family and the authority alike. */
export const packView = ({ pack, sent, back }: PackData): PageContent => ({
  title: 'The papers',
  heading: pack.title,
  back,
  body: html`${sent ? html`<p class="govuk-body">As they went out ${formatInstant(sent.at)}.</p>` : insetText({ body: 'The papers have not gone out. They are shown as they stand now.' })}
${pack.sections.map(
  ({ heading, rows, words }) => html`<h2 class="govuk-heading-m">${heading}</h2>
${rows.length > 0 ? summaryList({ rows: rows.map(([key, value]) => ({ key, value: shown(value) })) }) : null}
${words.map(text => paragraphs(text))}
${rows.length + words.length === 0 ? html`<p class="govuk-body">Nothing yet.</p>` : null}`,
)}
${sent ? summaryList({ rows: [{ key: 'Checksum of the papers', value: html`<code>${sent.sha256}</code>` }] }) : null}`,
})

const shown = (value: string): string | Html => (isPlainDate(value) ? formatDate(value) : value)

export type DecisionLetterData = {
  readonly letter: Letter
  readonly back: { readonly text: string; readonly href: string }
}

/** The letter with a panel's decision, to print; without an address where the gate lets none go. */
export const decisionLetterView = ({ letter, back }: DecisionLetterData): PageContent => ({
  title: 'Letter',
  heading: 'Letter with the decision',
  back,
  body: html`${letter.to ? null : insetText({ body: 'No address is printed: put it on by hand, from what the family gave when it appealed, once you have asked whether a letter may go there.' })}${letterView(letter)}`,
})
