import {
  academicYearOf,
  addDays,
  formatDate,
  formatPercent,
  type PlainDate,
  plural,
  quietDays,
} from '../../../kernel/index.ts'
import {
  button,
  details,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  table,
  warningText,
} from '../../../platform/views/index.ts'
import { sessionsMissed } from '../attendance.ts'
import { dayField } from '../case/case-parts.view.ts'
import type { Fields } from '../case/step-form.ts'
import type { MeetingPupil, PupilGroup } from './meeting.queries.ts'
import type { PupilThen } from './meeting-day.queries.ts'
import { type AgreedAction, actionStates } from './meeting-form.ts'
import { type MeetingGroup, meetingThresholds } from './meeting-groups.ts'
import type { MeetingSchool } from './meeting-schools.queries.ts'
import type { Meeting, Term } from './meeting-terms.ts'
import { meetingHref } from './meetings.view.ts'

/** One school's meeting of one term. */
export type MeetingData = {
  readonly school: Pick<MeetingSchool, 'address' | 'name' | 'calendar' | 'registerOn'>
  readonly today: PlainDate
  /** Undefined where the term dates are missing: then nothing is counted. */
  readonly term: Term | undefined
  /** The term that runs, whose meeting is held now; one before it is read only, one after it can be planned. */
  readonly when: 'before' | 'now' | 'after'
  readonly terms: readonly Term[]
  readonly meeting: Meeting | undefined
  readonly groups: readonly PupilGroup[]
  /** What was agreed for pupils in a term that is over. */
  readonly agreedThen: readonly Pick<MeetingPupil, 'child' | 'actions'>[]
  /** Who had missed most on the day on which the meeting was held. */
  readonly pupilsThen: readonly PupilThen[]
  readonly schoolActions: readonly AgreedAction[]
  /** An officer writes down; the school reads, and says what became of what it does itself. */
  readonly mayRecord: boolean
  readonly forSchool: boolean
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

const headings: Readonly<Record<MeetingGroup, (day: PlainDate) => string>> = {
  severe: () => 'Severely absent: half or more missed',
  persistent: () => 'Persistently absent: a tenth or more missed',
  'at-risk': day => `At risk: ${meetingThresholds(day).atRisk.missed} of every 100 sessions or more missed`,
  'with-needs': day =>
    `Special needs or a social worker: ${meetingThresholds(day).withNeeds.missed} of every 100 sessions or more missed`,
  agreed: () => 'Something is agreed, and they miss less now',
}

/** The page that lies on the table: whom to talk about, what was agreed and what became of it. */
export const meetingView = (data: MeetingData, csrf: string): PageContent => {
  const { school, term, meeting, today, errors, when } = data
  return {
    title: 'Support meeting',
    heading: `${school.name}: support meeting${term ? `, ${term.name}` : ''}`,
    printTitle: `${school.name}. Support meeting${term ? `, ${term.name}` : ''}`,
    wide: true,
    back: { text: 'Support meetings', href: '/support-meetings' },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}${
      term ? html`<p class="govuk-body">${heldWords(meeting)}</p>` : missingDates(school.address)
    }${term && when === 'now' ? pupilGroups(data) : null}${data.agreedThen.length > 0 ? thenTable(data) : null}${pupilsThenPart(data)}${
      term && when !== 'after' ? schoolPart(data) : null
    }${term && data.mayRecord ? recordForms(data, term, csrf) : null}${otherTerms(data)}${
      term && when === 'now'
        ? html`<p class="govuk-body-s">Counted from the registers of this school year that have come, of pupils with ${meetingThresholds(today).fewestSessions} possible sessions or more. Special needs and social workers are shown as far as you may know of them: look before you give this page to others.</p>`
        : null
    }`,
  }
}

const missingDates = (school: string): Html =>
  html`${warningText({ text: 'The term dates of this school year are missing. Nobody’s absence is counted, and no meeting is due, until they are told.' })}<p class="govuk-body"><a class="govuk-link" href="/my-schools/${school}/term-dates">Tell the term dates</a></p>`

const heldWords = (meeting: Meeting | undefined): string =>
  meeting?.heldOn
    ? `Held on ${formatDate(meeting.heldOn)}. There: ${meeting.present ?? ''}`
    : meeting?.plannedOn
      ? `Planned for ${formatDate(meeting.plannedOn)}. Not held yet.`
      : 'Not held yet. No day is set.'

/** A quiet school is no school without absence: what its registers do not reach is said before what they tell. */
const registersReach = ({ calendar, registerOn }: MeetingData['school'], today: PlainDate): string => {
  if (registerOn === undefined || academicYearOf(registerOn) < academicYearOf(today))
    return 'The school has sent no register this school year. Whether anybody misses sessions is not known.'
  const days = quietDays(registerOn, calendar, addDays(today, -1)) ?? 0
  return days === 0
    ? ''
    : `The school has sent no register for ${plural(days, 'school day')}: its last is of ${formatDate(registerOn)}. What pupils missed since then is not known and not counted.`
}

const pupilGroups = (data: MeetingData): Html => {
  const reach = registersReach(data.school, data.today)
  return html`${reach ? warningText({ text: reach }) : null}${groupTables(data)}`
}

const groupTables = (data: MeetingData): Html | null =>
  data.groups.length === 0
    ? registersReach(data.school, data.today)
      ? null
      : html`<p class="govuk-body">There is no pupil to talk about by the sessions they miss.</p>`
    : html`${data.groups.map(({ group, pupils, more }) => pupilTable(data, headings[group](data.today), pupils, more))}`

const pupilTable = (data: MeetingData, caption: string, pupils: readonly MeetingPupil[], more: number): Html =>
  html`${table({
    caption,
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [{ text: 'Pupil' }, { text: 'Missed this year' }, { text: 'Also' }, { text: 'Agreed' }],
    rows: pupils.map(one => [
      html`<a class="govuk-link" href="/children/${one.child.address}/school">${one.child.name}</a>, ${one.child.age}`,
      missedWords(one),
      one.also.length > 0 ? one.also.join(', ') : '',
      html`${actionList(data, one.actions, one.child)}${agreeLink(data, one)}`,
    ]),
  })}${more > 0 ? html`<p class="govuk-body">${plural(more, 'more pupil')} in this group, who missed less. Open the school’s roll to see each of them.</p>` : null}`

const missedWords = ({ counts }: Pick<MeetingPupil, 'counts'>): string =>
  counts.possible === 0
    ? 'No session counted'
    : `${sessionsMissed(counts)} of ${counts.possible} (${formatPercent(sessionsMissed(counts) / counts.possible)})`

const agreeLink = ({ mayRecord, school }: MeetingData, { child }: MeetingPupil): Html | null =>
  mayRecord
    ? html`<span class="tl-noprint"><a class="govuk-link" href="/children/${child.address}/support-meetings/${school.address}/new">Agree an action<span class="govuk-visually-hidden"> for ${child.name}</span></a></span>`
    : null

const actionList = (
  data: MeetingData,
  actions: readonly AgreedAction[],
  child?: { readonly address: string; readonly name: string },
): Html | null =>
  actions.length === 0
    ? null
    : html`<ul class="govuk-list govuk-list--bullet">${actions.map(action => actionLine(data, action, child))}</ul>`

const actionLine = (
  { school, term, today, mayRecord, forSchool }: MeetingData,
  action: AgreedAction,
  child: { readonly address: string; readonly name: string } | undefined,
): Html => {
  const earlier = term && action.agreedOn < term.from ? ` Agreed ${formatDate(action.agreedOn)}.` : ''
  const state =
    action.state === 'open'
      ? `by ${formatDate(action.dueOn)}${action.dueOn < today ? ', which has passed' : ''}`
      : `${actionStates[action.state].toLowerCase()}${action.becameOn ? `, ${formatDate(action.becameOn)}` : ''}`
  const href = child
    ? `/children/${child.address}/support-meetings/${school.address}/${action.address}`
    : meetingHref(school.address, `/${action.address}`)
  const mayEnd = action.state === 'open' && (mayRecord || (forSchool && action.doer === 'school'))
  return html`<li>${action.what}${/[.?!]$/.test(action.what) ? '' : '.'} ${action.who}, ${state}.${earlier}${action.became ? html` ${action.became}` : null}${
    mayEnd
      ? html` <a class="govuk-link tl-noprint" href="${href}">What became of it?<span class="govuk-visually-hidden"> ${action.what}${child ? `, ${child.name}` : ''}</span></a>`
      : null
  }</li>`
}

const thenTable = (data: MeetingData): Html =>
  table({
    caption: 'Agreed for pupils who are still on the roll',
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [{ text: 'Pupil' }, { text: 'Agreed' }],
    rows: data.agreedThen.map(({ child, actions }) => [
      html`<a class="govuk-link" href="/children/${child.address}/school">${child.name}</a>, ${child.age}`,
      actionList(data, actions, child) ?? '',
    ]),
  })

const thenWords: Readonly<Record<PupilThen['group'], string>> = {
  severe: 'Severely absent',
  persistent: 'Persistently absent',
  'at-risk': 'At risk',
}

/** Of the term that runs it is folded away: the page is of today. */
const pupilsThenPart = ({ pupilsThen, meeting, when }: MeetingData): Html | null => {
  if (!meeting?.heldOn || pupilsThen.length === 0) return null
  const caption = `Who had missed most on the day of the meeting, ${formatDate(meeting.heldOn)}`
  const then = html`${table({
    caption,
    captionClasses: 'govuk-table__caption--m',
    rowHeader: true,
    columns: [{ text: 'Pupil' }, { text: 'Then' }, { text: 'Missed until then' }],
    rows: pupilsThen.map(one => [
      html`<a class="govuk-link" href="/children/${one.child.address}/school">${one.child.name}</a>, ${one.child.age}`,
      thenWords[one.group],
      missedWords(one),
    ]),
  })}<p class="govuk-body-s">As the registers said by the end of that day, of pupils who are on the roll still. What was known of special needs and social workers then is not kept.</p>`
  return when === 'before' ? then : details({ summary: 'Who had missed most on the day of the meeting', body: then })
}

const schoolPart = (data: MeetingData): Html =>
  html`<h2 class="govuk-heading-m">Agreed for the school</h2>${
    actionList(data, data.schoolActions) ?? html`<p class="govuk-body">Nothing is agreed for the school as a whole.</p>`
  }${
    data.mayRecord && data.when === 'now'
      ? html`<p class="govuk-body tl-noprint"><a class="govuk-link" href="${meetingHref(data.school.address, '/new')}">Agree an action for the school</a></p>`
      : null
  }`

const recordForms = ({ school, when, meeting, fields, errors }: MeetingData, term: Term, csrf: string): Html | null => {
  const failed = (field: string) => errors.some(error => error.field === field)
  const plan = details({
    summary: meeting?.plannedOn ? 'Change the day' : 'Set the day',
    open: failed('planned-day'),
    body: form({
      action: meetingHref(school.address, '/day'),
      csrf,
      body: html`<input type="hidden" name="term" value="${term.name}">${dayField('planned', 'When is the meeting?', fields, errors)}${button({ text: 'Save the day', kind: 'secondary' })}`,
    }),
  })
  const held = details({
    summary: meeting?.heldOn ? 'Correct what was held' : 'It was held',
    open: failed('held-day') || failed('present'),
    body: form({
      action: meetingHref(school.address, '/held'),
      csrf,
      body: html`${dayField('held', 'When was it held?', fields, errors)}${input({ name: 'present', label: 'Who was there?', hint: 'Names and what they do', value: fields.present ?? meeting?.present ?? '', ...errorOf(errors, 'present') })}${button({ text: 'Save the meeting', preventDoubleClick: true })}`,
    }),
  })
  if (when === 'before') return null
  return html`<div class="tl-noprint">${meeting?.heldOn ? null : plan}${when === 'now' ? held : null}</div>`
}

const otherTerms = ({ school, term, terms }: MeetingData): Html | null => {
  const others = terms.filter(one => one.year !== term?.year || one.name !== term.name)
  return others.length === 0
    ? null
    : html`<ul class="govuk-list tl-noprint">${others.map(
        one =>
          html`<li><a class="govuk-link" href="${meetingHref(school.address, `?term=${encodeURIComponent(one.name)}`)}">The meeting of ${one.name}</a></li>`,
      )}</ul>`
}
