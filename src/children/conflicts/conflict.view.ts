import { formatDate, formatInstant, londonDate, lowerFirst, type PlainDate, plural } from '../../kernel/index.ts'
import {
  button,
  choicesIn,
  errorSummary,
  form,
  type Html,
  html,
  insetText,
  type PageContent,
  radios,
  select,
  summaryList,
  table,
} from '../../platform/views/index.ts'
import { aboutFact, type HeadFact } from '../golden-record/index.ts'
import { type Asked, askedSources } from '../source-questions/index.ts'
import { choiceReasons, type Offered, offered } from './choose.ts'
import type { Conflicting } from './conflicts.queries.ts'

/** What the page of one conflict shows. */
export type ConflictData = {
  readonly about: Conflicting
  /** The schools and sources that were asked for it. */
  readonly asked?: readonly Asked[]
  readonly errors?: { readonly choice?: string; readonly reason?: string }
  readonly sent?: { readonly choice: string; readonly reason: string }
}
type Frame = { readonly at: Date; readonly csrf: string }
const back = { text: 'Back to conflicts', href: '/conflicts' }

/** Can this conflict still be decided? */
export const waits = ({ state, said }: Pick<Conflicting, 'state' | 'said'>): boolean =>
  (state === 'open' || state === 'asked') && said?.disagree === true

/** "Which date of birth do we show?": the values with who says each, the rule's advice, and the choice. */
export const conflictView = ({ about, asked = [], errors = {}, sent }: ConflictData, frame: Frame): PageContent => {
  const values = offered(about.said?.values ?? [])
  const problems = Object.entries(errors).map(([field, text]) => ({ text, href: `#${field}` }))
  return {
    title: headingOf(about.fact),
    heading: headingOf(about.fact),
    lead: leadOf(about, frame.at),
    wide: true,
    error: problems.length > 0,
    back,
    ...(waits(about) ? { skipLinks: [{ text: 'Skip to your choice', href: '#your-choice' }] } : {}),
    body: html`${problems.length > 0 ? errorSummary({ errors: problems }) : null}
${asked.some(one => one.answer) ? null : stateOf(about, frame.at)}
${askedSources(asked, frame.at)}
${summaryList({ rows: whoRows(about) })}
${valuesTable(values)}
${waits(about) ? html`${advice(about, values)}<div id="your-choice">${choiceForm(about, values, { errors, sent, csrf: frame.csrf })}</div>` : closed(about, frame)}`,
  }
}

const headingOf = (fact: HeadFact): string => `Which ${lowerFirst(aboutFact[fact].name)} do we show?`

const leadOf = (about: Conflicting, at: Date): string =>
  waits(about) && about.state === 'open'
    ? `The sources disagree since ${formatDate(londonDate(about.since))}. ${plural(about.waits, 'conflict')} of this kind ${about.waits === 1 ? 'waits' : 'wait'}.`
    : about.state === 'asked' && about.decided
      ? `The source was asked ${formatInstant(about.decided.at, londonDate(at))}.`
      : 'Nothing waits here.'

const stateOf = (about: Conflicting, at: Date): Html | null =>
  waits(about) && about.state === 'open' && about.answeredAt
    ? insetText({
        body: `A source that was asked has said something new ${formatInstant(about.answeredAt, londonDate(at))}, and the values still differ.`,
      })
    : null

/** Who the child is, without the fact in question. */
const whoRows = ({ record, fact }: Conflicting): { key: string; value: string }[] =>
  (['name', 'birth', 'upn', 'nhs-number'] as const)
    .filter(other => other !== fact)
    .flatMap(other => {
      const words = aboutFact[other].said(record)?.values[0]?.words
      return words ? [{ key: aboutFact[other].name, value: words }] : []
    })

const valuesTable = (values: readonly Offered[]): Html =>
  table({
    caption: 'What is said',
    columns: [{ text: 'Value' }, { text: 'Who says it, and since when' }, { text: 'On the record' }],
    rowHeader: true,
    rows: values.map(value => [
      value.words,
      html`${value.tellers.map(t => html`${t.said}, ${dayWords(t.on)}<br>`)}`,
      value.shown ? 'Shown now' : 'Kept, not shown',
    ]),
    empty: 'No source says anything of it any more.',
  })

const dayWords = (on: Date | string): string => formatDate(on instanceof Date ? londonDate(on) : (on as PlainDate))

const advice = (
  { fact }: Conflicting,
  values: readonly Offered[],
): Html => html`<h2 class="govuk-heading-m">What the rule says</h2>
<p class="govuk-body">The record’s rule shows <strong>${values[0]?.words ?? ''}</strong>. The rule is: ${lowerFirst(aboutFact[fact].rule)}. A rule knows nothing of the child: somebody you ask may.</p>`

const seenBy: Readonly<Record<string, string>> = {
  contact: 'Everybody who may see where this child lives',
  identity: 'Everybody who may see this child’s name and dates',
  numbers: 'Everybody who may see this child’s numbers',
}
const whoSees = (fact: HeadFact): string =>
  `${seenBy[aboutFact[fact].category === 'contact' ? 'contact' : aboutFact[fact].summary ? 'identity' : 'numbers']} sees the value you choose from then on, with its source. Both values stay on the record. If a source says something new, the question is asked again.`

type FormParts = {
  readonly errors: NonNullable<ConflictData['errors']>
  readonly sent: ConflictData['sent']
  readonly csrf: string
}
const choiceForm = (about: Conflicting, values: readonly Offered[], { errors, sent, csrf }: FormParts): Html =>
  form({
    action: `/conflicts/${about.uuid}/decision`,
    csrf,
    body: html`<input type="hidden" name="version" value="${about.version}">
${radios({
  name: 'choice',
  legend: `Which ${lowerFirst(aboutFact[about.fact].name)} is right?`,
  items: [
    ...values.map(({ words }, at) => ({ text: words, value: String(at) })),
    ...(about.state === 'open' ? [{ divider: 'or' }, { text: 'Not sure, ask the source', value: 'ask' }] : []),
  ],
  ...(sent ? { value: sent.choice } : {}),
  ...(errors.choice ? { error: errors.choice } : {}),
})}
${select({
  name: 'reason',
  label: 'Why',
  hint: 'Needed where you choose another value than the rule.',
  items: [{ text: 'No reason given', value: '' }, ...choicesIn(choiceReasons)],
  ...(sent ? { value: sent.reason } : {}),
  ...(errors.reason ? { error: errors.reason } : {}),
})}
<p class="govuk-body">${whoSees(about.fact)}</p>
${button({ text: 'Save and show next', preventDoubleClick: true })}`,
  })

const closed = (about: Conflicting, { csrf, at }: Frame): Html => {
  const { decided, stands, state, uuid } = about
  const when = decided ? formatInstant(decided.at, londonDate(at)) : ''
  if (state === 'chosen' && decided)
    return html`<p class="govuk-body">${decided.by ?? 'Somebody'} chose ${when}. ${decided.reason}.</p>
${
  stands
    ? form({
        action: `/conflicts/${uuid}/undo`,
        csrf,
        body: button({ text: 'Undo this choice', kind: 'secondary', preventDoubleClick: true }),
      })
    : html`<p class="govuk-body">This choice no longer stands: a later one took its place, or the record changed.</p>`
}`
  if (state === 'undone')
    return html`<p class="govuk-body">${decided?.by ?? 'Somebody'} took the choice back ${when}. The question is asked again where the sources still differ.</p>`
  return html`<p class="govuk-body">There is nothing to choose here any more. The sources now say the same, or a source answered and the rule covers it.</p>`
}
