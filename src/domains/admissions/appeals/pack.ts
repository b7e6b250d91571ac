import type { PlainDate } from '../../../kernel/index.ts'
import type { Explanation } from '../explain/explain.ts'
import { familyWords, ordinal } from '../explain/explain.ts'

/** What the round says of one child at the school that refused them: the child's own, and what the school published. Nothing of another child. */
export type RefusalFacts = {
  readonly round: string
  readonly school: string
  readonly places: number
  readonly ownOrder: boolean
  readonly criteria: readonly string[]
  readonly name: string
  readonly birthDate: PlainDate
  readonly reference: string
  readonly holds: string | null
  /** Where the child is at an address that nobody should find, no distance of theirs is told. */
  readonly isProtected: boolean
  readonly explanation: Explanation | null
  readonly distance: string | null
  readonly waitingPosition: number | null
  readonly waiting: number
}
/** What somebody wrote for the panel. */
export type Paper = {
  readonly sort: 'grounds' | 'evidence' | 'statement'
  readonly words: string
  readonly on: PlainDate
}
/** The papers of one appeal as the panel and both sides have them. */
export type Pack = {
  readonly title: string
  readonly sections: readonly {
    readonly heading: string
    readonly rows: readonly (readonly [string, string])[]
    readonly words: readonly string[]
  }[]
}

/** Puts the papers of one child's appeal together. The same facts give the same pack, to the byte. */
export const packOf = (facts: RefusalFacts, papers: readonly Paper[]): Pack => {
  const of = (sort: Paper['sort']): string[] => papers.filter(one => one.sort === sort).map(one => one.words)
  return {
    title: `${facts.name}: ${facts.school}`,
    sections: [
      {
        heading: 'The child and the decision',
        rows: [
          ['Child', facts.name],
          ['Born', facts.birthDate],
          ['Application', `${facts.reference}, ${facts.round}`],
          ['School that refused', facts.school],
          ['Place held', facts.holds ?? 'None'],
        ],
        words: [],
      },
      {
        heading: 'How the school gives its places',
        rows: [
          ['Published number', String(facts.places)],
          ...(facts.ownOrder
            ? [['Criteria', 'The school ranks for itself, by its own criteria'] as const]
            : facts.criteria.map((name, i) => [`Criterion ${i + 1}`, name] as const)),
        ],
        words: [],
      },
      { heading: 'Why the child was refused', rows: refusalRows(facts), words: refusalWords(facts) },
      { heading: 'The authority’s statement', rows: [], words: of('statement') },
      { heading: 'The family’s case', rows: [], words: of('grounds') },
      { heading: 'The family’s evidence', rows: [], words: of('evidence') },
    ],
  }
}

const refusalRows = ({
  explanation,
  isProtected,
  waitingPosition,
  waiting,
}: RefusalFacts): (readonly [string, string])[] => {
  const now: (readonly [string, string])[] =
    waitingPosition === null ? [] : [['On the waiting list today', `${ordinal(waitingPosition)} of ${waiting}`]]
  if (!explanation) return now
  const { position, ranked, criterion, distance, last_criterion, last_distance } = explanation
  return [
    ...(position === null ? [] : [['Place in the school’s order', `${ordinal(position)} of ${ranked}`] as const]),
    ...(criterion === null ? [] : [['Criterion met', criterion] as const]),
    ...(distance === null ? [] : [['Distance', isProtected ? 'Protected' : distance] as const]),
    ...(last_criterion === null ? [] : [['Last place went under', lower(last_criterion)] as const]),
    ...(last_distance === null ? [] : [['Distance of the last place', last_distance] as const]),
    ...now,
  ]
}
const lower = (text: string): string => text.replace(/^C/, 'c')

const refusalWords = ({ explanation, distance, isProtected }: RefusalFacts): string[] =>
  explanation ? [familyWords(explanation.words, distance, isProtected)] : []
