import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, type Route } from '../../access/index.ts'
import { filledBoxes, formatDate, londonDate, NotFound } from '../../kernel/index.ts'
import { allocation, supervision, task } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { listColleagues } from '../tasks/tasks.queries.ts'
import { write } from '../writing/own-source.actions.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  openTyped,
} from '../writing/typed-form.actions.ts'
import { type ChildSupervisionData, childSupervisionView } from './child.view.ts'
import { childExamples } from './supervision.examples.ts'
import { isWritten, listSaidOfChild, listSupervised } from './supervision.queries.ts'
import { childBoxes, childWords, type Fields, readChildSupervision } from './supervision-form.ts'

const needs = [...headerKinds, supervision, allocation, task] as const
type Grant = ChildGrant<(typeof needs)[number]['kind']>
const common = { path: '/children/:child/supervision', nav: '/my-children', needs } as const

const load = async (grant: Grant, fields?: Fields): Promise<ChildSupervisionData> => {
  const today = londonDate(grant.at)
  return {
    header: await loadHeader(grant),
    today,
    said: await listSaidOfChild(grant),
    supervised: await listSupervised(grant),
    fields: fields ?? filledBoxes('held', today),
    errors: [],
  }
}
const placeOf = ({ childId }: Pick<Grant, 'childId'>) => ({ form: 'supervision', childId })
/** The page as it opens: with what this reader typed before and did not save, where the form is theirs. */
const open = async (grant: Grant, query: DraftQuery): Promise<ChildSupervisionData> => {
  const data = await load(grant)
  if (data.supervised.length === 0) return data
  return { ...data, ...fieldsOfTyped(await openTyped(grant, placeOf(grant), query, true), data.fields) }
}

const page = childPage<typeof needs, ChildSupervisionData, typeof DraftQuery>({
  ...common,
  query: DraftQuery,
  purpose: 'see what was said of a child in supervision',
  load: (grant, { query }) => open(grant, query),
  answer: (data, frame) => ({ page: childSupervisionView(data, frame.csrf) }),
  examples: childExamples,
})

const box = Type.Optional(Type.String({ maxLength: 20_000 }))
const Form = Type.Object(Object.fromEntries([...childBoxes, ...draftBoxes].map(name => [name, box])))
const action = childAction<typeof needs, typeof Form>({
  ...common,
  purpose: 'write down a supervision',
  writes: supervision,
  right: 'write-notes',
  form: Form,
  act: async ({ grant, begin }, { form }) => {
    const fields = form as Fields
    const data = await load(grant, fields)
    if (data.supervised.length === 0) throw new NotFound()
    const kept = await answerTyped(begin, placeOf(grant), fields, recordHref(grant.address, '/supervision'))
    if (kept) return kept
    const { today, supervised } = data
    const read = readChildSupervision(fields, { today, supervised, colleagues: await listColleagues(grant) })
    const leaks = await leaksIn(grant, Object.fromEntries(childWords.map(name => [name, fields[name]])))
    if ('errors' in read || leaks.length > 0)
      return {
        page: childSupervisionView(
          { ...data, errors: [...('errors' in read ? read.errors : []), ...leaks] },
          grant.reader.csrf,
        ),
        status: 422,
      }
    const { on, who, passages, decided, actions } = read
    const me = grant.reader.userId
    const body = { on, work: who.work, workerId: who.id, passages, decided }
    const done = {
      redirect: recordHref(grant.address, '/supervision'),
      flash: actions.length > 0 ? 'Saved. The actions are tasks now.' : 'Saved.',
    }
    // pressed twice it is written once, and its actions are one task each
    if (await isWritten(grant, { on, body })) return done
    const command = await begin()
    await endTyped(command, placeOf(grant), fields)
    const writing = { childId: grant.childId, category: who.category, authorId: me }
    await write(command, { ...writing, kind: supervision, on, body })
    for (const { what, due, byWorker } of actions)
      await write(command, {
        ...{ ...writing, kind: task, on: today },
        body: {
          ...{ what, why: `Decided in supervision, ${formatDate(on)}`, dueOn: due, state: 'open' },
          ...{ ownerId: me, setById: me, setOn: today, ...(byWorker ? { offeredToId: who.id } : {}) },
        },
      })
    return done
  },
})

/** What was said of a child in supervision, to read and to write. */
export const childSupervisionRoutes: readonly Route[] = [page, action]
