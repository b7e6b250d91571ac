/**
 * A child on a school's waiting list: whether they take precedence by law, the numbers that the school's criteria compare (the first that differs decides), and nothing else. When
 * somebody came onto the list is not among them, so that it can play no part (School Admissions Code 2021, 2.15).
 */
export type Waits = { readonly id: number; readonly key: readonly number[] }
/** With the place on the list: one more than stand before; those who are equal in everything share it until a draw. */
export type Placed = Waits & { readonly position: number; readonly equal: boolean }

const compare = (a: readonly number[], b: readonly number[]): number => {
  const differs = a.findIndex((value, i) => value !== b[i])
  return differs === -1 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0)
}

/** The waiting list of a school, by its criteria alone. */
export const waitingList = (waits: readonly Waits[]): Placed[] => {
  const sorted = waits.toSorted((a, b) => compare(a.key, b.key) || a.id - b.id)
  let position = 0
  return sorted.map((one, i) => {
    const same = (other: Waits | undefined): boolean => other !== undefined && compare(one.key, other.key) === 0
    if (!same(sorted[i - 1])) position = i + 1
    return { ...one, position, equal: same(sorted[i - 1]) || same(sorted[i + 1]) }
  })
}

/** What moved a child on a list: how many came before them or went, and whether it is what is known of the child that changed. */
export type Moved = {
  readonly from: number
  /** Came onto the list before the child; were before the child and left it. */
  readonly joined: number
  readonly left: number
  /** Were not before the child and are now; were and are no longer: of children who are on the list before and after. */
  readonly risen: number
  readonly fallen: number
  readonly own: boolean
}

/**
 * What moved each child who is on a list before and after. It adds up: the place after is `from + joined − left + risen − fallen`. Children of whom
 * nothing changed keep their order among one another, so only those who came, went or changed are counted against them.
 */
export const movesOf = (before: readonly Placed[], after: readonly Placed[]): ReadonlyMap<number, Moved> => {
  const [was, is] = [new Map(before.map(one => [one.id, one])), new Map(after.map(one => [one.id, one]))]
  const changed = (id: number): boolean => {
    const [a, b] = [was.get(id), is.get(id)]
    return !a || !b || compare(a.key, b.key) !== 0
  }
  const all = [...new Set([...was.keys(), ...is.keys()])]
  const different = all.filter(changed)
  const moves = new Map<number, Moved>()
  for (const one of after) {
    const earlier = was.get(one.id)
    if (!earlier) continue
    const own = changed(one.id)
    const moved = { joined: 0, left: 0, risen: 0, fallen: 0 }
    for (const id of own ? all : different) {
      if (id === one.id) continue
      const [a, b] = [was.get(id), is.get(id)]
      const [wasBefore, isBefore] = [
        a !== undefined && compare(a.key, earlier.key) < 0,
        b !== undefined && compare(b.key, one.key) < 0,
      ]
      if (isBefore && !a) moved.joined++
      else if (wasBefore && !b) moved.left++
      else if (isBefore && !wasBefore) moved.risen++
      else if (wasBefore && !isBefore) moved.fallen++
    }
    moves.set(one.id, { from: earlier.position, ...moved, own })
  }
  return moves
}

/** Whom a draw takes of those who stand equal: the lowest lot. */
export const drawn = <T>(equal: readonly T[], lot: (one: T) => string): T | undefined =>
  equal.map(one => ({ one, lot: lot(one) })).toSorted((a, b) => (a.lot < b.lot ? -1 : 1))[0]?.one
