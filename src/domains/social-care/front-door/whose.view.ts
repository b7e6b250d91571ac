import type { InvolvementKind } from '../../../access/index.ts'
import {
  type ChildCard,
  type LocateForm,
  type LocateOutcome,
  someLikeNamed,
  whoFields,
} from '../../../children/index.ts'
import { foldName, formatDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  card,
  type FormError,
  form,
  type Html,
  html,
  insetText,
  type PageContent,
  phoneLink,
  radios,
  warningText,
} from '../../../platform/views/index.ts'

/** Who was looked for, for one contact, and what may be meant. */
export type WhoseData = {
  readonly contact: string
  readonly search: string
  readonly asked: { readonly name: string; readonly birthDate?: PlainDate; readonly number?: string }
  /** What an exact look came to; undefined where a name alone was typed: that opens no record. */
  readonly exact?: LocateOutcome['outcome']
  /** The children this reader works with who may be meant, the one that matches exactly first. */
  readonly likely: readonly ChildCard[]
  /** Whether the first of them is the one that matches exactly. */
  readonly known: boolean
  /** The work that this reader may begin with the child. */
  readonly kinds: readonly Pick<InvolvementKind, 'key' | 'title'>[]
  readonly dutyPhone: string
}

/** The boxes of the contact’s page that find the child, with what was told or typed in them. */
export const whoseForm = (contact: string, values: LocateForm, errors: readonly FormError[], csrf: string): Html =>
  form({
    action: `/front-door/${contact}/find`,
    csrf,
    body: html`<p class="govuk-body">A name alone shows the children you work with. A full name and date of birth, or a number, also finds a record that you do not work with yet: we look for exactly what you enter, and that you looked is recorded with this contact.</p>
${whoFields(values, errors, 'As it was told, or as you have found out')}${button({ text: 'Find the child', kind: 'secondary', preventDoubleClick: true })}`,
  })

/** What was found: records to choose from, or the words for none. */
export const whoseView = (data: WhoseData, csrf: string): PageContent => {
  const { asked, likely, contact } = data
  return {
    title: 'Whose contact it is',
    heading: 'Whose contact it is',
    back: { text: 'The contact', href: `/front-door/${contact}` },
    body: html`<p class="govuk-body">You looked for <strong>${asked.name || 'the number you entered'}</strong>${asked.birthDate ? `, born ${formatDate(asked.birthDate)}` : ''}.</p>
${data.known ? null : exactPart(data, csrf)}
${
  likely.length === 0
    ? html`<p class="govuk-body">No child you work with fits the name.</p>`
    : html`<h2 class="govuk-heading-m">Children you work with</h2>
${someLikeNamed([...likely, ...another(data)]) ? warningText({ text: 'Some of these children have the same name or one that is like it. Check the date of birth and the school.' }) : null}
${likely.map((child, at) => childCard(data, child, data.known && at === 0, csrf))}`
}
<p class="govuk-body">A child who has no record yet can be decided about without: the contact goes on the record once there is one.</p>
<p class="govuk-body"><a class="govuk-link" href="/front-door/${contact}">Go back and look again</a></p>`,
  }
}

/** The record that matches exactly and is none of theirs yet, by what was typed of it: it too can be taken for a child they work with. */
const another = ({ asked, exact, known }: WhoseData): { likeName: string; bornOn?: PlainDate }[] =>
  exact === 'found' && !known
    ? [{ likeName: foldName(asked.name), ...(asked.birthDate ? { bornOn: asked.birthDate } : {}) }]
    : []

const childCard = ({ contact }: WhoseData, child: ChildCard, exactly: boolean, csrf: string): Html =>
  card({
    title: child.name,
    level: 3,
    body: html`<p class="govuk-body">${exactly ? html`<strong>Matches exactly what you entered.</strong> ` : null}${child.age}${child.born ? `, born ${child.born}` : ''}${child.knownAs ? `, known as ${child.knownAs}` : ''}. ${child.school ?? 'No school recorded'}${child.area ? `, ${child.area}` : ''}. You can see this because ${child.why}.</p>
${form({
  action: `/front-door/${contact}/child`,
  csrf,
  body: html`<input type="hidden" name="child" value="${child.address}">${button({ text: html`It is about this child<span class="govuk-visually-hidden">: ${child.name}${child.born ? `, born ${child.born}` : ''}</span>`, kind: 'secondary', preventDoubleClick: true })}`,
})}`,
  })

const exactPart = (data: WhoseData, csrf: string): Html => {
  switch (data.exact) {
    case undefined:
      return html`<p class="govuk-body">Only children you work with were looked through. Enter the date of birth or a number as well to find a record that you do not work with yet.</p>`
    case 'found':
      return foundCard(data, csrf)
    case 'several':
      return html`<p class="govuk-body">More than one record has this name and date of birth. Enter a number as well: a UPN, an NHS number or a service’s own number.</p>`
    case 'duty':
      return insetText({
        body: html`<p class="govuk-body"><strong>Call the duty manager.</strong> They will tell you what you need for this contact.</p><p class="govuk-body">${phoneLink({ number: data.dutyPhone })}</p>`,
      })
    default:
      return html`<p class="govuk-body">No record matches exactly what you entered. Check the spelling and the date of birth with whoever told you.</p>`
  }
}

/** A record that the reader does not work with yet: said by what was typed, and by nothing that stands on it. */
const foundCard = ({ contact, search, asked, kinds }: WhoseData, csrf: string): Html =>
  card({
    title: 'A record matches exactly',
    body:
      kinds.length === 0
        ? html`<p class="govuk-body">You do not work with this child. <a class="govuk-link" href="/locate">Ask for access</a> first.</p>`
        : html`<p class="govuk-body">You do not work with this child yet. Your work with ${asked.name || 'the child'} begins today, because of a referral, and your manager is told.</p>
${form({
  action: `/front-door/${contact}/child`,
  csrf,
  body: html`<input type="hidden" name="search" value="${search}">${
    kinds.length === 1
      ? html`<input type="hidden" name="kind" value="${kinds[0]?.key ?? ''}">`
      : radios({
          name: 'kind',
          legend: 'As what?',
          items: kinds.map(({ key, title }) => ({ value: key, text: title })),
        })
  }${button({ text: 'It is about this child: begin work', preventDoubleClick: true })}`,
})}`,
  })
