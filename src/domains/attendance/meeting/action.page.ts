import { Type } from 'typebox'
import {
  type ChildGrant,
  type CommandGrant,
  childAction,
  childPage,
  deskAction,
  type Grant,
  holds,
  listPage,
  type Route,
  type SignedInReader,
} from '../../../access/index.ts'
import { headerKinds, leaksIn, loadHeader } from '../../../children/index.ts'
import { boxNames, londonDate, NotFound } from '../../../kernel/index.ts'
import { sessionCount } from '../attendance.record.ts'
import type { Fields } from '../case/step-form.ts'
import { type ActionFormData, actionFormView } from './action.view.ts'
import { agreeForPupil, agreeForSchool, endForPupil, endForSchool } from './meeting.actions.ts'
import { actionFormExamples, schoolActionExamples } from './meeting.examples.ts'
import { isOnRoll, listSchoolActions, type PupilAction, readActions } from './meeting.queries.ts'
import { meetingAction } from './meeting.record.ts'
import { type AgreedAction, readAgreed, readBecame } from './meeting-form.ts'
import { findMeetingSchool, type MeetingSchool } from './meeting-schools.queries.ts'
import { meetingTerm, type Term } from './meeting-terms.ts'
import { meetingHref } from './meetings.view.ts'

const nav = '/my-schools'
const ofSchool = '/support-meetings/:school/:action'
const ofPupil = '/children/:child/support-meetings/:school/:action'
const needs = [...headerKinds, meetingAction] as const
type PupilGrant = ChildGrant<(typeof needs)[number]['kind']>

const ActionForm = Type.Object(
  Object.fromEntries(
    ['what', 'doer', 'who', 'state', 'became', ...boxNames('by')].map(name => [name, Type.Optional(Type.String())]),
  ),
)

type Opened<A> = { readonly school: MeetingSchool; readonly term: Term; readonly action: A | undefined }

/**
 * What a form is of: a new action of the officer's, or one that stands and is the reader's to answer for. An officer answers for every one,
 * a school for what it does itself. @throws NotFound for every other.
 */
const choose = <A extends AgreedAction>(
  reader: SignedInReader,
  school: MeetingSchool | undefined,
  actions: readonly A[],
  { named, at }: { readonly named: string | undefined; readonly at: Date },
): Opened<A> => {
  const { now: term } = school ? meetingTerm(school.calendar, londonDate(at)) : { now: undefined }
  const isOfficer = holds(reader, 'work-on-attendance')
  const action = actions.find(one => one.address === named)
  const mine = isOfficer || (action?.doer === 'school' && holds(reader, 'answer-for-school'))
  if (!school || !term || !mine || (!action && named !== 'new')) throw new NotFound()
  return { school, term, action }
}

const openForSchool = async (
  grant: Grant<never> | CommandGrant<'recorder'>,
  params: Readonly<Record<string, string>>,
): Promise<Opened<AgreedAction>> => {
  const { reader, at } = grant
  const school = await findMeetingSchool(grant, params.school)
  if (!school || !reader) throw new NotFound()
  return choose(reader, school, await listSchoolActions(grant, school.id), { named: params.action, at })
}

const openForPupil = async (
  grant: PupilGrant,
  params: Readonly<Record<string, string>>,
): Promise<Opened<PupilAction>> => {
  const school = await findMeetingSchool(grant, params.school)
  if (!school || !(await isOnRoll(grant, school.id))) throw new NotFound()
  return choose(grant.reader, school, await readActions(grant, school.address), { named: params.action, at: grant.at })
}

const formOf = (
  { school, action }: Opened<AgreedAction>,
  at: Date,
  more: Partial<ActionFormData> = {},
): ActionFormData => ({ school, action, header: undefined, today: londonDate(at), fields: {}, errors: [], ...more })

const schoolForm = listPage({
  path: ofSchool,
  purpose: 'agree an action with a school',
  nav,
  needs: [sessionCount],
  load: async (grant, { params }) => formOf(await openForSchool(grant, params), grant.at),
  answer: (data, frame) => ({ page: actionFormView(data, frame.csrf) }),
  examples: schoolActionExamples,
})

const schoolAction = deskAction({
  path: ofSchool,
  purpose: 'agree an action with a school',
  nav,
  // An officer, or the school for what it does itself: `choose` asks.
  right: undefined,
  actor: 'recorder',
  form: ActionForm,
  act: async (command, { params, form }) => {
    const opened = await openForSchool(command, params)
    const [fields, today] = [form as Fields, londonDate(command.at)]
    const { school, term, action } = opened
    const back = (errors: ActionFormData['errors']) => ({
      page: actionFormView(formOf(opened, command.at, { fields, errors }), command.reader?.csrf ?? ''),
      status: 422 as const,
    })
    if (action) {
      const read = readBecame(fields, today)
      if ('errors' in read) return back(read.errors)
      await endForSchool(command, school, action.address, read)
    } else {
      const read = readAgreed(fields, today, command.reader?.name ?? '')
      if ('errors' in read) return back(read.errors)
      await agreeForSchool(command, { school, term }, read)
    }
    return { redirect: meetingHref(school.address), flash: 'Saved.' }
  },
})

const pupilForm = childPage<typeof needs, ActionFormData>({
  path: ofPupil,
  purpose: 'agree an action for a pupil with the school',
  nav,
  needs,
  load: async (grant, { params }) =>
    formOf(await openForPupil(grant, params), grant.at, { header: await loadHeader(grant) }),
  answer: (data, frame) => ({ page: actionFormView(data, frame.csrf) }),
  examples: actionFormExamples,
})

/**
 * The officer of a school writes what is agreed for its pupils although their link to the school lets them write nothing else: the meeting is
 * their duty. So no kind is named that they must be able to write; that they are linked, and the pupil is on the roll, is asked instead.
 */
const pupilAction = childAction<typeof needs, typeof ActionForm>({
  path: ofPupil,
  purpose: 'agree an action for a pupil with the school',
  nav,
  needs,
  writes: undefined,
  form: ActionForm,
  act: async ({ grant, begin }, { params, form }) => {
    const opened = await openForPupil(grant, params)
    const [fields, today] = [form as Fields, londonDate(grant.at)]
    const { school, term, action } = opened
    const leaks = await leaksIn(grant, fields)
    const back = async (errors: ActionFormData['errors']) => {
      const header = await loadHeader(grant)
      return {
        page: actionFormView(formOf(opened, grant.at, { header, fields, errors }), grant.reader.csrf),
        status: 422 as const,
      }
    }
    if (action) {
      const read = readBecame(fields, today)
      if ('errors' in read || leaks.length > 0) return await back([...('errors' in read ? read.errors : []), ...leaks])
      await endForPupil(await begin(), grant.childId, action, read)
    } else {
      const read = readAgreed(fields, today, grant.reader.name)
      if ('errors' in read || leaks.length > 0) return await back([...('errors' in read ? read.errors : []), ...leaks])
      await agreeForPupil(await begin(), { childId: grant.childId, school, term }, read)
    }
    return { redirect: meetingHref(school.address), flash: 'Saved.' }
  },
})

/** The forms of actions: for a school as a whole, and for one pupil. */
export const actionForms: readonly Route[] = [schoolForm, schoolAction, pupilForm, pupilAction]
