import { claimChecks, familyAsks, formatInstant } from '../../../kernel/index.ts'
import {
  button,
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
  summaryList,
  table,
  warningText,
} from '../../../platform/views/index.ts'
import { type AdmissionRound, type Fields, type RoundSchool, roundHref } from '../rounds/index.ts'
import { sentRows } from './apply.view.ts'
import { questionsOf } from './asked.ts'
import type { Online } from './online.queries.ts'
import type { Paper } from './papers.queries.ts'
import { officerPapers } from './papers.view.ts'
import { type SentState, waits } from './sent.queries.ts'

export type OnlineListData = { readonly round: AdmissionRound; readonly sent: readonly Online[] }
export type OnlineData = {
  readonly round: AdmissionRound
  readonly schools: readonly RoundSchool[]
  readonly sent: Online
  readonly papers: readonly Paper[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** Where what families sent is, and each. */
export const onlineHref = (round: AdmissionRound, part = ''): string => roundHref(round, `/online${part}`)

const stateWords: Readonly<Record<SentState, string>> = {
  received: 'Nobody has looked at it',
  checking: 'Being checked',
  talk: 'The family is asked to get in touch',
  refused: 'Refused',
  replaced: 'The family sent it again',
  taken: 'Taken in',
  'taken-back': 'The family took it back',
}

/** What families sent online and waits for somebody. */
export const onlineListView = ({ round, sent }: OnlineListData): PageContent => ({
  title: 'Sent online',
  heading: 'Sent online by families',
  back: { text: round.name, href: roundHref(round) },
  body:
    sent.length === 0
      ? emptyState({ text: 'Nothing that families sent waits.' })
      : table({
          caption: 'What waits, the oldest first',
          rowHeader: true,
          columns: [{ text: 'Child' }, { text: 'Sent' }, { text: 'Where it stands' }],
          rows: sent.map(one => [
            html`<a class="govuk-link" href="${onlineHref(round, `/${one.address}`)}">${one.words.child.forename} ${one.words.child.surname}</a>`,
            formatInstant(one.sentAt),
            one.askedBackAt && one.state === 'taken'
              ? 'Taken in, and the family asks to have it back'
              : stateWords[one.state],
          ]),
        }),
})

/** One of them: what the family typed, who it says it is, and what is to be done. */
export const onlineView = ({ round, schools, sent, papers, fields, errors }: OnlineData, csrf: string): PageContent => {
  const { words } = sent
  const shown = sent.isProtected ? { ...words, home: { line: 'Protected', town: '', postcode: '' } } : words
  return {
    title: 'Sent online',
    heading: `${words.child.forename} ${words.child.surname}`,
    back: { text: 'Sent online', href: onlineHref(round) },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}
${sent.isProtected ? warningText({ text: 'The address is protected. Nothing that says where the child lives is shown.' }) : null}
${summaryList({
  rows: [
    { key: 'Where it stands', value: stateWords[sent.state] },
    { key: 'Sent', value: formatInstant(sent.sentAt) },
    { key: 'Receipt number', value: sent.receipt },
    ...(sent.decidedBy
      ? [
          {
            key: 'Last looked at',
            value: `${sent.decidedBy}${sent.decidedAt ? `, ${formatInstant(sent.decidedAt)}` : ''}`,
          },
        ]
      : []),
    ...(sent.claimHow
      ? [{ key: 'Claim checked', value: claimChecks.find(one => one.value === sent.claimHow)?.text ?? sent.claimHow }]
      : []),
    ...sentRows(shown, questionsOf(schools), 'Their'),
  ],
})}
${officerPapers(papers, one => onlineHref(round, `/${sent.address}/papers/${one.address}`), sent.isProtected)}
${
  sent.application
    ? html`<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, `/applications/${sent.application}`)}">The application</a>, where what it says is checked</p>`
    : null
}
${sent.askedBackAt && sent.state === 'taken' && sent.application ? askedBack(round, sent, sent.askedBackAt, sent.application, csrf) : null}
${
  waits(sent)
    ? html`<p class="govuk-body">Who they are is what they typed. An account shows that somebody reads an e-mail address, and no more. Say nothing of the child before you have checked who they are. Call a number that the record had before, not one that is told here.</p>
${form({ action: onlineHref(round, `/${sent.address}`), csrf, body: html`${decision(fields, errors)}${button({ text: 'Save', preventDoubleClick: true })}` })}`
    : null
}`,
  }
}

/** The family asks to have back what was taken in: it is withdrawn on the application's own page, or stays. */
const askedBack = (round: AdmissionRound, sent: Online, at: Date, application: string, csrf: string): Html =>
  html`<h2 class="govuk-heading-m">The family asks to have it back</h2>
<p class="govuk-body">They asked on ${formatInstant(at)}. <a class="govuk-link" href="${roundHref(round, `/applications/${application}`)}">Withdraw the application</a>, or speak with them and let it stay.</p>
${form({
  action: onlineHref(round, `/${sent.address}`),
  csrf,
  body: html`<input type="hidden" name="decision" value="stays">${button({ text: 'It stays: I have spoken with them', kind: 'secondary', preventDoubleClick: true })}`,
})}`

const decision = (fields: Fields, errors: readonly FormError[]): Html => {
  const box = (name: string, label: string, hint?: string): Html =>
    input({ name, label, width: 20, value: fields[name] ?? '', ...(hint ? { hint } : {}), ...errorOf(errors, name) })
  return radios({
    name: 'decision',
    legend: 'What is to be done?',
    value: fields.decision ?? '',
    items: [
      { value: 'begin', text: 'I am checking it', hint: 'The family reads that it is being checked' },
      {
        value: 'yes',
        text: 'The claim is checked: take it in',
        conditional: html`${radios({
          name: 'how',
          legend: 'How was the claim checked?',
          value: fields.how ?? '',
          items: [...claimChecks],
          ...errorOf(errors, 'how'),
        })}${box('easting', 'Easting of the address', 'Metres on the national grid, where schools measure from coordinates')}${box('northing', 'Northing')}${box('catchment', 'In whose catchment it lies (if in any)', 'The schools’ ids, divided by a bar')}`,
      },
      {
        value: 'ask',
        text: 'Ask the family to get in touch',
        hint: 'It goes on waiting here',
        conditional: radios({
          name: 'ask',
          legend: 'What do they read?',
          value: fields.ask ?? '',
          items: [...familyAsks],
          ...errorOf(errors, 'ask'),
        }),
      },
      { value: 'no', text: 'Refuse it', hint: 'The family reads that we need to talk to them, and nothing of why' },
    ],
    ...errorOf(errors, 'decision'),
  })
}
