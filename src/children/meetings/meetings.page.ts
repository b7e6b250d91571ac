import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { Conflict, londonDate, NotFound, type PlainDate } from '../../kernel/index.ts'
import type { PageContent } from '../../platform/views/index.ts'
import { carer, meeting, meetingAsked, meetingPack, meetingSortsOn, nextMeetingBy, task } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { listAsked } from './asked.queries.ts'
import { type MeetingData, meetingView } from './meeting.view.ts'
import { type Fields, one } from './meeting-form.ts'
import { writeMeeting } from './meetings.actions.ts'
import { meetingExamples, meetingsExamples } from './meetings.examples.ts'
import { listMeetings, type Meeting } from './meetings.queries.ts'
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

/** The sorts of meetings that this reader may call about the child. */
export const sortsFor = (grant: ChildGrant<never>, today: PlainDate) =>
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
export const nextOf = (all: readonly Meeting[], one: Meeting): Pick<MeetingData, 'next'> => {
  const alike = all.filter(other => other.sort === one.sort)
  const held = alike.filter(other => other.state === 'held').map(other => other.on)
  const due = one.state === 'held' && held.every(on => on <= one.on) ? nextMeetingBy(one.sort, held) : undefined
  return due ? { next: { due, called: alike.findLast(other => other.state === 'called' && other.on >= one.on) } } : {}
}

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

/** Meetings about a child: read, and called off. */
export const meetingRoutes: readonly Route[] = [listPage, onePage, offAction]
