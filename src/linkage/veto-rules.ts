/** A rule that stops the machine from joining two records, whatever they score. */
export type VetoRule =
  | 'nhs-differs'
  | 'upn-differs'
  | 'twin-pattern'
  | 'id-conflict'
  | 'twin-names'
  | 'twin-close'
  | 'unnamed'
  | 'birth-differs'
  | 'surname-differs'
  | 'namesake'
  | 'namesake-young'

/**
 * Each rule's place in a score's mask, what it says, and whether it is hard: a hard one also stands between two groups of
 * records when only one record of each breaks it, since those two records are of different children.
 */
export const vetoRules: Readonly<
  Record<VetoRule, { readonly bit: number; readonly hard: boolean; readonly words: string }>
> = {
  'id-conflict': {
    bit: 8,
    hard: true,
    words: 'Shares a number with another child: forename and other facts disagree, so it may be mis-keyed',
  },
  'nhs-differs': { bit: 1, hard: true, words: 'Two different valid NHS numbers' },
  'upn-differs': {
    bit: 2,
    hard: true,
    words: 'Two different valid UPNs, neither known to be a former one of the other',
  },
  'twin-pattern': { bit: 4, hard: true, words: 'May be twins: same birth date and family, another forename' },
  'twin-names': {
    bit: 512,
    hard: true,
    words: 'May be twins with names alike: both forms of the forename are names of their own',
  },
  'twin-close': { bit: 16, hard: false, words: 'May be twins: too little of the forename tells which it is' },
  unnamed: {
    bit: 32,
    hard: false,
    words: 'One record has no forename: too few numbers in common tell which child of a birth it is',
  },
  'birth-differs': { bit: 64, hard: false, words: 'Birth dates differ, and too few numbers are shared to outweigh it' },
  'surname-differs': {
    bit: 256,
    hard: false,
    words: 'Surnames differ, and no number, home, contact or parent agrees that would outweigh it',
  },
  namesake: {
    bit: 128,
    hard: false,
    words:
      'A common name with the same birth date, one in another order or one next door, and nothing else that agrees',
  },
  'namesake-young': {
    bit: 1024,
    hard: false,
    words: 'A common name with the same birth date, of a child of whom no school tells, and nothing else that agrees',
  },
}

/** The rules in a mask, in the order above. */
export const rulesIn = (mask: number): readonly VetoRule[] =>
  (Object.keys(vetoRules) as VetoRule[]).filter(rule => (mask & vetoRules[rule].bit) !== 0)

const hardBits = Object.values(vetoRules).reduce((mask, rule) => mask | (rule.hard ? rule.bit : 0), 0)

/** True where the mask has a rule that makes these two records of different children, or needs people to say they are not. */
export const isHard = (mask: number): boolean => (mask & hardBits) !== 0
