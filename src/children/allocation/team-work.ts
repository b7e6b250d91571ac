import { addDays, type Category, categoryBit, type PlainDate } from '../../kernel/index.ts'

/** A child whose work a team holds, with what is known of it to the reader. */
export type HeldChild = {
  readonly childId: number
  /** The record's random address. */
  readonly address: string
  /** The kind of involvement. */
  readonly work: string
  readonly since: PlainDate
  /** Why it came to the team, in words of ours. */
  readonly why: string
  readonly lead: number | undefined
  readonly coWorkers: readonly number[]
  /** To whom a hand-over is proposed and not answered. */
  readonly offeredTo: number | undefined
  /** Has nobody ever had it? */
  readonly fresh: boolean
  readonly waitsUntil: PlainDate | undefined
  readonly clock: { readonly words: string; readonly on: PlainDate } | undefined
  readonly nextOn: PlainDate | undefined
  readonly lastSeen: PlainDate | undefined
}

/** Somebody of the team, or who left it and still has work of it. */
export type Member = { readonly id: number; readonly address: string; readonly name: string; readonly left: boolean }

/** An overdue task of somebody about a child of the team. */
export type OverdueTask = { readonly childId: number; readonly owner: number }

export type Standing = 'new' | 'nobody' | 'waits'

/** How work stands that nobody has: waiting until its day, never given to anybody, or given before. Pure. */
export const standingOf = ({ fresh, waitsUntil }: HeldChild, today: PlainDate): Standing =>
  waitsUntil !== undefined && waitsUntil > today ? 'waits' : fresh ? 'new' : 'nobody'

/** Longer ago than this a child is "not seen lately" (local; visits of a plan have days of their own). */
const lately = [{ from: '2024-04-01' as PlainDate, days: 28 }] as const
export const latelyDays = lately[0].days

const notSeenLately = ({ lastSeen }: HeldChild, today: PlainDate): boolean =>
  lastSeen === undefined || lastSeen < addDays(today, -latelyDays)

/** What one worker of the team has, as the team's manager counts it. */
export type WorkerLoad = {
  readonly member: Member
  readonly children: number
  readonly coWorks: number
  readonly overdue: number
  readonly notSeen: number
  readonly nextOn: PlainDate | undefined
}

/** The team's work as it stands. */
export type TeamLoad = {
  /** All the work that the team holds and the reader may know of: `toAllocate` and what the workers have, together. */
  readonly held: number
  /** The longest waiting first; what is left waiting until a day comes last. */
  readonly toAllocate: readonly HeldChild[]
  readonly workers: readonly WorkerLoad[]
}

/**
 * Counts a team's work. Each child is allocated to one worker or to nobody, so that the workers' children and those to allocate are all there
 * are. Somebody who left is among the workers while anything is theirs. Pure.
 */
export const countLoad = (
  children: readonly HeldChild[],
  members: readonly Member[],
  overdue: readonly OverdueTask[],
  today: PlainDate,
): TeamLoad => {
  const known = new Set(members.map(one => one.id))
  const nobody = children.filter(({ lead }) => lead === undefined || !known.has(lead))
  const order = (one: HeldChild) => `${standingOf(one, today) === 'waits' ? 1 : 0}${one.since}`
  return {
    held: children.length,
    toAllocate: [...nobody].sort((a, b) =>
      order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : a.childId - b.childId,
    ),
    workers: members
      .map((member): WorkerLoad => {
        const own = children.filter(one => one.lead === member.id)
        const dates = own.flatMap(one => one.nextOn ?? []).sort()
        return {
          member,
          children: own.length,
          coWorks: children.filter(one => one.coWorkers.includes(member.id)).length,
          overdue: overdue.filter(one => one.owner === member.id).length,
          notSeen: own.filter(one => notSeenLately(one, today)).length,
          nextOn: dates[0],
        }
      })
      .filter(({ member, children: own, coWorks, overdue: late }) => !member.left || own + coWorks + late > 0),
  }
}

/** One page of a list, from 1 on, and whether there are more after it. */
export type PageOf<T> = { readonly shown: readonly T[]; readonly page: number; readonly more: boolean }

/** How many children a page shows by name; the counts are of all. */
const mostShown = 50

/** A page of families, each whole on one page, however many they are. Pure. */
export const pageOfFamilies = <T>(families: readonly (readonly T[])[], page: number): PageOf<readonly T[]> => {
  const pages: (readonly T[])[][] = []
  let room = 0
  for (const family of families) {
    if (family.length > room || pages.length === 0) {
      pages.push([])
      room = mostShown
    }
    pages.at(-1)?.push(family)
    room -= family.length
  }
  return { shown: pages[page - 1] ?? [], page, more: page < pages.length }
}

/** A list that a service keeps for who sees its information in full: the service brings it. */
export type ServiceList = {
  readonly category: Category
  readonly text: string
  readonly href: string
  /** For who is in a team of that service, whatever they see of children. */
  readonly ofTeam?: true
}

/** The lists that are there for somebody who sees so much: for others a link would say that there is one. Pure. */
export const listsFor = (
  full: number,
  lists: readonly ServiceList[] = [],
  teams: readonly (Category | null)[] = [],
): readonly ServiceList[] =>
  lists.filter(({ category, ofTeam }) => (ofTeam ? teams.includes(category) : (full & categoryBit(category)) !== 0))
