import { foldName } from '../../kernel/index.ts'

/** Words that stand in most schools' names, and between the others: they tell no child from another. */
export const genericWords: ReadonlySet<string> = new Set(
  'the of st saint at and in for with school schools primary infant infants junior secondary nursery academy academies trust community cofe ce rc voluntary aided controlled va vc'.split(
    ' ',
  ),
)

/** Words of a school's name as they are kept for search, apart from the names of people. */
export const schoolWords = (name: string): string[] => [
  ...new Set(
    foldName(name.replace(/['’]/g, ''))
      .split(' ')
      .filter(word => word !== '' && !genericWords.has(word))
      .map(schoolWord),
  ),
]
/** A school's word, marked so that it never meets a person's name of the same letters. */
export const schoolWord = (word: string): string => `at ${word.slice(0, 97)}`
