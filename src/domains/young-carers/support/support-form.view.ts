import {
  boxesOf,
  type Form,
  fieldView,
  type KnownShown,
  knownView,
  type MergeData,
  mergeView,
  type RecordHeader,
  recordPage,
  sharedButtons,
  sharedInputs,
  sharedLines,
  type Typed,
} from '../../../children/index.ts'
import {
  button,
  buttonGroup,
  type FormError,
  form,
  formErrors,
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
  readonly draft?: { readonly savedAt: Date }
  /** What was saved last, which the form opens with. */
  readonly before?: { readonly by: string; readonly at: Date }
  /** What the record knows already, in the needs assessment. */
  readonly known?: KnownShown
}
/** Two edits of one of the forms, to be put together. */
export type SupportMergeData = Pick<SupportFormData, 'header' | 'part' | 'form'> & { readonly merging: MergeData }

/** Where the pages of the support are: the address says nothing of what it is for. */
export const supportHref = (address: string, part = ''): string => `/children/${address}/support${part}`

/** Two edits of one form of the support, side by side. */
export const supportMergeView = ({ header, part, form, merging }: SupportMergeData, csrf: string): PageContent => {
  const back = { text: 'Support', href: supportHref(header.address) }
  return mergeView(merging, { header, title: form.title, action: supportHref(header.address, `/${part}`), back }, csrf)
}

/** One form of the support, or two edits of it that must be put together first. */
export const supportFormView = (data: SupportFormData | SupportMergeData, csrf: string): PageContent => {
  if ('merging' in data) return supportMergeView(data, csrf)
  const { header, part, errors, typed, proposal, draft, before } = data
  return {
    ...recordPage(header, {
      title: data.form.title,
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${sharedLines(draft, before)}${data.form.intro ? html`<p class="govuk-body">${data.form.intro}</p>` : null}${proposal ? proposalWords(proposal) : null}
${form({
  action: supportHref(header.address, `/${part}`),
  csrf,
  draft: true,
  body: html`${sharedInputs(boxesOf(typed))}${data.known ? knownView(data.known, { fields: boxesOf(typed), errors }) : null}${data.form.fields.map(field => fieldView(field, typed, errors))}${buttonGroup(
    [
      button({ text: data.form.save, preventDoubleClick: true }),
      ...sharedButtons(draft),
      html`<a class="govuk-link" href="${supportHref(header.address)}">Cancel</a>`,
    ],
  )}`,
})}`,
    }),
    back: { text: 'Support', href: supportHref(header.address) },
  }
}

/** What the rule proposes, and that it decides nothing. */
export const proposalWords = ({ level, why }: Proposal): Html =>
  html`<p class="govuk-body">Proposed: <strong>${levelWords(level)}</strong>, because: ${why.join('; ')}. You decide: a score never does.</p>`
