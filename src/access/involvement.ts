import { addDays, type PlainDate } from '../kernel/index.ts'
import { findInvolvementKind } from './involvement-kinds.ts'
import { everyCategory } from './masks.ts'

/** How long after the last day a worker still sees the record, to write it up. */
export const writeUpDays = 14

/** A worker or a team, working with a child from a day to a day, that day included. */
export type Involved = {
  readonly kind: string
  readonly from: PlainDate
  readonly to: PlainDate | undefined
  /** On the list of the child's shield: opens a restricted or sealed record, and what only named people see. */
  readonly named: boolean
}

/** The reason that an involvement gives; `endsBefore` is the first day on which it no longer holds. */
export type InvolvementGrant = {
  readonly reason: string
  readonly limitMask: number
  readonly maxSensitivity: 3 | 4
  readonly named: boolean
  readonly startsOn: PlainDate
  readonly endsBefore: PlainDate | undefined
}

/**
 * The sight that working with a child gives: every category, cut by the reader's own role when it is used. It begins on the
 * first day and ends 14 days after the last. Throws RangeError where the involvement ends before it begins.
 */
export const grantForInvolvement = (involved: Involved): InvolvementGrant => {
  if (involved.to !== undefined && involved.to < involved.from)
    throw new RangeError('an involvement cannot end before it begins')
  return {
    reason: involved.kind,
    limitMask: everyCategory,
    maxSensitivity: involved.named ? 4 : 3,
    named: involved.named,
    startsOn: involved.from,
    endsBefore: involved.to && addDays(involved.to, writeUpDays + 1),
  }
}

/** Reasons that are not an involvement, in the words that follow "You can see this because". */
const otherReasons: Readonly<Record<string, (name: string) => string>> = {
  'school-link': name => `you are the officer for ${name}’s school. You see who ${name} is and attendance`,
  'school-roll': name => `${name} is on your school’s roll`,
  request: name => `your request to see ${name}’s record was approved`,
  urgent: () => 'you opened it urgently, gave a reason, and your manager has been told',
  oversight: name => `you answer for the work of a team that works with ${name}`,
  'named-part': name => `you are one of few who are named for a part of ${name}’s record`,
  holder: name => `you hold the list of who may see ${name}’s record`,
  'education-register': name => `your team keeps the register of education that ${name} is on`,
  universal: () => 'your job covers every child, for names, dates, numbers and addresses alone',
}

/**
 * "You can see this because …", for the reason of a relation. `team` is the team's name where the reason is the team's, not
 * the reader's own.
 */
export const reasonSentence = (reason: string, firstName: string, team?: string): string => {
  const kind = findInvolvementKind(reason)
  if (kind && team) return `your team, ${team}, works with ${firstName}`
  if (kind) return `you are ${firstName}’s ${kind.title}`
  return otherReasons[reason]?.(firstName) ?? `you work with ${firstName}`
}

/** What ends a reason that has no last day yet, in words that stand alone. */
export const reasonEnd = (reason: string): string =>
  otherEnds[reason] ?? 'When the work ends, and 14 days to write it up'
const otherEnds: Readonly<Record<string, string>> = {
  'school-link': 'When you are no longer the school’s officer',
  'school-roll': 'When the child leaves the roll',
  'education-register': 'When the child comes off the register, and 14 days to write it up',
  'named-part': 'When the work ends, or you are named no longer',
  holder: 'When you are no longer on the list',
  universal: 'When you leave the job',
}
