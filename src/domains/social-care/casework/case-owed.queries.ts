import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import {
  address,
  type CardKinds,
  type ChildCard,
  chosenValue,
  type EnrolmentKind,
  identity,
  listCards,
  type Owed,
  type OwedTask,
  readMany,
} from '../../../children/index.ts'
import { addDays, categoryBit, formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { caseHref } from './case-form.view.ts'
import { stepOf } from './case-steps.ts'
import { clockRules } from './clock-rules.ts'
import { type Clock, clocksOf } from './clocks.ts'
import { type CaseKind, caseFileOf, caseKinds } from './known-case.ts'

/** How many days before its day a step of a case stands on Today: a local setting. */
const aheadDays = 7
/** How many children are looked through, and how many tasks there are at most. */
const mostChildren = 300
const mostTasks = 50

/**
 * What a social worker owes the children allocated to them, and by when; a manager has what is past its day of the children their teams hold.
 * Of children whom the reader only may see nothing is asked.
 */
export const caseOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment, ...caseKinds],
  list: async grant => {
    if ((grant.reader.masks.full & categoryBit('care-content')) === 0) return []
    const [today, manages] = [londonDate(grant.at), grant.reader.role === 'team-manager']
    const ids = await listHeld(grant, manages ? grant.reader.manages : [grant.reader.userId], today)
    if (ids.length === 0) return []
    const known = await readMany(grant as Grant<CaseKind>, ids, caseKinds)
    const owed = ids.flatMap(id => {
      const file = caseFileOf(known.get(id) ?? [], today, () => '')
      const running = clocksOf(clockRules, file, today).filter(clock => clock.done === undefined)
      return running
        .filter(({ due }) => due <= addDays(today, manages ? -1 : aheadDays))
        .map(clock => ({ id, clock, step: stepOf(clock.step)?.missing?.(file) ? '' : clock.step }))
    })
    const first = owed.sort((a, b) => (a.clock.due < b.clock.due ? -1 : 1)).slice(0, mostTasks)
    const cards = await listCards(grant as Grant<CardKinds>, [...new Set(first.map(one => one.id))])
    const byChild = new Map(cards.map(card => [card.childId, card]))
    return first.flatMap(({ id, clock, step }) => {
      const child = byChild.get(id)
      return child && !child.died ? [taskOf(child, clock, step, today)] : []
    })
  },
})

/** The children whom these people or teams do social work with now. */
const listHeld = async (grant: Grant<string>, principals: readonly number[], today: PlainDate): Promise<number[]> => {
  const { rows } = await sql<{ child_id: number }>`
    select distinct child_id from involvement where principal_id = any(${principals}::bigint[]) and kind = 'social-work'
      and child_id is not null and known_to = 'infinity' and true_from <= ${today} and true_to > ${today} order by child_id limit ${mostChildren}`.execute(
    grant.tx,
  )
  return rows.map(row => row.child_id)
}

/** `step` is where it is done; the case itself where something else must come before. */
const taskOf = (child: ChildCard, { what, since, from, due }: Clock, step: string, today: PlainDate): OwedTask => ({
  child,
  href: caseHref(child.address, step),
  hint: `${what}. ${due < today ? 'It was due' : 'Due'} by ${formatDate(due)}, counted from ${formatDate(from)} (${since}).`,
  due,
  status: due < today ? { tag: 'Overdue', tone: 'warning' } : 'To do',
})
