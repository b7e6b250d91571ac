import { type Form, fieldView, type RecordHeader, recordPage, type Typed } from '../../../children/index.ts'
import { lowerFirst } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  errorSummary,
  type FormError,
  form,
  html,
  insetText,
  type PageContent,
} from '../../../platform/views/index.ts'

export type CaseFormData = {
  readonly header: RecordHeader
  readonly step: string
  /** In the child’s name. */
  readonly form: Form
  /** What must come before: while there is something, what was typed is kept and cannot be saved. */
  readonly missing: string | undefined
  /** When the case was last written to, as the form knows it. */
  readonly asOf: string
  readonly typed: Typed
  readonly errors: readonly FormError[]
}

/** Where a child’s case is, and each step’s form. */
export const caseHref = (address: string, step = ''): string => `/children/${address}/case${step && `/${step}`}`

/** The form of a step. */
export const caseFormView = (data: CaseFormData, csrf: string): PageContent => {
  const { header, step, missing, typed, errors } = data
  const { title, intro, save, fields } = data.form
  return {
    ...recordPage(header, {
      title,
      wide: false,
      error: errors.length > 0,
      top:
        errors.length > 0 ? errorSummary({ errors: errors.map(e => ({ text: e.text, href: `#${e.field}` })) }) : null,
      body: html`${missing ? insetText({ body: html`This cannot be saved now: ${lowerFirst(missing)}.` }) : null}${intro ? html`<p class="govuk-body">${intro}</p>` : null}${form(
        {
          action: caseHref(header.address, step),
          csrf,
          body: html`<input type="hidden" name="asOf" value="${data.asOf}">${fields.map(field => fieldView(field, typed, errors))}${buttonGroup(
            [
              ...(missing ? [] : [button({ text: save, preventDoubleClick: true })]),
              html`<a class="govuk-link" href="${caseHref(header.address)}">Cancel</a>`,
            ],
          )}`,
        },
      )}`,
    }),
    back: { text: 'Social care', href: caseHref(header.address) },
  }
}
