import type { Grant } from '../../access/index.ts'
import { type CardKinds, type ChildCard, listCards } from './child-cards.queries.ts'
import { parseQuery } from './parse-query.ts'
import { findChildren } from './search.queries.ts'

/** The children who may be meant by a line as "Find a child" takes it, the nearest first, among those this reader may see. */
export const listLikely = async (grant: Grant<CardKinds>, line: string, most: number): Promise<ChildCard[]> => {
  const found = await findChildren(grant, parseQuery(line))
  return listCards(
    grant,
    found.slice(0, most).map(one => one.childId),
  )
}
