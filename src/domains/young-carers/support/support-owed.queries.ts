import {
  address,
  chosenValue,
  type EnrolmentKind,
  identity,
  type Owed,
  type OwedTask,
} from '../../../children/index.ts'
import { addDays, categoryBit, formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { listRegister, type RegisterLine } from './register.queries.ts'
import { fileKinds } from './support.queries.ts'
import { supportHref } from './support-form.view.ts'

/** How many days before its day a step of the support stands on Today: a local setting. */
const ahead = 14

/**
 * What a worker of the service owes the young people they work with, and by when; a manager has what is past its day, and who turned eighteen
 * while no adult service has accepted. Nobody else is asked anything: whether somebody is on the register is not looked at for them.
 */
export const supportOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment, ...fileKinds],
  list: async grant => {
    if ((grant.reader.masks.full & categoryBit('young-carer')) === 0) return []
    const { lines } = await listRegister(grant)
    const today = londonDate(grant.at)
    const tasks = lines.flatMap(line => tasksOf(line, today, grant.reader.role === 'team-manager'))
    return tasks.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, 50)
  },
})

/** The tasks of one line of the register. Pure. */
export const tasksOf = (
  { child, standing: { next }, transition }: RegisterLine,
  today: PlainDate,
  manages: boolean,
): readonly OwedTask[] => {
  const task = (what: string, due: PlainDate): OwedTask => ({
    child,
    href: supportHref(child.address),
    hint: `Support. ${what}${due < today ? `: it was to be done by ${formatDate(due)}.` : ` by ${formatDate(due)}.`}`,
    due,
    status: due < today ? { tag: 'Overdue', tone: 'warning' } : 'To do',
  })
  const own = next && next.on <= addDays(today, manages ? -1 : ahead) ? [task(next.what, next.on)] : []
  if (!transition) return own
  const { escalated, steps, days } = transition
  if (escalated)
    return [
      ...own,
      {
        ...task('', days.adult),
        hint: `Support. Eighteen since ${formatDate(days.adult)}, and no adult service has accepted: ours goes on until one has.`,
        status: { tag: 'No adult service', tone: 'warning' },
      },
    ]
  return [
    ...own,
    ...steps
      .filter(({ by, shownFrom }) => (manages ? by < today : shownFrom <= today))
      .map(({ what, by }) => task(what, by)),
  ]
}
