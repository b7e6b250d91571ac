import { randomUUID } from 'node:crypto'
import { type Answer, childAction, childPage, type Route } from '../../access/index.ts'
import { Conflict, filledBoxes, NotFound } from '../../kernel/index.ts'
import { meeting } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { anyTyped, savedBefore, type TypedWords } from '../writing/not-saved.view.ts'
import { DraftQuery, endTyped } from '../writing/typed-form.actions.ts'
import { CallForm, loadCall } from './call.page.ts'
import { answerCall, callPlace, carried, openCall } from './call-drafts.actions.ts'
import { knownFields, mayBeKnown, peopleThere } from './each-record.ts'
import { type CallData, callView, meetingView } from './meeting.view.ts'
import {
  callWords,
  type Fields,
  fieldsOfMeeting,
  keepKeys,
  one,
  outsideLines,
  type Person,
  readMeetingCall,
} from './meeting-form.ts'
import { writeMeeting } from './meetings.actions.ts'
import { changeExamples } from './meetings.examples.ts'
import {
  again,
  loadMeeting,
  loadStanding,
  type MeetingGrant,
  meetingCommon,
  type meetingNeeds,
  pick,
} from './meetings.page.ts'
import { listFamily, type Meeting } from './meetings.queries.ts'
import { meetingsHref, meetingWords } from './meetings.view.ts'
import { type MeetingPart, type OpenPart, openParts } from './parts.queries.ts'

const loadChange = async (grant: MeetingGrant, address: string | undefined, fields?: Fields): Promise<Changing> => {
  const { meeting: standing, parts } = await loadStanding(grant, address)
  const { on } = standing
  const filled = {
    ...fieldsOfMeeting({ ...standing, people: standing.invited }),
    ...knownAsItStands(standing, parts),
    ...filledBoxes('on', on),
    seen: standing.version,
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

const changePage = childPage<typeof meetingNeeds, Changing, typeof DraftQuery>({
  ...meetingCommon,
  query: DraftQuery,
  path: '/children/:child/meetings/:meeting/change',
  purpose: 'change a meeting',
  load: async (grant, { params, query }) => {
    const data = await loadChange(grant, params.meeting)
    const { typed, from, draft } = await openCall(grant, callPlace(grant, data.meeting.address), query, {
      beside: false,
    })
    return { ...data, fields: { ...(typed ?? data.fields), from }, ...(draft ? { draft } : {}) }
  },
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
    const over = await isOver(grant, params.meeting, fields)
    if (over) return over
    const data = await loadChange(grant, params.meeting, fields)
    const { meeting: standing } = data
    const place = callPlace(grant, standing.address)
    const kept = await answerCall({ begin }, place, fields, meetingsHref(grant, `/${standing.address}`))
    if (kept) return kept
    if (one(fields, 'seen') !== standing.version) return changedBefore(grant, data)
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
    const { on, at, place: where, why } = read
    const command = await begin()
    await endTyped(command, place, carried(fields))
    const changed = async (part: Pick<OpenPart, 'grant' | 'standing'>, asked: readonly Person[]) => {
      const moved = on === part.standing.on ? {} : { wasOn: part.standing.on }
      const body = { ...part.standing.body, on, at, place: where, people: asked, changedWhy: why, ...moved }
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

/** Somebody else changed it since the form was opened: their version is told, and what was typed goes in its place once it is saved again. */
const changedBefore = (grant: MeetingGrant, data: Changing): Answer => {
  const { meeting: now, fields } = data
  const asked = now.invited.map(({ label }) => label).join(', ')
  const where = now.place ? `, ${now.place}` : ''
  const text = `Somebody else changed this meeting while you did. It is now: ${meetingWords(now)}${where}; asked: ${asked}. What you typed is below: save again to put it in place of theirs`
  const page = callView(
    { ...data, fields: { ...fields, seen: now.version }, errors: [{ field: 'on-day', text }] },
    grant.reader.csrf,
  )
  return { page, status: 409 }
}

/** One that was held or called off while somebody changed it: its page as it is now, with their words. Undefined where it stands, or nothing was typed. */
const isOver = async (
  grant: MeetingGrant,
  address: string | undefined,
  fields: Fields,
): Promise<Answer | undefined> => {
  const data = await loadMeeting(grant, address)
  if (!data.mayChange) throw new NotFound()
  if (data.meeting.state === 'called') return undefined
  const notSaved: TypedWords = [
    ['Why is it changed?', one(fields, 'changedWhy')],
    ['Where is it?', one(fields, 'place')],
    ...Array.from({ length: outsideLines }, (_, at): TypedWords[number] => [
      `Somebody else ${at + 1}`,
      [one(fields, `name-${at + 1}`), one(fields, `relation-${at + 1}`)].filter(Boolean).join(', '),
    ]),
  ]
  if (one(fields, 'keep') === 'quiet' || !anyTyped(notSaved))
    throw new Conflict('This meeting is over already.', 'Load the page again to see what became of it.')
  return savedBefore(meetingView({ ...data, notSaved }, grant.reader.csrf))
}

const peopleOf = ({ body }: Meeting): readonly Person[] => (body.people as readonly Person[] | undefined) ?? []

/** Could the form have said that they are no longer asked? */
const isOffered = (person: Person, { invitable }: CallData): boolean =>
  person.who === 'outside' ||
  (person.who === 'worker'
    ? invitable.workers.some(({ id }) => id === person.workerId)
    : invitable.family.some(({ name }) => name === person.name))

/** A meeting that stands is changed: on each record of those it is about. */
export const changeRoutes: readonly Route[] = [changePage, changeAction]
