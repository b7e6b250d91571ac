import { formatDate, londonDate } from '../../kernel/index.ts'
import {
  button,
  card,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  radios,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import type { HomeToDecide } from './homes.queries.ts'
import type { TellingText } from './texts.queries.ts'

export type ToLookAt = {
  readonly header: RecordHeader
  readonly homes: readonly HomeToDecide[]
  readonly texts: readonly TellingText[]
  /** What is wrong with what was sent. */
  readonly errors: readonly FormError[]
}

/** The field in which this home is decided. */
export const fieldOfHome = (home: string): string => `home-${home}`
export const toLookAtHref = (address: string): string => recordHref(address, '/to-look-at')

/** What waits to be looked at on this record by whoever reads it. Of whom nothing is asked, it says that nothing waits. */
export const toLookAtView = (data: ToLookAt, csrf: string): PageContent => ({
  ...recordPage(data.header, {
    title: 'To look at',
    wide: false,
    error: data.errors.length > 0,
    top: formErrors(data.errors),
    body:
      data.homes.length + data.texts.length === 0
        ? emptyState({ text: 'Nothing waits to be looked at here.' })
        : html`${data.homes.map(home => (home.record ? recordCard : homeCard)(data, home, csrf))}${data.texts.length === 0 ? null : textsCard(data, csrf)}`,
  }),
  back: { text: 'About this record', href: recordHref(data.header.address, '/about') },
})

const homeCard = ({ header, errors }: ToLookAt, { home, name, since }: HomeToDecide, csrf: string): Html =>
  card({
    title: name ? `Is ${name} to be found at the same home?` : 'A child of the family at the same home',
    body: html`<p class="govuk-body">${name ?? 'Another child of the family'} is recorded at the home of ${header.first}, which is kept to a few named people. Since ${formatDate(londonDate(since))} the same people alone read where ${name ?? 'that child'} can be found (address, contacts, school), until one of them decides. Whoever else works with ${name ?? 'that child'} sees no address and is not told why: if they have to visit, ask for them to be named too.</p>
${name ? null : html`<p class="govuk-body">You cannot open that record, so you can keep it as it is and no more.</p>`}
${form({
  action: `${toLookAtHref(header.address)}/homes/${home}`,
  csrf,
  body: html`${radios({
    name: 'answer',
    idPrefix: fieldOfHome(home),
    legend: `Who may know where ${name ?? 'that child'} lives?`,
    items: [
      {
        value: 'keep',
        text: `The same people, for as long as for ${header.first}`,
        hint: 'Who works with both children and needs it has to be named.',
      },
      ...(name
        ? [
            {
              value: 'open',
              text: 'Whoever works with the child',
              hint: `Choose this only if ${name} lives elsewhere, or if it does not tell where ${header.first} is.`,
            },
          ]
        : []),
    ],
    ...errorOf(errors, fieldOfHome(home)),
  })}${button({ text: 'Decide', preventDoubleClick: true })}`,
})}`,
  })

/** Nobody ties a record to a shielded child by itself: those who are named for the child say whether it stays with them. */
const recordCard = ({ header, errors }: ToLookAt, { home, name, since }: HomeToDecide, csrf: string): Html =>
  card({
    title: name
      ? `Is the record of ${name} that came ${header.first}’s?`
      : `A record came that may be ${header.first}’s`,
    body: html`<p class="govuk-body">A source sent ${name ? `a record of ${name}` : 'a record'} that may be ${header.first}’s. It is tied to nobody. Since ${formatDate(londonDate(since))} it is kept to the people who are named for ${header.first}, until one of them decides or it is known whose it is.</p>
${name ? null : html`<p class="govuk-body">You cannot open that record, so you can keep it as it is and no more.</p>`}
${form({
  action: `${toLookAtHref(header.address)}/homes/${home}`,
  csrf,
  body: html`${radios({
    name: 'answer',
    idPrefix: fieldOfHome(home),
    legend: 'Who may know of that record?',
    items: [
      {
        value: 'keep',
        text: `The same people, for as long as for ${header.first}`,
        hint: `Choose this if it is ${header.first}’s, or may be.`,
      },
      ...(name
        ? [
            {
              value: 'open',
              text: 'Whoever works with that child',
              hint: `Choose this only if you know that it is another child’s. It opens at once.`,
            },
          ]
        : []),
    ],
    ...errorOf(errors, fieldOfHome(home)),
  })}${button({ text: 'Decide', preventDoubleClick: true })}`,
})}`,
  })

const textsCard = ({ header, texts }: ToLookAt, csrf: string): Html =>
  card({
    title: `What others can read that tells where ${header.first} can be found`,
    body: html`<p class="govuk-body">Each of these has the address, a telephone number, an e-mail address or the school in its words, and may be read by people who may not know them. Only the people who are named for ${header.first} see this list.</p>
${texts.map(
  ({
    fact,
    title,
    by,
    at,
  }) => html`<h3 class="govuk-heading-s">${title}${by ? `, ${by}` : ''}, ${formatDate(londonDate(at))}</h3>
<p class="govuk-body"><a class="govuk-link" href="${recordHref(header.address, `/facts/${fact}`)}">Read it, and keep it to a few people<span class="govuk-visually-hidden">: ${title}, ${formatDate(londonDate(at))}</span></a></p>
${form({
  action: `${toLookAtHref(header.address)}/texts/${fact}`,
  csrf,
  body: button({ text: 'Leave it as it is', kind: 'secondary', preventDoubleClick: true }),
})}`,
)}`,
  })
