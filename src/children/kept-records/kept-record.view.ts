import { type OwnShield, reviewDays, type ShieldKind, shortestSealReason } from '../../access/index.ts'
import { formatDate, formatInstant, upperFirst } from '../../kernel/index.ts'
import {
  button,
  card,
  checkboxes,
  details,
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
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { listWords } from '../pages/today-picture.ts'
import { type KeptRecord, mayAgree, mayRename } from './kept-record.queries.ts'

/** What was typed, in which form (of a shield, or the first), and what is wrong with it. */
export type TypedKeeping = {
  readonly shield?: string
  readonly kind?: string
  readonly named?: readonly string[]
  readonly reason?: string
  readonly words?: string
  readonly answer?: string
  readonly errors: readonly FormError[]
}
export const nothingTyped: TypedKeeping = { errors: [] }
export const keptRecordHref = (address: string): string => recordHref(address, '/who-may-open')

/** What is kept, in words for each kind. */
export const keptWords: Readonly<
  Record<ShieldKind, (first: string) => { readonly text: string; readonly hint: string }>
> = {
  protected: first => ({
    text: `Where ${first} can be found`,
    hint: 'Address, contacts, school and surgery. Others read the rest of the record as before.',
  }),
  restricted: first => ({
    text: 'The record',
    hint: `For family of staff, or a child whom many know. Others find nothing; duty teams who look for ${first} are told to call the duty manager.`,
  }),
  sealed: first => ({
    text: `That ${first} is on record`,
    hint: `For a refuge or witness protection. Others learn nothing. Whoever asks for ${first} by name reaches the people named, who call back at any hour.`,
  }),
}

/** Who may open this record. To whoever is named for nothing, it says what it says of every record. */
export const keptRecordView = (data: KeptRecord, typed: TypedKeeping, csrf: string): PageContent => ({
  ...recordPage(data.header, {
    title: 'Who may open this record',
    wide: false,
    error: typed.errors.length > 0,
    top: formErrors(typed.errors),
    body: html`<p class="govuk-body">Whoever works with ${data.header.first} opens the record as far as their role goes.</p>
<p class="govuk-body">If the child is of your own family, or you live with them, <a class="govuk-link" href="/own-family">say so</a>: the record is shut to you.</p>
${data.shields.map(one => shieldCard(data, one, typed.shield === one.shield ? typed : nothingTyped, csrf))}
${data.kinds.length === 0 ? null : keepForm(data, typed.shield === undefined ? typed : nothingTyped, csrf)}`,
  }),
  back: { text: 'About this record', href: recordHref(data.header.address, '/about') },
})

type Part = (data: KeptRecord, one: OwnShield, typed: TypedKeeping, csrf: string) => Html | null
const nameOf = ({ names, reader }: KeptRecord, id: number | null): string =>
  id === reader ? 'you' : (names.get(id ?? 0) ?? 'a colleague')
const actionOf = ({ header }: KeptRecord, { shield }: OwnShield, part: string): string =>
  `${keptRecordHref(header.address)}/${shield}/${part}`
const reasonHint = `At least ${shortestSealReason} letters. Those who are named can read this.`

const shieldCard = (data: KeptRecord, one: OwnShield, typed: TypedKeeping, csrf: string): Html =>
  card({
    title: `${keptWords[one.kind](data.header.first).text}: kept to named people`,
    body: html`${summaryList({
      rows: [
        { key: 'Who is named', value: upperFirst(listWords(one.named.map(id => nameOf(data, id)).toSorted())) },
        {
          key: 'Since',
          value: `${formatInstant(one.since)}${one.keptBy === null ? '' : `, by ${nameOf(data, one.keptBy)}`}`,
        },
        { key: 'Why', value: one.reason },
        ...(one.reviewedAt
          ? [
              {
                key: 'Looked at last',
                value: `${formatInstant(one.reviewedAt)}, by ${nameOf(data, one.reviewedBy)}`,
              },
            ]
          : []),
        ...(one.renamedAt
          ? [{ key: 'Names changed last', value: `${formatInstant(one.renamedAt)}, by ${nameOf(data, one.renamedBy)}` }]
          : []),
        ...(one.covered
          ? [
              {
                key: 'Ends',
                value: 'With what is kept of another record, or when somebody who is named for that decides',
              },
            ]
          : one.reviewOn
            ? [{ key: 'To be looked at again', value: `By ${formatDate(one.reviewOn)}` }]
            : []),
        ...(one.keptBy === null
          ? []
          : [{ key: 'Reference', value: `${one.shield.slice(0, 8)}, by which the Caldicott guardian knows of it` }]),
      ],
    })}
${one.working < 2 ? insetText({ body: 'Fewer than two of the people named work here still: name somebody else.' }) : null}
${one.covered ? null : html`${openPart(data, one, typed, csrf)}${reviewPart(data, one, typed, csrf)}${namesPart(data, one, typed, csrf)}`}`,
  })

const openPart: Part = (data, one, typed, csrf) => {
  if (one.askedBy === null || one.askedAt === null)
    return details({
      summary: html`Open it again<span class="govuk-visually-hidden">: ${keptWords[one.kind](data.header.first).text}</span>`,
      ...(typed.reason === undefined ? {} : { open: true }),
      body: form({
        action: actionOf(data, one, 'opening'),
        csrf,
        body: html`${textarea({ id: `reason-${one.shield}`, name: 'reason', label: 'Why can it be open again?', hint: `${reasonHint} Another of them has to agree.`, value: typed.reason ?? '', ...errorOf(typed.errors, `reason-${one.shield}`) })}
${button({ text: 'Ask to open it again', kind: 'secondary', preventDoubleClick: true })}`,
      }),
    })
  if (one.askedBy === data.reader)
    return insetText({
      body: `You asked to open it again, ${formatInstant(one.askedAt)}. It stays as it is until another of the people named agrees.`,
    })
  return html`<p class="govuk-body">${upperFirst(nameOf(data, one.askedBy))} asked to open it again, ${formatInstant(one.askedAt)}:</p>${insetText({ body: one.askedReason ?? '' })}
${form({
  action: actionOf(data, one, 'opening'),
  csrf,
  body: html`${radios({
    name: 'answer',
    idPrefix: `answer-${one.shield}`,
    legend: 'Do you agree?',
    ...(mayAgree(data, one)
      ? {}
      : { hint: 'Opening it takes a social worker or a manager who is named. You can say no, or leave it to them.' }),
    items: [
      ...(mayAgree(data, one)
        ? [{ value: 'yes', text: 'Yes, open it again', hint: 'At once, for whoever works with the child.' }]
        : []),
      { value: 'no', text: 'No, keep it' },
    ],
    value: typed.answer ?? '',
    ...errorOf(typed.errors, `answer-${one.shield}`),
  })}
${button({ text: 'Save', preventDoubleClick: true })}`,
})}`
}

const reviewPart: Part = (data, one, typed, csrf) =>
  details({
    summary: html`It is needed still<span class="govuk-visually-hidden">: ${keptWords[one.kind](data.header.first).text}</span>`,
    ...(typed.words === undefined ? {} : { open: true }),
    body: form({
      action: actionOf(data, one, 'review'),
      csrf,
      body: html`${textarea({ id: `words-${one.shield}`, name: 'words', label: 'Why is it needed still?', hint: reasonHint, value: typed.words ?? '', ...errorOf(typed.errors, `words-${one.shield}`) })}
${button({ text: 'Keep it', kind: 'secondary', preventDoubleClick: true })}`,
    }),
  })

/** Who is named and works with the child no more stays on the list until somebody takes them off. */
const namesPart: Part = (data, one, typed, csrf) => {
  if (!mayRename(data, one))
    return html`<p class="govuk-body">Only a social worker or a manager who is named changes who is named.</p>`
  const known = new Set(data.colleagues.map(person => person.id))
  const others = one.named
    .filter(id => id !== data.reader && !known.has(id))
    .map(id => ({ id, name: upperFirst(nameOf(data, id)), role: 'Works with the child no more, or cannot be named' }))
  const items = [...data.colleagues, ...others].map(({ id, name, role }) => ({
    ...{ value: String(id), text: name },
    ...(role ? { hint: role } : {}),
  }))
  if (items.length === 0) return null
  const chosen = typed.named ?? one.named.map(String)
  return details({
    summary: html`Change who is named<span class="govuk-visually-hidden">: ${keptWords[one.kind](data.header.first).text}</span>`,
    ...(typed.named === undefined ? {} : { open: true }),
    body: form({
      action: actionOf(data, one, 'names'),
      csrf,
      body: html`${checkboxes({ name: 'named', idPrefix: `named-${one.shield}`, legend: 'Who is named, besides you?', hint: 'One person at least.', items, values: chosen, ...errorOf(typed.errors, `named-${one.shield}`) })}
${button({ text: 'Save who is named', kind: 'secondary', preventDoubleClick: true })}`,
    }),
  })
}

const keepForm = (data: KeptRecord, typed: TypedKeeping, csrf: string): Html =>
  data.colleagues.length === 0
    ? emptyState({
        text: `Nobody else works with ${data.header.first} who can be named. What is kept to a few people is kept to two at least.`,
      })
    : html`<h2 class="govuk-heading-m">Keep it to named people</h2>
<p class="govuk-body">Use this when somebody could come to harm if others knew. It holds from this moment, also when a source sends the same again. The Caldicott guardian is told that you did, not whose record it is. Those you name look at it again within ${reviewDays} days, and two of them can end it together.</p>
${form({
  action: keptRecordHref(data.header.address),
  csrf,
  body: html`${radios({
    name: 'kind',
    legend: 'What is kept to them?',
    items: data.kinds.map(value => ({ value, ...keptWords[value](data.header.first) })),
    value: typed.kind ?? '',
    ...errorOf(typed.errors, 'kind'),
  })}
${checkboxes({ name: 'named', legend: 'Who is named, besides you?', hint: `One person at least. Whoever works with ${data.header.first} and is not named loses it at once.`, items: data.colleagues.map(({ id, name, role }) => ({ value: String(id), text: name, ...(role ? { hint: role } : {}) })), values: typed.named ?? [], ...errorOf(typed.errors, 'named') })}
${textarea({ name: 'reason', label: 'Why is it kept to them?', hint: reasonHint, value: typed.reason ?? '', ...errorOf(typed.errors, 'reason') })}
${button({ text: 'Keep it to these people', kind: 'warning', preventDoubleClick: true })}`,
})}`
