import { codeOf, factAt } from './facts.ts'

const different = (['address', 'phone', 'email', 'parent'] as const).map(
  fact => [factAt[fact], codeOf(fact, 'different')] as const,
)

/** True where home, telephone, e-mail or parents differ, as a namesake's do and those of a child who moved. */
export const isSpokenAgainst = (vector: readonly number[]): boolean =>
  different.some(([fact, code]) => vector[fact] === code)
