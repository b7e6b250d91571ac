import {
  type AcademicYear,
  academicYearLabel,
  formatClock,
  formatDate,
  formatDateRange,
  formatInstant,
  plural,
} from '../../../kernel/index.ts'
import {
  button,
  checkboxes,
  details,
  errorOf,
  type FormError,
  fieldset,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  table,
  tag,
  warningText,
} from '../../../platform/views/index.ts'
import { isYearTold, type SchoolCalendar } from '../school-calendar.ts'
import type { SchoolYearTold } from './term-dates.queries.ts'
import {
  countSchoolDays,
  formClosures,
  formTerms,
  formTrainingDays,
  type TermDateBoxes,
  termDateBoxNames,
} from './term-dates.ts'

export type TermDatesData = { readonly year: AcademicYear; readonly schools: readonly SchoolYearTold[] }
export type SchoolTermDatesData = TermDatesData & {
  readonly school: SchoolYearTold
  /** Whether the reader's role tells the term dates of their schools. */
  readonly mayTell: boolean
}

/** The days on which pupils are usually in: 190 of them. */
const usualSchoolDays = 190
const yearHref = (path: string, year: AcademicYear): string => `${path}?year=${year}`

const yearLinks = (path: string, year: AcademicYear): Html =>
  html`<ul class="govuk-list">${[year - 1, year + 1].map(
    other =>
      html`<li><a class="govuk-link" href="${yearHref(path, other)}">School year ${academicYearLabel(other)}</a></li>`,
  )}</ul>`

/** Every school of the reader's, and whether its days of a school year are known. */
export const termDatesView = ({ year, schools }: TermDatesData): PageContent => {
  const missing = schools.filter(one => !isYearTold(one.spans, year)).length
  return {
    title: 'Term dates',
    heading: `Term dates, ${academicYearLabel(year)}`,
    wide: true,
    back: { text: 'My schools', href: '/my-schools' },
    body: html`${missing > 0 ? warningText({ text: missingWords(missing) }) : null}
${table({
  caption: `Term dates of your schools, ${academicYearLabel(year)}`,
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'School' }, { text: 'Terms' }, { text: 'Days pupils are in', numeric: true }, { text: 'Told by' }],
  rows: schools.map(one => [
    html`<a class="govuk-link" href="${yearHref(`/my-schools/${one.address}/term-dates`, year)}">${one.school}</a>`,
    isYearTold(one.spans, year) ? termsLine(one.spans) : tag({ text: 'Missing', tone: 'warning' }),
    isYearTold(one.spans, year) ? countSchoolDays(one.spans, year) : 'Not known',
    toldBy(one),
  ]),
  empty: 'You are not linked to a school.',
})}${yearLinks('/my-schools/term-dates', year)}`,
  }
}

const missingWords = (schools: number): string =>
  `${plural(schools, 'school has', 'schools have')} no term dates here. Until they are told, what counts school days cannot be worked out for their pupils: the penalty notice threshold, days suspended and the sixth day.`

const termsLine = (spans: SchoolCalendar): string => {
  const terms = spans.filter(span => span.kind === 'term')
  const [first, last] = [terms[0], terms.at(-1)]
  return first && last ? formatDateRange(first.from, last.to) : ''
}
const toldBy = ({ told }: SchoolYearTold): string => (told ? `${told.by}, ${formatInstant(told.at)}` : 'Nobody yet')

const kindWords = {
  term: 'In school',
  holiday: 'On holiday',
  training: 'Not in: staff only',
  closure: 'Not in: closed',
} as const

/** One school's days of a school year, and the form that tells them. */
export const schoolTermDatesView = (
  { year, school, schools, mayTell }: SchoolTermDatesData,
  csrf: string,
  given: TermDateBoxes,
  faults: readonly FormError[],
): PageContent => {
  const path = `/my-schools/${school.address}/term-dates`
  const told = isYearTold(school.spans, year)
  const days = countSchoolDays(school.spans, year)
  const others = schools.filter(one => one.address !== school.address)
  return {
    title: 'Term dates of one school',
    heading: `${school.school}: term dates ${academicYearLabel(year)}`,
    back: { text: 'Term dates', href: yearHref('/my-schools/term-dates', year) },
    ...(faults.length > 0 ? { error: true } : {}),
    body: html`${formErrors(faults)}
${told ? html`<p class="govuk-body">Pupils are in on <strong>${plural(days, 'day')}</strong>${days === usualSchoolDays ? '' : `; most schools have ${usualSchoolDays}`}. Told by ${toldBy(school)}.</p>` : warningText({ text: missingWords(1) })}
${spansTable(school.spans)}
${mayTell ? (told ? details({ summary: 'Change these dates', body: formView(path, { year, others, csrf, given, faults }), open: faults.some(fault => fault.field !== 'due') }) : formView(path, { year, others, csrf, given, faults })) : null}
${dueView(school, mayTell, { csrf, given, faults })}
${yearLinks(path, year)}`,
  }
}

const dueView = (
  { address, dueBy }: SchoolYearTold,
  mayTell: boolean,
  { csrf, given, faults }: Pick<FormParts, 'csrf' | 'given' | 'faults'>,
): Html => html`<h2 class="govuk-heading-m">Registers</h2>
<p class="govuk-body">Each school day’s registers are due by <strong>${formatClock(dueBy)}</strong>. From then on, a school that has sent none is named as quiet: nothing is known of its pupils.</p>
${
  mayTell
    ? form({
        action: `/my-schools/${address}/register-due`,
        csrf,
        body: html`${input({ name: 'due', label: 'Registers are due by', width: 10, value: given.due ?? dueBy, hint: 'For example 9:30', ...errorOf(faults, 'due') })}
${button({ text: 'Save the time', kind: 'secondary' })}`,
      })
    : null
}`

const spansTable = (spans: SchoolCalendar): Html | null =>
  spans.length === 0
    ? null
    : table({
        caption: 'Terms and days without pupils',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [{ text: 'What' }, { text: 'Days' }, { text: 'Pupils' }],
        rows: spans.map(span => [
          span.name,
          span.from === span.to ? formatDate(span.from) : formatDateRange(span.from, span.to),
          kindWords[span.kind],
        ]),
      })

const closureBoxes = termDateBoxNames.filter(name => name.startsWith('closure-'))

type FormParts = {
  readonly year: AcademicYear
  readonly others: readonly SchoolYearTold[]
  readonly csrf: string
  readonly given: TermDateBoxes
  readonly faults: readonly FormError[]
}

const formView = (path: string, { year, others, csrf, given, faults }: FormParts): Html => {
  const box = (name: string, label: string, width: 10 | 20 = 10): Html =>
    input({ name, label, width, value: given[name] ?? '', ...errorOf(faults, name) })
  const many = (count: number, one: (at: number) => Html): Html[] =>
    Array.from({ length: count }, (_, at) => one(at + 1))
  return form({
    action: path,
    csrf,
    body: html`<input type="hidden" name="year" value="${year}">
<p class="govuk-body">Write each day as day, month and year, like 2 9 ${year} or 2 September ${year}. Bank holidays are known and need not be written.</p>
${formTerms.map(({ key, name }) =>
  fieldset({
    legend: { text: `${name} term`, classes: 'govuk-fieldset__legend--m' },
    body: html`${box(`${key}-from`, `${name} term, first day`)}${box(`${key}-to`, `${name} term, last day`)}
${box(`${key}-break-from`, `${name} half-term, first day (optional)`)}${box(`${key}-break-to`, `${name} half-term, last day (optional)`)}`,
  }),
)}
${fieldset({
  legend: { text: 'Training days', classes: 'govuk-fieldset__legend--m' },
  body: html`<div class="govuk-hint">Days for staff alone. Leave empty what you do not need.</div>${many(formTrainingDays, at => box(`training-${at}`, `Training day ${at}`))}`,
})}
${details({
  summary: 'Other days the school is closed',
  open: closureBoxes.some(name => given[name]) || faults.some(fault => closureBoxes.includes(fault.field)),
  body: fieldset({
    legend: { text: 'Other days the school is closed', classes: 'govuk-visually-hidden' },
    body: html`<div class="govuk-hint">For example a polling day, or a burst pipe. Do not name anybody.</div>${many(
      formClosures,
      at =>
        html`${box(`closure-${at}-name`, `Closure ${at}, why`, 20)}${box(`closure-${at}-from`, `Closure ${at}, first day`)}${box(`closure-${at}-to`, `Closure ${at}, last day, if it is another`)}`,
    )}`,
  }),
})}
${
  others.length > 0
    ? checkboxes({
        name: 'others',
        legend: 'Schools with the same dates',
        hint: 'They are told these dates too, in place of what stands for them.',
        items: others.map(one => ({
          value: one.address,
          text: one.school,
          ...(isYearTold(one.spans, year) ? { hint: 'Has dates of its own' } : {}),
        })),
      })
    : null
}
${button({ text: 'Save term dates' })}`,
  })
}
