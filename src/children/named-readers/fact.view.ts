import { categoryWords, shortestSealReason } from '../../access/index.ts'
import { formatDate, formatInstant, londonDate, upperFirst } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  checkboxes,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  type PageContent,
  radios,
  summaryList,
  textarea,
} from '../../platform/views/index.ts'
import { fieldsOf } from '../pages/about-values.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { listWords } from '../pages/today-picture.ts'
import type { FactData } from './fact.queries.ts'

/** What was typed, and what is wrong with it. */
export type Typed = {
  readonly fields: {
    readonly kind?: string
    readonly named?: readonly string[]
    readonly reason?: string
    readonly answer?: string
  }
  readonly errors: readonly FormError[]
}
export const nothingTyped: Typed = { fields: {}, errors: [] }

/** One fact and who may read it, with the form that changes that. */
export const factView = (data: FactData, { fields, errors }: Typed, csrf: string): PageContent => ({
  ...recordPage(data.header, {
    title: 'Who may read this',
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`${summaryList({
      rows: [
        { key: 'What', value: data.title },
        ...fieldsOf(data.fact.body).map(({ name, value }) => ({ key: name, value })),
        { key: 'From', value: `${upperFirst(data.fact.said)}, ${formatDate(londonDate(data.fact.knownFrom))}` },
      ],
    })}${data.seal ? keptPart(data, fields, errors, csrf) : openPart(data, fields, errors, csrf)}`,
  }),
  back: { text: 'About this record', href: recordHref(data.header.address, '/about') },
})

type Part = (data: FactData, fields: Typed['fields'], errors: readonly FormError[], csrf: string) => Html

const addressOf = ({ header, fact }: FactData): string => recordHref(header.address, `/facts/${fact.address}`)
const nameOf = ({ names, reader }: FactData, id: number | undefined): string =>
  id === reader ? 'you' : (names.get(id ?? 0) ?? 'a colleague')

const openPart: Part = (data, fields, errors, csrf) => {
  const { header, fact, colleagues } = data
  return html`<p class="govuk-body">${categoryWords[fact.category]}: whoever may read that for their work with ${header.first} can read this.</p>
${
  colleagues === undefined
    ? null
    : colleagues.length === 0
      ? emptyState({
          text: `Nobody else works with ${header.first} who can be named. What is kept to a few people is kept to two at least.`,
        })
      : html`<h2 class="govuk-heading-m">Keep it to a few named people</h2>
<p class="govuk-body">Use this when somebody could come to harm if more people read it. It holds for every version of it, also when a source sends it again. Urgent access does not open it. Two of the people named can open it again together.</p>
${form({
  action: addressOf(data),
  csrf,
  body: html`${radios({
    name: 'kind',
    legend: 'What do others learn?',
    items: [
      {
        value: 'known',
        text: 'Whom to ask',
        hint: `Those who work with ${header.first} read that something is kept, and your name.`,
      },
      { value: 'silent', text: 'Nothing', hint: 'For everybody else it is as if it had not been recorded.' },
    ],
    value: fields.kind ?? '',
    ...errorOf(errors, 'kind'),
  })}
${checkboxes({ name: 'named', legend: 'Who may read it, besides you?', hint: 'One person at least. They still need their own reason to open the record.', items: colleagues.map(one => ({ value: String(one.id), text: one.name, ...(one.role ? { hint: one.role } : {}) })), values: fields.named ?? [], ...errorOf(errors, 'named') })}
${textarea({ name: 'reason', label: 'Why is it kept to them?', hint: `At least ${shortestSealReason} letters. Those you name can read this.`, value: fields.reason ?? '', ...errorOf(errors, 'reason') })}
${buttonGroup([button({ text: 'Keep it to these people', kind: 'warning', preventDoubleClick: true }), html`<a class="govuk-link" href="${recordHref(header.address, '/about')}">Cancel</a>`])}`,
})}`
}`
}

const keptPart: Part = (data, fields, errors, csrf) => {
  const { seal, reader, header } = data
  if (!seal) return html``
  const others = seal.readers.filter(id => id !== reader).map(id => nameOf(data, id))
  return html`<h2 class="govuk-heading-m">Kept to a few named people</h2>
${summaryList({
  rows: [
    { key: 'Who may read it', value: upperFirst(listWords(['you', ...others.toSorted()])) },
    {
      key: 'What others learn',
      value: seal.kind === 'known' ? `Whom to ask, if they work with ${header.first}` : 'Nothing',
    },
    { key: 'Kept by', value: `${upperFirst(nameOf(data, seal.sealedBy))}, ${formatInstant(seal.sealedAt)}` },
    { key: 'Why', value: seal.reason },
  ],
})}
${seal.asked ? askedPart(data, fields, errors, csrf) : askPart(data, fields, errors, csrf)}`
}

const askPart: Part = (data, fields, errors, csrf) => html`<h2 class="govuk-heading-m">Open it again</h2>
<p class="govuk-body">Another of the people named has to agree.</p>
${form({
  action: `${addressOf(data)}/opening`,
  csrf,
  body: html`${textarea({ name: 'reason', label: 'Why can it be open again?', hint: `At least ${shortestSealReason} letters. The others named can read this.`, value: fields.reason ?? '', ...errorOf(errors, 'reason') })}
${button({ text: 'Ask to open it again', kind: 'secondary', preventDoubleClick: true })}`,
})}`

const askedPart: Part = (data, fields, errors, csrf) => {
  const asked = data.seal?.asked
  if (!asked) return html``
  const when = formatInstant(asked.at)
  if (asked.by === data.reader)
    return insetText({
      body: html`You asked to open it again, ${when}. It stays as it is until another of the people named agrees.`,
    })
  return html`<h2 class="govuk-heading-m">Open it again</h2>
<p class="govuk-body">${upperFirst(nameOf(data, asked.by))} asked to open it again, ${when}:</p>${insetText({ body: html`${asked.reason}` })}
${form({
  action: `${addressOf(data)}/opening`,
  csrf,
  body: html`${radios({
    name: 'answer',
    legend: 'Do you agree?',
    items: [
      { value: 'yes', text: 'Yes, open it again' },
      { value: 'no', text: 'No, keep it' },
    ],
    value: fields.answer ?? '',
    ...errorOf(errors, 'answer'),
  })}
${button({ text: 'Save', preventDoubleClick: true })}`,
})}`
}
