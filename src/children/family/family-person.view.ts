import {
  button,
  buttonGroup,
  type FormError,
  form,
  formErrors,
  html,
  type PageContent,
} from '../../platform/views/index.ts'
import { type Form, fieldView, type Typed } from '../forms/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'

export type FamilyPersonData = {
  readonly header: RecordHeader
  /** The last part of the form’s address. */
  readonly person: string
  readonly form: Form
  readonly typed: Typed
  readonly errors: readonly FormError[]
  /** A worker wrote them down before: they can be changed, and taken off. */
  readonly known: boolean
}

/** The form of somebody in the family. */
export const familyPersonView = (data: FamilyPersonData, csrf: string): PageContent => {
  const { header, person, typed, errors, known } = data
  const { title, intro, save, fields } = data.form
  const action = recordHref(header.address, `/family/${person}`)
  return {
    ...recordPage(header, {
      title,
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${intro ? html`<p class="govuk-body">${intro}</p>` : null}${form({
        action,
        csrf,
        body: html`${fields.map(field => fieldView(field, typed, errors))}${buttonGroup([
          button({ text: save, preventDoubleClick: true }),
          html`<a class="govuk-link" href="${recordHref(header.address, '/family')}">Cancel</a>`,
        ])}`,
      })}${
        known
          ? form({
              action,
              csrf,
              body: html`<input type="hidden" name="gone" value="yes">${button({ text: 'Take off the family', kind: 'secondary', preventDoubleClick: true })}`,
            })
          : null
      }`,
    }),
    back: { text: 'Family and home', href: recordHref(header.address, '/family') },
  }
}
