import { ameliaHeader, exampleDay } from '../pages/record.examples.ts'
import type { Task } from './tasks.queries.ts'
import type { NewTaskData, TaskData, TasksData } from './tasks.view.ts'

const colleagues = [
  { id: 7, name: 'Sam Ali', does: 'family support worker', reads: ['early-help' as const] },
  { id: 8, name: 'Priya Raman', does: '', reads: ['early-help' as const, 'care-content' as const] },
]
/** An invented task that stands. */
const exampleTask: Task = {
  entry: 1,
  address: '0e000000-0000-4000-8000-000000000011',
  category: 'early-help',
  body: {
    what: 'Ring school about a later start on Mondays',
    why: 'Amelia said that Mondays are hard',
    dueOn: '2026-05-01',
    state: 'open',
    ownerId: 1,
    setById: 1,
    setOn: '2026-04-24',
  },
  owner: 'Jo Reed',
  setBy: 'Jo Reed',
  offeredTo: undefined,
}
const offered: Task = {
  ...exampleTask,
  body: { ...exampleTask.body, dueOn: '2026-05-20', offeredToId: 7, passedWhy: 'I am on leave until June' },
  offeredTo: 'Sam Ali',
}
const { dueOn: _day, ...over } = exampleTask.body
const done: Task = {
  ...exampleTask,
  body: { ...over, state: 'done', wasDueOn: '2026-05-01', endedOn: '2026-04-30', said: 'School starts her at 9:30' },
}
const dropped: Task = { ...done, body: { ...done.body, state: 'dropped', said: 'Amelia moved school' } }

export const tasksExamples: Readonly<Record<string, TasksData>> = {
  usual: { header: ameliaHeader, today: exampleDay, tasks: [exampleTask, offered, done, dropped], mayWrite: true },
  'nothing to do': { header: ameliaHeader, today: exampleDay, tasks: [], mayWrite: false },
}
const empty: NewTaskData = {
  header: ameliaHeader,
  today: exampleDay,
  choices: ['early-help', 'care-content'],
  colleagues,
  fields: {},
  errors: [],
}
export const newTaskExamples: Readonly<Record<string, NewTaskData>> = {
  usual: empty,
  'with errors': {
    ...empty,
    choices: ['early-help'],
    colleagues: [],
    errors: [
      { field: 'what', text: 'Enter what is to be done' },
      { field: 'due-day', text: 'Enter the day by which it is to be done' },
    ],
  },
}
const owned: TaskData = {
  header: ameliaHeader,
  today: exampleDay,
  task: exampleTask,
  decisions: ['done', 'pass', 'dropped'],
  colleagues,
  fields: {},
  errors: [],
}
export const taskExamples: Readonly<Record<string, TaskData>> = {
  usual: owned,
  'passed on to me': { ...owned, task: offered, decisions: ['done', 'take', 'decline', 'dropped'], colleagues: [] },
  'over already': { ...owned, task: done, decisions: [], colleagues: [] },
  'with errors': {
    ...owned,
    fields: { decision: 'pass' },
    errors: [
      { field: 'passTo', text: 'Choose whom to pass it on to' },
      { field: 'passedWhy', text: 'Write why' },
    ],
  },
}
