import { Type } from 'typebox'
import { holds, listPage, type Route } from '../../access/index.ts'
import { londonDate, NotFound } from '../../kernel/index.ts'
import { type EnrolmentKind, listCards } from '../find/child-cards.queries.ts'
import { address, allocation, chosenValue, identity, note, task, visit } from '../kinds/index.ts'
import { byFamily } from '../work/families.ts'
import { listTies } from '../work/my-tasks.queries.ts'
import { awayActions } from './away.page.ts'
import { countUncovered, listAway, listUncovered } from './away.queries.ts'
import { dutyActions } from './duty.page.ts'
import { proposeAction } from './hand-over.page.ts'
import { listOwnWork } from './own-work.queries.ts'
import { listReceivers } from './receivers.queries.ts'
import { teamExamples, teamsExamples, workerExamples } from './team.examples.ts'
import { type TeamData, type TeamsData, teamsView, teamView } from './team.view.ts'
import { listTeamPlaces } from './team-places.queries.ts'
import {
  addressOfReader,
  findOwnTeam,
  listHeld,
  listMembers,
  listOnDuty,
  listOverdue,
  listOwnTeams,
  type WorkClock,
} from './team-work.queries.ts'
import { countLoad, listsFor, pageOfFamilies, type ServiceList } from './team-work.ts'
import { type WorkerData, workerView } from './worker.view.ts'

/** What the pages of a team's work are made with. */
export type TeamOptions = {
  readonly enrolment: EnrolmentKind
  readonly clocks: readonly WorkClock[]
  readonly lists?: readonly ServiceList[]
}

const nav = '/teams'
const query = Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) })

/** The reader's teams, a team's work for who gives it out, and one worker's part of it. */
export const teamPages = ({ enrolment, clocks, lists }: TeamOptions): readonly Route[] => {
  const needs = [
    identity,
    chosenValue,
    address,
    enrolment,
    note,
    visit,
    task,
    allocation,
    ...clocks.map(clock => clock.kind),
  ] as const
  return [
    listPage<readonly [typeof identity], TeamsData>({
      path: '/teams',
      purpose: 'see my teams',
      nav,
      needs: [identity],
      load: async grant => {
        const teams = await listOwnTeams(grant)
        return {
          teams,
          me: await addressOfReader(grant),
          lists: listsFor(
            grant.reader.masks.full,
            lists,
            teams.map(team => team.category),
          ),
          approves: holds(grant.reader, 'approve-access'),
        }
      },
      answer: data => ({ page: teamsView(data) }),
      examples: teamsExamples,
    }),
    listPage<typeof needs, TeamData, typeof query>({
      path: '/teams/:team',
      purpose: 'see a team’s work',
      nav,
      needs,
      query,
      load: async (grant, { params, query }) => {
        const team = await findOwnTeam(grant, params.team)
        if (!team.allocates) throw new NotFound()
        const today = londonDate(grant.at)
        const children = await listHeld(grant, team.id, clocks)
        const overdue = await listOverdue(
          grant,
          children.map(one => one.childId),
        )
        const members = await listMembers(grant, team.id)
        const away = await listAway(
          grant,
          members.map(one => one.id),
        )
        const load = countLoad(children, members, overdue, today)
        const works = Map.groupBy(load.toAllocate, one => one.childId)
        const waiting = byFamily([...works.keys()], await listTies(grant, [...works.keys()]))
        const toAllocate = pageOfFamilies(
          waiting.map(family => family.flatMap(id => works.get(id) ?? [])),
          query.page,
        )
        const shown = toAllocate.shown.flat().map(one => one.childId)
        const cards = new Map((await listCards(grant, shown)).map(card => [card.childId, card]))
        return {
          team,
          today,
          load,
          toAllocate,
          cards,
          duty: await listOnDuty(grant, team.id),
          members: members.filter(one => !one.left),
          away,
          places: await listTeamPlaces(grant, [team.id]),
          uncovered: await countUncovered(grant, away, children),
        }
      },
      answer: (data, frame) => ({ page: teamView(data, frame.csrf) }),
      examples: teamExamples,
    }),
    listPage<typeof needs, WorkerData, typeof query>({
      path: '/teams/:team/workers/:worker',
      purpose: 'see a worker’s part of a team’s work',
      nav,
      needs,
      query,
      load: async (grant, { params, query }) => {
        const team = await findOwnTeam(grant, params.team)
        const members = await listMembers(grant, team.id)
        const member = members.find(one => one.address === params.worker)
        if (!member || (!team.allocates && member.id !== grant.reader.userId)) throw new NotFound()
        const held = await listHeld(grant, team.id, clocks)
        const own = held.filter(({ lead, coWorkers }) => lead === member.id || coWorkers.includes(member.id))
        const all = [...new Set(own.map(one => one.childId))]
        const families = pageOfFamilies(byFamily(all, await listTies(grant, all)), query.page)
        const ids = families.shown.flat()
        const cards = new Map((await listCards(grant, ids)).map(card => [card.childId, card]))
        const days = await listAway(grant, [member.id])
        const reads = member.id === grant.reader.userId
        const led = own.filter(one => one.lead === member.id).map(one => one.childId)
        const uncovered = days[0] && team.allocates ? await listUncovered(grant, days[0], led) : []
        return {
          team,
          member,
          own: reads,
          today: londonDate(grant.at),
          all: own.length,
          families: {
            ...families,
            shown: families.shown.map(group =>
              group.flatMap(id => own.filter(one => one.childId === id && cards.has(one.childId))),
            ),
          },
          cards,
          alone: reads ? await listCards(grant, await listOwnWork(grant, team.id)) : [],
          overdue: (await listOverdue(grant, ids)).filter(one => one.owner === member.id),
          receivers: await listReceivers(grant, team.id, member.id),
          away: member.left
            ? undefined
            : {
                days,
                uncovered: uncovered.flatMap(id => cards.get(id) ?? []),
                others: members.filter(one => !one.left && one !== member),
              },
        }
      },
      answer: (data, frame) => ({ page: workerView(data, frame.csrf) }),
      examples: workerExamples,
    }),
    proposeAction,
    ...awayActions,
    ...dutyActions,
  ]
}
