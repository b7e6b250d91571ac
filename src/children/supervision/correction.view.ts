import { boxesNamed } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  input,
  type PageContent,
  textarea,
} from '../../platform/views/index.ts'
import { sharedInputs } from '../forms/shared-form.view.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { draftButtons, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import type { Fields } from './supervision-form.ts'

/** What was said of a child, to be corrected: all that was written stands in the form. */
export type CorrectionData = {
  readonly header: RecordHeader
  /** The address of the version that is corrected. */
  readonly correcting: string
  readonly fields: Fields
  readonly errors: readonly FormError[]
  readonly draft?: ShownDrafts
}

export const correctionView = (data: CorrectionData, csrf: string): PageContent => {
  const { header, correcting, fields, errors, draft } = data
  const away = recordHref(header.address, '/supervision')
  const area = (name: string, label: string, hint?: string, rows = 4) =>
    textarea({
      ...{ name, label, rows, spellcheck: true, value: fields[name] ?? '' },
      ...(hint ? { hint } : {}),
      ...errorOf(errors, name),
    })
  return {
    ...recordPage(header, {
      title: 'Correct what was said',
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${draftLine(draft)}<p class="govuk-body">Write as if ${header.first} will read it. The actions are tasks since: change them there.</p>
${form({
  action: `${away}/${correcting}/correct`,
  csrf,
  draft: true,
  body: html`${sharedInputs(fields)}${dateInput({
    ...{ id: 'held', name: 'held', legend: 'Which day?', hint: 'For example, 27 3 2026' },
    ...{ values: boxesNamed('held', fields), ...errorOf(errors, 'held-day') },
  })}${area('discussed', 'What was discussed?')}${area('decided', 'What was decided, and why?')}${area('others', 'What is about somebody else', 'It is kept apart from what is about the child')}${input({ name: 'othersName', label: 'Who is that part about?', value: fields.othersName ?? '', ...errorOf(errors, 'othersName') })}${area('reason', 'Why do you correct it?', 'What was written before stays on the record, with this reason', 2)}${buttonGroup(
    [
      button({ text: 'Save the correction', preventDoubleClick: true }),
      ...draftButtons(draft),
      html`<a class="govuk-link" href="${away}">Cancel</a>`,
    ],
  )}`,
})}`,
    }),
    back: { text: 'Supervision', href: away },
  }
}
