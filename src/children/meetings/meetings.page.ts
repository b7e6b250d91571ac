import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { type ChildGrant, type CommandGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { Conflict, filledBoxes, formatDate, londonDate, NotFound, type PlainDate } from '../../kernel/index.ts'
import type { PageContent } from '../../platform/views/index.ts'
import { carer, meeting, meetingPack, meetingSortsOn, nextMeetingBy, task } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import { type CallData, callView, type MeetingData, meetingView } from './meeting.view.ts'
import { callBoxes, callWords, type Fields, fieldsOfMeeting, keepKeys, one, readMeetingCall } from './meeting-form.ts'
import { callExamples, changeExamples, meetingExamples, meetingsExamples } from './meetings.examples.ts'
import { listInvitable, listMeetings, type Meeting } from './meetings.queries.ts'
import { type MeetingsData, meetingsHref, meetingsView } from './meetings.view.ts'
import { listPacks, listWarned } from './packs.queries.ts'

export const meetingNeeds = [...headerKinds, carer, task, meeting, meetingPack] as const
export type MeetingGrant = ChildGrant<(typeof meetingNeeds)[number]['kind']>
const common = { nav: '/my-children', needs: meetingNeeds } as const
const words = Type.Optional(Type.String({ maxLength: 10_000 }))
const ticks = Type.Optional(
  Type.Union([Type.String({ maxLength: 200 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 })]),
)
/** A form of boxes for words, and of boxes to tick. */
export const boxes = (written: readonly string[], ticked: readonly string[] = []) =>
  Type.Object(
    Object.fromEntries([...written.map(name => [name, words] as const), ...ticked.map(name => [name, ticks] as const)]),
  )
const again = (page: PageContent) => ({ page, status: 422 as const })
const pick = (fields: Fields, names: readonly string[]) => Object.fromEntries(names.map(name => [name, fields[name]]))

const sortsFor = (grant: ChildGrant<never>, today: PlainDate) =>
  meetingSortsOn(today).filter(({ category }) => mayWrite(grant.decision, category))

const listPage = childPage<typeof meetingNeeds, MeetingsData>({
  ...common,
  path: '/children/:child/meetings',
  purpose: 'see the meetings about a child',
  load: async grant => {
    const today = londonDate(grant.at)
    const mayCall = sortsFor(grant, today).length > 0
    return { header: await loadHeader(grant), today, meetings: await listMeetings(grant), mayCall }
  },
  answer: data => ({ page: meetingsView(data) }),
  examples: meetingsExamples,
})

const loadCall = async (grant: MeetingGrant, fields: Fields = {}): Promise<CallData> => {
  const today = londonDate(grant.at)
  const sorts = sortsFor(grant, today)
  if (sorts.length === 0) throw new NotFound()
  const header = await loadHeader(grant)
  return { header, today, sorts, invitable: await listInvitable(grant, header.name), fields, errors: [] }
}

/** A new meeting's form: empty, or as the one it follows, on the day by which it is due. */
const fieldsAfter = async (grant: MeetingGrant, address: string | undefined): Promise<Fields> => {
  const empty = { workers: [String(grant.reader.userId)] }
  if (!address) return empty
  const all = await listMeetings(grant)
  const last = all.find(item => item.address === address)
  if (!last) return empty
  const on = nextOf(all, last).next?.due
  return { ...fieldsOfMeeting({ ...last, people: last.invited }), sort: last.sort, ...filledBoxes('on', on) }
}

const AfterQuery = Type.Object({ after: Type.Optional(Type.String({ maxLength: 36 })) })
const newPage = childPage<typeof meetingNeeds, CallData, typeof AfterQuery>({
  ...common,
  path: '/children/:child/meetings/new',
  purpose: 'call a meeting',
  query: AfterQuery,
  load: async (grant, { query }) => loadCall(grant, await fieldsAfter(grant, query.after)),
  answer: (data, frame) => ({ page: callView(data, frame.csrf) }),
  examples: callExamples,
})

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

/** Writes a meeting in a new version: it keeps its address, its category and who may read it. */
export const writeMeeting = async (
  grant: ChildGrant<never>,
  command: CommandGrant<'recorder'>,
  standing: Meeting,
  body: Readonly<Record<string, unknown>>,
  on: PlainDate,
): Promise<void> => {
  await closeWriting(command, standing.entry)
  await write(command, {
    childId: grant.childId,
    kind: meeting,
    category: standing.category,
    body: { ...body, meeting: standing.address },
    on,
    authorId: grant.reader.userId,
    replaces: standing.entry,
    sealedAs: standing.entry,
  })
}

const NewForm = boxes(callBoxes, ['workers', 'family'])
const newAction = childAction<typeof meetingNeeds, typeof NewForm>({
  ...common,
  path: '/children/:child/meetings/new',
  purpose: 'call a meeting',
  writes: meeting,
  right: 'write-notes',
  form: NewForm,
  act: async ({ grant, begin }, { form }) => {
    const fields = form as Fields
    const data = await loadCall(grant, fields)
    const read = readMeetingCall(fields, { ...data, me: grant.reader.userId })
    const leaks = await leaksIn(grant, pick(fields, callWords))
    if ('errors' in read || leaks.length > 0)
      return again(
        callView({ ...data, errors: [...('errors' in read ? read.errors : []), ...leaks] }, grant.reader.csrf),
      )
    const { sort, on, at, place } = read
    const people = keepKeys(read.people, [], [], randomUUID)
    const me = grant.reader.userId
    const { address } = await write(await begin(), {
      childId: grant.childId,
      kind: meeting,
      category: sort.category,
      body: { sort: sort.value, state: 'called', on, at, place, people, calledById: me },
      on,
      authorId: me,
    })
    return { redirect: meetingsHref(grant, `/${address}`), flash: `The meeting is called for ${formatDate(on)}.` }
  },
})

const onePage = childPage<typeof meetingNeeds, MeetingData>({
  ...common,
  path: '/children/:child/meetings/:meeting',
  purpose: 'see a meeting about a child',
  load: (grant, { params }) => loadMeeting(grant, params.meeting),
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
  ...common,
  path: '/children/:child/meetings/:meeting',
  purpose: 'call off a meeting',
  writes: meeting,
  right: 'write-notes',
  form: OffForm,
  act: async ({ grant, begin }, { form, params }) => {
    const fields = form as Fields
    const data = await loadStanding(grant, params.meeting, fields)
    const why = one(fields, 'offWhy')
    const errors = [
      ...(why ? [] : [{ field: 'offWhy', text: 'Write why it is called off' }]),
      ...(await leaksIn(grant, fields)),
    ]
    if (errors.length > 0) return again(meetingView({ ...data, errors }, grant.reader.csrf))
    const { on, ...body } = data.meeting.body
    await writeMeeting(
      grant,
      await begin(),
      data.meeting,
      { ...body, state: 'called-off', offWhy: why, wasOn: on },
      data.meeting.on,
    )
    return {
      redirect: meetingsHref(grant),
      flash: 'The meeting is called off. It stays on the record with the reason.',
    }
  },
})

const loadChange = async (grant: MeetingGrant, address: string | undefined, fields?: Fields): Promise<Changing> => {
  const { meeting: standing } = await loadStanding(grant, address)
  const { on } = standing
  const filled = { ...fieldsOfMeeting({ ...standing, people: standing.invited }), ...filledBoxes('on', on) }
  return { ...(await loadCall(grant, fields ?? filled)), meeting: standing }
}
type Changing = CallData & { readonly meeting: Meeting }

const changePage = childPage<typeof meetingNeeds, Changing>({
  ...common,
  path: '/children/:child/meetings/:meeting/change',
  purpose: 'change a meeting',
  load: (grant, { params }) => loadChange(grant, params.meeting),
  answer: (data, frame) => ({ page: callView(data, frame.csrf) }),
  examples: changeExamples,
})

const changeAction = childAction<typeof meetingNeeds, typeof NewForm>({
  ...common,
  path: '/children/:child/meetings/:meeting/change',
  purpose: 'change a meeting',
  writes: meeting,
  right: 'write-notes',
  form: NewForm,
  act: async ({ grant, begin }, { form, params }) => {
    const fields = form as Fields
    const data = await loadChange(grant, params.meeting, fields)
    const { meeting: standing } = data
    const changing = { value: standing.sort, text: '', category: standing.category }
    const read = readMeetingCall(fields, { ...data, me: grant.reader.userId, changing })
    const leaks = await leaksIn(grant, pick(fields, callWords))
    if ('errors' in read || leaks.length > 0)
      return again(
        callView({ ...data, errors: [...('errors' in read ? read.errors : []), ...leaks] }, grant.reader.csrf),
      )
    const before = (standing.body.people as readonly Meeting['invited'][number][] | undefined) ?? []
    const offered = before.filter(person => isOffered(person, data))
    const people = keepKeys(read.people, before, offered, randomUUID)
    const { on, at, place, why } = read
    const body = {
      ...standing.body,
      on,
      at,
      place,
      people,
      changedWhy: why,
      ...(on === standing.on ? {} : { wasOn: standing.on }),
    }
    await writeMeeting(grant, await begin(), standing, body, on)
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

/** Meetings about a child: called, changed, called off. */
export const meetingRoutes: readonly Route[] = [
  listPage,
  newPage,
  newAction,
  onePage,
  offAction,
  changePage,
  changeAction,
]
