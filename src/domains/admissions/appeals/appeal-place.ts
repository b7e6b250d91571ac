/** A live offer of a child: theirs, or put to the family beside the one that is theirs. */
export type LiveOffer = {
  readonly id: number
  readonly key: string
  readonly rank: number | null
  readonly standing: 'held' | 'put'
}
/** What an upheld appeal does to a child's offers: which end, and how the place is given; undefined where the school's place is theirs already. */
export type GivenByAppeal = { readonly ends: readonly number[]; readonly standing: 'held' | 'put' } | undefined

/**
 * How the place of an upheld appeal is given. A child without a place has it; one who holds another keeps that until the family answers. What was put to them
 * ends where they named it lower; where they named it higher it stays open, and the appeal's place takes the place of the one that they held.
 */
export const givenByAppeal = (live: readonly LiveOffer[], key: string, rank: number): GivenByAppeal => {
  if (live.some(one => one.key === key)) return undefined
  const held = live.filter(one => one.standing === 'held')
  const put = live.filter(one => one.standing === 'put')
  if (held.length === 0) return { ends: [], standing: 'held' }
  const higher = put.some(one => one.rank !== null && one.rank < rank)
  return higher
    ? { ends: held.map(one => one.id), standing: 'held' }
    : { ends: put.map(one => one.id), standing: 'put' }
}
