import { Type } from 'typebox'
import { actConcerns, deskAction, deskPage, type Route } from '../../../access/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import { common, type Desk, type Fields, findRound, listNamedSchools, showsApplicants } from '../rounds/index.ts'
import { onlineExamples, onlineListExamples } from './families.examples.ts'
import type { FamilyPlaces } from './family-places.ts'
import { decideOnline } from './online.actions.ts'
import { findOnline, listOnline } from './online.queries.ts'
import { type OnlineData, type OnlineListData, onlineHref, onlineListView, onlineView } from './online.view.ts'
import { readOnlineDecision } from './online-decision.ts'
import { listPapers, readPaper } from './papers.queries.ts'

const path = '/admissions/:round/online'
const see = { ...common, purpose: 'see what families sent online' } as const
const box = Type.Optional(Type.String({ maxLength: 200 }))

const listPage = ({ key }: FamilyPlaces): Route =>
  deskPage({
    ...see,
    path,
    load: async (desk, { params }): Promise<OnlineListData> => {
      const round = await findRound(desk, params.round)
      const sent = await listOnline(desk, round, key)
      showsApplicants(desk, sent)
      return { round, sent }
    },
    answer: data => ({ page: onlineListView(data) }),
    examples: onlineListExamples,
  })

const load = async (
  desk: Desk,
  params: Readonly<Record<string, string>>,
  key: FamilyPlaces['key'],
): Promise<OnlineData> => {
  const round = await findRound(desk, params.round)
  const sent = await findOnline(desk, round, params.sent, key)
  actConcerns(desk, sent.childId, { categories: ['identity', 'admissions'] })
  const schools = await listNamedSchools(desk, round.id)
  return { round, schools, sent, papers: await listPapers(desk, sent), fields: {}, errors: [] }
}

const onePage = ({ key }: FamilyPlaces): Route =>
  deskPage({
    ...see,
    path: `${path}/:sent`,
    load: (desk, { params }) => load(desk, params, key),
    answer: (data, frame) => ({ page: onlineView(data, frame.csrf) }),
    examples: onlineExamples,
  })

/** The paper itself, always to be saved and never opened in the page. */
const paperPage = ({ key }: FamilyPlaces): Route =>
  deskPage({
    ...common,
    path: `${path}/:sent/papers/:paper`,
    purpose: 'open a paper that a family sent online',
    load: async (desk, { params }) => {
      const { sent } = await load(desk, params, key)
      if (sent.isProtected) throw new NotFound()
      return await readPaper(desk, sent, params.paper, key)
    },
    answer: file => ({ file }),
    examples: { usual: { name: 'council tax.txt', mediaType: 'text/plain', body: Buffer.from('22 Mill Street') } },
  })

const decideAction = ({ key }: FamilyPlaces): Route =>
  deskAction({
    ...common,
    path: `${path}/:sent`,
    purpose: 'decide on what a family sent online',
    concerns: 'child',
    form: Type.Object(
      Object.fromEntries(['decision', 'how', 'ask', 'easting', 'northing', 'catchment'].map(name => [name, box])),
    ),
    act: async (desk, { params, form }) => {
      const data = await load(desk, params, key)
      const decision = readOnlineDecision(form as Fields)
      if ('errors' in decision)
        return {
          page: onlineView({ ...data, fields: form as Fields, errors: decision.errors }, desk.reader?.csrf ?? ''),
          status: 422,
        }
      await decideOnline(desk, data.round, data.sent, decision)
      return { redirect: onlineHref(data.round, `/${data.sent.address}`), flash: 'Saved.' }
    },
  })

/** What families sent online, for those who run admissions. */
export const onlinePages = (places: FamilyPlaces): readonly Route[] => [
  listPage(places),
  onePage(places),
  paperPage(places),
  decideAction(places),
]
