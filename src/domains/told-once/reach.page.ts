import { deskAction, deskPage, type Route } from '../../access/index.ts'
import { londonDate, NotFound, type PlainDate, plural } from '../../kernel/index.ts'
import { listReach, tellAgain } from './reach.actions.ts'
import { type ReachData, reachView } from './reach.view.ts'
import type { TellOptions } from './tell.actions.ts'

const common = { nav: '/sources', right: 'imports', actor: 'messenger' } as const
const none = { waiting: 0, unreached: 0, since: undefined, answeredAt: undefined }
const exampleWay = { basis: 'Local Government Finance Act 1992', reviewBy: '2027-03-31' as PlainDate }
const usual: ReachData = {
  today: '2026-05-04' as PlainDate,
  services: [
    {
      ...{ id: 'council-tax', name: 'Council Tax', takes: ['address'], ...exampleWay },
      way: { webhook: 'https://tax.northmere.example/told' },
    },
    {
      ...{ id: 'libraries', name: 'Libraries', takes: ['address', 'name'], ...exampleWay },
      ...{ reviewBy: '2026-03-31' as PlainDate, way: { columns: { Surname: 'childSurname' } } },
    },
  ],
  states: [
    {
      ...{ id: 'council-tax', waiting: 2, unreached: 3, since: new Date('2026-05-02T20:12:00Z') },
      answeredAt: new Date('2026-05-01T08:11:00Z'),
    },
    { ...none, id: 'housing', waiting: 1 },
  ],
}

/** `/told-services`: whether each service outside that is told of changes can be reached, for whoever keeps the sources. No child is on it. */
export const reachRoutes = ({ services }: TellOptions): readonly Route[] => [
  deskPage({
    ...common,
    path: '/told-services',
    purpose: 'see whether services can be told of changes',
    load: async (desk): Promise<ReachData> => ({
      today: londonDate(desk.at),
      services,
      states: await listReach(desk),
    }),
    answer: (data, frame) => ({ page: reachView(data, frame.csrf) }),
    examples: { usual, none: { ...usual, services: [], states: [] } },
  }),
  deskAction({
    ...common,
    path: '/told-services/:service',
    purpose: 'tell a service again of what did not reach it',
    act: async (desk, { params }) => {
      const service = services.find(one => one.id === params.service)
      if (!service) throw new NotFound('There is no such service on the list.', 'Choose it on the page of services.')
      const again = await tellAgain(desk, service)
      return { redirect: '/told-services', flash: `${service.name} is told again of ${plural(again, 'change')}.` }
    },
  }),
]
