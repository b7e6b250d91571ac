import { Type } from 'typebox'
import { type Answer, type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { formatDate, londonDate, NotFound } from '../../kernel/index.ts'
import { html, type PageContent } from '../../platform/views/index.ts'
import { task } from '../kinds/index.ts'
import { guardFor } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { anyTyped, savedBefore, type TypedWords } from '../writing/not-saved.view.ts'
import { findLeaks, writableOf } from '../writing/note-form.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  openTyped,
} from '../writing/typed-form.actions.ts'
import { findWritten, listVersions } from '../writing/written.queries.ts'
import { afterDecision, decisionsFor, readDecision, readNewTask, type TaskBody, type TaskFields } from './task-form.ts'
import { newTaskExamples, taskExamples, tasksExamples } from './tasks.examples.ts'
import { listColleagues, listTasksOf } from './tasks.queries.ts'
import { type NewTaskData, newTaskView, type TaskData, type TasksData, tasksView, taskView } from './tasks.view.ts'

const needs = [...headerKinds, task] as const
type TaskGrant = ChildGrant<(typeof needs)[number]['kind']>
const common = { nav: '/my-children', needs } as const
const boxes = (...names: readonly string[]) =>
  Type.Object(Object.fromEntries([...names, ...draftBoxes].map(name => [name, Type.Optional(Type.String())])))
const again = (page: PageContent) => ({ page, status: 422 as const })
const choicesOf = (grant: ChildGrant<never>) =>
  writableOf([task.category, ...task.mayBe], category => mayWrite(grant.decision, category))

const listTasksPage = childPage<typeof needs, TasksData>({
  ...common,
  path: '/children/:child/tasks',
  purpose: 'see the tasks about a child',
  load: async grant => ({
    header: await loadHeader(grant),
    today: londonDate(grant.at),
    tasks: await listTasksOf(grant),
    mayWrite: choicesOf(grant).length > 0,
  }),
  answer: data => ({ page: tasksView(data) }),
  examples: tasksExamples,
})

const loadNew = async (grant: TaskGrant, fields: TaskFields = {}): Promise<NewTaskData> => {
  const choices = choicesOf(grant)
  if (choices.length === 0) throw new NotFound()
  const colleagues = await listColleagues(grant)
  return { header: await loadHeader(grant), today: londonDate(grant.at), choices, colleagues, fields, errors: [] }
}

const newPlace = ({ childId }: Pick<TaskGrant, 'childId'>) => ({ form: 'new-task', childId })
const newPage = childPage<typeof needs, NewTaskData, typeof DraftQuery>({
  ...common,
  path: '/children/:child/tasks/new',
  purpose: 'set a task',
  query: DraftQuery,
  load: async (grant, { query }) => {
    const data = await loadNew(grant)
    return { ...data, ...fieldsOfTyped(await openTyped(grant, newPlace(grant), query, true), data.fields) }
  },
  answer: (data, frame) => ({ page: newTaskView(data, frame.csrf) }),
  examples: newTaskExamples,
})

const NewForm = boxes('what', 'why', 'due-day', 'due-month', 'due-year', 'who', 'category')
const newAction = childAction<typeof needs, typeof NewForm>({
  ...common,
  path: '/children/:child/tasks/new',
  purpose: 'set a task',
  writes: task,
  right: 'write-notes',
  form: NewForm,
  act: async ({ grant, begin }, { form }) => {
    const fields = form as TaskFields
    const data = await loadNew(grant, fields)
    const kept = await answerTyped(begin, newPlace(grant), fields, recordHref(grant.address, '/tasks'))
    if (kept) return kept
    const read = readNewTask(fields, data)
    const leaks = findLeaks(fields, await guardFor(grant), data.header.first, ['what', 'why'])
    if ('errors' in read || leaks.length > 0) {
      const errors = [...('errors' in read ? read.errors : []), ...leaks]
      return again(newTaskView({ ...data, errors }, grant.reader.csrf))
    }
    const me = grant.reader.userId
    const body: TaskBody = {
      what: read.what,
      why: read.why,
      dueOn: read.due,
      state: 'open',
      ownerId: me,
      setById: me,
      setOn: data.today,
      ...(read.to ? { offeredToId: read.to.id } : {}),
    }
    const { childId } = grant
    const command = await begin()
    await endTyped(command, newPlace(grant), fields)
    await write(command, { childId, kind: task, category: read.category, body, on: data.today, authorId: me })
    return {
      redirect: recordHref(grant.address, '/tasks'),
      flash: read.to
        ? `${read.to.name} is asked to take it. Until then it is yours.`
        : `The task is set for ${formatDate(read.due)}.`,
    }
  },
})

/** The version that stands of a task which somebody opened in an earlier one. */
const standingOf = async (grant: TaskGrant, address: string | undefined): Promise<string | undefined> => {
  const opened = await findWritten(grant, 'task', address)
  return opened && (await listVersions(grant, 'task', opened.id)).at(-1)?.address
}

/** A task that this reader can see, as it stands now. Without the right to write in its category it can be read and nothing more. */
const loadTask = async (grant: TaskGrant, address: string | undefined, fields: TaskFields = {}): Promise<TaskData> => {
  const all = await listTasksOf(grant)
  const now = all.some(one => one.address === address) ? address : await standingOf(grant, address)
  const found = all.find(one => one.address === now)
  if (!found) throw new NotFound()
  const writes = found.body.state === 'open' && mayWrite(grant.decision, found.category)
  const decisions = writes ? decisionsFor({ offeredToId: undefined, ...found.body }, grant.reader.userId) : []
  const colleagues = decisions.includes('pass') ? await listColleagues(grant) : []
  const header = await loadHeader(grant)
  return { header, today: londonDate(grant.at), task: found, decisions, colleagues, fields, errors: [] }
}

const placeOf = ({ childId }: Pick<TaskGrant, 'childId'>, { address }: TaskData['task']) => ({
  form: `task/${address}`,
  childId,
})
const taskPage = childPage<typeof needs, TaskData, typeof DraftQuery>({
  ...common,
  path: '/children/:child/tasks/:entry',
  purpose: 'see a task',
  query: DraftQuery,
  load: async (grant, { params, query }) => {
    const data = await loadTask(grant, params.entry)
    if (data.decisions.length === 0) return data
    return { ...data, ...fieldsOfTyped(await openTyped(grant, placeOf(grant, data.task), query), data.fields) }
  },
  answer: (data, frame) => ({ page: taskView(data, frame.csrf) }),
  examples: taskExamples,
})

const flashes = {
  done: 'The task is done.',
  dropped: 'The task is dropped. It stays on the record with the reason.',
  take: 'The task is yours.',
  decline: 'The task stays with who had it. They read why.',
} as const

/**
 * Somebody else has said what happens with the task: what was typed stands on its page as it is now, and a second press of the button says nothing that is
 * not there.
 */
const overtaken = async (grant: TaskGrant, data: TaskData): Promise<Answer> => {
  const { keep, said, passedWhy } = data.fields
  if (keep === 'quiet') return { fragment: html`` }
  const notSaved: TypedWords = [
    ['What was done, or why not', said],
    ['Why do you pass it on?', passedWhy],
  ]
  const { body } = data.task
  const standing = [body.said, body.passedWhy].filter(Boolean)
  const typed = [said, passedWhy].flatMap(words => words?.trim() || [])
  if (anyTyped(notSaved) && !typed.every(words => standing.includes(words)))
    return savedBefore(taskView({ ...data, fields: {}, notSaved }, grant.reader.csrf))
  return {
    redirect: recordHref(grant.address, `/tasks/${data.task.address}`),
    flash: 'This was said already: the task is here as it stands.',
  }
}

const DecideForm = boxes('decision', 'said', 'passTo', 'passedWhy')
const decideAction = childAction<typeof needs, typeof DecideForm>({
  ...common,
  path: '/children/:child/tasks/:entry',
  purpose: 'say what happens with a task',
  writes: task,
  right: 'write-notes',
  form: DecideForm,
  act: async ({ grant, begin }, { form, params }) => {
    const fields = form as TaskFields
    const data = await loadTask(grant, params.entry, fields)
    const { task: standing, today } = data
    if (standing.address !== params.entry || standing.body.state !== 'open') return overtaken(grant, data)
    if (data.decisions.length === 0) throw new NotFound()
    const kept = await answerTyped(begin, placeOf(grant, standing), fields, recordHref(grant.address, '/tasks'))
    if (kept) return kept
    const read = readDecision(fields, { ...data, allowed: data.decisions }, standing.category)
    const leaks = findLeaks(fields, await guardFor(grant), data.header.first, ['said', 'passedWhy'])
    if ('errors' in read || leaks.length > 0) {
      const errors = [...('errors' in read ? read.errors : []), ...leaks]
      return again(taskView({ ...data, errors }, grant.reader.csrf))
    }
    const readerId = grant.reader.userId
    const command = await begin()
    await endTyped(command, placeOf(grant, standing), fields)
    await closeWriting(command, standing.entry)
    await write(command, {
      childId: grant.childId,
      kind: task,
      category: standing.category,
      body: afterDecision(standing.body, read, { readerId, today }),
      on: today,
      authorId: readerId,
      replaces: standing.entry,
      sealedAs: standing.entry,
    })
    return {
      redirect: recordHref(grant.address, '/tasks'),
      flash:
        read.decision === 'pass'
          ? `${read.to?.name} is asked to take it. Until then it is yours.`
          : flashes[read.decision],
    }
  },
})

/** Tasks about a child: set by a person, done, passed on or dropped. */
export const taskPages: readonly Route[] = [listTasksPage, newPage, newAction, taskPage, decideAction]
