import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  choicesIn,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  type PageContent,
  radios,
} from '../../../platform/views/index.ts'
import { answerWords, reasonWords } from './home-call.ts'

/** The form in which a school says that it called home. */
export type HomeCallData = {
  readonly header: RecordHeader
  readonly school: string
  readonly today: PlainDate
  readonly fields: Readonly<Record<string, string | undefined>>
  readonly errors: readonly FormError[]
}

/** Where a school says that it called home about a pupil. */
export const homeCallHref = (address: string): string => `/children/${address}/called-home`

/** Whom the school reached about today, and whether it learnt why. */
export const homeCallView = ({ header, school, today, fields, errors }: HomeCallData, csrf: string): PageContent => ({
  ...recordPage(header, {
    title: 'We have called home',
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`<p class="govuk-body">From ${school}, about ${formatDate(today)}. The council reads that you called, whom you reached and whether there is a reason. Write the reason in your register, as its code, within five school days.</p>${form(
      {
        action: homeCallHref(header.address),
        csrf,
        body: html`${radios({ name: 'answer', legend: 'Whom did you reach?', items: choicesIn(answerWords), value: fields['answer'] ?? '', ...errorOf(errors, 'answer') })}${radios(
          {
            name: 'reason',
            legend: 'Do you know why the pupil is away?',
            items: choicesIn(reasonWords),
            value: fields['reason'] ?? '',
            ...errorOf(errors, 'reason'),
          },
        )}${buttonGroup([
          button({ text: 'Save the call', preventDoubleClick: true }),
          html`<a class="govuk-link" href="/absence-today">Cancel</a>`,
        ])}`,
      },
    )}`,
  }),
  back: { text: 'Absence today', href: '/absence-today' },
})
