import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { type ChildCommand, type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import {
  type Category,
  Conflict,
  filledBoxes,
  formatDate,
  londonDate,
  NotFound,
  type PlainDate,
} from '../../kernel/index.ts'
import type { FormError, PageContent } from '../../platform/views/index.ts'
import { carer, meeting, meetingAsked, meetingPack, meetingSortsOn, nextMeetingBy, task } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { write } from '../writing/own-source.actions.ts'
import { tellAsked } from './asked.actions.ts'
import { listAsked } from './asked.queries.ts'
import { knownFields, mayBeKnown, peopleThere } from './each-record.ts'
import { type CallData, callView, type MeetingData, meetingView } from './meeting.view.ts'
import {
  callBoxes,
  callWords,
  type Fields,
  fieldsOfMeeting,
  type Invitable,
  keepKeys,
  many,
  one,
  type Person,
  readMeetingCall,
} from './meeting-form.ts'
import { writeMeeting } from './meetings.actions.ts'
import { callExamples, meetingExamples, meetingsExamples } from './meetings.examples.ts'
import { listFamily, listInvitable, listMeetings, type Meeting } from './meetings.queries.ts'
import { type MeetingsData, meetingsHref, meetingsView } from './meetings.view.ts'
import { listPacks, listWarned } from './packs.queries.ts'
import { listParts, openParts } from './parts.queries.ts'
import { findUnsaved } from './unsaved.queries.ts'

/** What they read. */
export const meetingNeeds = [...headerKinds, carer, task, meeting, meetingAsked, meetingPack] as const
export type MeetingKind = (typeof meetingNeeds)[number]['kind']
export type MeetingGrant = ChildGrant<MeetingKind>
/** What all pages of meetings have in common. */
export const meetingCommon = { nav: '/my-children', needs: meetingNeeds } as const
const words = Type.Optional(Type.String({ maxLength: 10_000 }))
const ticks = Type.Optional(
  Type.Union([Type.String({ maxLength: 200 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 })]),
)
/** A form of boxes for words, and of boxes to tick. */
export const boxes = (written: readonly string[], ticked: readonly string[] = []) =>
  Type.Object(
    Object.fromEntries([...written.map(name => [name, words] as const), ...ticked.map(name => [name, ticks] as const)]),
  )
/** A form that is shown anew, with what was typed and what is wrong with it. */
export const again = (page: PageContent) => ({ page, status: 422 as const })
/** Some of what was typed, by the names of its boxes. */
export const pick = (fields: Fields, names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, fields[name]]))

const sortsFor = (grant: ChildGrant<never>, today: PlainDate) =>
  meetingSortsOn(today).filter(({ category }) => mayWrite(grant.decision, category))

const listPage = childPage<typeof meetingNeeds, MeetingsData>({
  ...meetingCommon,
  path: '/children/:child/meetings',
  purpose: 'see the meetings about a child',
  load: async grant => {
    const today = londonDate(grant.at)
    const mayCall = sortsFor(grant, today).length > 0
    const [meetings, asked] = [await listMeetings(grant), await listAsked(grant)]
    return { header: await loadHeader(grant), today, meetings, asked, mayCall }
  },
  answer: data => ({ page: meetingsView(data) }),
  examples: meetingsExamples,
})

/** The form of a meeting, for who may write of one sort at least. @throws NotFound for others. */
export const loadCall = async (grant: MeetingGrant, fields: Fields = {}): Promise<CallData> => {
  const today = londonDate(grant.at)
  const sorts = sortsFor(grant, today)
  if (sorts.length === 0) throw new NotFound()
  const header = await loadHeader(grant)
  const relatives = await listRelatives(grant)
  return { header, today, sorts, invitable: await listInvitable(grant, header.name), relatives, fields, errors: [] }
}

/** A new meeting's form: empty, or as the one it follows, on the day by which it is due. */
const fieldsAfter = async (grant: MeetingGrant, address: string | undefined): Promise<Fields> => {
  const empty = { workers: [String(grant.reader.userId)] }
  if (!address) return empty
  const all = await listMeetings(grant)
  const last = all.find(item => item.address === address)
  if (!last) return empty
  const on = nextOf(all, last).next?.due
  const parts = await listParts(grant, last)
  const also = parts.map(part => part.address)
  const known = knownFields(
    last.invited,
    parts.map(part => part.invited),
  )
  const people = fieldsOfMeeting({ ...last, people: last.invited })
  return { ...people, ...known, sort: last.sort, also, ...filledBoxes('on', on) }
}

const AfterQuery = Type.Object({ after: Type.Optional(Type.String({ maxLength: 36 })) })
const newPage = childPage<typeof meetingNeeds, CallData, typeof AfterQuery>({
  ...meetingCommon,
  path: '/children/:child/meetings/new',
  purpose: 'call a meeting',
  query: AfterQuery,
  load: async (grant, { query }) => loadCall(grant, await fieldsAfter(grant, query.after)),
  answer: (data, frame) => ({ page: callView(data, frame.csrf) }),
  examples: callExamples,
})

/** The other children whom it is about as well: each decided by the same rules, and looked through for what gives away where they are. */
const callOthers = async (
  also: ChildCommand<MeetingKind>['also'],
  fields: Fields,
  { relatives }: CallData,
  category: Category | undefined,
) => {
  const called: { readonly childId: number; readonly name: string; readonly family: Invitable['family'] }[] = []
  const errors: FormError[] = []
  for (const one of relatives.filter(({ address }) => many(fields, 'also').includes(address))) {
    const theirs = await also(one.address)
    if (!theirs || (category && !mayWrite(theirs.decision, category)))
      errors.push({ field: 'also', text: `You cannot call this meeting about ${one.first}` })
    else {
      errors.push(...(await leaksIn(theirs, pick(fields, callWords))))
      called.push({ childId: theirs.childId, name: one.name, family: await listFamily(theirs, one.name) })
    }
  }
  return { called, errors }
}

/** A meeting that this reader can see. @throws NotFound where there is none, or the reader does not see it. */
export const loadMeeting = async (
  grant: MeetingGrant,
  address: string | undefined,
  fields: Fields = {},
): Promise<MeetingData> => {
  const all = await listMeetings(grant)
  const found = all.find(item => item.address === address)
  if (!found) throw new NotFound()
  const mayChange = mayWrite(grant.decision, found.category)
  const header = await loadHeader(grant)
  const [packs, warned] = [await listPacks(grant, found.address), await listWarned(grant, found)]
  const today = londonDate(grant.at)
  return {
    header,
    today,
    meeting: found,
    parts: await listParts(grant, found),
    mayChange,
    packs,
    warned,
    ...nextOf(all, found),
    reader: grant.reader.userId,
    fields,
    errors: [],
  }
}

/** By when the next of its sort is due after the last that was held, on that one's page. */
const nextOf = (all: readonly Meeting[], one: Meeting): Pick<MeetingData, 'next'> => {
  const alike = all.filter(other => other.sort === one.sort)
  const held = alike.filter(other => other.state === 'held').map(other => other.on)
  const due = one.state === 'held' && held.every(on => on <= one.on) ? nextMeetingBy(one.sort, held) : undefined
  return due ? { next: { due, called: alike.findLast(other => other.state === 'called' && other.on >= one.on) } } : {}
}

export const CallForm = boxes(callBoxes, ['workers', 'family', 'also', 'known'])
const newAction = childAction<typeof meetingNeeds, typeof CallForm>({
  ...meetingCommon,
  path: '/children/:child/meetings/new',
  purpose: 'call a meeting',
  writes: meeting,
  right: 'write-notes',
  form: CallForm,
  act: async ({ grant, begin, also }, { form }) => {
    const fields = form as Fields
    const data = await loadCall(grant, fields)
    const read = readMeetingCall(fields, { ...data, me: grant.reader.userId })
    const others = await callOthers(also, fields, data, 'errors' in read ? undefined : read.sort.category)
    const errors = [
      ...('errors' in read ? read.errors : []),
      ...(await leaksIn(grant, pick(fields, callWords))),
      ...others.errors,
    ]
    if ('errors' in read || errors.length > 0) return again(callView({ ...data, errors }, grant.reader.csrf))
    const { sort, on, at, place } = read
    const people = keepKeys(read.people, [], [], randomUUID)
    const me = grant.reader.userId
    const command = await begin()
    const writing = async (childId: number, asked: readonly Person[]) => {
      const body = { sort: sort.value, state: 'called', on, at, place, people: asked, calledById: me }
      const made = await write(command, {
        ...{ childId, kind: meeting, category: sort.category, on, authorId: me, body },
        ...(others.called.length > 0 ? { occasion } : {}),
      })
      await tellAsked(command, { childId, meeting: made.address, authorId: me }, body)
      return made
    }
    const occasion = randomUUID()
    const { address } = await writing(grant.childId, people)
    const known = (person: Person) => mayBeKnown(fields, person)
    for (const { childId, name: childName, family } of others.called)
      await writing(childId, peopleThere({ there: [], childName, family }, [], people, { known }))
    return { redirect: meetingsHref(grant, `/${address}`), flash: `The meeting is called for ${formatDate(on)}.` }
  },
})

const onePage = childPage<typeof meetingNeeds, MeetingData>({
  ...meetingCommon,
  path: '/children/:child/meetings/:meeting',
  purpose: 'see a meeting about a child',
  load: async (grant, { params }) => {
    const data = await loadMeeting(grant, params.meeting)
    const unsaved = await findUnsaved(grant, data.meeting, data.parts)
    return unsaved ? { ...data, unsaved } : data
  },
  answer: (data, frame) => ({ page: meetingView(data, frame.csrf) }),
  examples: meetingExamples,
})

/** One that stands and that this reader may change. @throws NotFound, or Conflict where it is over. */
export const loadStanding = async (grant: MeetingGrant, address: string | undefined, fields: Fields = {}) => {
  const data = await loadMeeting(grant, address, fields)
  if (!data.mayChange) throw new NotFound()
  if (data.meeting.state !== 'called')
    throw new Conflict('This meeting is over already.', 'Load the page again to see what became of it.')
  return data
}

const OffForm = boxes(['offWhy'])
const offAction = childAction<typeof meetingNeeds, typeof OffForm>({
  ...meetingCommon,
  path: '/children/:child/meetings/:meeting',
  purpose: 'call off a meeting',
  writes: meeting,
  right: 'write-notes',
  form: OffForm,
  act: async ({ grant, begin, also }, { form, params }) => {
    const fields = form as Fields
    const data = await loadStanding(grant, params.meeting, fields)
    const parts = await openParts(also, data.parts)
    const why = one(fields, 'offWhy')
    const errors = [
      ...(why ? [] : [{ field: 'offWhy', text: 'Write why it is called off' }]),
      ...(await leaksIn(grant, fields)),
    ]
    for (const part of parts) errors.push(...(await leaksIn(part.grant, fields)))
    if (errors.length > 0) return again(meetingView({ ...data, errors }, grant.reader.csrf))
    const command = await begin()
    for (const one of [{ grant, standing: data.meeting }, ...parts]) {
      const { on, ...body } = one.standing.body
      const off = { ...body, state: 'called-off', offWhy: why, wasOn: on }
      await writeMeeting(one.grant, command, one.standing, off, one.standing.on)
    }
    return {
      redirect: meetingsHref(grant),
      flash: 'The meeting is called off. It stays on the record with the reason.',
    }
  },
})

/** Meetings about a child: called, called off. */
export const meetingRoutes: readonly Route[] = [listPage, newPage, newAction, onePage, offAction]
