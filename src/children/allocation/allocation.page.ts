import { Type } from 'typebox'
import {
  type ChildGrant,
  childAction,
  childPage,
  findInvolvementKind,
  mayWrite,
  type Route,
} from '../../access/index.ts'
import { boxNames, Conflict, londonDate, NotFound } from '../../kernel/index.ts'
import type { PageContent } from '../../platform/views/index.ts'
import type { EnrolmentKind } from '../find/child-cards.queries.ts'
import { address, allocation, task } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { savedBefore, type TypedWords } from '../writing/not-saved.view.ts'
import { findLeaks } from '../writing/note-form.ts'
import { answerTyped, DraftQuery, draftBoxes, endTyped, openTyped } from '../writing/typed-form.actions.ts'
import { carryOut, giveToTeam } from './allocate.actions.ts'
import { allocationExamples } from './allocation.examples.ts'
import { type ActFields, actsFor, cannotClose, readAct, type TeamWork } from './allocation.ts'
import { type AllocationData, allocationView, doneWords, type FormTyped } from './allocation.view.ts'
import { answerHandOver } from './hand-over.actions.ts'
import { type AnswerFields, answersFor, readAnswer } from './hand-over.ts'
import { answeredWords } from './hand-over.view.ts'
import { listLeftTasks } from './left-tasks.queries.ts'
import type { OpenPlan } from './open-plans.ts'
import { listTeamsForOwnWork } from './own-work.queries.ts'
import { findPlacesOf, listTeamPlaces } from './team-places.queries.ts'
import { teamsNearFirst } from './team-places.ts'
import {
  listCandidates,
  listInTheWay,
  listPastActs,
  listTeamsThatDo,
  listTeamWork,
  teamsToAllocate,
} from './work-of-child.queries.ts'

const path = '/children/:child/allocation'
const again = (page: PageContent) => ({ page, status: 422 as const })
const box = () => Type.Optional(Type.String({ maxLength: 2000 }))
const names = ['act', 'to', 'with', 'without', 'team', 'why', 'work'] as const
const days = ['until', 'closed'].flatMap(boxNames)
const ActForm = Type.Object(Object.fromEntries([...names, ...days, ...draftBoxes].map(name => [name, box()])))
const AnswerForm = Type.Object(
  Object.fromEntries(['offer', 'answer', 'whyNot', ...draftBoxes].map(name => [name, box()])),
)
const TeamForm = Type.Object({ team: box() })

const late = (data: AllocationData, notSaved: TypedWords, { reader }: ChildGrant<never>) =>
  savedBefore(allocationView({ ...data, notSaved }, reader.csrf))

type OfChild = Pick<ChildGrant<never>, 'childId'>
/** Where drafts are kept of what happens with one team’s work, and of the answer to a hand-over. */
const workPlace = ({ childId }: OfChild, { address }: TeamWork) => ({ form: `allocation/${address}`, childId })
const offerPlace = ({ childId }: OfChild, { offer }: TeamWork) => ({
  form: `hand-over/${offer?.address ?? ''}`,
  childId,
})
/** The page as it opens: each form with what this reader typed in it before and did not save. */
const openDrafts = async (
  grant: ChildGrant<never>,
  data: AllocationData,
  query: DraftQuery,
): Promise<AllocationData> => {
  const typed: Record<string, FormTyped> = {}
  for (const { work } of data.works) typed[work.address] = await openTyped(grant, workPlace(grant, work), query)
  for (const { work } of data.offers)
    if (work.offer) typed[work.offer.address] = await openTyped(grant, offerPlace(grant, work), query)
  return { ...data, typed }
}

/** Whose work with a child is, for each team that holds it, and giving it out. `plans` are what keeps work open. */
export const allocationPages = (plans: readonly OpenPlan[], enrolment: EnrolmentKind): readonly Route[] => {
  const planKinds = plans.flatMap(({ kind, endedBy }) => [kind, ...(endedBy ? [endedBy] : [])])
  const needs = [...headerKinds, address, enrolment, allocation, task, ...planKinds] as const
  const common = { nav: '/my-children', path, needs } as const
  type Grant = ChildGrant<(typeof needs)[number]['kind']>

  const listTeamsNear = async (grant: Grant, { work, teamId }: TeamWork) => {
    const teams = await listTeamsThatDo(grant, work, teamId)
    const ids = teams.map(team => team.id)
    return teamsNearFirst(teams, await listTeamPlaces(grant, ids), await findPlacesOf(grant), londonDate(grant.at))
  }
  const load = async (grant: Grant): Promise<AllocationData> => {
    const writable = (work: string) =>
      mayWrite(grant.decision, findInvolvementKind(work)?.category ?? allocation.category)
    const works = []
    const offers = []
    const allocates = await teamsToAllocate(grant)
    for (const work of await listTeamWork(grant, grant.reader.principals)) {
      const mine = allocates.includes(work.teamId)
      if (!writable(work.work)) continue
      const answers = work.offer ? answersFor(work.offer, grant.reader.userId, mine) : []
      if (answers.length > 0) offers.push({ work, answers })
      if (mine)
        works.push({
          work,
          acts: actsFor(work),
          candidates: await listCandidates(grant, work),
          teams: await listTeamsNear(grant, work),
          stands: await listInTheWay(grant, work, plans),
        })
    }
    return {
      header: await loadHeader(grant),
      today: londonDate(grant.at),
      works,
      offers,
      toGive: (await listTeamsForOwnWork(grant)).filter(one => writable(one.work)),
      past: await listPastActs(grant),
      fields: {},
      errors: [],
    }
  }

  return [
    childPage<typeof needs, AllocationData, typeof DraftQuery>({
      ...common,
      purpose: 'see whose work a child is',
      query: DraftQuery,
      load: async (grant, { query }) => openDrafts(grant, await load(grant), query),
      answer: (data, frame) => ({ page: allocationView(data, frame.csrf) }),
      examples: allocationExamples,
    }),
    childAction<typeof needs, typeof ActForm>({
      ...common,
      purpose: 'give out a team’s work with a child',
      writes: allocation,
      form: ActForm,
      act: async ({ grant, begin }, { form }) => {
        const fields = form as ActFields & { readonly work?: string }
        const data = await load(grant)
        const own = data.works.find(one => one.work.address === fields.work)
        if (!own && fields.why?.trim()) return late(data, [['Why?', fields.why]], grant)
        if (data.works.length === 0) throw new NotFound()
        if (!own)
          throw new Conflict('Somebody else has changed this work.', 'Load the page again to see it as it is now.')
        const place = workPlace(grant, own.work)
        const kept = await answerTyped(begin, place, form, recordHref(grant.address, '/allocation'))
        if (kept) return kept
        const read = readAct(fields, { ...own, today: data.today })
        const leaks = findLeaks(fields, await guardFor(grant), data.header.first, ['why'])
        const stands =
          'act' in read && read.act === 'close' && own.stands.length > 0
            ? [{ field: 'act', text: cannotClose(own.stands) }]
            : []
        const errors = [...('errors' in read ? read.errors : []), ...leaks, ...stands]
        if ('errors' in read || errors.length > 0)
          return again(allocationView({ ...data, fields, errors, chosen: own.work.address }, grant.reader.csrf))
        const tasks =
          read.act === 'allocate' || read.act === 'move'
            ? await listLeftTasks(grant, read.to.id, own.work.lead ? [own.work.lead.id] : [])
            : []
        const command = await begin()
        await endTyped(command, place, form)
        await carryOut(command, grant.childId, own.work, read, tasks)
        return { redirect: `/teams/${own.work.teamAddress}`, flash: doneWords(read) }
      },
    }),
    childAction<typeof needs, typeof AnswerForm>({
      ...common,
      path: `${path}/hand-over`,
      purpose: 'answer a hand-over',
      writes: allocation,
      form: AnswerForm,
      act: async ({ grant, begin }, { form }) => {
        const fields = form as AnswerFields & { readonly offer?: string }
        const data = await load(grant)
        const own = data.offers.find(one => one.work.offer?.address === fields.offer)
        if (!own && fields.whyNot?.trim()) return late(data, [['Why not?', fields.whyNot]], grant)
        if (data.offers.length === 0) throw new NotFound()
        if (!own)
          throw new Conflict('Somebody has answered this already.', 'Load the page again to see it as it is now.')
        const place = offerPlace(grant, own.work)
        const kept = await answerTyped(begin, place, form, recordHref(grant.address, '/allocation'))
        if (kept) return kept
        const read = readAnswer(fields, own.answers)
        const leaks = findLeaks(fields, await guardFor(grant), data.header.first, ['whyNot'])
        const errors = [...('errors' in read ? read.errors : []), ...leaks]
        if ('errors' in read || errors.length > 0)
          return again(allocationView({ ...data, fields, errors }, grant.reader.csrf))
        const me = (await listCandidates(grant, own.work)).find(one => one.id === grant.reader.userId)
        const tasks = me && own.work.lead ? await listLeftTasks(grant, me.id, [own.work.lead.id]) : []
        const taken = me ? { does: me.does, tasks } : undefined
        const command = await begin()
        await endTyped(command, place, form)
        await answerHandOver(command, grant.childId, own.work, read, taken)
        return { redirect: recordHref(grant.address, '/allocation'), flash: answeredWords[read.answer] }
      },
    }),
    childAction<typeof needs, typeof TeamForm>({
      ...common,
      path: `${path}/team`,
      purpose: 'put own work with a child into a team’s hands',
      writes: allocation,
      form: TeamForm,
      act: async ({ grant, begin }, { form }) => {
        const data = await load(grant)
        const team = data.toGive.find(one => String(one.id) === form.team)
        if (!team) throw new NotFound()
        await giveToTeam(await begin(), {
          childId: grant.childId,
          teamId: team.id,
          work: team.work,
          why: 'began with one of its workers',
        })
        return { redirect: recordHref(grant.address, '/allocation'), flash: `${team.name} holds this work now.` }
      },
    }),
  ]
}
