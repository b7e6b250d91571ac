/**
 * The words of linkage. A *fact* is one thing two records can be compared on; its *level* says how close they are.
 * *Bits* are log2 odds: each bit doubles the odds that the two records are the same child. A *class* is a way for two
 * records to be of different children: strangers, brothers and sisters (household), or twins.
 */
export const levelsOf = {
  forename: [
    ...(['exact', 'variant', 'short', 'alias', 'partly', 'slip', 'leading'] as const),
    ...(['close', 'sound', 'initial', 'swapped', 'different'] as const),
  ],
  middle: ['same', 'initial', 'different'],
  surname: ['exact', 'variant', 'alias', 'half', 'close', 'sound', 'swapped', 'different'],
  birth: ['same', 'swapped', 'digit', 'default', 'same-month', 'same-year', 'parts', 'different', 'digits'],
  sex: ['same', 'different'],
  nhs: ['same', 'different'],
  upn: ['same', 'different'],
  uln: ['same', 'different'],
  address: ['home', 'shared-home', 'postcode', 'other-house', 'street', 'previous', 'near', 'different'],
  phone: ['same', 'different'],
  email: ['same', 'near', 'different'],
  parent: ['same', 'similar', 'different'],
  school: ['same', 'different'],
  // A number that one system gave each child: another one says nothing, for a child may have had several.
  local: ['same'],
  town: ['same', 'similar', 'partly', 'different'],
} as const

export type Fact = keyof typeof levelsOf
export type Level<F extends Fact = Fact> = (typeof levelsOf)[F][number]

export const factNames = Object.keys(levelsOf) as readonly Fact[]

/** Where each fact stands in a score's vector. */
export const factAt = Object.fromEntries(factNames.map((fact, at) => [fact, at])) as Readonly<Record<Fact, number>>

/** The level code kept in a vector: 0 means the two records cannot be compared on that fact. */
export const codeOf = <F extends Fact>(fact: F, level: Level<F>): number =>
  (levelsOf[fact] as readonly string[]).indexOf(level) + 1

/** The level a code stands for, or undefined for 0. */
export const levelAt = (fact: Fact, code: number): Level | undefined => levelsOf[fact][code - 1]
