import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { type ChildCommand, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { type Category, filledBoxes, formatDate, londonDate, NotFound } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { meeting } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { loadHeader } from '../pages/header.queries.ts'
import { write } from '../writing/own-source.actions.ts'
import { DraftQuery, draftBoxes, endTyped } from '../writing/typed-form.actions.ts'
import { tellAsked } from './asked.actions.ts'
import { answerCall, callPlace, callTicks, carried, openCall } from './call-drafts.actions.ts'
import { knownFields, mayBeKnown, peopleThere } from './each-record.ts'
import { type CallData, callView } from './meeting.view.ts'
import {
  callBoxes,
  callWords,
  type Fields,
  fieldsOfMeeting,
  type Invitable,
  keepKeys,
  many,
  type Person,
  readMeetingCall,
} from './meeting-form.ts'
import { callExamples } from './meetings.examples.ts'
import {
  again,
  boxes,
  type MeetingGrant,
  type MeetingKind,
  meetingCommon,
  type meetingNeeds,
  nextOf,
  pick,
  sortsFor,
} from './meetings.page.ts'
import { listFamily, listInvitable, listMeetings } from './meetings.queries.ts'
import { meetingsHref } from './meetings.view.ts'
import { listParts } from './parts.queries.ts'

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

const AfterQuery = Type.Object({ after: Type.Optional(Type.String({ maxLength: 36 })), ...DraftQuery.properties })
const newPage = childPage<typeof meetingNeeds, CallData, typeof AfterQuery>({
  ...meetingCommon,
  path: '/children/:child/meetings/new',
  purpose: 'call a meeting',
  query: AfterQuery,
  load: async (grant, { query }) => {
    const { typed, from, draft } = await openCall(grant, callPlace(grant), query, { beside: true })
    const fields = { ...(typed ?? (await fieldsAfter(grant, query.after))), from }
    return { ...(await loadCall(grant, fields)), ...(draft ? { draft } : {}) }
  },
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

/** The form of a meeting that is called or changed; `seen` is the version that somebody changes. */
export const CallForm = boxes([...callBoxes, ...draftBoxes, 'seen'], callTicks)
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
    const kept = await answerCall({ begin }, callPlace(grant), fields, meetingsHref(grant))
    if (kept) return kept
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
    await endTyped(command, callPlace(grant), carried(fields))
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

/** Calling a meeting. */
export const callRoutes: readonly Route[] = [newPage, newAction]
