import {
  answersOf,
  askedOf,
  changesTable,
  formOn,
  namedForm,
  namedForms,
  type RecordHeader,
  recordPage,
  repliesIn,
  repliesView,
  textIn,
  versionChanges,
} from '../../../children/index.ts'
import { formatDate, formatInstant, lowerFirst, type PlainDate } from '../../../kernel/index.ts'
import {
  card,
  columns,
  details,
  emptyState,
  eventList,
  type Html,
  html,
  type PageContent,
  paragraphs,
  summaryList,
  table,
  tag,
} from '../../../platform/views/index.ts'
import { savedOf } from './case-drafts.ts'
import { type CaseFile, openFact, type StepDone, seenDays } from './case-file.ts'
import { caseHref } from './case-form.view.ts'
import type { CaseStep } from './case-step.ts'
import { caseSteps, stepOf } from './case-steps.ts'
import { clockRules } from './clock-rules.ts'
import { type Clock, clocksOf } from './clocks.ts'
import { scoreFields, scoresIn } from './safety.ts'
import { safetyCards } from './safety.view.ts'

export type CaseData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly file: CaseFile
  /** The steps that this reader may take. */
  readonly mayTake: readonly string[]
}
export { caseHref }

/** A case: what is owed and by when, what is open, which step comes next, and all that was written. */
export const caseView = (data: CaseData): PageContent => {
  const { header, today, file } = data
  const clocks = clocksOf(clockRules, file, today)
  const running = clocks.filter(clock => clock.done === undefined)
  const over = clocks.filter(clock => clock.done !== undefined)
  return {
    ...recordPage(header, {
      title: 'Social care',
      body: columns({
        main: html`${card({ title: 'What is owed', body: running.length === 0 ? emptyState({ text: 'Nothing is owed by a day.' }) : clockTable(data, running) })}${safetyCards(data)}${card({ title: 'What was written', body: writtenList(data) })}${
          over.length === 0
            ? null
            : details({ summary: 'Days that were kept, and days that were not', body: clockTable(data, over) })
        }`,
        side: html`${openCard(file)}${stepsCard(data)}`,
      }),
    }),
    back: { text: `${header.first}’s record`, href: `/children/${header.address}` },
  }
}

const tags: Readonly<Record<Clock['state'], Html | string>> = {
  due: 'To do',
  overdue: tag({ text: 'Overdue', tone: 'warning' }),
  done: 'In time',
  'done-late': tag({ text: 'Late', tone: 'warning' }),
}

const clockTable = ({ header, mayTake, file }: CaseData, clocks: readonly Clock[]): Html =>
  table({
    caption: 'What is due, counted from when, by when, and when it was done',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [{ text: 'What' }, { text: 'Counted from' }, { text: 'Due by' }, { text: 'Done' }],
    rows: clocks.map(clock => {
      const step = stepOf(clock.step)
      const may = clock.done === undefined && step && mayTake.includes(step.key) && !step.missing?.(file)
      return [
        may ? html`<a class="govuk-link" href="${caseHref(header.address, clock.step)}">${clock.what}</a>` : clock.what,
        `${formatDate(clock.from)}: ${clock.since}`,
        formatDate(clock.due),
        html`${clock.done ? html`${formatDate(clock.done)} ` : null}${tags[clock.state]}`,
      ]
    }),
  })

const openWords = [
  ['referral', 'Referral'],
  ['assessment', 'Assessment'],
  ['enquiry', 'Section 47 enquiry'],
  ['protection', 'Child protection plan'],
  ['need', 'Child in need plan'],
  ['care', 'In our care'],
] as const

/** What is open, since when, with the word that says most. */
const openCard = (file: CaseFile): Html => {
  const rows = openWords.flatMap(([key, name]) => {
    const fact = openFact(file, key)
    if (!fact) return []
    const said =
      textIn(fact.body, 'latestCategory') ?? textIn(fact.body, 'primaryNeed') ?? textIn(fact.body, 'legalStatusWords')
    return [{ key: name, value: `Since ${formatDate(fact.begins)}${said ? `. ${said}` : ''}` }]
  })
  const last = seenDays(file).at(-1)
  const alone = file.facts.seen.findLast(one => one.begins === last)?.body.alone
  const seen = last
    ? `${formatDate(last)}${alone === true ? ', alone' : alone === false ? ', not alone' : ''}`
    : 'Not recorded'
  return card({
    title: 'Now',
    body:
      rows.length === 0
        ? html`<p class="govuk-body">Nothing is open.</p>`
        : html`<ul class="govuk-list govuk-list--spaced">${[...rows, { key: 'Last seen', value: seen }].map(
            ({ key, value }) => html`<li><strong>${key}</strong><br>${value}</li>`,
          )}</ul>`,
  })
}

const stepsCard = ({ header, file, mayTake }: CaseData): Html | null => {
  const own = caseSteps.filter(step => mayTake.includes(step.key))
  if (own.length === 0) return null
  const [now, later] = [own.filter(step => !step.missing?.(file)), own.filter(step => step.missing?.(file))]
  return html`<div class="tl-noprint">${card({
    title: 'Write down',
    body: html`<ul class="govuk-list govuk-list--spaced">${now.map(
      step => html`<li><a class="govuk-link" href="${caseHref(header.address, step.key)}">${step.link}</a></li>`,
    )}</ul>${
      later.length === 0
        ? null
        : details({
            summary: 'What cannot be done now, and why',
            body: html`<ul class="govuk-list govuk-list--bullet">${later.map(step => html`<li>${notYet(step, file)}</li>`)}</ul>`,
          })
    }`,
  })}</div>`
}

const notYet = (step: CaseStep, file: CaseFile): string => `${step.link}: ${lowerFirst(step.missing?.(file) ?? '')}`

const writtenList = ({ header, file }: CaseData): Html =>
  eventList({
    events: file.steps.toReversed().map(one => ({
      title: titleOf(one),
      when: formatDate(one.on),
      date: one.on,
      key: false,
      body: html`${answersList(one, header.first)}${changesOf(one, file, header.first)}`,
      source: { from: one.by, at: formatDate(one.on) },
    })),
    empty: 'Nothing has been written here yet.',
  })

/** What a plan that was written again changed of the one before it, side by side. */
const changesOf = (done: StepDone, { steps }: CaseFile, first: string): Html | null => {
  const step = stepOf(done.step)
  if (!step?.copied) return null
  const form = namedForm(formOn(step.forms, done.on), first)
  const saved = savedOf(
    form,
    steps.filter(one => one.step === done.step && one.writtenAt),
  )
  const at = saved.findIndex(one => one.address === done.address)
  const [before, now] = [saved[at - 1], saved[at]]
  if (!before || !now) return null
  const asked = askedOf(form).filter(one => one.id !== 'on')
  return details({
    summary: `What changed since ${formatInstant(before.at)}`,
    body: changesTable(versionChanges(asked, [before, now])[0]?.changes ?? []),
  })
}

const titleOf = ({ step }: StepDone): string => stepOf(step)?.forms[0].title ?? 'Step'

/** What was answered; a decision of the front door has its words on the timeline. */
const answersList = ({ step, body }: StepDone, first: string): Html | null => {
  const forms = stepOf(step)?.forms
  if (!forms || typeof body.step !== 'string') return null
  const scores = scoresIn(body).map(({ who, score }) => `${who} ${score}`)
  const rows = [
    ...answersOf(namedForms(forms, first), body, ['on', 'which', 'statement', 'people', ...scoreFields]).map(
      ({ label, words }) => ({
        key: label.replace(/\?$/, ''),
        value: paragraphs(words),
      }),
    ),
    ...(typeof body.names === 'string' ? [{ key: 'Named', value: body.names }] : []),
    ...(scores.length > 0 ? [{ key: 'Scores', value: scores.join(', ') }] : []),
  ]
  const replies = repliesView(repliesIn(body))
  return rows.length === 0
    ? replies
    : html`${summaryList({ classes: 'govuk-summary-list--no-border', rows })}${replies}`
}
