/** What a question is about, as far as the clearing house is told. */
export type QuestionKind = 'two-records' | 'one-number' | 'one-record'

/** Where a question stands in the list: possible harm first, then how long it has waited. */
export type Band = 'now' | 'long' | 'recent' | 'asked'

const week = 7 * 24 * 3_600_000

/**
 * The question behind a case's kind. Why the machine left a pair to people can give a restriction away (a protected
 * address), so those are told as any other pair of records.
 */
export const questionOf = (kind: string): QuestionKind =>
  kind === 'split' ? 'one-record' : kind === 'id-conflict' ? 'one-number' : 'two-records'

/** The band by harm and wait, of nothing but the question itself: what services know of the child must not show in its place. */
export const bandOf = (kind: string, asked: boolean, openedAt: Date, at: Date): Band => {
  if (asked) return 'asked'
  if (questionOf(kind) !== 'two-records') return 'now'
  return at.getTime() - openedAt.getTime() > week ? 'long' : 'recent'
}

/** The bands in their order, with their headings. */
export const bandHeadings: Readonly<Record<Band, string>> = {
  now: 'One child’s facts may be on another child’s record',
  long: 'Waiting for more than a week',
  recent: 'Newer',
  asked: 'Asked the source, no answer yet',
}

/** The question in words. */
export const questionWords: Readonly<Record<QuestionKind, string>> = {
  'two-records': 'Two records, perhaps one child',
  'one-number': 'One number, perhaps two children',
  'one-record': 'One record, perhaps two children',
}
