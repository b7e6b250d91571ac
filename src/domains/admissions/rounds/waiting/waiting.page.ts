import { Type } from 'typebox'
import { actConcerns, deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { NotFound } from '../../../../kernel/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { findApplication } from '../applications/applications.queries.ts'
import { listPlaces } from '../offers/offers.queries.ts'
import { common } from '../rounds.page.ts'
import { type Desk, findRound, listSchools } from '../rounds.queries.ts'
import { agreeTo, dropProposal, needsDraw, proposeNext } from './waiting.actions.ts'
import { childWaitsExamples, waitingExamples } from './waiting.examples.ts'
import { childWaits, listProposals, listsState, listWaiting } from './waiting.queries.ts'
import {
  type ChildWaitsData,
  childWaitsView,
  type WaitingData,
  waitingHref,
  waitingPerPage,
  waitingView,
} from './waiting.view.ts'

const path = '/admissions/:round/waiting/:key'
const look = { ...common, purpose: 'see a waiting list for school places' } as const
const offer = { ...common, purpose: 'offer a free school place from a waiting list' } as const

type Asked = { readonly address: string | undefined; readonly key: string | undefined; readonly page: number }

const loadWaiting = async (
  desk: Desk,
  { address, key, page }: Asked,
  errors: readonly FormError[] = [],
): Promise<WaitingData> => {
  const round = await findRound(desk, address)
  const school = (await listSchools(desk, round.id)).find(one => one.key === key)
  const places = (await listPlaces(desk, round)).find(one => one.key === key)
  if (!school || !places) throw new NotFound()
  const asked = { key: school.key, from: (page - 1) * waitingPerPage, most: waitingPerPage + 1 }
  const rows = await listWaiting(desk, round, asked)
  return {
    round,
    school,
    places,
    state: await listsState(desk, round),
    proposals: await listProposals(desk, round, school.key),
    userId: desk.reader?.userId ?? 0,
    needsDraw: await needsDraw(desk, round, school.key),
    page,
    more: rows.length > waitingPerPage,
    lines: rows.slice(0, waitingPerPage),
    errors,
  }
}

const waitingPage = deskPage({
  ...look,
  path,
  query: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) }),
  load: async (desk, { params, query: { page } }): Promise<WaitingData> => {
    const data = await loadWaiting(desk, { address: params.round, key: params.key, page })
    showsApplicants(desk, data.lines)
    return data
  },
  answer: (data, frame) => ({ page: waitingView(data, frame.csrf) }),
  examples: waitingExamples,
})

const proposeAction = deskAction({
  ...offer,
  concerns: 'child',
  path: `${path}/propose`,
  form: Type.Object({ supervisor: Type.Optional(Type.String({ maxLength: 200 })) }),
  act: async (desk, { params, form }) => {
    const data = await loadWaiting(desk, { address: params.round, key: params.key, page: 1 })
    const supervisor = form.supervisor?.trim() ?? ''
    if (data.needsDraw && supervisor === '') {
      const errors = [{ field: 'supervisor', text: 'Enter who watches over the draw' }]
      return { page: waitingView({ ...data, errors }, desk.reader?.csrf ?? ''), status: 422 }
    }
    actConcerns(desk, await proposeNext(desk, data.round, data.school.key, supervisor))
    return {
      redirect: waitingHref(data.round, data.school.key, '?page=1'),
      flash: 'Proposed. Another person agrees before the offer is made.',
    }
  },
})

const decideAction = deskAction({
  ...offer,
  concerns: 'child',
  path: `${path}/proposals/:proposal`,
  form: Type.Object({ what: Type.Union([Type.Literal('agree'), Type.Literal('drop')]) }),
  act: async (desk, { params, form }) => {
    const { round, school, proposals } = await loadWaiting(desk, { address: params.round, key: params.key, page: 1 })
    const proposal = proposals.find(one => one.address === params.proposal)
    if (!proposal) throw new NotFound()
    actConcerns(desk, proposal.childId)
    if (form.what === 'drop') await dropProposal(desk, proposal)
    else await agreeTo(desk, round, school.key, proposal)
    const flash = form.what === 'drop' ? 'The proposal is dropped.' : 'The offer is made.'
    return { redirect: waitingHref(round, school.key, '?page=1'), flash }
  },
})

const childPage = deskPage({
  ...look,
  path: '/admissions/:round/waiting/children/:application',
  purpose: 'tell a family why their child stands where they do on a waiting list',
  load: async (desk, { params }): Promise<ChildWaitsData> => {
    const round = await findRound(desk, params.round)
    const application = await findApplication(desk, round, params.application)
    showsApplicants(desk, [application])
    return {
      round,
      application,
      state: await listsState(desk, round),
      waits: await childWaits(desk, round, application.id),
    }
  },
  answer: data => ({ page: childWaitsView(data) }),
  examples: childWaitsExamples,
})

/** Waiting lists after the offers: who is next and why, what moved each child, and offers of free places. */
export const waitingPages: readonly Route[] = [waitingPage, proposeAction, decideAction, childPage]
