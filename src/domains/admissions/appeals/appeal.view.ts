import { boxesNamed, formatDate, formatInstant, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  dateInput,
  details,
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
  table,
  tag,
  textarea,
  warningText,
} from '../../../platform/views/index.ts'
import type { Fields } from '../rounds/index.ts'
import type { Clocked } from './appeal-lines.queries.ts'
import type { AppealText, OneAppeal } from './appeals.queries.ts'
import { appealHref, dueTag, standsWords } from './appeals.view.ts'
import { findings, findingsFor } from './decision.ts'

export type AppealData = {
  readonly appeal: OneAppeal
  readonly today: PlainDate
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

const textHeadings: Readonly<Record<AppealText['sort'], string>> = {
  grounds: 'The family’s grounds',
  evidence: 'The family’s evidence',
  statement: 'The authority’s statement',
  reasons: 'The panel’s reasons',
  note: 'The clerk’s notes of the hearing',
}
const sortWords = { prejudice: 'Prejudice to the school', 'infant class size': 'Infant class size' } as const

/** The days of an appeal as rows: what, by when, what happened. */
export const clockRows = (one: Clocked, today: PlainDate): (readonly [string, Html | string, string])[] => {
  const { clocks } = one
  const day = (by: PlainDate | undefined, done: PlainDate | null): Html | string => {
    if (by === undefined)
      return one.hearingOn === null ? 'Once a hearing is set' : 'The school’s term dates are not told'
    return done === null && by < today && one.withdrawnOn === null && one.letterSentOn === null
      ? html`${formatDate(by)} ${tag({ text: 'Passed', tone: 'stop' })}`
      : formatDate(by)
  }
  const on = (done: PlainDate | null): string => (done === null ? 'Not yet' : formatDate(done))
  const told = (by: PlainDate | undefined): Html | string =>
    by === undefined ? 'The school’s term dates are not told' : formatDate(by)
  return [
    ['Lodged', told(clocks.lodgeBy), `${formatDate(one.lodgedOn)}${clocks.onTime === false ? ', late' : ''}`],
    [
      'Heard',
      one.hearingOn === null && clocks.hearBy ? day(clocks.hearBy, one.hearingOn) : told(clocks.hearBy),
      one.hearingOn === null ? 'No hearing set' : formatDate(one.hearingOn),
    ],
    [
      'Family told of the hearing',
      day(clocks.noticeBy, one.noticeSentOn),
      `${on(one.noticeSentOn)}${one.noticeAgreed === null ? '' : `; fewer days agreed: ${one.noticeAgreed}`}`,
    ],
    [
      'Authority’s statement with the clerk',
      day(clocks.statementBy, one.hasStatement ? today : null),
      one.hasStatement ? 'Here' : 'Not yet',
    ],
    ['Papers sent', day(clocks.papersBy, one.papersOutOn), on(one.papersOutOn)],
    ['Family’s last evidence', day(clocks.evidenceBy, today), ''],
    ['Decision sent', day(clocks.letterBy, one.letterSentOn), on(one.letterSentOn)],
  ]
}

/** The days of an appeal, as a table. */
export const clocksTable = (one: Clocked, today: PlainDate): Html =>
  table({
    caption: 'Its days',
    rowHeader: true,
    columns: [{ text: 'What' }, { text: 'By' }, { text: 'Done' }],
    rows: clockRows(one, today).map(row => [...row]),
  })

/** What is written of an appeal. */
export const textsView = (texts: readonly AppealText[]): Html =>
  html`${texts.map(
    one => html`<h3 class="govuk-heading-s">${textHeadings[one.sort]}</h3>
<p class="govuk-hint">${formatDate(one.on)}, written down by ${one.by}</p>
${paragraphs(one.words)}`,
  )}`

/** The outcome of an appeal in words. */
export const outcomeWords = ({ outcome, finding }: Pick<OneAppeal, 'outcome' | 'finding'>): string => {
  const found = findings.find(one => one.key === finding)
  return `${outcome === 'upheld' ? 'Upheld' : 'Dismissed'}, stage ${found?.stage ?? ''}: ${found?.words ?? ''}`
}

/** One appeal as the clerk works on it. */
export const appealView = ({ appeal, today, fields, errors }: AppealData, csrf: string): PageContent => {
  const { facts } = appeal
  return {
    title: 'An appeal',
    heading: `${facts.name}: ${facts.school}`,
    back: { text: 'Appeals', href: '/appeals?page=1' },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
${appeal.died ? warningText({ text: 'The record says that the child has died. Nothing goes out: speak to your manager first.' }) : null}
${facts.isProtected ? warningText({ text: 'The child’s address is protected. Reach the family only in the way that they gave with the appeal.' }) : null}
${appeal.atSchool && appeal.outcome === null && appeal.withdrawnOn === null ? warningText({ text: 'The school has offered the child a place meanwhile. Ask the family whether they withdraw.' }) : null}
${summaryList({
  rows: [
    { key: 'How it stands', value: standsWords(appeal) },
    { key: 'What is due', value: dueTag(appeal, today) || 'Nothing' },
    { key: 'Who appeals', value: appeal.appellant },
    { key: 'Born', value: formatDate(facts.birthDate) },
    { key: 'Application', value: `${facts.reference}, ${facts.round}` },
    { key: 'Sort of appeal', value: sortWords[appeal.sort] },
    ...(appeal.hearing !== null && appeal.hearingOn !== null
      ? [
          {
            key: 'Hearing',
            value: html`<a class="govuk-link" href="/appeals/hearings/${appeal.hearing}">${formatDate(appeal.hearingOn)}, ${appeal.hour ?? ''}, ${appeal.place ?? ''}</a>`,
          },
        ]
      : []),
    ...(appeal.outcome === null ? [] : [{ key: 'Decision', value: outcomeWords(appeal) }]),
    ...(appeal.outcome === 'upheld'
      ? [{ key: 'Place', value: appeal.placedAt ? `Given ${formatInstant(appeal.placedAt)}` : 'Being given' }]
      : []),
    ...(appeal.withdrawnOn === null
      ? []
      : [{ key: 'Withdrawn', value: `${formatDate(appeal.withdrawnOn)}: ${appeal.withdrawnWhy ?? ''}` }]),
  ],
})}
<p class="govuk-body"><a class="govuk-link" href="${appealHref(appeal, '/pack')}">The papers</a>${appeal.outcome === null ? null : html` · <a class="govuk-link" href="${appealHref(appeal, '/letter')}">Letter with the decision</a>`}</p>
${clocksTable(appeal, today)}
<h2 class="govuk-heading-m">What is written</h2>
${textsView(appeal.texts)}
${appeal.withdrawnOn === null ? forms({ appeal, today, fields, errors }, csrf) : null}`,
  }
}

const forms = ({ appeal, today, fields, errors }: AppealData, csrf: string): Html => {
  const part = (name: string, summary: string, text: string, body: Html): Html =>
    details({
      summary,
      open: errors.length > 0 && fields.part === name,
      body: form({
        action: appealHref(appeal, `/${name}`),
        csrf,
        body: html`${body}${button({ text, kind: 'secondary', preventDoubleClick: true })}`,
      }),
    })
  const day = (name: string, legend: string): Html =>
    dateInput({ id: name, name, legend, values: boxesNamed(name, fields), ...errorOf(errors, `${name}-day`) })
  const area = (name: string, label: string, hint: string): Html =>
    textarea({ name, label, hint, rows: 6, value: fields[name] ?? '', ...errorOf(errors, name) })
  const isOpen = appeal.outcome === null
  const isHeard = appeal.hearingOn !== null && appeal.hearingOn <= today
  return html`<h2 class="govuk-heading-m">Go on</h2>
${isOpen && appeal.hearing === null ? html`<p class="govuk-body"><a class="govuk-link" href="${appealHref(appeal, '/hearing')}">Set a hearing</a></p>` : null}
${
  isOpen && appeal.hearing !== null && appeal.noticeSentOn === null
    ? part(
        'notice',
        'The family was told of the hearing',
        'Save the notice',
        html`${day('noticed', 'Sent on')}${input({ name: 'agreed', label: 'If they agreed to fewer than ten school days: how', hint: 'Leave empty otherwise', width: 30, value: fields.agreed ?? '', ...errorOf(errors, 'agreed') })}`,
      )
    : null
}
${isOpen ? part('evidence', 'The family sent evidence', 'Save the evidence', html`${day('came', 'It came on')}${area('evidence', 'What they sent', 'In their own words. Both sides and the panel read it.')}`) : null}
${isOpen && appeal.hearing !== null && appeal.hasStatement ? part('pack', appeal.packs === 0 ? 'Send the papers' : 'Send the papers again', 'The papers have gone to the panel and both sides', html`<p class="govuk-body">They are kept as they stand now, and the admissions officers can read them.</p>`) : null}
${part('notes', 'Notes of the hearing', 'Save the notes', area('note', 'What is to be kept of it', 'For the clerks alone: neither the family nor admissions reads it.'))}
${
  isOpen && isHeard && appeal.papersOutOn !== null
    ? part(
        'decision',
        'The panel has decided',
        'Save the decision',
        html`${radios({
          name: 'finding',
          legend: 'What the panel found',
          value: fields.finding ?? '',
          items: findingsFor(appeal.sort).map(one => ({
            value: one.key,
            text: outcomeWords({ outcome: one.outcome, finding: one.key }),
          })),
          ...errorOf(errors, 'finding'),
        })}${area('reasons', 'The panel’s reasons', 'They go into the letter, to the family and to admissions. An upheld appeal gives the place at once.')}`,
      )
    : null
}
${!isOpen && appeal.letterSentOn === null ? part('letter', 'The decision was sent', 'Save the day', day('sent', 'Sent on')) : null}
${isOpen && appeal.atSchool ? part('needless', 'The family has the place', 'End the appeal', html`<p class="govuk-body">The school has offered the place meanwhile. Ask the family first: nothing is heard or decided any more.</p>`) : null}
${isOpen ? part('withdraw', 'The family withdraws', 'Withdraw the appeal', html`${day('withdrawn', 'They said so on')}${input({ name: 'why', label: 'What they said', width: 30, value: fields.why ?? '', ...errorOf(errors, 'why') })}`) : null}`
}
