import { Type } from 'typebox'
import { deskAction, type Grant, listPage, type Route, type SignedInReader } from '../../access/index.ts'
import { filledBoxes, londonDate, NotFound } from '../../kernel/index.ts'
import { findOwnTeam, listHeld, listMembers } from '../allocation/team-work.queries.ts'
import type { Member } from '../allocation/team-work.ts'
import { type EnrolmentKind, listCards } from '../find/child-cards.queries.ts'
import { address, allocation, chosenValue, identity, note, supervision, task, visit } from '../kinds/index.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  openTyped,
} from '../writing/typed-form.actions.ts'
import { keepSaid } from './supervision.actions.ts'
import { workerExamples } from './supervision.examples.ts'
import { listLastSaid, listSaidWithWorker } from './supervision.queries.ts'
import { type Fields, readWorkerSupervision, workerBoxes } from './supervision-form.ts'
import { type WorkerSupervisionData, workerSupervisionHref, workerSupervisionView } from './worker.view.ts'

const placeOf = ({ address }: Pick<Member, 'address'>) => ({ form: `desk/supervision/${address}` })
const path = '/teams/:team/workers/:worker/supervision'
export type Where = Pick<Grant<never>, 'tx' | 'at'> & { readonly reader: SignedInReader | undefined }

/** The team and the worker, for the worker and whoever manages the team. @throws NotFound for everybody else: who gives work out on duty as well. */
export const findTwo = async (
  { tx, at, reader }: Where,
  teamAddress: string | undefined,
  worker: string | undefined,
) => {
  if (!reader) throw new NotFound()
  const team = await findOwnTeam({ tx, at, reader }, teamAddress)
  const member = (await listMembers({ tx, at }, team.id)).find(one => one.address === worker)
  const own = member?.id === reader.userId
  if (!member || (!team.manages && !own)) throw new NotFound()
  return { team, member, own }
}

/** The supervision of a worker: of the children whose work is theirs, and, for the two alone, of the worker. */
export const workerSupervisionRoutes = (enrolment: EnrolmentKind): readonly Route[] => {
  const needs = [identity, chosenValue, address, enrolment, note, visit, task, allocation, supervision] as const
  return [
    listPage<typeof needs, WorkerSupervisionData, typeof DraftQuery>({
      path,
      query: DraftQuery,
      purpose: 'see a worker’s supervision',
      nav: '/teams',
      needs,
      load: async (grant, { params, query }) => {
        const { team, member, own } = await findTwo(grant, params.team, params.worker)
        const held = (await listHeld(grant, team.id, [])).filter(
          one => one.lead === member.id || one.coWorkers.includes(member.id),
        )
        const ids = [...new Set(held.map(one => one.childId))]
        const last = await listLastSaid(grant, ids, member.id)
        const first = ids.toSorted((a, b) => (last.get(a) ?? '').localeCompare(last.get(b) ?? '') || a - b).slice(0, 50)
        const cards = new Map((await listCards(grant, first)).map(card => [card.childId, card]))
        const opened = own ? { from: '' } : await openTyped(grant, placeOf(member), query, true)
        return {
          ...{ team, member, own, errors: [] },
          ...fieldsOfTyped<Fields>(opened, filledBoxes('held', londonDate(grant.at))),
          said: await listSaidWithWorker(grant, member.id),
          children: first.flatMap(id => {
            const card = cards.get(id)
            return card ? [{ card, lastOn: last.get(id) }] : []
          }),
        }
      },
      answer: (data, frame) => ({ page: workerSupervisionView(data, frame.csrf) }),
      examples: workerExamples,
    }),
    deskAction({
      path,
      purpose: 'write down a supervision of a worker',
      right: undefined,
      actor: 'recorder',
      form: Type.Object(
        Object.fromEntries(
          [...workerBoxes, ...draftBoxes].map(name => [name, Type.Optional(Type.String({ maxLength: 20_000 }))]),
        ),
      ),
      act: async (command, { params, form }) => {
        const { team, member, own } = await findTwo(command, params.team, params.worker)
        if (own || !command.reader) throw new NotFound()
        const fields = form as Fields
        const away = workerSupervisionHref({ team, member })
        const kept = await answerTyped(async () => command, placeOf(member), fields, away)
        if (kept) return kept
        const read = readWorkerSupervision(fields, londonDate(command.at))
        const where = { team, member }
        if ('errors' in read) {
          const again = { ...where, own, said: [], children: [], fields, errors: read.errors }
          return { page: workerSupervisionView(again, command.reader.csrf), status: 422 }
        }
        await endTyped(command, placeOf(member), fields)
        await keepSaid(command, { team: team.id, worker: member.id }, read)
        return { redirect: workerSupervisionHref(where), flash: `Saved. ${member.name} and you read it.` }
      },
    }),
  ]
}
