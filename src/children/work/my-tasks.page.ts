import { listPage, type Route } from '../../access/index.ts'
import { formatDate, londonDate, type PlainDate, plural } from '../../kernel/index.ts'
import { emptyState, type Html, html, table, tag, taskList } from '../../platform/views/index.ts'
import { exampleCards } from '../find/results.examples.ts'
import { address, chosenValue, dangerNote, identity, note, task, visit } from '../kinds/index.ts'
import { byFamily } from './families.ts'
import { type DatedTask, listTeamTasks, listTies, owedOf, type TeamTask } from './my-tasks.queries.ts'
import type { WorkOptions } from './today.page.ts'
import { listOwed, listTasks } from './today.queries.ts'
import { taskItem } from './today.view.ts'

type MyTasks = {
  readonly at: Date
  /** By family, the family that owes first in front. */
  readonly families: readonly (readonly DatedTask[])[]
  /** Undefined for who manages no team. */
  readonly team: readonly TeamTask[] | undefined
}

/** What do I owe, by when, and why? Mine by family, and what the teams owe that I manage. */
export const myTasksPage = ({ enrolment, owed }: WorkOptions): Route =>
  listPage({
    path: '/tasks',
    purpose: 'see what I owe',
    nav: 'tasks',
    needs: [
      identity,
      chosenValue,
      address,
      enrolment,
      visit,
      dangerNote,
      note,
      task,
      ...owed.flatMap(one => one.needs),
    ],
    load: async (grant): Promise<MyTasks> => {
      const tasks = owedOf([...(await listTasks(grant)), ...(await listOwed(grant, owed))])
      const children = [...new Set(tasks.map(one => one.task.child.childId))]
      const groups = byFamily(children, await listTies(grant, children))
      return {
        at: grant.at,
        families: groups.map(group => tasks.filter(one => group.includes(one.task.child.childId))),
        team: grant.reader.manages.length > 0 ? await listTeamTasks(grant) : undefined,
      }
    },
    answer: data => ({
      page: { title: 'Tasks', heading: 'Tasks', lead: leadWords(data), body: tasksView(data), wide: true },
    }),
    examples: exampleTasks(),
  })

const lateOf = (due: PlainDate | undefined, at: Date): boolean => due !== undefined && due < londonDate(at)

const leadWords = ({ families, at }: MyTasks): string => {
  const tasks = families.flat()
  const late = tasks.filter(one => lateOf(one.due, at)).length
  return `${plural(tasks.length, 'task')} of yours${late > 0 ? `, ${late} overdue` : ''}.`
}

const tasksView = ({ families, team, at }: MyTasks): Html => html`${
  families.length === 0
    ? emptyState({ text: 'You owe nothing.', next: { text: 'See your children', href: '/my-children' } })
    : families.map(
        (tasks, index) => html`<h2 class="govuk-heading-m">${namesOf(tasks)}</h2>
${taskList({ idPrefix: `family-${index + 1}`, items: tasks.map(one => taskItem(one.task, at)) })}`,
      )
}
<p class="govuk-body">A task is set on the record of the child, under Tasks.</p>
${team ? teamPart(team, at) : null}`

const namesOf = (tasks: readonly DatedTask[]): string => {
  const names = [...new Map(tasks.map(({ task: { child } }) => [child.childId, child.name])).values()]
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

const teamPart = (team: readonly TeamTask[], at: Date): Html => html`<h2 class="govuk-heading-m">Your team</h2>
${
  team.length === 0
    ? emptyState({ text: 'No task that you can see is open in your team.' })
    : table({
        caption: 'Tasks of your team, overdue first',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [{ text: 'Child' }, { text: 'Task' }, { text: 'Who' }, { text: 'By' }],
        rows: team.map(({ child, href, what, who, due }) => [
          child.name,
          html`<a class="govuk-link" href="${href}">${what}</a>`,
          who,
          html`${formatDate(due)} ${lateOf(due, at) ? tag({ text: 'Overdue', tone: 'warning' }) : null}`,
        ]),
      })
}`

function exampleTasks(): Readonly<Record<string, MyTasks>> {
  const at = new Date('2026-05-04T07:15:00Z')
  const [liam, , zoe] = exampleCards as readonly [(typeof exampleCards)[0], unknown, (typeof exampleCards)[0]]
  const due = '2026-05-01' as PlainDate
  const href = `/children/${zoe.address}/tasks/0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c20`
  const own: DatedTask = {
    due,
    task: {
      sort: 'owed',
      child: zoe,
      href,
      due,
      hint: 'Ring school about Mondays. It was to be done by 1 May 2026.',
      status: { tag: 'Overdue', tone: 'warning' },
    },
  }
  const visitToEnd: DatedTask = {
    due,
    task: { sort: 'visit-to-end', child: liam, visit: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c17', on: due },
  }
  const team: TeamTask[] = [{ child: zoe, href, what: 'Ring school about Mondays', due, who: 'Sam Ali' }]
  return {
    usual: { at, families: [[own, visitToEnd]], team: undefined },
    'nothing owed': { at, families: [], team: undefined },
    'team manager': { at, families: [[visitToEnd]], team },
  }
}
