import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { academicYearOf, formatDate, londonDate, type PlainDate, plural } from '../../../kernel/index.ts'
import {
  button,
  card,
  columns,
  emptyState,
  errorOf,
  eventList,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  type PageContent,
  paragraphs,
  type TimelineEvent,
  tag,
  textarea,
} from '../../../platform/views/index.ts'
import type { Register } from '../attendance.ts'
import { pauseBox } from '../attendance.view.ts'
import { yearSoFar } from '../attendance-today.ts'
import { askedCard } from '../pause/ask.view.ts'
import type { Question } from '../pause/pause.ts'
import type { PauseLine } from '../pause-line.ts'
import type { SharedWithUs } from '../sharing/sharing.queries.ts'
import { sharedWithUsCard } from '../sharing/sharing.view.ts'
import { leftOut } from '../thresholds.view.ts'
import { barrierWords } from './barriers.ts'
import type { CaseFile, CaseHead } from './case.queries.ts'
import { letterLinks } from './case-letter.view.ts'
import { caseHref, conditionList } from './case-parts.view.ts'
import { conditionsOf, maySoon, mayTake, type Situation, situationOf } from './lawful-steps.ts'
import { sessionsOf } from './notice-threshold.ts'
import { sessionsInTime } from './prosecution-limit.ts'
import { stepBody } from './step.view.ts'
import { type CaseStep, issuedNotices, type StepSort, stepTitle } from './steps.ts'

/** The case of one child: what has been tried, and what the law allows next (reference/ux.md, screen 23). */
export type CaseData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  /** Our own authority's number. */
  readonly authority: string
  readonly file: CaseFile
  readonly registers: readonly Register[]
  readonly pause?: PauseLine
  readonly consulted: Situation['consulted']
  /** What others shared of the home. */
  readonly shared: readonly SharedWithUs[]
  /** What was asked before steps, the latest first. */
  readonly questions: readonly Question[]
  /** An officer who may open the case and take its steps; others who may see it read it. */
  readonly mayWork: boolean
  readonly fields?: Readonly<Partial<Record<string, string>>>
  readonly errors?: readonly FormError[]
}

/** The situation of a child's open case; undefined where none is open. */
export const openSituation = (
  data: Pick<CaseData, 'header' | 'today' | 'authority' | 'file' | 'registers' | 'consulted'>,
): Situation | undefined => {
  const open = data.file.cases.find(one => one.open)
  return (
    open && situationOf({ ...data, schoolAge: data.header.schoolAge, allSteps: data.file.steps, ofCase: open.address })
  )
}

/** The whole page: the open case first, then earlier ones; without one, how to begin. */
export const caseView = (data: CaseData, csrf: string): PageContent => {
  const { header, file, errors = [] } = data
  const open = file.cases.find(one => one.open)
  const situation = openSituation(data)
  return {
    ...recordPage(header, {
      title: 'Help with attendance',
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${data.pause ? pauseBox(data.pause) : null}${sharedWithUsCard(data.shared)}
${columns({
  main: html`${open && situation ? openCase(data, open, situation) : beginCard(data, csrf)}
${file.cases.filter(one => !one.open).map(one => endedCard(one, file.steps, header.address))}`,
  side: html`${attendanceCard(data)}${open ? html`${askedCard(data.questions)}${barriersCard(data)}${planCard(data)}${evidenceCard(data)}` : null}`,
})}`,
    }),
    back: { text: 'School and attendance', href: `/children/${header.address}/school` },
  }
}

const beginCard = ({ header, mayWork, fields, errors = [] }: CaseData, csrf: string): Html =>
  mayWork
    ? card({
        title: 'Begin to help',
        body: html`<p class="govuk-body">Nobody is helping ${header.first} with attendance on this record. Begin here when you do.</p>
${form({
  action: caseHref(header.address),
  csrf,
  body: html`${textarea({
    name: 'words',
    label: 'Why do you begin?',
    hint: `Write as if ${header.first} will read it`,
    rows: 4,
    value: fields?.words ?? '',
    ...errorOf(errors, 'words'),
  })}${button({ text: 'Begin to help', preventDoubleClick: true })}`,
})}`,
      })
    : emptyState({ text: `Nobody is helping ${header.first} with attendance now.` })

const openCase = (data: CaseData, open: CaseHead, situation: Situation): Html =>
  html`${card({
    title: `Since ${formatDate(open.openedOn)}`,
    body: html`${paragraphs(open.opening)}<p class="govuk-body-s">Begun by ${open.by}, ${formatDate(open.openedOn)}.${
      data.mayWork
        ? html` <a class="govuk-link" href="${caseHref(data.header.address, '/end')}">End the help</a>`
        : null
    }</p>${limitWords(situation)}`,
  })}${card({ title: 'What the law allows next', body: nextSteps(data, situation) })}${card({
    title: 'Steps so far',
    body: stepsTaken(situation.steps, data.header.address),
  })}`

/** The last date to prosecute stands on every open case, from the first day. */
const limitWords = (s: Situation): Html => {
  const left = sessionsInTime(sessionsOf(s), s.notices, s.today)
  if (!left)
    return html`<p class="govuk-body">Last date to prosecute: none. No unauthorised absence is recent enough for the court.</p>`
  return html`<p class="govuk-body"><strong>Last date to prosecute: ${formatDate(left.latest.until)}</strong>, for the absence on ${formatDate(left.latest.session)}. ${
    left.oldest.session === left.latest.session
      ? null
      : `The oldest that is in time, on ${formatDate(left.oldest.session)}, can go to court until ${formatDate(left.oldest.until)}. `
  }${plural(left.sessions, 'unauthorised session is', 'unauthorised sessions are')} in time.</p>`
}

const ladder: readonly StepSort[] = [
  'support',
  'notice-to-improve',
  'penalty-notice',
  'notice-outcome',
  'prosecution-considered',
  'certificate',
  'prosecution',
]

const nextSteps = (data: CaseData, s: Situation): Html =>
  html`${ladder
    .filter(sort => sort !== 'notice-outcome' || s.notices.length > 0)
    .map(sort => ladderStep(data, s, sort))}${
    data.mayWork
      ? html`<p class="govuk-body">At any time: <a class="govuk-link" href="${caseHref(data.header.address, '/steps/meeting')}">write down a meeting</a> or <a class="govuk-link" href="${caseHref(data.header.address, '/steps/letter')}">a letter that somebody else sent</a>, or write one here:</p>${letterLinks(data.header.address)}`
      : null
  }`

const ladderStep = ({ header, mayWork }: CaseData, s: Situation, sort: StepSort): Html => {
  const may = mayTake(sort, s)
  return html`<h3 class="govuk-heading-s">${stepTitle(sort)} ${tag(may ? { text: 'Can be taken', tone: 'good' } : { text: 'Not yet' })}</h3>
${conditionList(conditionsOf(sort, s))}${askLink(s, sort, mayWork, header.address)}${
  may && mayWork
    ? html`<p class="govuk-body"><a class="govuk-link" href="${caseHref(header.address, `/steps/${sort}`)}">Write down: ${stepTitle(sort).toLowerCase()}</a></p>`
    : null
}`
}

/** Where a step waits for nothing but the conversation, the way to it. */
const askLink = (s: Situation, sort: StepSort, mayWork: boolean, address: string): Html | null =>
  mayWork && maySoon(sort, s)
    ? html`<p class="govuk-body"><a class="govuk-link" href="${caseHref(address, `/ask/${sort}`)}">Ask before this step: ${stepTitle(sort).toLowerCase()}</a></p>`
    : null

const stepsTaken = (steps: readonly CaseStep[], address: string): Html =>
  eventList({
    events: inOrder(steps).map(step => eventOf(step, address)),
    empty: 'No step has been written down yet. Support comes first.',
  })

/** The latest first. */
const inOrder = (steps: readonly CaseStep[]): CaseStep[] =>
  [...steps].sort((a, b) => (a.on === b.on ? b.writtenAt.getTime() - a.writtenAt.getTime() : a.on < b.on ? 1 : -1))

const eventOf = (step: CaseStep, address: string): TimelineEvent => ({
  title: stepTitle(step.sort),
  when: formatDate(step.on),
  date: step.on,
  key: step.sort !== 'meeting' && step.sort !== 'letter',
  body: step.letter
    ? html`${stepBody(step)}<p class="govuk-body"><a class="govuk-link" href="${caseHref(address, `/sent-letters/${step.address}`)}">Open the letter to ${step.parent ?? ''}</a></p>`
    : stepBody(step),
  source: { from: step.by, at: formatDate(londonDate(step.writtenAt)) },
})

const endedCard = (ended: CaseHead, steps: readonly CaseStep[], address: string): Html =>
  card({
    title: `${formatDate(ended.openedOn)} to ${ended.closedOn ? formatDate(ended.closedOn) : 'an unknown day'}`,
    body: html`${paragraphs(ended.opening)}${ended.closing ? paragraphs(ended.closing) : null}
${stepsTaken(
  steps.filter(step => step.case === ended.address),
  address,
)}`,
  })

const attendanceCard = ({ registers, today, file }: CaseData): Html => {
  const year = yearSoFar(registers, today)
  const notices = issuedNotices(file.steps)
  return card({
    title: 'Attendance this year',
    body: html`${
      year
        ? html`<p class="govuk-body"><strong>${year.share}</strong> attended. ${plural(year.counts.unauthorised, 'unauthorised session')} of ${year.counts.possible} possible.</p>${leftOut(year.unmarked, academicYearOf(today))}`
        : emptyState({ text: 'No school has sent a register for this school year.' })
    }${
      notices.length > 0
        ? html`<p class="govuk-body">${plural(notices.length, 'penalty notice', 'penalty notices')} on this record: ${notices
            .map(one => `${one.name}, ${formatDate(one.issuedOn)}${one.outcome === 'withdrawn' ? ', withdrawn' : ''}`)
            .join('; ')}.</p>`
        : null
    }`,
  })
}

const barriersCard = ({ header, file, mayWork }: CaseData): Html => {
  const told = file.barriers
  return card({
    title: 'What gets in the way',
    body: told
      ? html`${
          told.barriers.length > 0
            ? html`<ul class="govuk-list govuk-list--bullet">${told.barriers.map(code => html`<li>${barrierWords(code, told.list)}${code === 'learning' && told.subjects ? `: ${told.subjects}` : null}</li>`)}</ul>`
            : null
        }${told.childSaid ? insetText({ body: html`<p class="govuk-body">${header.first} said: “${told.childSaid}”</p>` }) : html`<p class="govuk-body">Nobody has written down what ${header.first} says.</p>`}${told.words ? paragraphs(told.words) : null}<p class="govuk-body-s">Asked on ${formatDate(told.on)}, written by ${told.by}.</p>`
      : html`<p class="govuk-body">Nobody has asked yet.</p>`,
    ...(mayWork
      ? { link: { text: told ? 'Ask again' : 'Ask what gets in the way', href: caseHref(header.address, '/barriers') } }
      : {}),
  })
}

const planCard = ({ header, file, today, mayWork }: CaseData): Html => {
  const { plan } = file
  return card({
    title: 'Attendance support plan',
    body: plan
      ? html`<ul class="govuk-list govuk-list--bullet">${plan.actions.map(
          one =>
            html`<li>${one.what}: ${one.who}, by ${formatDate(one.by)}${one.done === 'yes' ? '. Done' : one.by < today ? '. Not done yet' : null}</li>`,
        )}</ul>${plan.words ? paragraphs(plan.words) : null}<p class="govuk-body">Looked at again on <strong>${formatDate(plan.reviewOn)}</strong>${
          plan.reviewOn < today ? '. That day has passed' : null
        }.</p><p class="govuk-body-s">Agreed ${plan.agreedWith ? `with ${plan.agreedWith} ` : null}on ${formatDate(plan.on)}, written by ${plan.by}.</p>`
      : html`<p class="govuk-body">No plan has been agreed yet.</p>`,
    ...(mayWork
      ? { link: { text: plan ? 'Look at the plan again' : 'Agree a plan', href: caseHref(header.address, '/plan') } }
      : {}),
  })
}

const evidenceCard = ({ header, mayWork }: CaseData): Html | null =>
  mayWork
    ? card({
        title: 'Evidence',
        body: html`<p class="govuk-body">The register, the steps and the head teacher’s certificate, to print.</p>`,
        link: { text: 'See the evidence', href: caseHref(header.address, '/evidence') },
      })
    : null
