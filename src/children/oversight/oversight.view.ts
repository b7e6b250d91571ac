import {
  categoryWords,
  mostCounted,
  type OversightRehearsal,
  oversightSettings,
  oversightState,
  type ProposedOversight,
  reviewDueOn,
} from '../../access/index.ts'
import { addDays, categories, formatDate, formatInstant, londonDate } from '../../kernel/index.ts'
import {
  button,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  radios,
  summaryList,
  table,
  textarea,
} from '../../platform/views/index.ts'

/** What was typed in the form of a step, and what is wrong with it. */
type Typed = {
  readonly decision?: string | undefined
  readonly answer?: string | undefined
  readonly why?: string | undefined
  readonly review?: string | undefined
  readonly errors: readonly FormError[]
}
export type OversightData = { readonly one: ProposedOversight; readonly at: Date; readonly typed: Typed }

/** The page of one oversight. */
export const oversightAddress = (uuid: string): string => `/oversight/${uuid}`

const byWhom = (what: string, who: string | null, when: Date | null): string =>
  when ? `${what}${who ? ` by ${who}` : ''}, ${formatInstant(when)}` : what

const stateWords = (one: ProposedOversight, at: Date): string => {
  switch (oversightState(one, at)) {
    case 'draft':
      return 'Proposed, nobody is asked yet'
    case 'waiting':
      return byWhom('Waits for an answer, asked', one.proposedBy, one.askedAt)
    case 'lapsed':
      return 'Its last day passed before anybody answered'
    case 'withdrawn':
      return byWhom('Taken back', null, one.withdrawnAt)
    case 'refused':
      return byWhom('Refused', one.answeredBy, one.answeredAt)
    case 'agreed':
      return `${byWhom('Agreed', one.answeredBy, one.answeredAt)}. It begins on ${formatDate(one.startsOn)}`
    case 'in force':
      return `${byWhom('Agreed', one.answeredBy, one.answeredAt)}. It ends by itself after ${formatDate(one.lastDay)}`
    case 'ended':
      return one.endedAt
        ? byWhom('Ended', one.endedBy, one.endedAt)
        : `It ended${one.endsAt ? `, ${formatInstant(one.endsAt)}` : ''}`
  }
}

/** One oversight, and what the reader may do with it now. */
export const oversightView = (data: OversightData, csrf: string): PageContent => {
  const { one, at, typed } = data
  const due = reviewDueOn(one, at)
  return {
    title: 'Oversight of a team',
    heading: `${one.team}: oversight by ${one.overseer}`,
    back: { text: 'Oversight of teams', href: '/oversight' },
    error: typed.errors.length > 0,
    body: html`${formErrors(typed.errors)}
${summaryList({
  rows: [
    { key: 'State', value: stateWords(one, at) },
    { key: 'Who oversees', value: `${one.overseer}${one.overseerTitle ? `, ${one.overseerTitle}` : ''}` },
    { key: 'Team', value: one.team },
    { key: 'What they see', value: one.categories.map(category => categoryWords[category]).join(', ') },
    { key: 'What it is for', value: one.purpose },
    { key: 'From and to', value: `${formatDate(one.startsOn)} to ${formatDate(one.lastDay)}` },
    { key: 'Proposed', value: `${formatInstant(one.proposedAt)} by ${one.proposedBy}` },
    ...(one.answer ? [{ key: 'Answer', value: one.answer }] : []),
    ...(one.review && one.reviewedAt
      ? [{ key: 'Last review', value: `${byWhom('Still needed', one.reviewedBy, one.reviewedAt)}. ${one.review}` }]
      : []),
    ...(due
      ? [{ key: 'Next review', value: `By ${formatDate(due)}${due <= londonDate(at) ? ': it is due' : ''}` }]
      : []),
    ...(one.endedWhy ? [{ key: 'Why it ended', value: one.endedWhy }] : []),
  ],
})}
${one.rehearsal && one.rehearsedAt ? rehearsalView(one.rehearsal, one.rehearsedAt) : null}
${stepsOf(data, csrf)}`,
  }
}

const number = (count: number): string => (count > mostCounted ? `More than ${mostCounted}` : String(count))

const rehearsalView = (
  { records, opened, gained }: OversightRehearsal,
  at: Date,
): Html => html`<h2 class="govuk-heading-m">What it would open</h2>
<p class="govuk-body">Counted ${formatInstant(at)}. Children with whom the team itself works: ${number(records).toLowerCase()}. Records that they could not open before: ${number(opened).toLowerCase()}. Children whose record is kept to named people are in none of these numbers, and stay with them.</p>
${table({
  caption: 'Of how many records they would see what they do not see today',
  columns: [{ text: 'What' }, { text: 'Records', numeric: true }],
  rows: categories.flatMap(category => {
    const count = gained[category]
    return count === undefined ? [] : [[categoryWords[category], number(count)]]
  }),
})}`

const stepsOf = (data: OversightData, csrf: string): Html | null => {
  const { one, at } = data
  const state = oversightState(one, at)
  if (state === 'draft' && one.own) return draftSteps(one, csrf)
  if (state === 'waiting') return waitingSteps(data, csrf)
  if (state === 'agreed' || state === 'in force') return runningSteps(data, csrf)
  return null
}

const stepForm = (one: ProposedOversight, step: string, csrf: string, body: Html): Html =>
  form({ action: `${oversightAddress(one.uuid)}/${step}`, csrf, body })
const again = (one: ProposedOversight, csrf: string): Html =>
  stepForm(one, 'rehearse', csrf, button({ text: 'Count again', kind: 'secondary' }))
const takeBack = (one: ProposedOversight, csrf: string): Html =>
  stepForm(one, 'withdraw', csrf, html`<button class="tl-link-button" type="submit">Take this proposal back</button>`)

const draftSteps = (
  one: ProposedOversight,
  csrf: string,
): Html => html`<h2 class="govuk-heading-m">Ask for an answer</h2>
<p class="govuk-body">Somebody else answers who answers for the team: another of its managers, or information governance. Not you, and not ${one.overseer}.</p>
${stepForm(one, 'ask', csrf, button({ text: 'Ask for an answer', preventDoubleClick: true }))}
${again(one, csrf)}
${takeBack(one, csrf)}`

const waitingSteps = ({ one, at, typed }: OversightData, csrf: string): Html | null => {
  const { rehearsalDays, shortestReason } = oversightSettings(londonDate(at))
  if (one.own)
    return html`<p class="govuk-body">You proposed it: somebody else answers.</p>${again(one, csrf)}${takeBack(one, csrf)}`
  if (one.gains) return html`<p class="govuk-body">It is for you: somebody else answers.</p>`
  if (!one.answers) return null
  const until = one.rehearsedAt ? addDays(londonDate(one.rehearsedAt), rehearsalDays) : londonDate(at)
  return html`<h2 class="govuk-heading-m">Your answer</h2>
<p class="govuk-body">What was counted can be agreed to until ${formatDate(until)}. After that, count again first.</p>
${stepForm(
  one,
  'answer',
  csrf,
  html`${radios({
    name: 'decision',
    legend: 'Do you agree?',
    items: [
      { value: 'agree', text: 'Yes. They see it from now, or from its first day' },
      { value: 'refuse', text: 'No' },
    ],
    value: typed.decision ?? '',
    ...errorOf(typed.errors, 'decision'),
  })}
${textarea({ id: 'answer', name: 'answer', label: 'Why?', hint: `At least ${shortestReason} letters. Who proposed it and who oversees read this. Name no child.`, value: typed.answer ?? '', rows: 3, ...errorOf(typed.errors, 'answer') })}
${button({ text: 'Save your answer', preventDoubleClick: true })}`,
)}
${again(one, csrf)}`
}

const runningSteps = ({ one, at, typed }: OversightData, csrf: string): Html => {
  const { shortestReason } = oversightSettings(londonDate(at))
  const words = (name: 'review' | 'why', label: string): Html =>
    textarea({
      id: name,
      name,
      label,
      hint: `At least ${shortestReason} letters. Name no child.`,
      value: typed[name] ?? '',
      rows: 3,
      ...errorOf(typed.errors, name),
    })
  const review =
    oversightState(one, at) === 'in force' && one.answers && !one.gains
      ? html`<h2 class="govuk-heading-m">Review it</h2>
${stepForm(one, 'review', csrf, html`${words('review', 'Why is it still needed?')}${button({ text: 'Save your review', kind: 'secondary' })}`)}`
      : null
  return html`${review}<h2 class="govuk-heading-m">End it now</h2>
${stepForm(one, 'end', csrf, html`${words('why', 'Why does it end?')}${button({ text: 'End this oversight', kind: 'warning', preventDoubleClick: true })}`)}`
}
