/** One part of a school's places: a band of a test, or places kept for children of whom something holds. */
export type Share = {
  readonly name: string
  /** A band's part of the places, in any unit; of kept places, their number. */
  readonly size: number
}

/**
 * How a school divides its places among children. The choice that follows from it is substitutable and never shrinks as more ask, so
 * that deferred acceptance stays fair, best for every child, and without gain from guessing (Hafalir, Yenmez and Yildirim 2013).
 */
export type Division = {
  readonly kind: 'bands' | 'reserved'
  /** Bands stand from the lowest to the highest. */
  readonly shares: readonly Share[]
  /** Where a place goes that a band cannot fill: to the nearest band (of two as near, which first), or to whoever is next in the order. */
  readonly unfilled: 'order' | 'higher first' | 'lower first'
  /** Within the band that it goes to: by the school's order, or the score nearest to the band that could not fill it. */
  readonly by: 'order' | 'score'
  /** By preference: the number of the child's share, `noShare`, or `outside` for a child who comes before the division. */
  readonly share: Int32Array
  readonly score: Float64Array
  /** Places that children whose plan names the school have of each share already. */
  readonly taken: readonly number[]
}

export const noShare = -1
export const outside = -2
