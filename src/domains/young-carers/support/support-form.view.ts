import { type Form, fieldView, type RecordHeader, recordPage, type Typed } from '../../../children/index.ts'
import {
  button,
  buttonGroup,
  errorSummary,
  type FormError,
  form,
  type Html,
  html,
  type PageContent,
} from '../../../platform/views/index.ts'
import type { Proposal } from './level.ts'
import { levelWords } from './level.ts'
import type { PartKey } from './parts.ts'

export type SupportFormData = {
  readonly header: RecordHeader
  readonly part: PartKey
  /** In the young person's name. */
  readonly form: Form
  readonly typed: Typed
  readonly errors: readonly FormError[]
  readonly proposal?: Proposal
}

/** Where the pages of the support are: the address says nothing of what it is for. */
export const supportHref = (address: string, part = ''): string => `/children/${address}/support${part}`

/** One form of the support. */
export const supportFormView = (data: SupportFormData, csrf: string): PageContent => {
  const { header, part, errors, typed, proposal } = data
  return {
    ...recordPage(header, {
      title: data.form.title,
      wide: false,
      error: errors.length > 0,
      top:
        errors.length > 0 ? errorSummary({ errors: errors.map(e => ({ text: e.text, href: `#${e.field}` })) }) : null,
      body: html`${data.form.intro ? html`<p class="govuk-body">${data.form.intro}</p>` : null}${proposal ? proposalWords(proposal) : null}
${form({
  action: supportHref(header.address, `/${part}`),
  csrf,
  body: html`${data.form.fields.map(field => fieldView(field, typed, errors))}${buttonGroup([
    button({ text: data.form.save, preventDoubleClick: true }),
    html`<a class="govuk-link" href="${supportHref(header.address)}">Cancel</a>`,
  ])}`,
})}`,
    }),
    back: { text: 'Support', href: supportHref(header.address) },
  }
}

/** What the rule proposes, and that it decides nothing. */
export const proposalWords = ({ level, why }: Proposal): Html =>
  html`<p class="govuk-body">Proposed: <strong>${levelWords(level)}</strong>, because: ${why.join('; ')}. You decide: a score never does.</p>`
