import { upperFirst } from '../../../kernel/index.ts'
import { ordinal } from '../explain/explain.ts'
import type { Moved } from './waiting.ts'

/** What is told of a child's place on a waiting list. */
export type WaitingTold = {
  readonly position: number
  readonly equal: boolean
  readonly of: number
  readonly criterion: string | null
  /** Null where it must not be told, or was not measured. */
  readonly distance: string | null
  readonly moved: Moved | null
  /** Whether the school sends its own order. */
  readonly ownOrder: boolean
}

const children = (n: number): string => (n === 1 ? 'one child' : `${n} children`)

/** "Why are we 4th, and why did we go from 3rd to 4th?": in a few sentences, counts alone, and nothing of anybody else. */
export const waitingWords = (told: WaitingTold): string[] => {
  const { position, equal, of, criterion, distance, moved, ownOrder } = told
  const place = `You are ${ordinal(position)} of ${of} on the waiting list${equal ? ', equal with others' : ''}.`
  const ground = ownOrder
    ? 'The school ranks for itself, and its order decides.'
    : `${[criterion, distance].filter(part => part !== null).join('. ')}.`
  const before =
    position === 1
      ? 'Nobody stands before you.'
      : `${upperFirst(children(position - 1))} with higher priority ${position === 2 ? 'stands' : 'stand'} before you.`
  return [
    place,
    ground,
    before,
    ...(equal
      ? ['A draw decides between those who are equal when a place is free, and it is drawn anew each time.']
      : []),
    ...(moved ? [movedWords(moved, position)] : []),
    'How long you have waited and when you applied play no part. The place can go down as well as up.',
  ]
}

/** "You were 3rd before: one child with higher priority joined the list."; to an officer "Was 3rd before: …". */
export const movedWords = (
  { from, joined, left, risen, fallen, own }: Moved,
  position: number,
  told: 'family' | 'officer' = 'family',
): string => {
  const whom = told === 'family' ? 'you' : 'them'
  const parts = [
    ...(own ? [`what we know of ${told === 'family' ? 'your' : 'the'} child changed`] : []),
    ...(joined > 0 ? [`${children(joined)} with higher priority joined the list`] : []),
    ...(left > 0 ? [`${children(left)} before ${whom} left it`] : []),
    ...(own || risen === 0
      ? []
      : [`${children(risen)} now ${risen === 1 ? 'stands' : 'stand'} before ${whom} by something that changed`]),
    ...(own || fallen === 0
      ? []
      : [`${children(fallen)} no longer ${fallen === 1 ? 'stands' : 'stand'} before ${whom}`]),
  ]
  const was = `${told === 'family' ? 'You were' : 'Was'} ${ordinal(from)} before${from === position ? ' as well' : ''}`
  return parts.length === 0 ? `${was}.` : `${was}: ${parts.join('; ')}.`
}
