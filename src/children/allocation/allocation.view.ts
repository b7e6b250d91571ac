import { boxesNamed, formatDate, type PlainDate, upperFirst } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  type PageContent,
  radios,
  select,
  summaryList,
  table,
  textarea,
} from '../../platform/views/index.ts'
import { allocationActs } from '../kinds/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { draftButtons, draftInputs, draftLine } from '../writing/draft.view.ts'
import type { Typed } from '../writing/kept-drafts.ts'
import { notSavedPart, type TypedWords } from '../writing/not-saved.view.ts'
import type { TypedForm } from '../writing/typed-form.actions.ts'
import type { Act, ActFields, Candidate, OtherTeam, ReadAct, StandsInTheWay, TeamWork } from './allocation.ts'
import type { AnswerFields } from './hand-over.ts'
import { type OfferToAnswer, offerPart } from './hand-over.view.ts'
import type { TeamForOwnWork } from './own-work.queries.ts'
import { teamChoice } from './team-places.ts'
import type { PastAct } from './work-of-child.queries.ts'

/** A team's work that the reader gives out, with what can be chosen. */
export type WorkToGiveOut = {
  readonly work: TeamWork
  readonly acts: readonly Act[]
  readonly candidates: readonly Candidate[]
  readonly teams: readonly OtherTeam[]
  readonly stands: readonly StandsInTheWay[]
}
/** What the reader typed in one form of the page, and did not save. */
export type FormTyped = Omit<TypedForm, 'from'> & { readonly from?: string }
export type AllocationData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly works: readonly WorkToGiveOut[]
  /** Hand-overs that the reader can answer or take back. */
  readonly offers: readonly OfferToAnswer[]
  readonly toGive: readonly TeamForOwnWork[]
  readonly past: readonly PastAct[]
  readonly fields: ActFields & AnswerFields
  readonly errors: readonly FormError[]
  /** What the reader typed of what was written down before they saved. */
  readonly notSaved?: TypedWords
  /** What the reader typed before, by the address of the work or of the hand-over. */
  readonly typed?: Readonly<Record<string, FormTyped>>
  /** The address of the work whose form came back. */
  readonly chosen?: string
}

const href = (header: RecordHeader, part = '') => recordHref(header.address, `/allocation${part}`)

/** Whose work the child is, what a manager or who is on duty can do about it, and what was done. */
export const allocationView = (data: AllocationData, csrf: string): PageContent => {
  const { header, errors, works, past } = data
  return recordPage(header, {
    title: 'Allocation',
    wide: false,
    error: errors.length > 0,
    top: html`${formErrors(errors)}${notSavedPart(data.notSaved)}`,
    body: html`${data.offers.map(one => offerPart(one, data, csrf))}
${works.map(one => workPart(one, data, csrf))}
${data.toGive.map(one => givePart(one, header, csrf))}
${works.length === 0 ? html`<p class="govuk-body">A team’s manager, or who is on duty in the team, gives its work out. Who works with ${header.first} stands on the overview.</p>` : null}
<p class="govuk-body"><a class="govuk-link" href="${recordHref(header.address, '/supervision')}">What was said about ${header.first} in supervision</a></p>
<h2 class="govuk-heading-m">What was done</h2>
${past.length === 0 ? emptyState({ text: 'Nothing was allocated that you can see.' }) : pastTable(past)}`,
  })
}

const workPart = (one: WorkToGiveOut, data: AllocationData, csrf: string): Html => {
  const { work, stands } = one
  const { header, today } = data
  const waits = work.waits && work.waits.until > today ? `, waits until ${formatDate(work.waits.until)}` : ''
  return html`<h2 class="govuk-heading-m">${work.team}</h2>
${summaryList({
  rows: [
    { key: 'With the team since', value: formatDate(work.since) },
    {
      key: 'Allocated to',
      value: work.lead ? workerWords(work.lead) : `Nobody${waits}`,
    },
    ...(work.offer ? [{ key: 'Hand-over', value: `Proposed to ${work.offer.to}, ${formatDate(work.offer.on)}` }] : []),
    ...(work.coWorkers.length > 0 ? [{ key: 'Co-workers', value: work.coWorkers.map(workerWords).join('; ') }] : []),
  ],
})}
${
  stands.length > 0
    ? insetText({
        body: html`The work cannot end while these are open:<ul class="govuk-list govuk-list--bullet">${stands.map(
          stand =>
            html`<li><a class="govuk-link" href="${recordHref(header.address, stand.part)}">${upperFirst(stand.text)}</a></li>`,
        )}</ul>`,
      })
    : null
}
${actForm(one, data, csrf)}`
}

const workerWords = ({ name, since, left }: { name: string; since: PlainDate; left: boolean }): string =>
  `${name}, since ${formatDate(since)}${left ? ', who has left the team' : ''}`

const actWords: Readonly<Record<Act, string>> = {
  allocate: 'Allocate it to a worker',
  move: 'Move it to another worker',
  add: 'Add a co-worker',
  remove: 'End a co-worker’s part',
  wait: 'Leave it waiting until a day',
  transfer: 'Move it to another team',
  close: 'The team’s work ends',
}

const actForm = ({ work, acts, candidates, teams }: WorkToGiveOut, data: AllocationData, csrf: string): Html => {
  const own = data.works.length === 1 || data.chosen === work.address
  const { typed, draft, from = '' } = data.typed?.[work.address] ?? {}
  const fields: ActFields = { ...(own ? data.fields : {}), ...typed }
  const carried = typed || from ? { from } : own ? (data.fields as Typed) : {}
  const errors = own ? data.errors : []
  // Ids stand once on a page: of several teams' forms the first has the plain ones, which the errors lead to.
  const id = (name: string) => (data.works[0]?.work === work || own ? name : `${name}-${work.address.slice(0, 8)}`)
  const people = (all: typeof candidates) => [
    { value: '', text: 'Choose' },
    ...all.map(one => ({
      value: String(one.id),
      text: [
        one.name,
        one.does,
        one.coWorks ? 'co-worker' : '',
        one.awayUntil ? `away until ${formatDate(one.awayUntil)}` : '',
      ]
        .filter(Boolean)
        .join(', '),
    })),
  ]
  const who = (name: 'to' | 'with', label: string): Html =>
    select({
      id: id(name),
      name,
      label,
      hint: 'Workers of the team who can be given this work now',
      items: people(name === 'to' ? candidates : candidates.filter(one => !one.coWorks)),
      value: fields[name] ?? '',
      ...errorOf(errors, name),
    })
  const day = (name: 'until' | 'closed', legend: string): Html =>
    dateInput({ id: id(name), name, legend, values: boxesNamed(name, fields), ...errorOf(errors, `${name}-day`) })
  const parts: Readonly<Record<Act, Html>> = {
    allocate: who('to', 'To whom?'),
    move: who('to', 'To whom?'),
    add: who('with', 'Whom?'),
    remove: select({
      id: id('without'),
      name: 'without',
      label: 'Whose part ends?',
      items: [{ value: '', text: 'Choose' }, ...work.coWorkers.map(one => ({ value: String(one.id), text: one.name }))],
      value: fields.without ?? '',
      ...errorOf(errors, 'without'),
    }),
    wait: day('until', 'When is it looked at again?'),
    transfer: select({
      id: id('team'),
      name: 'team',
      label: 'To which team?',
      ...(teams.some(one => one.near)
        ? { hint: `First the teams to which ${data.header.first}’s area or school belongs` }
        : {}),
      items: [{ value: '', text: 'Choose' }, ...teams.map(teamChoice)],
      value: fields.team ?? '',
      ...errorOf(errors, 'team'),
    }),
    close: day('closed', 'Which was the last day?'),
  }
  return form({
    action: href(data.header),
    csrf,
    draft: true,
    body: html`${draftLine(draft)}${draftInputs(carried)}<input type="hidden" name="work" value="${work.address}">${radios(
      {
        idPrefix: id('act'),
        name: 'act',
        legend: 'What happens with this work?',
        items: acts.map(value => ({ value, text: actWords[value], conditional: parts[value] })),
        value: fields.act ?? '',
        ...errorOf(errors, 'act'),
      },
    )}
${textarea({ id: id('why'), name: 'why', label: 'Why?', hint: 'Needed for all but allocating and adding. Whoever may read this service’s information on the record can read it', rows: 2, value: fields.why ?? '', ...errorOf(errors, 'why') })}
${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(draft)])}`,
  })
}

const givePart = ({ id, name }: TeamForOwnWork, header: RecordHeader, csrf: string): Html =>
  html`<p class="govuk-body">You work with ${header.first} by yourself. In your team’s hands, ${name} can see the record, and its manager can give the work to somebody else when you are away or leave.</p>
${form({ action: href(header, '/team'), csrf, body: html`<input type="hidden" name="team" value="${id}">${button({ text: `Put it with ${name}`, kind: 'secondary', preventDoubleClick: true })}` })}`

const pastTable = (past: readonly PastAct[]): Html =>
  table({
    caption: 'What was done, the newest first',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [{ text: 'Day' }, { text: 'What' }, { text: 'Who' }, { text: 'Why' }],
    rows: past.map(({ act, on, team, worker, by, until, why }) => [
      formatDate(on),
      `${allocationActs[act]}${until ? `, until ${formatDate(until)}` : ''}`,
      [worker, team, by ? `by ${by}` : undefined].filter(Boolean).join(', '),
      why,
    ]),
  })

/** What is said once an act is done. */
export const doneWords = (act: ReadAct): string => {
  switch (act.act) {
    case 'allocate':
    case 'move':
      return `The work is with ${act.to.name}. They have been told.`
    case 'add':
      return `${act.to.name} is a co-worker. They have been told.`
    case 'remove':
      return `${act.worker.name}’s part has ended. They have been told.`
    case 'wait':
      return `It waits until ${formatDate(act.until)}.`
    case 'transfer':
      return `The work is with ${act.team.name}. Its manager has been told.`
    case 'close':
      return 'The team’s work has ended.'
  }
}
