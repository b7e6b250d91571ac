import { relatedNames } from '../../linkage/index.ts'
import type { ChildCard } from './child-cards.queries.ts'

type Named = Pick<ChildCard, 'likeName' | 'bornOn'>

/**
 * Is one of two children easily taken for the other (linkage.md 3e)? By the same name; by the same surname with another spelling or a short form of the
 * forename; or by the same surname and birth date, as twins are. Pure, of what the two cards show.
 */
export const areLikeNamed = (a: Named, b: Named): boolean => {
  if (a.likeName === b.likeName) return true
  const [one, other] = [partsOf(a), partsOf(b)]
  if (one.surname === '' || one.surname !== other.surname) return false
  if (a.bornOn !== undefined && a.bornOn === b.bornOn) return true
  return one.forename === other.forename || relatedNames(one.forename).includes(other.forename)
}

/** Is any of these children easily taken for another of them? Asked before one is opened, or something is put on its record. */
export const someLikeNamed = (children: readonly Named[]): boolean =>
  children.some((one, at) => children.slice(at + 1).some(other => areLikeNamed(one, other)))

const partsOf = ({ likeName }: Named): { forename: string; surname: string } => {
  const [forename = '', ...rest] = likeName.split(' ')
  return { forename, surname: rest.at(-1) ?? '' }
}
