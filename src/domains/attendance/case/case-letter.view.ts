import {
  type GateSeen,
  type Letter,
  letterView,
  makeSureWords,
  type RecordHeader,
  recordPage,
  stopWords,
} from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  checkboxes,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  type PageContent,
  radios,
  textarea,
} from '../../../platform/views/index.ts'
import { type LetterSort, letterForm, letterSorts } from './case-letter.ts'
import { caseHref } from './case-parts.view.ts'

export type LetterFormData = {
  readonly header: RecordHeader
  readonly sort: LetterSort
  readonly gate: GateSeen
  readonly fields: { readonly to?: string; readonly words?: string; readonly sure?: readonly string[] }
  readonly errors: readonly FormError[]
  readonly dutyPhone: string
}

/** The links to each letter, for the case. */
export const letterLinks = (address: string): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${letterSorts.map(
    sort =>
      html`<li><a class="govuk-link" href="${caseHref(address, `/letters/${sort}`)}">${letterForm(sort).title}</a></li>`,
  )}</ul>`

/** A letter before it goes: to whom it may go, and why not to others, and its words to change. */
export const letterFormView = (data: LetterFormData, csrf: string): PageContent => {
  const { header, sort, gate, fields, errors } = data
  const { title, words } = letterForm(sort)
  const open = gate.people.filter(one => one.answer.use)
  return {
    ...recordPage(header, {
      title: `Letter: ${title}`,
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${closed(data)}${
        open.length === 0
          ? null
          : form({
              action: caseHref(header.address, `/letters/${sort}`),
              csrf,
              body: html`${radios({
                name: 'to',
                legend: 'Who is it to?',
                items: open.map(one => person(data, one)),
                value: fields.to ?? '',
                ...errorOf(errors, 'to'),
              })}${textarea({ name: 'words', label: 'What it says', hint: `It begins “Dear …” and ends with your name. Leave out where ${header.first} can be found`, rows: 12, spellcheck: true, value: fields.words ?? words(header.first), ...errorOf(errors, 'words') })}
${buttonGroup([button({ text: 'Make the letter', preventDoubleClick: true }), html`<a class="govuk-link" href="${caseHref(header.address)}">Cancel</a>`])}`,
            })
      }`,
    }),
    back: { text: 'Help with attendance', href: caseHref(header.address) },
  }
}

type Asked = GateSeen['people'][number]

const person = ({ header, fields, errors }: LetterFormData, { person, facts, answer }: Asked) => ({
  value: person.name,
  text: person.name,
  hint: answer.use ? answer.address.lines.join(', ') : '',
  ...(answer.use && answer.makeSure.length > 0
    ? {
        conditional: checkboxes({
          name: 'sure',
          idPrefix: `sure-${idOf(person.name)}`,
          legend: 'Before it goes',
          items: answer.makeSure.map(what => ({
            value: `${what}:${person.name}`,
            text: makeSureWords(what, { ...facts, first: header.first }),
          })),
          values: fields.sure ?? [],
          ...(fields.to === person.name ? errorOf(errors, `sure-${idOf(person.name)}`) : {}),
        }),
      }
    : {}),
})
/** A name as part of an element's id. */
export const idOf = (name: string): string => name.toLowerCase().replace(/[^a-z]+/g, '-')

/** To whom no letter goes, and what to do; what holds for all of them is said once. */
const closed = ({ gate, header, dutyPhone }: LetterFormData): Html | null => {
  const shut = gate.people.length > 0 ? gate.people : [{ person: undefined, ...gate.nobody }]
  const told = shut.flatMap(({ person, facts, answer }) =>
    answer.use
      ? []
      : [{ name: person?.name, text: stopWords(answer.stop, { ...facts, first: header.first, dutyPhone }) }],
  )
  const texts = [...new Set(told.map(one => one.text))]
  return texts.length === 0
    ? null
    : insetText({
        body: html`<h2 class="govuk-heading-s">No letter goes from here to ${
          told.length === shut.length ? 'the family now' : told.map(one => one.name).join(' or ')
        }</h2>${texts.map(text => html`<p class="govuk-body">${text}</p>`)}`,
      })
}

export type SentLetterData = {
  readonly header: RecordHeader
  readonly letter: Letter
  /** What was made sure of before it went. */
  readonly madeSure: string | undefined
}

/** A letter that was made: on its day to print, later the copy that the record keeps, without the address. */
export const sentLetterView = ({ header, letter, madeSure }: SentLetterData): PageContent => ({
  title: `Letter to ${letter.name}`,
  back: { text: `Help with attendance: ${header.first}`, href: caseHref(header.address) },
  wide: false,
  body: html`<div class="tl-noprint"><h1 class="govuk-heading-l">Letter to ${letter.name}</h1>${
    letter.to
      ? html`<p class="govuk-body">Print this page, or save it as a PDF. The address stands on it today, ${formatDate(letter.on)}, and no longer tomorrow.</p>`
      : html`<p class="govuk-body">The copy of a letter of ${formatDate(letter.on)}. Where it went is not on it. To write again, make a new letter: the address is asked for anew.</p>`
  }${madeSure ? html`<p class="govuk-body">Before it went: ${madeSure}.</p>` : null}</div>
${letterView(letter)}`,
})
