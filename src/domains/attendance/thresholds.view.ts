import {
  type AcademicYear,
  academicYearLabel,
  academicYearOf,
  formatDate,
  type PlainDate,
  plural,
  type SchoolAge,
} from '../../kernel/index.ts'
import { card, type Html, html, join } from '../../platform/views/index.ts'
import type { Register } from './attendance.ts'
import { unmarkedWords } from './attendance-today.ts'
import { boardWords } from './returns/suspension-form.ts'
import { isOverYearLimit } from './suspension.ts'
import {
  type BoardOwed,
  type SchoolThreshold,
  schoolThresholds,
  suspensionRules,
  type ToldExclusion,
} from './thresholds.ts'

type Data = { readonly registers: readonly Register[]; readonly today: PlainDate }

/** What the term dates make of unauthorised absence, school by school; nothing where no school has sent a register this year. */
export const thresholdCard = ({
  header,
  registers,
  today,
}: Data & { readonly header: { readonly schoolAge?: SchoolAge } }): Html | null => {
  const age = header.schoolAge
  const schools = schoolThresholds(registers, today, age)
  if (schools.length === 0) return null
  if (age && today < age.from)
    return card({
      title: 'Penalty notice threshold',
      body: html`<p class="govuk-body">None yet: of compulsory school age from ${formatDate(age.from)}.</p>`,
    })
  return card({
    title: 'Penalty notice threshold',
    body: html`${join(
      schools.map(one => html`<p class="govuk-body"><strong>${one.school}:</strong> ${thresholdSentence(one)}</p>`),
      '',
    )}<p class="govuk-body-s">Ten unauthorised sessions in ten school weeks. The school then considers what would help; a notice is never automatic.</p>`,
  })
}

const thresholdSentence = ({ threshold, recent, unmarked }: SchoolThreshold): string => {
  const without = unmarked > 0 ? `, and ${plural(unmarked, 'session')} without a mark` : ''
  const lately =
    recent === undefined ? '' : ` ${plural(recent, 'unauthorised session')} in the last ten school weeks${without}.`
  if (threshold.state === 'met')
    return `first met on ${formatDate(threshold.on)}, counted from the week of ${formatDate(threshold.weeksFrom)}.${lately}`
  if (threshold.state === 'not-met') return `not met.${lately}`
  return `cannot be worked out. ${missingYears(threshold.yearsMissing)}`
}

/** Which years' term dates are missing, and who tells them, in a sentence. */
export const missingYears = (years: readonly AcademicYear[]): string =>
  `The term dates of ${years.map(academicYearLabel).join(' and ')} are missing: the school, or an education welfare officer, writes them down under My schools.`

/** What a school year's numbers leave out, where they do: sessions without a mark, or everything that needs the term dates. */
export const leftOut = (unmarked: number | undefined, year: AcademicYear): Html | null => {
  const words = unmarkedWords(unmarked)
  return words === ''
    ? null
    : html`<p class="govuk-body">${words}${unmarked === undefined ? ` ${missingYears([year])}` : null}</p>`
}

/** Days suspended so far, and who owes education from the sixth day; nothing without a suspension this school year. */
export const suspensionWords = ({
  suspensions,
  registers,
  today,
}: Data & { readonly suspensions: readonly ToldExclusion[] }): Html | null => {
  const rules = suspensionRules(suspensions, registers, today)
  if (!rules) return null
  const { counted, sixthDays, boards } = rules
  if (!counted.known)
    return html`<p class="govuk-body">Days suspended this school year cannot be worked out. ${missingYears(counted.yearsMissing.length > 0 ? counted.yearsMissing : [academicYearOf(today)])}</p>`
  return html`<p class="govuk-body">Suspended for <strong>${days(counted.term)}</strong> this term and <strong>${days(counted.year)}</strong> this school year. ${
    isOverYearLimit(counted.year) ? 'More than 45 days in a school year is not lawful. Speak to the head teacher.' : ''
  }</p>${sixthDays.map(
    one =>
      html`<p class="govuk-body">Suspended from ${formatDate(one.from)}: full-time education is owed from ${formatDate(one.on)}, by the ${one.owedBy}${one.since ? `, counted from ${formatDate(one.since)}: suspensions that follow one another are one` : ''}.</p>`,
  )}${boards.map(one => html`<p class="govuk-body">${boardSentence(one, today)}</p>`)}`
}

const boardSentence = ({ of, duty, by }: BoardOwed, today: PlainDate): string => {
  const what = of.category === 'PERM' ? 'Permanently excluded' : 'Suspended'
  const passed = by && by < today ? ', which has passed' : ''
  const counted = by && !of.returnedOn ? ', counted from that day: no return says when the board was told' : ''
  return `${what} from ${formatDate(of.from)}: ${boardWords(duty, by)}${passed}${counted}.`
}

const days = (halfDays: number): string => (halfDays === 2 ? '1 day' : `${halfDays / 2} days`)
