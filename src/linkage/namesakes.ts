import { codeOf, factAt } from './facts.ts'
import { leadingForenames } from './name-tables.ts'
import type { Standard } from './standard.ts'

const different = (['address', 'phone', 'email', 'parent'] as const).map(
  fact => [factAt[fact], codeOf(fact, 'different')] as const,
)

/** True where home, telephone, e-mail or parents differ, as a namesake's do and those of a child who moved. */
export const isSpokenAgainst = (vector: readonly number[]): boolean =>
  different.some(([fact, code]) => vector[fact] === code)

const [leading, exact] = [codeOf('forename', 'leading'), codeOf('forename', 'exact')]
const numbers = (['nhs', 'upn', 'uln', 'local'] as const).map(fact => [factAt[fact], codeOf(fact, 'same')] as const)

/** True where a record gives only a name that brothers share, and nothing that tells one from another: Mohammed. */
export const isOnlyLed = ({ calledBy, middles }: Pick<Standard, 'calledBy' | 'middles'>): boolean =>
  middles.length === 0 && leadingForenames.has(calledBy[0] ?? '')

/**
 * True where no number is shared and one record gives only the name that brothers share: Mohammed, and Mohammed Yusuf, or Mohammed
 * with the middle name Yusuf. `isOneOnlyLed` says so of the latter, which levels do not tell.
 */
export const isLedAlike = (vector: readonly number[], isOneOnlyLed: boolean): boolean =>
  (vector[factAt.forename] === leading || (vector[factAt.forename] === exact && isOneOnlyLed)) &&
  !numbers.some(([fact, code]) => vector[fact] === code)

const nearly = new Set((['slip', 'close', 'sound', 'initial'] as const).map(level => codeOf('forename', level)))

/** True where the forenames are a letter or two apart, or one is an initial: a slip, or a twin's. */
export const isNearlyNamed = (vector: readonly number[]): boolean => nearly.has(vector[factAt.forename]!)
