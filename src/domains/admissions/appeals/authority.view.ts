import { boxesNamed, boxesOf, formatDate, formatInstant, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  input,
  insetText,
  type PageContent,
  summaryList,
  table,
  textarea,
} from '../../../platform/views/index.ts'
import { type AdmissionRound, type Fields, roundHref } from '../rounds/index.ts'
import { clocksTable, outcomeWords, textsView } from './appeal.view.ts'
import type { AppealText } from './appeals.queries.ts'
import { dueTag, standsWords } from './appeals.view.ts'
import type { AppealAddress } from './authority.actions.ts'
import type { OfficerLine } from './authority.queries.ts'

export type RoundAppealsData = {
  readonly round: AdmissionRound
  readonly today: PlainDate
  readonly published: PlainDate | null
  readonly appeals: readonly OfficerLine[]
  /** What was said of where appeals are sent, the newest first. */
  readonly addresses: readonly AppealAddress[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}
export type RoundAppealData = {
  readonly round: AdmissionRound
  readonly today: PlainDate
  readonly appeal: OfficerLine
  readonly texts: readonly AppealText[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** The appeals against a round's refusals, as admissions officers see them. */
export const roundAppealsView = (
  { round, today, published, appeals, addresses, fields, errors }: RoundAppealsData,
  csrf: string,
): PageContent => ({
  title: 'Appeals',
  heading: `${round.name}: appeals`,
  wide: true,
  back: { text: round.name, href: roundHref(round) },
  ...(errors.length > 0 ? { error: true } : {}),
  body: html`${formErrors(errors)}
<p class="govuk-body">Families send their appeals to the clerk, who works apart from admissions. You write the authority’s statement for each, and read the family’s case when the papers go out.</p>
${table({
  caption: 'Appeals against refusals of this round',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'School' }, { text: 'How it stands' }, { text: 'What is due' }],
  rows: appeals.map(one => [
    html`<a class="govuk-link" href="${roundHref(round, `/appeals/${one.address}`)}">${one.name}</a>`,
    one.school,
    standsWords(one),
    dueTag(one, today),
  ]),
  empty: 'No appeal has come.',
})}
<h2 class="govuk-heading-m">The last day to appeal</h2>
${form({
  action: roundHref(round, '/appeals'),
  csrf,
  body: html`${dateInput({
    id: 'lodge',
    name: 'lodge',
    legend: 'Last day on which an appeal is on time',
    hint: 'For families who are refused with the offers. Twenty school days after the offer day at least, at every school.',
    values:
      published === null || errors.some(one => one.field === 'lodge-day')
        ? boxesNamed('lodge', fields)
        : boxesOf(published),
    ...errorOf(errors, 'lodge-day'),
  })}${button({ text: 'Publish this day', kind: 'secondary', preventDoubleClick: true })}`,
})}
<h2 class="govuk-heading-m">Where appeals are sent</h2>
<p class="govuk-body">Letters that refuse a place print this, in every round, and families read it online.</p>
${
  addresses.length === 0
    ? insetText({ body: 'Nobody has said yet where the clerk to the appeal panels is.' })
    : table({
        caption: 'As it was said, newest first',
        columns: [{ text: 'From' }, { text: 'Where' }, { text: 'Said by' }],
        rows: addresses.map(one => [
          formatDate(one.from),
          [one.address.replaceAll('\n', ', '), one.email].filter(Boolean).join(', '),
          `${one.by}, ${formatInstant(one.at)}`,
        ]),
      })
}
${form({
  action: roundHref(round, '/appeals/address'),
  csrf,
  body: html`${textarea({ name: 'address', label: 'Postal address of the clerk to the appeal panels', rows: 4, value: fields.address ?? '', ...errorOf(errors, 'address') })}
${input({ name: 'email', label: 'E-mail address (optional)', width: 30, value: fields.email ?? '', ...errorOf(errors, 'email') })}
${dateInput({ id: 'from', name: 'from', legend: 'From which day', values: boxesNamed('from', fields), ...errorOf(errors, 'from-day') })}${button({ text: 'Save where appeals are sent', kind: 'secondary', preventDoubleClick: true })}`,
})}`,
})

/** One appeal as an admissions officer sees it: its days, the authority's statement, and what both sides have. */
export const roundAppealView = (
  { round, today, appeal, texts, fields, errors }: RoundAppealData,
  csrf: string,
): PageContent => {
  const statement = texts.find(one => one.sort === 'statement')
  const mayWrite = appeal.withdrawnOn === null && appeal.papersOutOn === null
  return {
    title: 'An appeal',
    heading: `${appeal.name}: ${appeal.school}`,
    back: { text: 'Appeals', href: roundHref(round, '/appeals') },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
${summaryList({
  rows: [
    { key: 'How it stands', value: standsWords(appeal) },
    { key: 'What is due', value: dueTag(appeal, today) || 'Nothing' },
    ...(appeal.hearingOn === null
      ? []
      : [{ key: 'Hearing', value: `${formatDate(appeal.hearingOn)}, ${appeal.hour ?? ''}, ${appeal.place ?? ''}` }]),
    ...(appeal.outcome === null ? [] : [{ key: 'Decision', value: outcomeWords(appeal) }]),
  ],
})}
<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, `/applications/${appeal.application}`)}">The application</a>${appeal.papersOutOn === null ? null : html` · <a class="govuk-link" href="${roundHref(round, `/appeals/${appeal.address}/pack`)}">The papers</a>`}</p>
${clocksTable(appeal, today)}
${texts.length > 0 ? html`<h2 class="govuk-heading-m">What both sides have</h2>${textsView(texts)}` : null}
${
  mayWrite
    ? form({
        action: roundHref(round, `/appeals/${appeal.address}`),
        csrf,
        body: html`${textarea({
          name: 'statement',
          label: statement ? 'Change the authority’s statement' : 'The authority’s statement',
          hint: 'Why the child was refused, and what harm one more would do. The criteria, the child’s place in order and the last place given are in the papers already. Write of no other child.',
          rows: 10,
          value: fields.statement ?? statement?.words ?? '',
          ...errorOf(errors, 'statement'),
        })}${button({ text: 'Save the statement', preventDoubleClick: true })}`,
      })
    : null
}`,
  }
}
