import { formatClock, formatDate, formatTime, type PlainDate, plural, quietForDays } from '../../../kernel/index.ts'
import {
  emptyState,
  type Html,
  html,
  join,
  type PageContent,
  phoneLink,
  table,
  tag,
  warningText,
} from '../../../platform/views/index.ts'
import { callWords } from '../called/home-call.ts'
import { homeCallHref } from '../called/home-call.view.ts'
import { dayWords } from '../mark-words.ts'
import type { AbsentPupil, SchoolFeed } from './absence-today.queries.ts'

/** With special needs and a social worker, as far as the reader may know. */
export type ListedPupil = AbsentPupil & { readonly also: readonly string[] }
export type AbsenceToday = {
  readonly today: PlainDate
  readonly feeds: readonly SchoolFeed[]
  readonly pupils: readonly ListedPupil[]
  readonly more: number
  /** The role sees no attendance: that nobody is listed says nothing of who is away. */
  readonly unseen?: boolean
}

type May = {
  readonly mayCount: boolean
  readonly mayHelp: boolean
  readonly mayWrite: boolean
  /** Answers for a school: says that it has called home. */
  readonly forSchool: boolean
}

/** Schools that sent nothing first: of their pupils nothing is known. Then who is away, and nobody knows why. */
export const absenceTodayView = ({ today, feeds, pupils, more, unseen }: AbsenceToday, may: May): PageContent => {
  const quiet = feeds.filter(feed => feed.state === 'quiet')
  const notDue = feeds.filter(feed => feed.state === 'not-due').length
  return {
    title: 'Absence today',
    heading: 'Absence today',
    lead: formatDate(today),
    wide: true,
    body: html`${furtherLinks(may)}${
      unseen
        ? emptyState({ text: 'Your role does not see attendance, so nobody who is away is shown here.' })
        : feeds.length === 0
          ? emptyState({ text: 'No register is due today from a school of yours.' })
          : html`${quiet.length > 0 ? quietSchools(quiet) : null}
${notDue > 0 ? html`<p class="govuk-body">${plural(notDue, 'school is', 'schools are')} not due to send a register yet. Look again later.</p>` : null}
<h2 class="govuk-heading-m">Away, and nobody knows why yet</h2>
${pupilsTable(pupils, may)}
${more > 0 ? html`<p class="govuk-body">${plural(more, 'more pupil')} of your schools ${more === 1 ? 'is' : 'are'} away without a known reason. Open the school under My schools to see each of them.</p>` : null}`
    }`,
  }
}

const furtherLinks = ({ mayCount, mayHelp }: May): Html | null => {
  const links = [
    ...(mayHelp
      ? [html`<a class="govuk-link" href="/attendance-help">Children whom you help with attendance</a>`]
      : []),
    ...(mayCount ? [html`<a class="govuk-link" href="/absence-by-school">Absence by school</a>`] : []),
  ]
  return links.length > 0 ? html`<p class="govuk-body">${join(links, ' · ')}</p>` : null
}

const quietSchools = (quiet: readonly SchoolFeed[]): Html =>
  html`<h2 class="govuk-heading-m">Schools that have sent nothing today</h2>
${warningText({ text: 'Whether their pupils are in school is not known. Call the school before you call a family.' })}
${table({
  caption: 'Schools whose register is overdue',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: 'School' },
    { text: 'Register due by' },
    { text: 'Nothing since' },
    { text: 'Children you work with', numeric: true },
    { text: 'Telephone' },
  ],
  rows: quiet.map(feed => [
    feed.school,
    formatClock(feed.dueBy),
    sinceWords(feed),
    feed.own,
    phoneOf(feed.phone, feed.school),
  ]),
})}`

const sinceWords = (feed: SchoolFeed): Html | string => {
  if (!feed.on) return 'No register yet'
  if (!isQuietForDays(feed)) return formatDate(feed.on)
  return html`${formatDate(feed.on)}<br>${tag({ text: plural(feed.quietFor ?? 0, 'school day'), tone: 'warning' })}`
}

const phoneOf = (number: string | undefined, whose: string): Html | string =>
  number ? phoneLink({ number, hiddenText: whose }) : 'Not recorded'

const pupilsTable = (pupils: readonly ListedPupil[], { mayWrite, forSchool }: May): Html =>
  table({
    caption: 'Pupils away without a known reason, the children you work with first, then by days on end',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'Child' },
      { text: 'School' },
      { text: 'Today' },
      { text: 'School days on end', numeric: true },
      { text: 'Missed of the last sessions' },
      { text: 'Has the school called home?' },
      { text: 'Before you act' },
    ],
    rows: pupils.map(pupil => [
      html`<a class="govuk-link" href="/children/${pupil.child.address}/school">${pupil.child.name}</a>, ${pupil.child.age}${pupil.also.length > 0 ? html`<br>${pupil.also.join(', ')}` : null}`,
      html`${pupil.school}<br>${phoneOf(pupil.phone, pupil.school)}`,
      dayWords(pupil.marks),
      pupil.daysOnEnd === 0 ? 'Part of today' : pupil.daysOnEnd,
      `${pupil.recent.missed} of ${pupil.recent.possible}`,
      html`${schoolCallWords(pupil)}${forSchool ? html`<br>${callLink(pupil.child)}` : null}`,
      html`${beforeActing(pupil)}${pupil.called ? html`<br>${tag({ text: 'Called today' })}` : null}${mayWrite && pupil.writes ? html`<br>${actLinks(pupil.child)}` : null}`,
    ]),
    empty: 'Nobody of yours whose register has come is away without a known reason.',
  })

const schoolCallWords = ({ schoolCalled }: AbsentPupil): string =>
  schoolCalled
    ? `Yes, at ${formatTime(schoolCalled.at)}. ${callWords(schoolCalled.answer, schoolCalled.reason)}`
    : 'It has not said so'

const callLink = ({ address, name }: AbsentPupil['child']): Html =>
  html`<a class="govuk-link" href="${homeCallHref(address)}">We have called home<span class="govuk-visually-hidden">: ${name}</span></a>`

/** The same words whatever the reason (reference/domain.md 6.6). */
const beforeActing = ({ consult, own }: AbsentPupil): Html | string =>
  consult
    ? html`<strong>Speak to someone first:</strong> ${consult.who} ${consult.phone ? phoneLink({ number: consult.phone, hiddenText: consult.who }) : null}`
    : own
      ? 'You work with this child'
      : 'On your school’s roll'

/** What an officer does next, from the list itself: the call is written down, or a visit booked. */
const actLinks = ({ address, name }: AbsentPupil['child']): Html => {
  const about = html`<span class="govuk-visually-hidden">: ${name}</span>`
  return html`<a class="govuk-link" href="/children/${address}/notes/new?kind=call">Write down a call${about}</a> · <a class="govuk-link" href="/children/${address}/visits/new">Book a visit${about}</a>`
}

/** So many schools that have been quiet for days are named on Today; the others are on Absence today. */
const mostNamed = 3

/**
 * For Today: how many of these schools have sent no register though it is overdue. Their pupils are not away; nothing is known of them.
 * Those that have been quiet for days are named.
 */
export const quietLines = (feeds: readonly SchoolFeed[]): readonly Html[] => {
  const quiet = feeds.filter(feed => feed.state === 'quiet')
  const whose = quiet.length === 1 ? 'its' : 'their'
  return quiet.length === 0
    ? []
    : [
        ...quiet.filter(isQuietForDays).slice(0, mostNamed).map(quietWords),
        html`${plural(quiet.length, 'school has', 'schools have')} sent no register today, so nothing is known of ${whose} pupils yet. See <a class="govuk-link" href="/absence-today">Absence today</a>.`,
      ]
}

const isQuietForDays = ({ quietFor = 0 }: SchoolFeed): boolean => quietFor >= quietForDays

const quietWords = ({ school, on, quietFor = 0 }: SchoolFeed): Html =>
  html`<strong>${school} has sent no register for ${plural(quietFor, 'school day')}</strong>${on ? html`, the last for ${formatDate(on)}` : null}.`
