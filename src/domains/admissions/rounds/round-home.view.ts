import { formatDate, formatInstant, plural } from '../../../kernel/index.ts'
import {
  html,
  type PageContent,
  summaryList,
  type TaskItem,
  taskList,
  warningText,
} from '../../../platform/views/index.ts'
import { blockersOf, sumWords } from './blockers.ts'
import type { RoundCounts } from './counts.queries.ts'
import type { AdmissionRound } from './rounds.queries.ts'
import { roundHref } from './rounds.view.ts'
import { inYearFrom } from './set-up/year-group.ts'

export type RoundHome = {
  readonly round: AdmissionRound
  readonly counts: RoundCounts
  /** Places of the approved run that another council has refused since. */
  readonly refusedSince: number
  /** Who paused the round and why, while it is paused. */
  readonly paused: string | undefined
}

/** Where a round is, what is next, and what stands in the way of offer day. */
export const roundHomeView = ({ round, counts, refusedSince, paused }: RoundHome): PageContent => {
  const isYearGroup = round.yearGroup !== undefined
  const blockers = isYearGroup ? [] : blockersOf(counts)
  return {
    title: 'Admission round',
    heading: round.name,
    back: { text: 'Admission rounds', href: '/admissions' },
    body: html`${paused ? html`${warningText({ text: `${paused} No run begins, and no offers go out.` })}<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, '/pause')}">Open the round again</a></p>` : null}${refusedSince > 0 ? warningText({ text: 'The offers do not go out: another council has refused a place of the run that was approved. Begin another run, and approve that.' }) : null}${taskList({ items: steps(round, counts) })}
<p class="govuk-body">${sumWords(counts)}${counts.withdrawn > 0 ? `. Beside them ${plural(counts.withdrawn, 'was', 'were')} withdrawn.` : '.'}</p>
${
  blockers.length === 0
    ? null
    : html`${warningText({ text: 'A run cannot begin yet.' })}<ul class="govuk-list govuk-list--bullet">${blockers.map(
        one => html`<li>${one.text} <a class="govuk-link" href="${roundHref(round, one.part)}">See them</a></li>`,
      )}</ul>`
}
${summaryList({
  rows: [
    { key: 'Children born', value: `${formatDate(round.bornFrom)} to ${formatDate(round.bornTo)}` },
    ...(isYearGroup
      ? [
          {
            key: 'Families apply online',
            value: html`${round.onlineFrom ? `From ${formatDate(round.onlineFrom)}` : 'No'}. <a class="govuk-link" href="${roundHref(round, '/days')}">Change this</a>`,
          },
          { key: 'Applications', value: `From ${formatDate(inYearFrom(round))} to ${formatDate(round.closesOn)}` },
        ]
      : daysOf(round)),
    { key: 'Who watches over the draw', value: round.supervisor },
    { key: 'Commitment of the draw', value: html`<code>${round.commitment}</code>` },
  ],
})}
${round.releasedAt ? null : html`<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, '/days')}">Change the days</a>${paused ? null : html` · <a class="govuk-link" href="${roundHref(round, '/pause')}">Pause the round</a>`}</p>`}`,
  }
}

const daysOf = (round: AdmissionRound) => [
  { key: 'Families apply online', value: round.onlineFrom ? `From ${formatDate(round.onlineFrom)}` : 'Not open' },
  { key: 'Closes', value: formatDate(round.closesOn) },
  { key: 'Offer day', value: formatDate(round.offerDay) },
  {
    key: 'Offers are out',
    value: round.releasedAt ? `Since ${formatInstant(round.releasedAt)}` : formatInstant(round.releaseAt),
  },
]

/** The steps of a round; of a year group, those that need no run. */
const steps = (round: AdmissionRound, counts: RoundCounts): TaskItem[] => {
  const all = allSteps(round, counts)
  return round.yearGroup === undefined ? all : all.filter(one => !ofRunsAlone.some(part => one.href?.includes(part)))
}
const ofRunsAlone = ['/councils', '/missing', '/runs', '/letters', '/second']

const allSteps = (round: AdmissionRound, counts: RoundCounts): TaskItem[] => [
  {
    title: 'Schools, places and criteria',
    href: roundHref(round, '/schools'),
    hint: `${plural(counts.schools, 'school')}, ${plural(counts.places, 'place')}`,
    status: counts.schools === 0 ? { tag: 'To do', tone: 'warning' } : 'Told',
  },
  {
    title: 'Applications',
    href: roundHref(round, '/applications?page=1'),
    hint: sumWords(counts),
    status: counts.applications === 0 ? { tag: 'None yet', tone: 'warning' } : 'Taken in',
  },
  {
    title: 'Sent online by families',
    href: roundHref(round, '/online'),
    hint: 'Who checks the claim of who sent it, and takes it in',
    status: counts.online > 0 ? { tag: `${counts.online} to look at`, tone: 'warning' } : 'Nothing waits',
  },
  {
    title: 'Other councils',
    href: roundHref(round, '/councils?page=1'),
    hint: 'Their children who ask for our schools, and what we tell them',
    status: 'When they tell us',
  },
  {
    title: 'Children without an application',
    href: roundHref(round, '/missing'),
    hint: 'Of this age, on record, and not asked for',
    status: 'To look at',
  },
  {
    title: 'Check what the applications say',
    href: roundHref(round, '/applications?page=1&standing=unchecked'),
    hint: 'Address, brothers and sisters, care, plans: who checked it, when, and by which proof',
    status: counts.unchecked + counts.untied + counts.twice > 0 ? { tag: 'To do', tone: 'warning' } : 'Nothing waits',
  },
  {
    title: 'Runs and approval',
    href: roundHref(round, '/runs'),
    hint: plural(counts.runs, 'run'),
    status: round.releasedAt ? 'Offers are out' : counts.runs === 0 ? 'None yet' : 'To approve',
  },
  {
    title: 'Offers, replies and waiting lists',
    href: roundHref(round, '/offers?page=1'),
    hint: 'Who accepted, who is still to be heard from, which places are free, and who is next',
    status: round.releasedAt ? 'To look at' : 'After the offers',
  },
  {
    title: 'Letters',
    href: roundHref(round, '/letters?page=1'),
    hint: 'Offers, reminders and answers, to where each may go',
    status: round.releasedAt ? 'To look at' : 'After the offers',
  },
  {
    title: 'E-mails',
    href: roundHref(round, '/e-mails'),
    hint: 'To families who applied online: which went, which are held',
    status: round.onlineFrom ? 'To look at' : 'Families do not apply online',
  },
  {
    title: 'Second round',
    href: roundHref(round, '/second'),
    hint: 'Free places and late applications, in which nobody loses an offer',
    status: round.releasedAt ? 'When wanted' : 'After the offers',
  },
  {
    title: round.yearGroup === undefined ? 'Applications outside the round' : 'Answers in writing, and fair access',
    href: roundHref(round, '/in-year'),
    hint: 'Who is owed an answer, and by when; fair access',
    status: round.releasedAt ? 'When they come' : 'After the offers',
  },
  {
    title: 'Appeals',
    href: roundHref(round, '/appeals'),
    hint: 'The last day to appeal, and the authority’s statement for each',
    status: round.releasedAt ? 'To look at' : 'After the offers',
  },
]
