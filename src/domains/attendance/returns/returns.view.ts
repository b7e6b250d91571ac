import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  checkboxes,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  paragraphs,
  radios,
  summaryList,
  tag,
} from '../../../platform/views/index.ts'
import { dayField, fieldView } from '../case/case-parts.view.ts'
import type { Fields } from '../case/step-form.ts'
import { boardOutcomes, exclusionChoice, type KnownExclusion, outcomesFor, panelOutcomes } from './board-form.ts'
import { returnFields } from './return-form.ts'
import { isOver, type ReturnSort, returnStates, returnTitle, returnWhen, rollGround } from './return-sorts.ts'
import type { ReturnHead } from './returns.queries.ts'
import { exclusionSorts } from './suspension-form.ts'

/** A return with what it says, as far as this reader may see that. */
export type ToldReturn = ReturnHead & {
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly words?: string
  readonly duties: readonly string[]
}
export type ReturnsOfChild = {
  readonly header: RecordHeader
  readonly returns: readonly ToldReturn[]
  /** What this reader may send for their school; none for others. */
  readonly maySend: readonly ReturnSort[]
  readonly school: string | undefined
}

/** Where the returns about a child are. */
export const returnsHref = (address: string, part = ''): string => `/children/${address}/returns${part}`

/** The returns about one pupil, and those that a school may send. */
export const returnsOfChildView = ({ header, returns, maySend, school }: ReturnsOfChild): PageContent => ({
  ...recordPage(header, {
    title: 'Returns to the council',
    wide: false,
    body: html`${
      maySend.length > 0
        ? card({
            title: `Send a return for ${school ?? 'your school'}`,
            body: html`<ul class="govuk-list govuk-list--spaced">${maySend.map(
              sort =>
                html`<li><a class="govuk-link" href="${returnsHref(header.address, `/${sort}`)}">${returnTitle(sort)}</a><br>${returnWhen(sort)}.</li>`,
            )}</ul>`,
          })
        : null
    }${returns.length === 0 ? emptyState({ text: `No school has sent a return about ${header.first}.` }) : returns.map(returnCard)}`,
  }),
  back: { text: 'School and attendance', href: `/children/${header.address}/school` },
})

/** What stands between a day and a colour: never the colour alone. */
export const stateTag = ({ state, dueOn }: Pick<ReturnHead, 'state' | 'dueOn'>, today: PlainDate): Html =>
  isOver(state)
    ? tag({ text: returnStates[state] })
    : dueOn && dueOn < today
      ? tag({ text: 'Overdue', tone: 'warning' })
      : tag({ text: returnStates[state], tone: 'warning' })

const returnCard = (one: ToldReturn): Html =>
  card({
    title: `${returnTitle(one.sort)}, ${formatDate(one.on)}`,
    body: html`${summaryList({
      rows: [
        ...one.facts.map(([key, value]) => ({ key, value })),
        ...(one.dueOn ? [{ key: 'Owed by', value: formatDate(one.dueOn) }] : []),
        { key: 'State', value: returnStates[one.state] },
        ...(one.answer ? [{ key: 'The council answers', value: paragraphs(one.answer) }] : []),
      ],
    })}${one.words ? paragraphs(one.words) : null}${
      one.duties.length > 0
        ? html`<p class="govuk-body">What follows:</p><ul class="govuk-list govuk-list--bullet">${one.duties.map(duty => html`<li>${duty}</li>`)}</ul>`
        : null
    }<p class="govuk-body-s">Sent by ${one.sentBy}, ${one.school}, on ${formatDate(londonDate(one.sentAt))}.</p>`,
  })

const labels: readonly (readonly [field: string, label: string])[] = [
  ['until', 'To'],
  ['previous', 'Educated before'],
  ['ground', 'Ground'],
  ['newSchool', 'New school'],
  ['writtenOn', 'The parent wrote on'],
  ['leaveEnded', 'Leave ended on'],
  ['absentSince', 'Away since'],
  ['certainty', 'Fifteen days missed'],
  ['counted', 'Counted'],
  ['hours', 'Hours a week'],
  ['agreedWith', 'Agreed with'],
  ['reviewOn', 'Reviewed on'],
  ['exclusion', 'What'],
  ['sessions', 'Sessions'],
  ['examination', 'An examination is missed'],
  ['about', 'From'],
  ['outcome', 'Decided'],
  ['backOn', 'The pupil is back on'],
]
const codeWords: Readonly<Record<string, string>> = {
  known: 'Yes',
  likely: 'Not yet, likely',
  'on-end': 'On end',
  'in-all': 'In all, over the school year',
  yes: 'Yes',
  no: 'No',
  ...Object.fromEntries([...exclusionSorts, ...boardOutcomes, ...panelOutcomes].map(one => [one.value, one.text])),
}

/** What a return says, question by question, in words. */
export const returnFacts = (body: Readonly<Record<string, unknown>>): (readonly [string, string])[] =>
  labels.flatMap(([field, label]): (readonly [string, string])[] => {
    const value = body[field]
    if (value === undefined || value === null || value === '') return []
    const text = String(value)
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return [[label, formatDate(text as PlainDate)]]
    return [[label, field === 'ground' ? `${rollGround(text)?.text ?? text}: ${text}` : (codeWords[text] ?? text)]]
  })

export type ReturnFormData = {
  readonly header: RecordHeader
  readonly school: string
  readonly sort: ReturnSort
  readonly today: PlainDate
  /** The reasons of a suspension in the list of the day. */
  readonly reasons: readonly { readonly code: string; readonly text: string }[]
  readonly chosen: readonly string[]
  /** What a board may have decided on. */
  readonly known: readonly KnownExclusion[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
  /** Whether the school has told the term dates by which days are counted. */
  readonly termDates: boolean
}

/** The form of one return. */
export const returnFormView = (data: ReturnFormData, csrf: string): PageContent => {
  const { header, school, sort, errors, termDates } = data
  return {
    ...recordPage(header, {
      title: returnTitle(sort),
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`<p class="govuk-body">From ${school}. ${returnWhen(sort)}.</p>${
        termDates
          ? null
          : html`<p class="govuk-body"><strong>Your school’s term dates for this year are not told.</strong> School days cannot be counted. <a class="govuk-link" href="/my-schools/term-dates">Tell them</a></p>`
      }${
        sort === 'board-decision' && data.known.length === 0
          ? html`<p class="govuk-body">No suspension or exclusion of ${header.first} that a board or a review panel has still to decide on is on the record. <a class="govuk-link" href="${returnsHref(header.address, '/suspension')}">Tell of it first</a>.</p>`
          : form({
              action: returnsHref(header.address, `/${sort}`),
              csrf,
              body: html`${questions(data)}${buttonGroup([
                button({ text: 'Send to the council', preventDoubleClick: true }),
                html`<a class="govuk-link" href="${returnsHref(header.address)}">Cancel</a>`,
              ])}`,
            })
      }`,
    }),
    back: { text: 'Returns to the council', href: returnsHref(header.address) },
  }
}

const questions = (data: ReturnFormData): Html | readonly Html[] => {
  const { sort, today, fields, errors } = data
  if (sort === 'suspension') return suspensionFields(data)
  if (sort === 'board-decision') return boardFields(data)
  return returnFields(sort, today).map(field => fieldView(field, fields, errors))
}

const boardFields = ({ fields, errors, known }: ReturnFormData): Html =>
  html`${radios({ name: 'about', legend: 'What was decided on?', items: known.map(exclusionChoice), value: fields.about ?? '', ...errorOf(errors, 'about') })}${dayField('on', 'When was it decided?', fields, errors)}${radios({ name: 'outcome', legend: 'What was decided?', items: outcomesFor(known), value: fields.outcome ?? '', ...errorOf(errors, 'outcome') })}${dayField('backOn', 'Taken back: from which day?', fields, errors)}`

const suspensionFields = ({ fields, errors, reasons, chosen }: ReturnFormData): Html =>
  html`${radios({ name: 'exclusion', legend: 'What is it?', items: exclusionSorts, value: fields.exclusion ?? '', ...errorOf(errors, 'exclusion') })}${dayField('on', 'When is the first day?', fields, errors)}${input(
    {
      name: 'sessions',
      label: 'How many sessions?',
      hint: 'Half a day is one session; a lunchtime counts as one. Leave it empty for a permanent exclusion',
      value: fields.sessions ?? '',
      ...errorOf(errors, 'sessions'),
    },
  )}${checkboxes({ name: 'reasons', legend: 'Why? Choose up to three', items: reasons.map(one => ({ value: one.code, text: one.text })), values: chosen, ...errorOf(errors, 'reasons') })}${radios(
    {
      name: 'examination',
      legend: 'Would a public examination or national test be missed?',
      items: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ],
      value: fields.examination ?? '',
      ...errorOf(errors, 'examination'),
    },
  )}${checkboxes({ name: 'told', legend: 'Parents', items: [{ value: 'yes', text: 'The parents have been told, and why' }], values: fields.told ? [fields.told] : [], ...errorOf(errors, 'told') })}`
