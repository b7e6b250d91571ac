import type { SourceRecord } from './source-record.ts'

/** Where each part lives: a person there is, or a new one; and which persons are left empty and point where. */
export type Homes = {
  /** The person of each part, in the parts' order; undefined where a new person is needed. */
  readonly homes: readonly (number | undefined)[]
  /** Persons without source persons now, with the part that took over what each held longest. */
  readonly emptied: readonly { readonly person: number; readonly part: number }[]
  /** Parts that came out of a person which lives on elsewhere: restrictions follow them. */
  readonly splitFrom: readonly { readonly person: number; readonly part: number }[]
}

/**
 * Gives the parts of a component their persons. A person stays with the part that holds its oldest source person; where
 * several claim one part the pinned come first, then the oldest (design 2.1, rule 7). Nobody's number is used twice.
 */
export const settle = (parts: readonly (readonly SourceRecord[])[], pinned: ReadonlySet<number>): Homes => {
  const claims = new Map<number, { oldest: number; part: number; all: Set<number> }>()
  parts.forEach((part, place) => {
    for (const record of part) {
      const claim = claims.get(record.personId)
      if (claim === undefined) claims.set(record.personId, { oldest: record.id, part: place, all: new Set([place]) })
      else {
        claim.all.add(place)
        if (record.id < claim.oldest) Object.assign(claim, { oldest: record.id, part: place })
      }
    }
  })
  const homes: (number | undefined)[] = parts.map(() => undefined)
  const emptied: { person: number; part: number }[] = []
  const ordered = [...claims].sort(([p], [q]) => Number(pinned.has(q)) - Number(pinned.has(p)) || p - q)
  for (const [person, { part }] of ordered) {
    if (homes[part] === undefined) homes[part] = person
    else emptied.push({ person, part })
  }
  const splitFrom = ordered.flatMap(([person, { all }]) =>
    [...all].filter(part => homes[part] !== person).map(part => ({ person, part })),
  )
  return { homes, emptied, splitFrom }
}
