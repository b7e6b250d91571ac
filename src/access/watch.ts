import { NotAllowed, NotFound } from '../kernel/index.ts'
import type { Input, Route } from './page.ts'
import { performRoute, Refusal } from './perform.ts'
import type { SignedInReader } from './reader.queries.ts'
import type { Ground } from './transaction.ts'

/** What became of that which somebody listens for: nothing they may see, something, or it is theirs to hear no longer. */
export type Watched = 'same' | 'changed' | 'over'

/**
 * Asks a live page anew each time something is announced, as the reader is now: whoever may not see what changed hears nothing, and
 * whoever has lost the reason, the role or the session hears nothing more. `first` is what the page said when it was opened.
 */
export const watchRoute = (
  ground: Ground,
  route: Route,
  input: Input,
  first: string,
  readerNow: () => Promise<SignedInReader | undefined>,
): (() => Promise<Watched>) => {
  let known = first
  return async () => {
    const reader = await readerNow()
    if (!reader) return 'over'
    try {
      const answer = await performRoute(ground, route, reader, input)
      if (!('live' in answer) || answer.state === undefined) return 'over'
      if (answer.state === known) return 'same'
      known = answer.state
      return 'changed'
    } catch (error) {
      if (error instanceof Refusal || error instanceof NotFound || error instanceof NotAllowed) return 'over'
      throw error
    }
  }
}
