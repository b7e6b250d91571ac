import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../../../children/index.ts'
import { boxesNamed, formatDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  details,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  radios,
  select,
  summaryList,
  table,
  tag,
  textarea,
} from '../../../platform/views/index.ts'
import { adopters as kinds } from '../casework/index.ts'
import { adopterSteps, type Fields, nextSteps, owedBy, statusOf } from './adopter-steps.ts'
import type { Adopters } from './adopters.queries.ts'
import { ethnicities, places } from './who-adopters.ts'

/** The register, as the adoption team reads it. */
export type RegisterData = { readonly all: readonly Adopters[]; readonly today: PlainDate }
/** The form of new adopters. */
export type NewData = {
  readonly today: PlainDate
  readonly fields: Fields
  readonly errors: readonly FormError[]
  /** When what stands in the form was kept as a draft. */
  readonly draft?: ShownDrafts
}
/** Adopters with the form of the next step. */
export type AdoptersData = NewData & { readonly one: Adopters }
/** Adopters with the form of who they are. */
export type ChangeData = AdoptersData

const whoWords = (who: string): string => kinds.find(one => one.value === who)?.text ?? ''
/** Where adopters are. */
export const adoptersHref = (address: string, part = ''): string => `/adopters/${address}${part}`

/** The register: all adopters, where they stand and what is owed. */
export const registerView = ({ all, today }: RegisterData): PageContent => ({
  title: 'Adopters',
  heading: 'Adopters',
  lead: 'Read by the adoption team alone. Nothing leads from here to a child’s record.',
  wide: true,
  back: { text: 'My teams', href: '/teams' },
  body: html`${button({ text: 'Write down adopters', href: '/adopters/new' })}${
    all.length === 0
      ? emptyState({ text: 'Nobody is written down yet.' })
      : table({
          caption: 'Adopters, the last written first',
          captionClasses: 'govuk-visually-hidden',
          rowHeader: true,
          columns: [
            { text: 'Names' },
            { text: 'Reference' },
            { text: 'Where they stand' },
            { text: 'Since' },
            { text: 'Owed' },
          ],
          rows: all.map(({ address, names, reference, taken }) => [
            html`<a class="govuk-link" href="${adoptersHref(address)}">${names}</a>`,
            reference,
            statusOf(taken),
            formatDate(taken.at(-1)?.on ?? today),
            owedPart(taken, today) ?? 'Nothing',
          ]),
        })
  }`,
})

const owedPart = (taken: Adopters['taken'], today: PlainDate): Html | undefined => {
  const owed = owedBy(taken)
  return (
    owed &&
    html`${owed.what} by ${formatDate(owed.due)}${owed.due < today ? html` ${tag({ text: 'Overdue', tone: 'warning' })}` : null}`
  )
}

/** The form that writes new adopters down. */
export const newAdoptersView = (data: NewData, csrf: string): PageContent => ({
  title: 'Write down adopters',
  heading: 'Write down adopters',
  error: data.errors.length > 0,
  back: { text: 'Adopters', href: '/adopters' },
  body: html`${formErrors(data.errors)}${draftLine(data.draft)}${form({
    action: '/adopters/new',
    csrf,
    draft: true,
    body: html`${draftInputs(data.fields)}${whoFormParts(data)}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(data.draft)])}`,
  })}`,
})

/** The form that changes who they are. */
export const changeAdoptersView = (data: ChangeData, csrf: string): PageContent => ({
  title: 'Change who they are',
  heading: 'Change who they are',
  error: data.errors.length > 0,
  back: { text: data.one.names, href: adoptersHref(data.one.address) },
  body: html`${formErrors(data.errors)}${form({
    action: adoptersHref(data.one.address, '/who'),
    csrf,
    body: html`<input type="hidden" name="changes" value="${data.one.changes}">${whoFormParts(data)}${buttonGroup([
      button({ text: 'Save', preventDoubleClick: true }),
      html`<a class="govuk-link" href="${adoptersHref(data.one.address)}">Cancel</a>`,
    ])}`,
  })}`,
})

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
const personNames = { 1: 'the first adopter', 2: 'the second adopter' } as const

const whoFormParts = ({ fields, errors, today }: NewData): Html =>
  html`${input({ name: 'names', label: 'What are their names?', hint: 'No address: none is kept here', value: fields.names ?? '', ...errorOf(errors, 'names') })}${radios(
    { name: 'who', legend: 'Who are they?', items: kinds, value: fields.who ?? '', ...errorOf(errors, 'who') },
  )}${radios({
    ...{ name: 'fostering', legend: 'Will they foster the child before the order (fostering for adoption)?' },
    items: yesNo,
    value: fields.fostering ?? '',
    ...errorOf(errors, 'fostering'),
  })}${places.map(
    at =>
      html`${select({
        name: `ethnicity-${at}`,
        label: `What is the ethnicity of ${personNames[at]}?`,
        hint: at === 1 ? 'Of a woman and a man, the man is the first' : 'Leave it where one person adopts',
        items: [{ value: '', text: 'Not asked yet' }, ...ethnicities(today)],
        value: fields[`ethnicity-${at}`] ?? '',
        ...errorOf(errors, `ethnicity-${at}`),
      })}${radios({
        ...{ name: `disability-${at}`, legend: `Does ${personNames[at]} have a disability?` },
        items: [...yesNo, { value: '', text: 'Not asked yet' }],
        value: fields[`disability-${at}`] ?? '',
      })}`,
  )}${input({
    name: 'familyNumber',
    label: 'What number does their family have in another system? (optional)',
    hint: 'The family identifier of its list 11: so they stand in the list once',
    width: 20,
    value: fields.familyNumber ?? '',
    ...errorOf(errors, 'familyNumber'),
  })}`

/** One line of the register, with the form of the next step and the steps before. */
export const adoptersView = (data: AdoptersData, csrf: string): PageContent => {
  const { one, today, errors } = data
  const last = one.taken.at(-1)
  const codes = ethnicities(today)
  return {
    title: 'Adopters',
    heading: one.names,
    error: errors.length > 0,
    back: { text: 'Adopters', href: '/adopters' },
    body: html`${formErrors(errors)}${summaryList({
      rows: [
        { key: 'Reference', value: one.reference },
        { key: 'Who they are', value: whoWords(one.who) },
        { key: 'Fostering for adoption', value: one.fostering ? 'Yes' : 'No' },
        {
          key: 'Ethnicity',
          value: eachOf(one, ({ ethnicity }) => codes.find(({ value }) => value === ethnicity)?.text),
        },
        {
          key: 'Disability',
          value: eachOf(one, ({ disability }) => yesNo.find(({ value }) => value === disability)?.text),
        },
        ...(one.familyNumber ? [{ key: 'Number in another system', value: one.familyNumber }] : []),
        { key: 'Where they stand', value: statusOf(one.taken) },
        { key: 'Owed', value: owedPart(one.taken, today) ?? 'Nothing' },
      ],
    })}<p class="govuk-body"><a class="govuk-link tl-noprint" href="${adoptersHref(one.address, '/who')}">Change who they are</a></p>${stepForm(data, csrf)}<h2 class="govuk-heading-m">What happened</h2>${
      last
        ? html`${table({
            caption: 'Steps, the first first',
            captionClasses: 'govuk-visually-hidden',
            rowHeader: true,
            columns: [
              { text: 'Day' },
              { text: 'What' },
              { text: 'Children', numeric: true },
              { text: 'What was said or decided' },
              { text: 'Written by' },
            ],
            rows: one.taken.map(({ on, step, children, words, by }) => [
              formatDate(on),
              adopterSteps.find(({ key }) => key === step)?.text ?? '',
              children ?? '',
              words,
              by,
            ]),
          })}${details({
            summary: 'The last step was written by mistake',
            body: form({
              action: adoptersHref(one.address, '/take-back'),
              csrf,
              body: html`<input type="hidden" name="step" value="${last.id}">${button({ text: 'Take the last step back', kind: 'secondary', preventDoubleClick: true })}`,
            }),
          })}`
        : emptyState({ text: 'Nothing yet.' })
    }`,
  }
}

const eachOf = ({ people }: Adopters, words: (one: Adopters['people'][number]) => string | undefined): string =>
  people.map(one => words(one) ?? 'Not asked yet').join('; ')

const stepForm = ({ one, fields, errors, draft }: AdoptersData, csrf: string): Html | null => {
  const steps = nextSteps(one.taken)
  if (steps.length === 0) return null
  return form({
    action: adoptersHref(one.address),
    csrf,
    draft: true,
    body: html`${draftInputs(fields)}<h2 class="govuk-heading-m">Write down what happened</h2>${draftLine(draft)}${radios(
      {
        ...{ name: 'step', legend: 'What happened?', value: fields.step ?? '' },
        items: steps.map(({ key, text }) => ({ value: key, text })),
        ...errorOf(errors, 'step'),
      },
    )}${dateInput({
      ...{
        id: 'on',
        name: 'on',
        legend: 'Which day?',
        hint: 'For example, 27 3 2026',
        values: boxesNamed('on', fields),
      },
      ...errorOf(errors, 'on-day'),
    })}${
      steps.some(step => step.asksChildren)
        ? input({
            ...{
              name: 'children',
              label: 'How many children?',
              hint: 'Only for a match, and when children are placed',
              width: 2,
              inputmode: 'numeric',
            },
            ...{ value: fields.children ?? '', ...errorOf(errors, 'children') },
          })
        : null
    }${textarea({
      ...{
        name: 'words',
        label: 'What was said or decided?',
        hint: 'No name, number, home or school of a child',
        rows: 4,
        spellcheck: true,
      },
      ...{ value: fields.words ?? '', ...errorOf(errors, 'words') },
    })}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(draft)])}`,
  })
}
