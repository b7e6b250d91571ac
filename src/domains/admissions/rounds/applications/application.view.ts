import { formatDate, formatInstant, upperFirst } from '../../../../kernel/index.ts'
import {
  button,
  details,
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
  warningText,
} from '../../../../platform/views/index.ts'
import type { AdmissionRound, RoundSchool } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { Fields } from '../set-up/begin-form.ts'
import type { Application, Check } from './applications.queries.ts'
import { applicationHref, standingWords, wantsFields } from './applications.view.ts'

export type ApplicationData = {
  readonly round: AdmissionRound
  readonly application: Application
  readonly schools: readonly Pick<RoundSchool, 'key' | 'name'>[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** One application: whose it is, what the family says, who checked it, and which schools they want. */
export const applicationView = (data: ApplicationData, csrf: string): PageContent => {
  const { round, application: one, errors } = data
  const open = one.standing !== 'withdrawn'
  return {
    title: 'An application',
    heading: `${one.forename} ${one.surname}`,
    back: { text: 'Applications', href: roundHref(round, '/applications') },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
${one.isProtected ? warningText({ text: 'The address is protected. Nothing that says where the child lives is shown, and no distance is told to anybody.' }) : null}
${summaryList({
  rows: [
    {
      key: 'Where it stands',
      value: tag({ text: standingWords[one.standing], tone: one.standing === 'ready' ? 'good' : 'warning' }),
    },
    { key: 'Date of birth', value: formatDate(one.birthDate) },
    { key: 'Unique pupil number', value: one.upn ?? 'Not told' },
    { key: 'Reference', value: one.reference },
    { key: 'Received', value: `${formatDate(one.receivedOn)}${one.goodReason ? `, on time: ${one.goodReason}` : ''}` },
    { key: 'Taken in', value: `${one.toldBy}, ${formatInstant(one.toldAt)}` },
    { key: 'Record', value: tiedWords(one) },
    ...(one.stateWhy ? [{ key: 'Withdrawn', value: one.stateWhy }] : []),
  ],
})}
${one.others.length > 0 ? twice(round, one) : null}
<h2 class="govuk-heading-m">Schools, best first</h2>
<ol class="govuk-list govuk-list--number">${one.preferences.map(want => html`<li>${want.name}</li>`)}</ol>
<h2 class="govuk-heading-m">What is to be checked</h2>
${one.online ? html`<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, `/online/${one.online}`)}">What the family sent online, and its papers</a></p>` : null}
${checksTable(one.checks)}
${open ? forms(data, csrf) : null}`,
  }
}

const tiedWords = ({ tied, record }: Application): Html | string => {
  if (tied === null) return 'Not tied yet'
  if (tied === 'none') return 'On no record here, somebody said'
  const how = tied === 'found' ? 'Found by exact facts' : 'Found by a person'
  return html`${how}. <a class="govuk-link" href="/children/${record}">The child’s record</a>, for those who work with the child`
}

const twice = (
  round: AdmissionRound,
  { others, receivedOn, reference }: Application,
): Html => html`<h2 class="govuk-heading-m">There is another application for this child</h2>
${table({
  caption: 'Applications for this child',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Reference' }, { text: 'Received' }],
  rows: [
    [`${reference}, this one`, formatDate(receivedOn)],
    ...others.map(other => [
      html`<a class="govuk-link" href="${applicationHref(round, other.address)}">${other.reference}</a>`,
      formatDate(other.receivedOn),
    ]),
  ],
})}<p class="govuk-body">A child has one application. Withdraw the one that does not count.</p>`

const factWords: Readonly<Record<string, string>> = {
  address: 'Home address',
  looked_after: 'In our care, now or before',
  named_school: 'School that the plan names',
  birth_group: 'Born together with',
}
const wordsOf = (fact: string): string => factWords[fact] ?? upperFirst(fact.replaceAll('_', ' '))

const checksTable = (checks: readonly Check[]): Html =>
  table({
    caption: 'What the application says, and who checked it',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [{ text: 'What' }, { text: 'As told' }, { text: 'Checked' }],
    rows: checks.map(({ fact, value, found }) => [
      wordsOf(fact),
      value ?? 'Protected',
      found
        ? `${found.holds ? 'It is so' : 'It is not so'}: ${found.proof}. ${found.by}, ${formatInstant(found.at)}`
        : tag({ text: 'To check', tone: 'warning' }),
    ]),
  })

const forms = ({ round, application: one, schools, fields, errors }: ApplicationData, csrf: string): Html => {
  const at = (part: string): string => applicationHref(round, one.address, part)
  const why = (name: string, label: string): Html =>
    input({ name, label, width: 30, value: fields[name] ?? '', ...errorOf(errors, name) })
  const has = (name: string): boolean => errors.some(error => error.field.startsWith(name))
  return html`${form({
    action: at('/check'),
    csrf,
    body: html`${select({
      name: 'fact',
      label: 'What you checked',
      value: fields.fact ?? '',
      items: one.checks.map(({ fact }) => ({ text: wordsOf(fact), value: fact })),
    })}
${radios({
  name: 'holds',
  legend: 'Is it so?',
  value: fields.holds ?? '',
  items: [
    { text: 'Yes', value: 'yes' },
    { text: 'No, it does not count', value: 'no' },
  ],
  ...errorOf(errors, 'holds'),
})}
${why('proof', 'By which proof')}${button({ text: 'Save the check', preventDoubleClick: true })}`,
  })}
${
  one.tied === null
    ? form({
        action: at('/tie'),
        csrf,
        body: html`<h2 class="govuk-heading-m">Whose record is it?</h2>
<p class="govuk-body">Enter the names as the record may have them. The date of birth must be the same.</p>
${why('forename', 'Forename on the record')}${why('surname', 'Surname on the record')}
${button({ text: 'Tie to the record', kind: 'secondary', name: 'how', value: 'record' })}
${button({ text: 'The child is on no record here', kind: 'secondary', name: 'how', value: 'none' })}`,
      })
    : null
}
${details({
  summary: 'Change the schools',
  open: has('want-'),
  body: form({
    action: at('/wants'),
    csrf,
    body: html`${wantsFields(schools, { ...Object.fromEntries(one.preferences.map((want, i) => [`want-${i + 1}`, want.key])), ...fields }, errors)}${button({ text: 'Save the schools', kind: 'secondary' })}`,
  }),
})}
${
  one.standing === 'late' && !round.releasedAt
    ? details({
        summary: 'Take it as on time',
        open: has('reason'),
        body: form({
          action: at('/on-time'),
          csrf,
          body: html`${why('reason', 'The good reason that the scheme accepts')}${button({ text: 'Take as on time', kind: 'secondary' })}`,
        }),
      })
    : null
}
${details({
  summary: 'Withdraw the application',
  open: has('withdrawn'),
  body: form({
    action: at('/withdraw'),
    csrf,
    body: html`${why('withdrawn', 'Why it does not count')}${button({ text: 'Withdraw', kind: 'warning' })}`,
  }),
})}`
}
