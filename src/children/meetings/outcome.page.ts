import { childAction, childPage, type Route } from '../../access/index.ts'
import { Conflict, filledBoxes, formatDate } from '../../kernel/index.ts'
import { meeting, meetingSortOf, task } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { listColleagues } from '../tasks/tasks.queries.ts'
import { write } from '../writing/own-source.actions.ts'
import type { Person } from './meeting-form.ts'
import { type Fields, one } from './meeting-form.ts'
import { outcomeExamples } from './meetings.examples.ts'
import { boxes, loadStanding, type MeetingGrant, meetingNeeds, writeMeeting } from './meetings.page.ts'
import { meetingsHref } from './meetings.view.ts'
import { type OutcomeData, outcomeView } from './outcome.view.ts'
import { outcomeBoxes, outcomeWords, readOutcome } from './outcome-form.ts'

const common = {
  path: '/children/:child/meetings/:meeting/outcome',
  purpose: 'write down what came of a meeting',
  nav: '/my-children',
  needs: meetingNeeds,
} as const

const loadOutcome = async (
  grant: MeetingGrant,
  address: string | undefined,
  fields?: Fields,
): Promise<OutcomeData & { today: Awaited<ReturnType<typeof loadStanding>>['today'] }> => {
  const { header, today, meeting: standing } = await loadStanding(grant, address)
  if (standing.on > today)
    throw new Conflict(
      `The meeting is called for ${formatDate(standing.on)}.`,
      'Until then it can be changed or called off.',
    )
  const filled = filledBoxes('held', standing.on)
  return {
    header,
    today,
    meeting: standing,
    colleagues: await listColleagues(grant),
    fields: fields ?? filled,
    errors: [],
  }
}

const page = childPage<typeof meetingNeeds, OutcomeData>({
  ...common,
  load: (grant, { params }) => loadOutcome(grant, params.meeting),
  answer: (data, frame) => ({ page: outcomeView(data, frame.csrf) }),
  examples: outcomeExamples,
})

const Form = boxes(outcomeBoxes)
const action = childAction<typeof meetingNeeds, typeof Form>({
  ...common,
  writes: meeting,
  right: 'write-notes',
  form: Form,
  act: async ({ grant, begin }, { form, params }) => {
    const fields = form as Fields
    const data = await loadOutcome(grant, params.meeting, fields)
    const { meeting: standing, today, colleagues } = data
    const read = readOutcome(fields, { today, category: standing.category, asked: standing.invited, colleagues })
    const leaks = await leaksIn(grant, Object.fromEntries(outcomeWords.map(name => [name, one(fields, name)])))
    if ('errors' in read || leaks.length > 0)
      return {
        page: outcomeView({ ...data, errors: [...('errors' in read ? read.errors : []), ...leaks] }, grant.reader.csrf),
        status: 422,
      }
    const { heldOn, came, present, passages, childSaid, scale, actions } = read
    const { on, ...standingBody } = standing.body
    const people = ((standing.body.people as readonly Person[] | undefined) ?? []).map(person => {
      const answer = came.get(person.key)
      return answer ? { ...person, came: answer } : person
    })
    const command = await begin()
    const body = {
      ...standingBody,
      people,
      state: 'held',
      heldOn,
      present,
      passages,
      ...(childSaid.length > 0 ? { childSaid } : {}),
      ...(scale.length > 0 ? { scale } : {}),
      ...(heldOn === on ? {} : { wasOn: on }),
    }
    await writeMeeting(grant, command, standing, body, heldOn)
    const me = grant.reader.userId
    for (const { what, due, to } of actions)
      await write(command, {
        childId: grant.childId,
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
        sealedAs: standing.entry,
      })
    return {
      redirect: meetingsHref(grant, `/${standing.address}`),
      flash: actions.length > 0 ? 'Saved. The actions are tasks now.' : 'Saved.',
    }
  },
})

/** What came of a meeting, written down once it was held. */
export const outcomeRoutes: readonly Route[] = [page, action]
