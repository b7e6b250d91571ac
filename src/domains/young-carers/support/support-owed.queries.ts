import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
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
import { supportConsent } from './support.record.ts'
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
    const manages = grant.reader.role === 'team-manager'
    const tasks = [
      ...lines.flatMap(line => tasksOf(line, today, manages)),
      ...(manages ? [] : await consentsEnding(grant, lines, today)),
    ]
    return tasks.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, 50)
  },
})

/** Who may know of a young carer, where what was agreed ends soon: that they are asked again is the worker's, and nobody else learns that there was anything. */
const consentsEnding = async (
  { tx }: Grant<string>,
  lines: readonly RegisterLine[],
  today: PlainDate,
): Promise<readonly OwedTask[]> => {
  const children = new Map(lines.map(({ child }) => [child.childId, child]))
  const { rows } = await sql<{ child_id: number; due: PlainDate }>`
    select child_id, min(due_on)::text as due from entry
    where child_id = any(${[...children.keys()]}::bigint[]) and kind = ${supportConsent.kind} and known_to = 'infinity' and status = 'agreed'
      and due_on >= ${today}::date and due_on <= ${addDays(today, ahead)}::date group by child_id`.execute(tx)
  return rows.flatMap(({ child_id, due }) => {
    const child = children.get(child_id)
    if (!child) return []
    const hint = `Support. What was agreed that others may know ends after ${formatDate(due)}. Ask whether it is to go on.`
    return [{ child, href: supportHref(child.address), hint, due, status: 'To do' as const }]
  })
}

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
