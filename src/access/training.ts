import { addDays, daysBetween, formatDate, type PlainDate, plural } from '../kernel/index.ts'
import { getRole, type RoleKey } from './roles.ts'

/** A training that the role in use needs, and when it runs out: only those that ran out or will within thirty days are told. */
export type TrainingEnd = {
  readonly name: string
  /** What to do, in the words of whoever arranged it. */
  readonly renew: string
  /** The last day on which the role works, that day included; undefined where none was ever completed. */
  readonly lastDay: PlainDate | undefined
}

/** How long before it runs out somebody is told, in days: on Today, and then on every page (issue 4, point 1). */
export const trainingWarnings = { today: 30, everyPage: 7 } as const

/** Did the training run out, or was none completed? It counts on its last day and no longer on the next. */
const ranOut = ({ lastDay }: TrainingEnd, today: PlainDate): boolean => !lastDay || lastDay < today

/** Does the role work today: is every training that it needs in date? A role that needs none works. */
export const works = (ends: readonly TrainingEnd[], today: PlainDate): boolean => !ends.some(end => ranOut(end, today))

/** What became of one training, and what mends it, in plain words. */
const trainingWords = (end: TrainingEnd, role: string, today: PlainDate): string => {
  const mend = `${end.renew} Whoever keeps your training, your manager for instance, writes it down, and it counts at once.`
  if (end.lastDay === undefined)
    return `Your role as ${role} needs the training “${end.name}”, and none is recorded for you. Until it is, the role opens no records. You can still open a record urgently. ${mend}`
  if (ranOut(end, today))
    return `Your training “${end.name}” ran out on ${formatDate(end.lastDay)}. Until it is renewed, your role as ${role} opens no records. You can still open a record urgently. ${mend}`
  const left = daysBetween(today, end.lastDay)
  return `Your training “${end.name}” runs out ${left === 0 ? 'today' : `in ${plural(left, 'day')}`}, at the end of ${formatDate(end.lastDay)}. After that your role as ${role} opens no records until it is renewed. ${mend}`
}

type Told = { readonly role: RoleKey; readonly training?: readonly TrainingEnd[] }

/**
 * What somebody is told of the training that the role in use needs: on every page what ran out or will within seven days, on Today what
 * will within thirty and is not on every page, on their own page of access all of it.
 */
export const trainingToTell = (
  { role, training = [] }: Told,
  today: PlainDate,
  where: 'today' | 'everyPage' | 'all',
): readonly string[] => {
  const near = (end: TrainingEnd) => !end.lastDay || end.lastDay <= addDays(today, trainingWarnings.everyPage)
  return training
    .filter(end => where === 'all' || near(end) === (where === 'everyPage'))
    .map(end => trainingWords(end, getRole(role).title, today))
}
