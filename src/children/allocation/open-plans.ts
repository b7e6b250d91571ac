import type { RecordKind } from '../../access/index.ts'

/** A sort of plan that keeps work open. `children/` does not know which services there are: they bring theirs. */
export type OpenPlan = {
  /** The kind of involvement that it keeps open. */
  readonly work: string
  /** "a child protection plan" */
  readonly words: string
  /** The part of the record where it is seen to. */
  readonly part: string
  /** One is open while its status says so, or while it has begun and no version of it has ended. */
  readonly kind: RecordKind
  /** What ends it, where that is a thing of its own. */
  readonly endedBy?: RecordKind
}

/** One entry of a plan, as far as being open goes. */
export type PlanEntry = {
  readonly kind: string
  readonly status: string | undefined
  readonly startedOn: string | undefined
  readonly endedOn: string | undefined
  /** The order in which it was known. */
  readonly id: number
}

const openStatuses = ['open', 'offered']

/** Is a plan of this sort open? Two sources may tell one plan, and one of them that it ended: then it has. Pure. */
export const isOpen = ({ kind, endedBy }: OpenPlan, entries: readonly PlanEntry[]): boolean => {
  const own = entries.filter(one => one.kind === kind.kind)
  if (endedBy) {
    const last = (name: string) => Math.max(0, ...entries.filter(one => one.kind === name).map(one => one.id))
    return last(kind.kind) > last(endedBy.kind)
  }
  const ended = new Set(own.filter(one => one.endedOn).map(one => one.startedOn))
  return own.some(
    one =>
      openStatuses.includes(one.status ?? '') ||
      (one.status === undefined && one.startedOn !== undefined && !ended.has(one.startedOn)),
  )
}
