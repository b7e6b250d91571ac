import { boxesNamed, formatDate, formatInstant, plural } from '../../../kernel/index.ts'
import {
  button,
  checkboxes,
  choicesIn,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  radios,
  summaryList,
  table,
  warningText,
} from '../../../platform/views/index.ts'
import type { Fields } from '../rounds/index.ts'
import type { AppealLine, Hearing, OneAppeal } from './appeals.queries.ts'
import { appealHref, standsWords } from './appeals.view.ts'

export type NewHearingData = {
  readonly appeal: Pick<OneAppeal, 'id' | 'address' | 'school'>
  /** Those that wait for a hearing at the same school, this one among them. */
  readonly waiting: readonly AppealLine[]
  readonly chosen: readonly string[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}
export type HearingData = { readonly hearing: Hearing; readonly fields: Fields; readonly errors: readonly FormError[] }

/** How many members of a panel the form has room for. */
export const mostMembers = 5
const memberWords = { lay: 'Lay', education: 'Experience in education' } as const

/** Sets a hearing, for one appeal or for several against the same school. */
export const newHearingView = (
  { appeal, waiting, chosen, fields, errors }: NewHearingData,
  csrf: string,
): PageContent => ({
  title: 'Set a hearing',
  heading: `${appeal.school}: set a hearing`,
  back: { text: 'The appeal', href: appealHref(appeal) },
  ...(errors.length > 0 ? { error: true } : {}),
  body: html`${formErrors(errors)}
${form({
  action: appealHref(appeal, '/hearing'),
  csrf,
  body: html`${checkboxes({
    name: 'appeals',
    legend: 'Which appeals are heard together',
    hint: 'One panel hears them all before it decides on any',
    values: chosen,
    items: waiting.map(one => ({
      value: one.address,
      text: one.name,
      hint: one.clocks.hearBy
        ? `To be heard by ${formatDate(one.clocks.hearBy)}`
        : `Lodged ${formatDate(one.lodgedOn)}`,
    })),
    ...errorOf(errors, 'appeals'),
  })}
${dateInput({ id: 'held', name: 'held', legend: 'Day of the hearing', values: boxesNamed('held', fields), ...errorOf(errors, 'held-day') })}
${input({ name: 'hour', label: 'Time', hint: 'For example, 09:30', width: 5, value: fields.hour ?? '', ...errorOf(errors, 'hour') })}
${input({ name: 'place', label: 'Where, or how', hint: 'A room, or by video', width: 30, value: fields.place ?? '', ...errorOf(errors, 'place') })}
<h2 class="govuk-heading-m" id="panel">The panel</h2>
<p class="govuk-hint">Three members at least: one lay, one with experience in education.</p>
${Array.from({ length: mostMembers }, (_, i) => memberBoxes(i + 1, fields, errors))}
${radios({
  name: 'chair',
  legend: 'Who takes the chair',
  value: fields.chair ?? '',
  items: Array.from({ length: mostMembers }, (_, i) => ({ value: String(i + 1), text: `Member ${i + 1}` })),
  ...errorOf(errors, 'chair'),
})}
${button({ text: 'Set the hearing', preventDoubleClick: true })}`,
})}`,
})

const memberBoxes = (n: number, fields: Fields, errors: readonly FormError[]): Html => html`${input({
  name: `member-${n}`,
  label: `Member ${n}`,
  width: 20,
  value: fields[`member-${n}`] ?? '',
  ...errorOf(errors, `member-${n}`),
})}
${radios({
  name: `as-${n}`,
  legend: `Member ${n} is`,
  value: fields[`as-${n}`] ?? '',
  items: choicesIn(memberWords),
  ...errorOf(errors, `as-${n}`),
})}`

/** One hearing: who sits, and which appeals are heard together. */
export const hearingView = ({ hearing, fields, errors }: HearingData, csrf: string): PageContent => ({
  title: 'A hearing',
  heading: `Hearing ${formatDate(hearing.heldOn)}`,
  back: { text: 'Appeals', href: '/appeals?page=1' },
  ...(errors.length > 0 ? { error: true } : {}),
  body: html`${formErrors(errors)}
${hearing.calledOffAt ? warningText({ text: `Called off ${formatInstant(hearing.calledOffAt)}: ${hearing.calledOffWhy ?? ''}` }) : null}
${summaryList({
  rows: [
    { key: 'Time', value: hearing.hour },
    { key: 'Where', value: hearing.place },
    ...hearing.panel.map(one => ({
      key: one.chair ? 'Chair' : 'Member',
      value: `${one.name}, ${memberWords[one.member].toLowerCase()}`,
    })),
  ],
})}
${table({
  caption: `${plural(hearing.appeals.length, 'appeal')} heard together`,
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'School' }, { text: 'How it stands' }],
  rows: hearing.appeals.map(one => [
    html`<a class="govuk-link" href="${appealHref(one)}">${one.name}</a>`,
    one.school,
    standsWords(one),
  ]),
  empty: 'None.',
})}
${
  hearing.calledOffAt || hearing.appeals.some(one => one.outcome !== null)
    ? null
    : form({
        action: `/appeals/hearings/${hearing.address}/call-off`,
        csrf,
        body: html`<h2 class="govuk-heading-m">Call the hearing off</h2><p class="govuk-body">Its appeals wait for another, and each family is told anew.</p>${input({ name: 'why', label: 'Why', width: 30, value: fields.why ?? '', ...errorOf(errors, 'why') })}${button({ text: 'Call the hearing off', kind: 'warning', preventDoubleClick: true })}`,
      })
}`,
})
