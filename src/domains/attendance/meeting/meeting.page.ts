import { Type } from 'typebox'
import { type CommandGrant, deskAction, type Grant, holds, listPage, type Route } from '../../../access/index.ts'
import { address, type CardKinds, chosenValue, type EnrolmentKind, identity } from '../../../children/index.ts'
import { boxNames, Conflict, formatDate, londonDate, NotFound } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { sessionCount } from '../attendance.record.ts'
import type { Fields } from '../case/step-form.ts'
import type { SenKind } from '../pupil-needs.queries.ts'
import { actionForms } from './action.page.ts'
import { holdMeeting, planMeeting } from './meeting.actions.ts'
import { meetingExamples } from './meeting.examples.ts'
import { listAgreedThen, listPupils, listSchoolActions } from './meeting.queries.ts'
import { meetingAction } from './meeting.record.ts'
import { type MeetingData, meetingView } from './meeting.view.ts'
import { listPupilsThen } from './meeting-day.queries.ts'
import { isOnPage, readHeld, readPlanned } from './meeting-form.ts'
import { findMeetingSchool, type MeetingSchool } from './meeting-schools.queries.ts'
import { isOf, meetingTerm, type Term, termsIn } from './meeting-terms.ts'
import { meetingListPage } from './meetings.page.ts'
import { meetingHref } from './meetings.view.ts'

const right = 'work-on-attendance'
const nav = '/my-schools'
type MeetingGrant = Grant<CardKinds | 'session-count' | 'meeting-action' | 'sen-provision'>

/** The school of that address, with the term that is asked for. @throws NotFound where it is not the reader's, or has no such term. */
const openSchool = async (
  grant: Grant<never> | CommandGrant<'recorder'>,
  school: string | undefined,
  asked?: string,
): Promise<{ readonly school: MeetingSchool; readonly term: Term | undefined; readonly when: MeetingData['when'] }> => {
  const found = await findMeetingSchool(grant, school)
  if (!found) throw new NotFound()
  const { now, next } = meetingTerm(found.calendar, londonDate(grant.at))
  const term = asked ? termsIn(found.calendar).find(one => one.name === asked) : (now ?? next)
  if (asked && !term) throw new NotFound()
  const when =
    !term || term === now || term.from === now?.from ? 'now' : now && term.from < now.from ? 'before' : 'after'
  return { school: found, term, when }
}

const dataOf = async (
  grant: Grant<never> | CommandGrant<'recorder'>,
  opened: Awaited<ReturnType<typeof openSchool>>,
): Promise<MeetingData> => {
  const { school, term, when } = opened
  const { now, next } = meetingTerm(school.calendar, londonDate(grant.at))
  const { reader } = grant
  return {
    school,
    term,
    when,
    today: londonDate(grant.at),
    terms: termsIn(school.calendar).filter(
      one => one.from === next?.from || one.from === now?.from || school.meetings.some(meeting => isOf(meeting, one)),
    ),
    meeting: term && school.meetings.find(one => isOf(one, term)),
    groups: [],
    agreedThen: [],
    pupilsThen: [],
    schoolActions: term
      ? (await listSchoolActions(grant, school.id)).filter(one => isOnPage(one, term, when === 'now'))
      : [],
    mayRecord: reader !== undefined && holds(reader, right),
    forSchool: reader !== undefined && holds(reader, 'answer-for-school'),
    fields: {},
    errors: [],
  }
}

const meetingPage = (enrolment: EnrolmentKind, sen: SenKind): Route =>
  listPage({
    path: '/support-meetings/:school',
    purpose: 'prepare a support meeting with a school',
    nav,
    needs: [identity, chosenValue, address, enrolment, sessionCount, meetingAction, sen],
    query: Type.Object({ term: Type.Optional(Type.String({ maxLength: 60 })) }),
    load: async (grant, { params, query }): Promise<MeetingData> => {
      const opened = await openSchool(grant, params.school, query.term)
      const data = await dataOf(grant, opened)
      const { school, term, when } = opened
      return {
        ...data,
        groups: term && when === 'now' ? await listPupils(grant as MeetingGrant, { school, term, sen }) : [],
        pupilsThen: data.meeting?.heldOn ? await listPupilsThen(grant, school, data.meeting.heldOn) : [],
        agreedThen: term && when === 'before' ? await listAgreedThen(grant as MeetingGrant, school, term) : [],
      }
    },
    answer: (data, frame) => ({ page: meetingView(data, frame.csrf) }),
    examples: meetingExamples,
  })

const boxes = (...names: readonly string[]) =>
  Type.Object(Object.fromEntries(names.map(name => [name, Type.Optional(Type.String({ maxLength: 1_000 }))])))
/** A form with a fault goes back without the pupils: the command that reads it sees every child, and shows none. */
const again = async (
  command: CommandGrant<'recorder'>,
  opened: Awaited<ReturnType<typeof openSchool>>,
  fields: Fields,
  errors: readonly FormError[],
) => ({
  page: meetingView({ ...(await dataOf(command, opened)), fields, errors }, command.reader?.csrf ?? ''),
  status: 422 as const,
})

const planAction = deskAction({
  path: '/support-meetings/:school/day',
  purpose: 'plan a support meeting with a school',
  nav,
  right,
  actor: 'recorder',
  form: boxes('term', ...boxNames('planned')),
  act: async (command, { params, form }) => {
    const fields = form as Fields
    const opened = await openSchool(command, params.school, fields.term ?? '')
    const { school, term, when } = opened
    if (!term || when === 'before') throw new NotFound()
    const read = readPlanned(fields, term, londonDate(command.at))
    if ('errors' in read) return await again(command, opened, fields, read.errors)
    await planMeeting(command, { school, term }, read.plannedOn)
    return { redirect: meetingHref(school.address), flash: `The meeting is planned for ${formatDate(read.plannedOn)}.` }
  },
})

const heldAction = deskAction({
  path: '/support-meetings/:school/held',
  purpose: 'write down a support meeting with a school',
  nav,
  right,
  actor: 'recorder',
  form: boxes('present', ...boxNames('held')),
  act: async (command, { params, form }) => {
    const fields = form as Fields
    const opened = await openSchool(command, params.school)
    const { school, term, when } = opened
    if (!term || when !== 'now')
      throw new Conflict('No term runs whose meeting could be written down.', 'Look at the school’s term dates.')
    const read = readHeld(fields, term, londonDate(command.at))
    if ('errors' in read) return await again(command, opened, fields, read.errors)
    await holdMeeting(command, { school, term }, read)
    return { redirect: meetingHref(school.address), flash: 'The meeting is written down.' }
  },
})

/** Termly targeting support meetings: the list of schools, the page of each, and what is agreed. */
export const meetingPages = (enrolment: EnrolmentKind, sen: SenKind): readonly Route[] => [
  meetingListPage,
  meetingPage(enrolment, sen),
  planAction,
  heldAction,
  ...actionForms,
]
