import {
  draftButtons,
  draftInputs,
  draftLine,
  notSavedPart,
  type RecordHeader,
  recordPage,
  type TypedWords,
} from '../../../children/index.ts'
import { boxesNamed, formatDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  dateInput,
  errorOf,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  phoneLink,
  radios,
  select,
  summaryList,
  table,
  textarea,
} from '../../../platform/views/index.ts'
import type { FamilyService } from '../family-services/index.ts'
import { agreedWords } from './agreement.ts'
import { agreedFields, agreementLine } from './agreement.view.ts'
import { type HelpFormData, helpHref } from './form.view.ts'
import { sentOnEndings } from './headings.ts'
import type { HelpAction, HelpFile, ReferralOut } from './help-file.queries.ts'
import { noAction } from './referral-forms.ts'

export type ReferData = HelpFormData & {
  readonly services: readonly FamilyService[]
  /** What is not done yet of the plan. */
  readonly actions: readonly HelpAction[]
}
export type ReferralData = HelpFormData & {
  readonly referral: ReferralOut
  readonly mayWork: boolean
  /** What the reader typed of what was written down before they saved. */
  readonly notSaved?: TypedWords
}

const stateWords = ({ state, answeredOn, endedOn, outcome, withdrawnOn }: ReferralOut): string => {
  if (withdrawnOn && (state === 'sent' || state === 'accepted'))
    return `The family agrees no longer, ${formatDate(withdrawnOn)}`
  switch (state) {
    case 'sent':
      return 'No answer yet'
    case 'accepted':
      return `Accepted${answeredOn ? `, ${formatDate(answeredOn)}` : ''}`
    case 'refused':
      return `Not taken${answeredOn ? `, ${formatDate(answeredOn)}` : ''}`
    default:
      return `${sentOnEndings(endedOn ?? answeredOn ?? ('2026-01-01' as never)).find(one => one.value === outcome)?.text ?? 'Ended'}${endedOn ? `, ${formatDate(endedOn)}` : ''}`
  }
}

/** The services the family was sent on to, and what became of each. */
export const referralsCard = ({
  header,
  file,
  mayWork,
}: {
  readonly header: RecordHeader
  readonly file: Pick<HelpFile, 'referrals'>
  readonly mayWork: boolean
}): Html =>
  card({
    title: 'Sent on to services',
    body:
      file.referrals.length === 0
        ? html`<p class="govuk-body">To none yet. <a class="govuk-link" href="/services">See the services for families</a>.</p>`
        : table({
            caption: 'Services the family was sent on to',
            captionClasses: 'govuk-visually-hidden',
            rowHeader: true,
            columns: [{ text: 'Service' }, { text: 'Sent' }, { text: 'What became of it' }],
            rows: file.referrals.map(one => [
              html`<a class="govuk-link" href="${helpHref(header.address, `/sent-on/${one.address}`)}">${one.name}</a>${one.action ? html`<br>for: ${one.action}` : null}`,
              formatDate(one.on),
              stateWords(one),
            ]),
          }),
    ...(mayWork
      ? { link: { text: 'Send the family on to a service', href: helpHref(header.address, '/sent-on/new') } }
      : {}),
  })

const back = ({ header }: HelpFormData) => ({ text: 'Early help', href: helpHref(header.address) })
const dayBox = ({ fields, errors }: HelpFormData, legend: string): Html =>
  dateInput({
    ...{ id: 'on', name: 'on', legend, hint: 'For example, 27 3 2026' },
    values: boxesNamed('on', fields),
    ...errorOf(errors, 'on-day'),
  })
const area = ({ fields, errors }: HelpFormData, name: string, label: string, hint?: string): Html =>
  textarea({ name, label, rows: 3, value: fields[name] ?? '', ...(hint ? { hint } : {}), ...errorOf(errors, name) })

/** Sends the family on: where to and for what. */
export const referView = (data: ReferData, csrf: string): PageContent => {
  const { header, fields, errors, services, actions } = data
  return {
    ...recordPage(header, {
      title: 'Send the family on to a service',
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body:
        services.length === 0
          ? html`<p class="govuk-body">No service is on the list yet: see <a class="govuk-link" href="/services">services for families</a>.</p>`
          : form({
              action: helpHref(header.address, '/sent-on/new'),
              csrf,
              draft: true,
              body: html`${draftLine(data.draft)}${draftInputs(fields)}${select({
                name: 'service',
                label: 'Which service?',
                hint: html`What each does is in <a class="govuk-link" href="/services">services for families</a>`,
                items: [
                  { value: '', text: 'Choose' },
                  ...services.map(one => ({ value: one.service, text: `${one.name}: ${one.forWhom}` })),
                ],
                value: fields.service ?? '',
                ...errorOf(errors, 'service'),
              })}${radios({
                name: 'action',
                legend: 'Which action of the plan is it for?',
                items: [
                  ...actions.map(one => ({ value: one.what, text: one.what })),
                  { value: noAction, text: 'None of the plan' },
                ],
                value: fields.action ?? '',
                ...errorOf(errors, 'action'),
              })}${area(data, 'why', 'Why?', `Write as if ${header.first} will read it`)}<p class="govuk-body">Of this service for itself: may it be told of the family, and does the family want it?</p>${agreedFields(header.first, data)}${dayBox(data, 'When was it sent?')}<p class="govuk-body">Throughline sends nothing: call or write to the service as the list says.</p>${buttonGroup(
                [
                  button({ text: 'Save', preventDoubleClick: true }),
                  ...draftButtons(data.draft),
                  html`<a class="govuk-link" href="${helpHref(header.address)}">Cancel</a>`,
                ],
              )}`,
            }),
    }),
    back: back(data),
  }
}

/** One of them: why, what the service answered, what became of it, and the next of these. */
export const referralView = (data: ReferralData, phone: string | undefined, csrf: string): PageContent => {
  const { header, errors, referral, mayWork } = data
  const open = referral.state === 'sent' || referral.state === 'accepted'
  const rows = [
    ['Sent', `${formatDate(referral.on)}, by ${referral.by}`],
    ['For', referral.action],
    ['Why', referral.why],
    ['Agreed by', agreedWords(referral, header.first)],
    [
      'Not agreed any more',
      referral.withdrawnOn && `${formatDate(referral.withdrawnOn)}, ${referral.withdrawnBy ?? 'the family'}`,
    ],
    ['Now', stateWords(referral)],
    ['What the service answered', referral.answer],
    ['What changed', referral.result],
  ] as const
  return {
    ...recordPage(header, {
      title: referral.name,
      wide: false,
      error: errors.length > 0,
      top: html`${formErrors(errors)}${notSavedPart(data.notSaved)}`,
      body: html`${summaryList({
        rows: [
          ...rows.flatMap(([key, value]) => (value ? [{ key, value }] : [])),
          ...(phone ? [{ key: 'Telephone', value: phoneLink({ number: phone }) }] : []),
        ],
      })}${mayWork && open ? agreementLine(header, referral, referral.address, true) : null}${mayWork && open ? becameForm(data, csrf) : null}`,
    }),
    back: back(data),
  }
}

const becameForm = (data: ReferralData, csrf: string): Html => {
  const { header, fields, errors, referral, today } = data
  const sent = referral.state === 'sent'
  return html`<h2 class="govuk-heading-m">${sent ? 'What did the service answer?' : 'What became of it?'}</h2>${form({
    action: helpHref(header.address, `/sent-on/${referral.address}`),
    csrf,
    draft: true,
    body: html`${draftLine(data.draft)}${draftInputs(fields)}<input type="hidden" name="state" value="${referral.state}">${
      sent
        ? radios({
            name: 'answer',
            legend: 'Does the service take the family?',
            items: [
              { value: 'accepted', text: 'Yes' },
              { value: 'refused', text: 'No' },
            ],
            value: fields.answer ?? '',
            ...errorOf(errors, 'answer'),
          })
        : radios({
            name: 'outcome',
            legend: 'What became of it?',
            items: sentOnEndings(today),
            value: fields.outcome ?? '',
            ...errorOf(errors, 'outcome'),
          })
    }${area(data, 'words', sent ? 'What they said' : `What has changed for ${header.first}?`)}${dayBox(data, 'When?')}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(data.draft)])}`,
  })}`
}
