import {
  boxesOf,
  type Fields,
  type Form,
  fieldView,
  type KnownShown,
  knownFolded,
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
import { lowerFirst } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  type FormError,
  form,
  formErrors,
  type Html,
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
  /** What the form carries so that no words are lost. */
  readonly shared: Fields
  readonly draft?: { readonly savedAt: Date }
  /** What was saved last, which the form opens with. */
  readonly before?: { readonly by: string; readonly at: Date }
  /** Whose step this one stands in place of, where two were put together. */
  readonly inPlaceOfBy?: string
  readonly errors: readonly FormError[]
  /** What the record knows already, where the step asks it, and whether it stands behind one line. */
  readonly known?: KnownShown & { readonly shown: 'open' | 'folded' }
}
/** The same step as two people wrote it. */
export type CaseMergeData = Pick<CaseFormData, 'header' | 'step' | 'form'> & { readonly merging: MergeData }

/** Where a child’s case is, and each step’s form. */
export const caseHref = (address: string, step = ''): string => `/children/${address}/case${step && `/${step}`}`

/** The form of a step. */
export const caseFormView = (data: CaseFormData, csrf: string): PageContent => {
  const { header, step, missing, typed, draft, inPlaceOfBy, errors } = data
  const { title, intro, save, fields } = data.form
  return {
    ...recordPage(header, {
      title,
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${sharedLines(draft, data.before)}${
        inPlaceOfBy
          ? insetText({
              body: html`What you save stands in place of what ${inPlaceOfBy} saved, which is kept as it was.`,
            })
          : null
      }${missing ? insetText({ body: html`This cannot be saved now: ${lowerFirst(missing)}.` }) : null}${intro ? html`<p class="govuk-body">${intro}</p>` : null}${form(
        {
          action: caseHref(header.address, step),
          csrf,
          draft: true,
          body: html`${sharedInputs(data.shared)}<input type="hidden" name="asOf" value="${data.asOf}">${knownPart(data)}${fields.map(field => fieldView(field, typed, errors))}${buttonGroup(
            [
              ...(missing ? [] : [button({ text: save, preventDoubleClick: true })]),
              ...sharedButtons(draft),
              html`<a class="govuk-link" href="${caseHref(header.address)}">Cancel</a>`,
            ],
          )}`,
        },
      )}`,
    }),
    back: { text: 'Social care', href: caseHref(header.address) },
  }
}

const knownPart = ({ known, typed, errors }: CaseFormData): Html | null =>
  known ? (known.shown === 'open' ? knownView : knownFolded)(known, { fields: boxesOf(typed), errors }) : null

/** The same step as somebody else saved it and as the reader typed it, side by side. */
export const caseMergeView = ({ header, step, form: { title }, merging }: CaseMergeData, csrf: string): PageContent =>
  mergeView(
    merging,
    {
      header,
      title,
      action: caseHref(header.address, step),
      back: { text: 'Social care', href: caseHref(header.address) },
    },
    csrf,
  )
