import { randomUUID } from 'node:crypto'
import { childAction, childPage, type Route } from '../../access/index.ts'
import { filledBoxes } from '../../kernel/index.ts'
import { meeting } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { knownFields, mayBeKnown, peopleThere } from './each-record.ts'
import { type CallData, callView } from './meeting.view.ts'
import { callWords, type Fields, fieldsOfMeeting, keepKeys, type Person, readMeetingCall } from './meeting-form.ts'
import { writeMeeting } from './meetings.actions.ts'
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
} from './meetings.page.ts'
import { listFamily, type Meeting } from './meetings.queries.ts'
import { meetingsHref } from './meetings.view.ts'
import { type MeetingPart, type OpenPart, openParts } from './parts.queries.ts'

const loadChange = async (grant: MeetingGrant, address: string | undefined, fields?: Fields): Promise<Changing> => {
  const { meeting: standing, parts } = await loadStanding(grant, address)
  const { on } = standing
  const filled = {
    ...fieldsOfMeeting({ ...standing, people: standing.invited }),
    ...knownAsItStands(standing, parts),
    ...filledBoxes('on', on),
  }
  return { ...(await loadCall(grant, fields ?? filled)), relatives: [], meeting: standing, parts }
}
const knownAsItStands = ({ invited }: Meeting, parts: readonly MeetingPart[]): Fields => ({
  ...fieldsOfMeeting({ at: undefined, place: undefined, people: invited }),
  ...knownFields(
    invited,
    parts.map(part => part.invited),
  ),
})
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
    const before = peopleOf(standing)
    const offered = before.filter(person => isOffered(person, data))
    const people = keepKeys(read.people, before, offered, randomUUID)
    const { on, at, place, why } = read
    const command = await begin()
    const changed = async (part: Pick<OpenPart, 'grant' | 'standing'>, asked: readonly Person[]) => {
      const moved = on === part.standing.on ? {} : { wasOn: part.standing.on }
      const body = { ...part.standing.body, on, at, place, people: asked, changedWhy: why, ...moved }
      await writeMeeting(part.grant, command, part.standing, body, on)
    }
    await changed({ grant, standing }, people)
    const stood = knownAsItStands(standing, data.parts)
    for (const part of parts) {
      const record = {
        there: peopleOf(part.standing),
        childName: part.name,
        family: await listFamily(part.grant, part.name),
      }
      const known = (person: Person) => mayBeKnown(fields, person)
      const wasKnown = (person: Person) => mayBeKnown(stood, person)
      await changed(part, peopleThere(record, before, people, { known, wasKnown }))
    }
    return {
      redirect: meetingsHref(grant, `/${standing.address}`),
      flash: 'The meeting is changed. Tell everybody who is asked.',
    }
  },
})

const peopleOf = ({ body }: Meeting): readonly Person[] => (body.people as readonly Person[] | undefined) ?? []

/** Could the form have said that they are no longer asked? */
const isOffered = (person: Person, { invitable }: CallData): boolean =>
  person.who === 'outside' ||
  (person.who === 'worker'
    ? invitable.workers.some(({ id }) => id === person.workerId)
    : invitable.family.some(({ name }) => name === person.name))

/** A meeting that stands is changed: on each record of those it is about. */
export const changeRoutes: readonly Route[] = [changePage, changeAction]
