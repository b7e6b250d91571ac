import {
  draftButtons,
  draftInputs,
  draftLine,
  notSavedPart,
  type RecordHeader,
  recordPage,
  type ShownDrafts,
  type TypedWords,
} from '../../../children/index.ts'
import { boxesNamed, formatDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import { type Agreement, agreedAsChoices, agreedWords } from './agreement.ts'
import { helpHref } from './form.view.ts'
import type { Fields } from './help-forms.ts'

type Typed = { readonly fields: Fields; readonly errors: readonly FormError[] }

/** Who agreed to a service, and for whom: asked of each service for itself. */
export const agreedFields = (first: string, { fields, errors }: Typed): Html =>
  html`${input({
    name: 'agreedBy',
    label: 'Who agreed?',
    hint: `For example, mum and ${first}`,
    value: fields.agreedBy ?? '',
    ...errorOf(errors, 'agreedBy'),
  })}${radios({
    name: 'agreedAs',
    legend: 'Whose agreement is it?',
    items: agreedAsChoices(first),
    value: fields.agreedAs ?? '',
    ...errorOf(errors, 'agreedAs'),
  })}`

/** Who agreed to it or no longer does, and the way to change it. */
export const agreementLine = (header: RecordHeader, agreement: Agreement, service: string, mayWork: boolean): Html => {
  const { withdrawnOn, withdrawnBy } = agreement
  return html`<p class="govuk-body">${
    withdrawnOn
      ? html`<strong>Not agreed any more</strong>, since ${formatDate(withdrawnOn)}: ${withdrawnBy ?? 'the family'}.`
      : html`Agreed by ${agreedWords(agreement, header.first)}.`
  }${mayWork ? html` <a class="govuk-link tl-noprint" href="${helpHref(header.address, `/agreement/${service}`)}">${withdrawnOn ? 'They agree again' : 'They agree no longer'}</a>` : null}</p>`
}

export type AgreementData = Typed & {
  readonly header: RecordHeader
  /** Where it is: "early-help", or the address of where the family was sent on to. */
  readonly service: string
  /** What the service is called. */
  readonly name: string
  readonly agreement: Agreement
  readonly draft?: ShownDrafts
  /** What the reader typed of what was written down before they saved. */
  readonly notSaved?: TypedWords
}

/** The family agrees no longer to one service, or agrees again. */
export const agreementView = (data: AgreementData, csrf: string): PageContent => {
  const { header, service, name, agreement, fields, errors } = data
  const stands = agreement.withdrawnOn === undefined
  const all = service === 'early-help'
  return {
    ...recordPage(header, {
      title: stands ? `The family agrees no longer: ${name}` : `The family agrees again: ${name}`,
      wide: false,
      error: errors.length > 0,
      top: html`${formErrors(errors)}${notSavedPart(data.notSaved)}`,
      body: html`${agreementLine(header, agreement, service, false)}<p class="govuk-body">${
        stands
          ? all
            ? 'Nothing is added to early help from then on: it is ended, or taken to the front door where somebody worries. What services they go to is asked of each for itself.'
            : 'Tell the service: Throughline sends nothing. Write on its page what became of the family there.'
          : 'It goes on from where it was.'
      } The record stays: it rests on the council’s duties to children, and on no agreement.</p>${form({
        action: helpHref(header.address, `/agreement/${service}`),
        csrf,
        draft: true,
        body: html`${draftLine(data.draft)}${draftInputs(fields)}<input type="hidden" name="stood" value="${stands ? 'yes' : 'no'}">${
          stands
            ? input({
                name: 'withdrawnBy',
                label: 'Who says so?',
                hint: `For example, mum, or ${header.first}`,
                value: fields.withdrawnBy ?? '',
                ...errorOf(errors, 'withdrawnBy'),
              })
            : agreedFields(header.first, data)
        }${textarea({ name: 'words', label: 'What did they say?', rows: 4, value: fields.words ?? '', ...errorOf(errors, 'words') })}${dateInput(
          {
            ...{ id: 'on', name: 'on', legend: 'When?', hint: 'For example, 27 3 2026' },
            values: boxesNamed('on', fields),
            ...errorOf(errors, 'on-day'),
          },
        )}${buttonGroup([
          button({ text: 'Save', preventDoubleClick: true }),
          ...draftButtons(data.draft),
          html`<a class="govuk-link" href="${helpHref(header.address)}">Cancel</a>`,
        ])}`,
      })}`,
    }),
    back: { text: 'Early help', href: helpHref(header.address) },
  }
}
