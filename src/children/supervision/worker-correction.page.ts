import { Type } from 'typebox'
import { deskAction, listPage, type Route } from '../../access/index.ts'
import { filledBoxes, londonDate, NotFound } from '../../kernel/index.ts'
import { supervision } from '../kinds/index.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  openTyped,
} from '../writing/typed-form.actions.ts'
import { keepSaid } from './supervision.actions.ts'
import { workerCorrectionExamples } from './supervision.examples.ts'
import { findOwnSaid, type OwnSaid } from './supervision.queries.ts'
import { type Fields, readWorkerSupervision, type WorkerSupervision, workerBoxes } from './supervision-form.ts'
import { findTwo, type Where } from './worker.page.ts'
import { type WorkerCorrectionData, workerCorrectionView, workerSupervisionHref } from './worker.view.ts'

const path = '/teams/:team/workers/:worker/supervision/:said/correct'
const needs = [supervision] as const
type Params = Readonly<Record<string, string | undefined>>

/** What the reader wrote of this worker, as it stands now. @throws NotFound for everybody else: for the worker as well. */
const standing = async (where: Where, params: Params) => {
  const { team, member, own } = await findTwo(where, params.team, params.worker)
  const said = own ? undefined : await findOwnSaid(where, { team: team.id, worker: member.id }, params.said)
  if (!said) throw new NotFound()
  return { team, member, said }
}
const fieldsOf = ({ on, said, agreed, next }: OwnSaid): Fields => ({
  ...filledBoxes('held', on),
  ...(next ? filledBoxes('next', next) : {}),
  ...{ said, agreed: agreed ?? '' },
})

/** Where drafts of corrections are kept: one worker’s are corrected one at a time. */
const placeOf = ({ address }: { readonly address: string }) => ({ form: `desk/supervision-correction/${address}` })

const says = (typed: WorkerSupervision, { on, said, agreed, next }: OwnSaid): boolean =>
  typed.on === on && typed.said === said && (typed.agreed ?? null) === agreed && (typed.next ?? null) === next

/** Correcting what was said with a worker: for whoever wrote it. */
export const workerCorrectionRoutes: readonly Route[] = [
  listPage<typeof needs, WorkerCorrectionData, typeof DraftQuery>({
    path,
    query: DraftQuery,
    purpose: 'correct a supervision of a worker',
    nav: '/teams',
    needs,
    load: async (grant, { params, query }) => {
      const { said, ...two } = await standing(grant, params)
      const opened = await openTyped(grant, placeOf(two.member), query)
      return { ...two, correcting: said.address, ...fieldsOfTyped(opened, fieldsOf(said)), errors: [] }
    },
    answer: (data, frame) => ({ page: workerCorrectionView(data, frame.csrf) }),
    examples: workerCorrectionExamples,
  }),
  deskAction({
    path,
    purpose: 'correct a supervision of a worker',
    right: undefined,
    actor: 'recorder',
    form: Type.Object(
      Object.fromEntries(
        [...workerBoxes, 'reason', ...draftBoxes].map(name => [
          name,
          Type.Optional(Type.String({ maxLength: 20_000 })),
        ]),
      ),
    ),
    act: async (command, { params, form }) => {
      const { said, ...two } = await standing(command, params)
      const fields = form as Fields
      const kept = await answerTyped(async () => command, placeOf(two.member), fields, workerSupervisionHref(two))
      if (kept) return kept
      const read = readWorkerSupervision(fields, londonDate(command.at), true)
      const reason = (fields.reason ?? '').trim()
      const done = {
        redirect: workerSupervisionHref(two),
        flash: 'The correction is saved. What was written before is kept.',
      }
      const stale = said.address !== params.said
      // a second press of the button says what stands already
      if (stale && !('errors' in read) && says(read, said)) return done
      const errors = [
        // somebody with two pages open loses nothing: what they typed stands, and goes on top of what they saved on the other
        ...(!stale
          ? []
          : [
              {
                field: 'said',
                text: 'You corrected this on another page meanwhile. Save again to put these words in place of those',
              },
            ]),
        ...('errors' in read ? read.errors : []),
        ...(reason ? [] : [{ field: 'reason', text: 'Write why you correct it' }]),
      ]
      if ('errors' in read || errors.length > 0) {
        const again = { ...two, correcting: said.address, fields, errors }
        return { page: workerCorrectionView(again, command.reader?.csrf ?? ''), status: 422 }
      }
      await endTyped(command, placeOf(two.member), fields)
      await keepSaid(command, { team: two.team.id, worker: two.member.id }, read, { replaces: said.id, reason })
      return done
    },
  }),
]
