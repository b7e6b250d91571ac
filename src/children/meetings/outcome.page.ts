import {
  type Answer,
  type ChildCommand,
  type CommandGrant,
  childAction,
  childPage,
  type Route,
} from '../../access/index.ts'
import { Conflict, filledBoxes, formatDate, londonDate, NotFound, type PlainDate } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { meeting, meetingSortOf, task } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { listColleagues } from '../tasks/tasks.queries.ts'
import { write } from '../writing/own-source.actions.ts'
import { answerTyped, DraftQuery, draftBoxes, endTyped, keepTyped, openTyped } from '../writing/typed-form.actions.ts'
import { carried } from './call-drafts.actions.ts'
import { type Fields, one, type Person } from './meeting-form.ts'
import { writeMeeting } from './meetings.actions.ts'
import { outcomeExamples } from './meetings.examples.ts'
import {
  boxes,
  loadMeeting,
  loadStanding,
  type MeetingGrant,
  type MeetingKind,
  meetingNeeds,
  pick,
} from './meetings.page.ts'
import type { Meeting } from './meetings.queries.ts'
import { meetingsHref } from './meetings.view.ts'
import { type OutcomeData, outcomeView } from './outcome.view.ts'
import {
  type Action,
  type MeetingOutcome,
  mostParts,
  type OutcomePart,
  onLinesOfNow,
  outcomeBoxes,
  outcomeWords,
  partBox,
  partBoxes,
  readOutcome,
  readParts,
} from './outcome-form.ts'
import { type OpenPart, onlyThere, openParts } from './parts.queries.ts'
import { isSavedAlready, outcomePlace } from './unsaved.queries.ts'

const common = {
  path: '/children/:child/meetings/:meeting/outcome',
  purpose: 'write down what came of a meeting',
  nav: '/my-children',
  needs: meetingNeeds,
} as const

type Loaded = OutcomeData & { readonly today: PlainDate }
const loadOutcome = async (grant: MeetingGrant, address: string | undefined, fields?: Fields): Promise<Loaded> => {
  const { header, today, meeting: standing, parts } = await loadStanding(grant, address)
  if (standing.on > today)
    throw new Conflict(
      `The meeting is called for ${formatDate(standing.on)}.`,
      'Until then it can be changed or called off.',
    )
  const filled = filledBoxes('held', standing.on)
  const shown = parts.slice(0, mostParts)
  return {
    header,
    today,
    meeting: standing,
    asked: [...standing.invited, ...onlyThere(standing.invited, shown)],
    parts: shown,
    me: grant.reader.userId,
    colleagues: await listColleagues(grant),
    fields: fields ?? filled,
    errors: [],
  }
}

const isColleague = async (grant: MeetingGrant, id: number): Promise<boolean> =>
  (await listColleagues(grant)).some(one => one.id === id)

const page = childPage<typeof meetingNeeds, OutcomeData, typeof DraftQuery>({
  ...common,
  query: DraftQuery,
  load: async (grant, { params, query }) => {
    const data = await loadOutcome(grant, params.meeting)
    const { typed, draft, from } = await openTyped(grant, outcomePlace(grant, data.meeting.address), query)
    const fields = typed ? onLinesOfNow(typed, data.asked, data.parts) : data.fields
    return { ...data, fields: { ...fields, from }, ...(draft ? { draft } : {}) }
  },
  answer: (data, frame) => ({ page: outcomeView(data, frame.csrf) }),
  examples: outcomeExamples,
})

const eachPart = Array.from({ length: mostParts }, (_, at) => at + 1)
const cannot = (at: number, first: string) => ({
  field: partBox('decided', at),
  text: `You cannot write on ${first}’s record: leave that part empty, for somebody who works with ${first}`,
})

/** What came of it, with the parts of other children that the reader may write. */
type Read = {
  readonly outcome: MeetingOutcome
  readonly open: readonly OpenPart[]
  /** What came of it for each of them, in the same order. */
  readonly others: readonly OutcomePart[]
}

/** Reads the form against what each record allows; or gives what is wrong with it. */
const readAll = async (
  grant: MeetingGrant,
  also: Parameters<typeof openParts>[0],
  data: Loaded,
): Promise<Read | { readonly errors: readonly FormError[] }> => {
  const { meeting: standing, today, colleagues, fields } = data
  const shown = eachPart.flatMap(at =>
    data.parts.filter(part => part.address === one(fields, `part-${at}`)).map(part => ({ at, part })),
  )
  const open = await openParts(
    also,
    shown.map(({ part }) => part),
  )
  const lineOf = (address: string) => shown.find(({ part }) => part.address === address)?.at ?? 0
  const shut = shown.filter(({ part }) => open.every(one => one.address !== part.address))
  const read = readOutcome(fields, { today, category: standing.category, asked: data.asked, colleagues })
  const others = readParts(
    fields,
    open.map(part => lineOf(part.address)),
  )
  const errors = [
    ...('errors' in read ? read.errors : []),
    ...('errors' in others ? others.errors : []),
    ...shut.flatMap(({ at, part }) => (partBoxes(at).some(box => one(fields, box)) ? [cannot(at, part.first)] : [])),
    ...(await leaksIn(grant, Object.fromEntries(outcomeWords.map(name => [name, one(fields, name)])))),
  ]
  for (const part of open) errors.push(...(await leaksIn(part.grant, pick(fields, partBoxes(lineOf(part.address))))))
  if (!('errors' in read)) errors.push(...(await checkActions(grant, data, open, read.actions)))
  return errors.length > 0 || 'errors' in read || 'errors' in others
    ? { errors }
    : { outcome: read, open, others: others.parts }
}

/** What is wrong with who is to do what: whoever does it works with the child on whose record it goes, or is named on it of those asked. */
const checkActions = async (
  grant: MeetingGrant,
  { header: { first }, meeting: standing }: Loaded,
  open: readonly OpenPart[],
  actions: readonly Action[],
): Promise<FormError[]> => {
  const errors: FormError[] = []
  for (const { about, to, line, other, ofChild } of actions) {
    const part = open.find(({ address }) => address === about)
    const record = about ? part?.grant : grant
    const named = (part?.standing ?? standing).invited
    const may = record && (!to || (await isColleague(record as MeetingGrant, to.id)))
    const field = `doer-${line}`
    if (!may) errors.push({ field, text: 'Choose somebody who works with that child' })
    else if (about && ofChild) errors.push({ field, text: `What ${first} does goes on ${first}’s own record` })
    else if (other && !named.some(({ key }) => key === other))
      errors.push({ field, text: `${part?.first ?? first}’s record does not name who does it: choose somebody else` })
  }
  return errors
}

/** Writes onto each record what came of it for that child. */
const writeParts = async (
  grant: MeetingGrant,
  command: CommandGrant<'recorder'>,
  standing: Meeting,
  { outcome: { heldOn, came, present, passages, childSaid, scale }, open, others }: Read,
): Promise<void> => {
  const numbersOf = (about: string | undefined) =>
    scale.filter(one => one.about === about).map(({ who, score }) => ({ who, score }))
  const parts = [
    { grant, standing, said: { present, passages, childSaid, scale: numbersOf(undefined) } },
    ...open.map((part, at) => ({
      ...part,
      said: { present: undefined, passages: [], childSaid: [], ...others[at], scale: numbersOf(part.address) },
    })),
  ]
  for (const part of parts) {
    const { on, ...before } = part.standing.body
    const people = ((before.people as readonly Person[] | undefined) ?? []).map(person => {
      const answer = came.get(person.key)
      return answer ? { ...person, came: answer } : person
    })
    const body = {
      ...{ ...before, people, state: 'held', heldOn, present: part.said.present, passages: part.said.passages },
      ...(part.said.childSaid.length > 0 ? { childSaid: part.said.childSaid } : {}),
      ...(part.said.scale.length > 0 ? { scale: part.said.scale } : {}),
      ...(heldOn === on ? {} : { wasOn: on }),
    }
    await writeMeeting(part.grant, command, part.standing, body, heldOn)
  }
}

/** Makes each action a task, on the record of the child it is about. */
const writeActions = async (
  grant: MeetingGrant,
  command: CommandGrant<'recorder'>,
  { meeting: standing, today }: Loaded,
  { outcome: { actions, heldOn }, open }: Read,
): Promise<void> => {
  const me = grant.reader.userId
  for (const { what, due, to, about } of actions) {
    const on = open.find(part => part.address === about)
    await write(command, {
      childId: on?.grant.childId ?? grant.childId,
      kind: task,
      category: standing.category,
      body: {
        what,
        why: `Decided at a meeting: ${meetingSortOf(standing.sort)}, ${formatDate(heldOn)}`,
        dueOn: due,
        state: 'open',
        ownerId: me,
        setById: me,
        setOn: today,
        ...(to ? { offeredToId: to.id } : {}),
      },
      on: today,
      authorId: me,
      sealedAs: (on?.standing ?? standing).entry,
    })
  }
}

/**
 * Keeps what is typed while a meeting is written down. Somebody else may have written it
 * down, moved it or called it off meanwhile: then nothing that was typed is lost.
 */
const keepUnsaved = async (
  { grant, begin }: Pick<ChildCommand<MeetingKind>, 'grant' | 'begin'>,
  fields: Fields,
  address: string | undefined,
): Promise<Answer | undefined> => {
  const { meeting: now, mayChange } = await loadMeeting(grant, address)
  if (!mayChange) throw new NotFound()
  const typed = Object.fromEntries([...outcomeBoxes, ...draftBoxes].map(name => [name, one(fields, name)]))
  const redirect = meetingsHref(grant, `/${now.address}`)
  const place = outcomePlace(grant, now.address)
  const kept = await answerTyped(begin, place, typed, redirect)
  const toCome = now.state === 'called' && now.on > londonDate(grant.at)
  if (kept || (now.state === 'called' && !toCome)) return kept
  if (await isSavedAlready(grant, now, fields)) return { redirect, flash: 'This is saved already.' }
  await keepTyped(await begin(), place, typed)
  return {
    redirect,
    flash: toCome
      ? `The meeting is called for ${formatDate(now.on)}. What you typed is kept until then.`
      : 'This meeting was over before you saved. What you typed is kept: see below.',
  }
}

const Form = boxes([...outcomeBoxes, ...draftBoxes])
const action = childAction<typeof meetingNeeds, typeof Form>({
  ...common,
  writes: meeting,
  right: 'write-notes',
  form: Form,
  act: async ({ grant, begin, also }, { form, params }) => {
    const kept = await keepUnsaved({ grant, begin }, form as Fields, params.meeting)
    if (kept) return kept
    const data = await loadOutcome(grant, params.meeting, form as Fields)
    const { meeting: standing } = data
    const read = await readAll(grant, also, data)
    if ('errors' in read) return { page: outcomeView({ ...data, errors: read.errors }, grant.reader.csrf), status: 422 }
    const command = await begin()
    await endTyped(command, outcomePlace(grant, standing.address), carried(data.fields))
    await writeParts(grant, command, standing, read)
    await writeActions(grant, command, data, read)
    return {
      redirect: meetingsHref(grant, `/${standing.address}`),
      flash: read.outcome.actions.length > 0 ? 'Saved. The actions are tasks now.' : 'Saved.',
    }
  },
})

/** What came of a meeting, written down once it was held. */
export const outcomeRoutes: readonly Route[] = [page, action]
