import { Type } from 'typebox'
import {
  answerOversight,
  askForOversight,
  type CommandGrant,
  deskAction,
  deskPage,
  endOversight,
  findOversight,
  findStaffNamed,
  type Ground,
  listOversight,
  listTeamsToOversee,
  oversightSettings,
  proposeOversight,
  type Route,
  rehearseAgain,
  reviewOversight,
  withdrawOversight,
} from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { formExamples, listExamples, oneExamples } from './oversight.examples.ts'
import { type OversightData, oversightAddress, oversightView } from './oversight.view.ts'
import { type OversightForm, readOversight, shortestName } from './oversight-form.ts'
import { oversightFormView } from './oversight-form.view.ts'
import { oversightListView } from './oversight-list.view.ts'

const common = {
  right: 'approve-access',
  actor: 'approvals',
  nav: 'approvals',
  purpose: 'give oversight of a team’s work',
} as const
type Desk = CommandGrant<'approvals'>

/** Who oversees which team's work, and what waits for an answer or a review. */
const listPage = deskPage({
  ...common,
  path: '/oversight',
  load: async desk => ({ list: await listOversight(desk), at: desk.at }),
  answer: data => ({ page: oversightListView(data) }),
  examples: listExamples,
})

const blankForm = async (desk: Desk): Promise<OversightForm> => ({
  teams: await listTeamsToOversee(desk),
  today: londonDate(desk.at),
  fields: {},
  people: [],
  errors: [],
})

/** The form of a proposal. */
const formPage = deskPage({
  ...common,
  path: '/oversight/new',
  load: blankForm,
  answer: (data, frame) => ({ page: oversightFormView(data, frame.csrf) }),
  examples: formExamples,
})

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
/** Writes a proposal down with what it would open; a form with a fault changes nothing and loses nothing. */
const proposeAction = (ground: Ground) =>
  deskAction({
    ...common,
    path: '/oversight/new',
    form: Type.Object({
      team: text(60),
      person: text(200),
      chosen: text(60),
      categories: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
      purpose: text(2000),
      'from-day': text(20),
      'from-month': text(20),
      'from-year': text(20),
      'last-day': text(20),
      'last-month': text(20),
      'last-year': text(20),
    }),
    act: async (desk, { form, requestId }) => {
      const { team, person, chosen, categories, purpose, ...boxes } = form
      const blank = await blankForm(desk)
      const name = (person ?? '').trim()
      const people = name.length < shortestName ? { found: [], whole: false } : await findStaffNamed(desk, name)
      const fields = { team, person, chosen, purpose, categories: [categories ?? []].flat(), boxes }
      const again = (errors: readonly FormError[]) => {
        const data = { ...blank, fields, people: people.found, errors }
        return { page: oversightFormView(data, desk.reader?.csrf ?? ''), status: 422 as const }
      }
      const read = readOversight(fields, { teams: blank.teams, people }, blank.today)
      if ('errors' in read) return again(read.errors)
      const uuid = await proposeOversight(ground, { desk, requestId }, read.draft)
      if (!uuid) return again([{ field: 'person', text: 'No role of theirs works today: choose somebody else' }])
      return {
        redirect: oversightAddress(uuid),
        flash: 'The proposal is saved. Nothing has changed yet: look at what it would open, then ask for an answer.',
      }
    },
  })

const loadOne = async (desk: Desk, uuid: string | undefined): Promise<OversightData> => ({
  one: await findOversight(desk, uuid),
  at: desk.at,
  typed: { errors: [] },
})

/** One oversight: what is proposed, what it would open, and what may be done with it now. */
const onePage = deskPage({
  ...common,
  path: '/oversight/:oversight',
  load: (desk, { params }) => loadOne(desk, params.oversight),
  answer: (data, frame) => ({ page: oversightView(data, frame.csrf) }),
  examples: oneExamples,
})

/** A step without words. */
const stepAction = (
  step: string,
  flash: string,
  act: (act: { desk: Desk; requestId: string }, uuid: string | undefined) => Promise<void>,
) =>
  deskAction({
    ...common,
    path: `/oversight/:oversight/${step}`,
    act: async (desk, { params, requestId }) => {
      await act({ desk, requestId }, params.oversight)
      return { redirect: oversightAddress(params.oversight ?? ''), flash }
    },
  })

/** The words of a step, or the page again with what is wrong with them. */
const readWords = async (
  desk: Desk,
  uuid: string | undefined,
  words: string | undefined,
  field: string,
  say: string,
) => {
  const given = (words ?? '').trim()
  const { shortestReason } = oversightSettings(londonDate(desk.at))
  if (given.length >= shortestReason) return { given }
  const errors = [{ field, text: `${say} in at least ${shortestReason} letters` }]
  return { given, errors, data: await loadOne(desk, uuid) }
}

/** A second person agrees or refuses. */
const answerAction = deskAction({
  ...common,
  path: '/oversight/:oversight/answer',
  form: Type.Object({ decision: text(20), answer: text(2000) }),
  act: async (desk, { params, form, requestId }) => {
    const { oversight } = params
    const decision = (['agree', 'refuse'] as const).find(one => one === form.decision)
    const read = await readWords(desk, oversight, form.answer, 'answer', 'Write why')
    const errors = [
      ...(decision ? [] : [{ field: 'decision', text: 'Choose whether you agree' }]),
      ...(read.errors ?? []),
    ]
    if (!decision || errors.length > 0) {
      const data = {
        ...(await loadOne(desk, oversight)),
        typed: { decision: form.decision, answer: form.answer, errors },
      }
      return { page: oversightView(data, desk.reader?.csrf ?? ''), status: 422 }
    }
    await answerOversight({ desk, requestId }, oversight, { agreed: decision === 'agree', words: read.given })
    const flash =
      decision === 'agree'
        ? 'Agreed. It works from now, or from its first day if that is later.'
        : 'Refused. Nothing was opened.'
    return { redirect: oversightAddress(oversight ?? ''), flash }
  },
})

/** Ends it at once. */
const endAction = deskAction({
  ...common,
  path: '/oversight/:oversight/end',
  form: Type.Object({ why: text(2000) }),
  act: async (desk, { params, form, requestId }) => {
    const read = await readWords(desk, params.oversight, form.why, 'why', 'Write why it ends')
    if (read.errors)
      return {
        page: oversightView({ ...read.data, typed: { why: form.why, errors: read.errors } }, desk.reader?.csrf ?? ''),
        status: 422,
      }
    await endOversight({ desk, requestId }, params.oversight, read.given)
    return { redirect: oversightAddress(params.oversight ?? ''), flash: 'Ended. It opens nothing any more.' }
  },
})

/** Looks again whether it is still needed. */
const reviewAction = deskAction({
  ...common,
  path: '/oversight/:oversight/review',
  form: Type.Object({ review: text(2000) }),
  act: async (desk, { params, form, requestId }) => {
    const read = await readWords(desk, params.oversight, form.review, 'review', 'Write why it is still needed')
    if (read.errors)
      return {
        page: oversightView(
          { ...read.data, typed: { review: form.review, errors: read.errors } },
          desk.reader?.csrf ?? '',
        ),
        status: 422,
      }
    await reviewOversight({ desk, requestId }, params.oversight, read.given)
    return { redirect: oversightAddress(params.oversight ?? ''), flash: 'Your review is saved. It goes on.' }
  },
})

/** Oversight of a team's work as two people give it (docs/access.md, live reasons). `ground` stands on the pages login. */
export const oversightPages = (ground: Ground): readonly Route[] => [
  listPage,
  formPage,
  proposeAction(ground),
  onePage,
  stepAction('rehearse', 'Counted again. Nothing has changed.', (act, uuid) => rehearseAgain(ground, act, uuid)),
  stepAction('ask', 'It waits for somebody else to answer.', askForOversight),
  stepAction('withdraw', 'The proposal is taken back.', withdrawOversight),
  answerAction,
  endAction,
  reviewAction,
]
