const before = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)

/** Records in disjoint groups that can only be joined. */
export type Groups = {
  readonly same: (x: string, y: string) => boolean
  readonly join: (x: string, y: string) => void
  readonly membersOf: (x: string) => readonly string[]
  /** Every member of one's group with every member of the other's; none where they are one group. */
  readonly pairs: (x: string, y: string) => readonly (readonly [string, string])[]
  /** The groups, each in order of id, in order of their first id. */
  readonly list: () => readonly (readonly string[])[]
}

/** Each of these ids in a group of its own. */
export const startGroups = (ids: Iterable<string>): Groups => {
  const groupOf = new Map<string, string[]>()
  for (const id of ids) groupOf.set(id, [id])
  const membersOf = (x: string): string[] => groupOf.get(x) ?? [x]
  const same = (x: string, y: string): boolean => x === y || membersOf(x) === membersOf(y)
  const join = (x: string, y: string): void => {
    if (same(x, y)) return
    const [one, other] = [membersOf(x), membersOf(y)]
    const [large, small] = one.length >= other.length ? [one, other] : [other, one]
    large.push(...small)
    for (const id of small) groupOf.set(id, large)
    groupOf.set(x, large)
    groupOf.set(y, large)
  }
  const pairs = (x: string, y: string) =>
    same(x, y) ? [] : membersOf(x).flatMap(p => membersOf(y).map(q => [p, q] as const))
  const list = () =>
    [...new Set(groupOf.values())].map(group => [...group].sort(before)).sort((p, q) => before(p[0] ?? '', q[0] ?? ''))
  return { same, join, membersOf, pairs, list }
}
