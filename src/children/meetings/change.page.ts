import { randomUUID } from 'node:crypto'
import { childAction, childPage, type Route } from '../../access/index.ts'
import { filledBoxes } from '../../kernel/index.ts'
import { meeting } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { type CallData, callView } from './meeting.view.ts'
import { callWords, type Fields, fieldsOfMeeting, keepKeys, readMeetingCall } from './meeting-form.ts'
import { changeExamples } from './meetings.examples.ts'
import {
  again,
  CallForm,
  loadCall,
  loadStanding,
  type MeetingGrant,
  meetingCommon,
  type meetingNeeds,
  pick,
  writeMeeting,
} from './meetings.page.ts'
import type { Meeting } from './meetings.queries.ts'
import { meetingsHref } from './meetings.view.ts'
import { type MeetingPart, openParts, peopleOn } from './parts.queries.ts'

const loadChange = async (grant: MeetingGrant, address: string | undefined, fields?: Fields): Promise<Changing> => {
  const { meeting: standing, parts } = await loadStanding(grant, address)
  const { on } = standing
  const filled = { ...fieldsOfMeeting({ ...standing, people: standing.invited }), ...filledBoxes('on', on) }
  return { ...(await loadCall(grant, fields ?? filled)), relatives: [], meeting: standing, parts }
}
type Changing = CallData & { readonly meeting: Meeting; readonly parts: readonly MeetingPart[] }

const changePage = childPage<typeof meetingNeeds, Changing>({
  ...meetingCommon,
  path: '/children/:child/meetings/:meeting/change',
  purpose: 'change a meeting',
  load: (grant, { params }) => loadChange(grant, params.meeting),
  answer: (data, frame) => ({ page: callView(data, frame.csrf) }),
  examples: changeExamples,
})

const changeAction = childAction<typeof meetingNeeds, typeof CallForm>({
  ...meetingCommon,
  path: '/children/:child/meetings/:meeting/change',
  purpose: 'change a meeting',
  writes: meeting,
  right: 'write-notes',
  form: CallForm,
  act: async ({ grant, begin, also }, { form, params }) => {
    const fields = form as Fields
    const data = await loadChange(grant, params.meeting, fields)
    const { meeting: standing } = data
    const changing = { value: standing.sort, text: '', category: standing.category }
    const read = readMeetingCall(fields, { ...data, me: grant.reader.userId, changing })
    const parts = await openParts(also, data.parts)
    const leaks = await leaksIn(grant, pick(fields, callWords))
    for (const part of parts) leaks.push(...(await leaksIn(part.grant, pick(fields, callWords))))
    if ('errors' in read || leaks.length > 0)
      return again(
        callView({ ...data, errors: [...('errors' in read ? read.errors : []), ...leaks] }, grant.reader.csrf),
      )
    const before = (standing.body.people as readonly Meeting['invited'][number][] | undefined) ?? []
    const offered = before.filter(person => isOffered(person, data))
    const people = keepKeys(read.people, before, offered, randomUUID)
    const { on, at, place, why } = read
    const command = await begin()
    const all = [{ grant, standing, name: data.header.name }, ...parts]
    for (const one of all) {
      const body = {
        ...{ ...one.standing.body, on, at, place, people: peopleOn(people, one.name), changedWhy: why },
        ...(on === one.standing.on ? {} : { wasOn: one.standing.on }),
      }
      await writeMeeting(one.grant, command, one.standing, body, on)
    }
    return {
      redirect: meetingsHref(grant, `/${standing.address}`),
      flash: 'The meeting is changed. Tell everybody who is asked.',
    }
  },
})

/** Could the form have said that they are no longer asked? */
const isOffered = (person: Meeting['invited'][number], { invitable }: CallData): boolean =>
  person.who === 'outside' ||
  (person.who === 'worker'
    ? invitable.workers.some(({ id }) => id === person.workerId)
    : invitable.family.some(({ name }) => name === person.name))

/** A meeting that stands is changed: on each record of those it is about. */
export const changeRoutes: readonly Route[] = [changePage, changeAction]
