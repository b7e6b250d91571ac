import {
  button,
  buttonGroup,
  type FormError,
  form,
  formErrors,
  html,
  type PageContent,
} from '../../../platform/views/index.ts'
import { fieldView } from '../case/case-parts.view.ts'
import type { Fields } from '../case/step-form.ts'
import { addedPupilQuestions } from './added-pupil.ts'
import { returnWhen } from './return-sorts.ts'

export type AddedPupilForm = {
  /** The random address of the school. */
  readonly address: string
  readonly school: string
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

export const addedPupilHref = (address: string): string => `/my-schools/${address}/new-pupil`

/** The form that tells the council of a pupil who is on no roll of the school yet. */
export const addedPupilView = ({ address, school, fields, errors }: AddedPupilForm, csrf: string): PageContent => ({
  title: 'Tell of a new pupil',
  heading: 'Tell of a new pupil',
  ...(errors.length > 0 ? { error: true } : {}),
  back: { text: school, href: `/my-schools/${address}` },
  body: html`${formErrors(errors)}<p class="govuk-body">From ${school}. ${returnWhen('added-to-roll')}. For a pupil who is on your list already, open the pupil and choose Returns to the council.</p><p class="govuk-body">The council reads what you send. The pupil comes onto your list with your next register or census, not by this form.</p>${form(
    {
      action: addedPupilHref(address),
      csrf,
      body: html`${addedPupilQuestions.map(
        part =>
          html`<h2 class="govuk-heading-m">${part.heading}</h2>${part.fields.map(field => fieldView(field, fields, errors))}`,
      )}${buttonGroup([
        button({ text: 'Send to the council', preventDoubleClick: true }),
        html`<a class="govuk-link" href="/my-schools/${address}">Cancel</a>`,
      ])}`,
    },
  )}`,
})
