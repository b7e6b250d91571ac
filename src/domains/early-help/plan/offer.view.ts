import { draftButtons, draftInputs, draftLine, type RecordHeader, type ShownDrafts } from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  emptyState,
  errorOf,
  type FormError,
  form,
  type Html,
  html,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import { agreedFields } from './agreement.view.ts'
import { helpHref } from './form.view.ts'
import type { HelpCase } from './help-file.queries.ts'
import { type Fields, offerAnswers } from './help-forms.ts'

/** The offer and its answer, as they were typed. */
export type OfferData = {
  readonly header: RecordHeader
  readonly mayWork: boolean
  readonly fields?: Fields
  readonly draft?: ShownDrafts
  readonly errors?: readonly FormError[]
}

/** What the family's agreement is, and what it is not. */
const agreementWords = html`<p class="govuk-body">The family agrees to receive a service. The record itself does not rest on that: it is kept because the council has duties to children. Where they do not want it, that it was offered is written down, and no file is built.</p>`

/** Early help offered, for who may. */
export const offerCard = ({ header, mayWork, fields = {}, errors = [], draft }: OfferData, csrf: string): Html =>
  mayWork
    ? card({
        title: 'Offer early help',
        body: html`${agreementWords}${form({
          action: helpHref(header.address),
          csrf,
          draft: true,
          body: html`${draftLine(draft)}${draftInputs(fields)}${textarea({ name: 'why', label: 'Why is it offered?', hint: `Write as if ${header.first} will read it`, rows: 4, value: fields.why ?? '', ...errorOf(errors, 'why') })}${radios(
            {
              name: 'afterPlan',
              legend: 'Does it follow a plan of social care?',
              value: fields.afterPlan ?? '',
              items: [
                { value: 'yes', text: 'Yes: that plan stays until a lead practitioner has accepted' },
                { value: 'no', text: 'No' },
              ],
            },
          )}${answerFields(header.first, fields, errors)}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(draft)])}`,
        })}`,
      })
    : emptyState({ text: `There is no early help for ${header.first} now.` })

const answerFields = (first: string, fields: Fields, errors: readonly FormError[]): Html =>
  radios({
    name: 'answer',
    legend: 'What does the family say?',
    value: fields.answer ?? '',
    items: offerAnswers.map(one => ({
      ...one,
      ...(one.value === 'agreed' ? { conditional: agreedFields(first, { fields, errors }) } : {}),
    })),
    ...errorOf(errors, 'answer'),
  })

/** What the family says to it. */
export const answerCard = (data: OfferData, now: HelpCase, csrf: string): Html =>
  card({
    title: `Offered on ${formatDate(now.offeredOn)}`,
    body: html`<p class="govuk-body">The family thinks about it. Offered by ${now.by}.</p>${
      data.mayWork
        ? form({
            action: helpHref(data.header.address, '/answer'),
            csrf,
            draft: true,
            body: html`${draftLine(data.draft)}${draftInputs(data.fields ?? {})}${answerFields(data.header.first, data.fields ?? {}, data.errors ?? [])}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(data.draft)])}`,
          })
        : null
    }`,
  })
