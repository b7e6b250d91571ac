import { boxesNamed, type Category, formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  type Part,
  radios,
  select,
  summaryList,
  tag,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import { notSavedPart, type TypedWords } from '../writing/not-saved.view.ts'
import { whoCanSee } from '../writing/note-form.view.ts'
import type { Colleague, Decision, TaskFields } from './task-form.ts'
import type { Task } from './tasks.queries.ts'

export type TasksData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly tasks: readonly Task[]
  readonly mayWrite: boolean
}
type FormPart = {
  readonly header: RecordHeader
  readonly fields: TaskFields
  readonly errors: readonly FormError[]
  readonly colleagues: readonly Colleague[]
  readonly draft?: ShownDrafts
}
export type NewTaskData = FormPart & { readonly today: PlainDate; readonly choices: readonly Category[] }
export type TaskData = FormPart & {
  readonly today: PlainDate
  readonly task: Task
  /** None where the reader may only read it, or it is over. */
  readonly decisions: readonly Decision[]
  /** What the reader typed of a task that somebody else had said something of before. */
  readonly notSaved?: TypedWords
}

const tasksHref = (header: RecordHeader, part = '') => recordHref(header.address, `/tasks${part}`)
const day = (on: string | undefined): string => (on ? formatDate(on as PlainDate) : 'No day')

/** The tasks of one child: what is owed, by whom and by when, and what became of those before. */
export const tasksView = ({ header, today, tasks, mayWrite }: TasksData): PageContent =>
  recordPage(header, {
    title: 'Tasks',
    wide: false,
    body: html`${mayWrite ? button({ text: 'Set a task', href: tasksHref(header, '/new') }) : null}
${tasks.length === 0 ? emptyState({ text: `No task is set about ${header.first} that you can see.` }) : tasks.map(one => taskCard(one, header, today))}`,
  })

const taskCard = (task: Task, header: RecordHeader, today: PlainDate): Html => {
  const open = task.body.state === 'open'
  return card({
    title: task.body.what,
    body: html`${taskRows(task, today)}`,
    ...(open
      ? {
          link: {
            text: html`Open this task<span class="govuk-visually-hidden">: ${task.body.what}</span>`,
            href: tasksHref(header, `/${task.address}`),
          },
        }
      : {}),
  })
}

const taskRows = ({ body, owner, setBy, offeredTo }: Task, today: PlainDate): Html => {
  const late = body.dueOn !== undefined && body.dueOn < today
  return summaryList({
    rows:
      body.state === 'open'
        ? [
            { key: 'By', value: html`${day(body.dueOn)} ${late ? tag({ text: 'Overdue', tone: 'warning' }) : null}` },
            { key: 'Who', value: offeredTo ? `${owner}, until ${offeredTo} takes it` : owner },
            {
              key: 'Why',
              value: `${body.why}${/[.?!]$/.test(body.why) ? '' : '.'} Set by ${setBy}, ${day(body.setOn)}`,
            },
            ...(body.passedWhy ? [{ key: 'Why it is passed on', value: body.passedWhy }] : []),
            ...(body.said && !offeredTo ? [{ key: 'Why it was not taken', value: body.said }] : []),
          ]
        : [
            { key: body.state === 'done' ? 'Done' : 'Dropped', value: day(body.endedOn) },
            { key: 'Was to be done by', value: day(body.wasDueOn) },
            { key: 'Who', value: owner },
            ...(body.said ? [{ key: body.state === 'done' ? 'What was done' : 'Why', value: body.said }] : []),
          ],
  })
}

const formPage = (
  { header, errors }: FormPart,
  { title, top, body }: { title: string; top?: Part; body: Part },
): PageContent => ({
  ...recordPage(header, {
    title,
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`${top ?? null}${body}`,
  }),
  back: { text: 'Tasks', href: tasksHref(header) },
})

const buttons = ({ header, draft }: Pick<FormPart, 'header' | 'draft'>, text: string): Html =>
  buttonGroup([
    button({ text, preventDoubleClick: true }),
    ...draftButtons(draft),
    html`<a class="govuk-link" href="${tasksHref(header)}">Cancel</a>`,
  ])

const people = (colleagues: readonly Colleague[]) =>
  colleagues.map(({ id, name, does }) => ({ value: String(id), text: does ? `${name}, ${does}` : name }))

/** A task set by a person, for themselves or for somebody else who works with the child. */
export const newTaskView = (data: NewTaskData, csrf: string): PageContent => {
  const { header, fields, errors, choices, colleagues } = data
  return formPage(data, {
    title: 'Set a task',
    body: form({
      action: tasksHref(header, '/new'),
      csrf,
      draft: true,
      body: html`${draftLine(data.draft)}${draftInputs(fields)}${textarea({ name: 'what', label: 'What is to be done?', rows: 2, value: fields.what ?? '', ...errorOf(errors, 'what') })}
${textarea({ name: 'why', label: 'Why?', rows: 2, value: fields.why ?? '', ...errorOf(errors, 'why') })}
${dateInput({
  id: 'due',
  name: 'due',
  legend: 'By which day?',
  hint: 'For example, 27 3 2026',
  values: boxesNamed('due', fields),
  ...errorOf(errors, 'due-day'),
})}
${
  colleagues.length === 0
    ? null
    : select({
        name: 'who',
        label: 'Who is to do it?',
        hint: 'It stays with you until somebody else takes it',
        items: [{ value: 'me', text: 'I do it' }, ...people(colleagues)],
        value: fields.who ?? 'me',
        ...errorOf(errors, 'who'),
      })
}
${choices.length > 1 ? whoCanSee({ choices, chosen: fields.category, errors, first: header.first, what: 'task' }) : html`<input type="hidden" name="category" value="${choices[0] ?? ''}">`}
${buttons(data, 'Set the task')}`,
    }),
  })
}

const decisionWords: Readonly<Record<Decision, string>> = {
  done: 'It is done',
  take: 'I take it',
  decline: 'I do not take it',
  pass: 'Pass it on to somebody else',
  dropped: 'It is not to be done any more',
}

/** One task that stands, and what can happen with it. */
export const taskView = (data: TaskData, csrf: string): PageContent => {
  const { header, task, today, decisions, fields, errors, colleagues } = data
  const passing = html`${select({
    name: 'passTo',
    label: 'Who is to do it?',
    hint: 'It stays with you until they take it',
    items: [{ value: '', text: 'Choose' }, ...people(colleagues)],
    value: fields.passTo ?? '',
    ...errorOf(errors, 'passTo'),
  })}${textarea({ name: 'passedWhy', label: 'Why do you pass it on?', rows: 2, value: fields.passedWhy ?? '', ...errorOf(errors, 'passedWhy') })}`
  return formPage(data, {
    title: task.body.what,
    top: html`${notSavedPart(data.notSaved)}${taskRows(task, today)}`,
    body:
      decisions.length === 0
        ? null
        : form({
            action: tasksHref(header, `/${task.address}`),
            csrf,
            draft: true,
            body: html`${draftLine(data.draft)}${draftInputs(fields)}${radios({
              name: 'decision',
              legend: 'What happens with this task?',
              items: decisions
                .filter(one => one !== 'pass' || colleagues.length > 0)
                .map(one => ({
                  value: one,
                  text: decisionWords[one],
                  ...(one === 'pass' ? { conditional: passing } : {}),
                })),
              value: fields.decision ?? '',
              ...errorOf(errors, 'decision'),
            })}
${textarea({ name: 'said', label: 'What was done, or why not', hint: 'A task that is dropped or not taken needs a reason', rows: 3, value: fields.said ?? '', ...errorOf(errors, 'said') })}
${buttons(data, 'Save')}`,
          }),
  })
}
