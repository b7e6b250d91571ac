/** One of the two records that came apart: `a` kept the address, `b` got its own back. */
export type Half = 'a' | 'b'
/** Why an entry is suggested for a half, the strongest first; `nothing` where the two cannot be told apart by it. */
export type Why = 'corrects' | 'names' | 'worker-then' | 'worker' | 'seen-through' | 'nothing'
export type Suggestion = { readonly to: Half | undefined; readonly why: Why }

type Halves = readonly Half[]
/** What an entry that was written on the joined record tells of whose it is. */
export type Clues = {
  /** The half of the entry that it corrects, where that one was there before the join. */
  readonly corrects: Half | undefined
  /** All that was written, as plain words. */
  readonly words: string
  /** What the sources of each half say of the child: names, streets, postcodes. */
  readonly said: Readonly<Record<Half, readonly string[]>>
  /** The halves that the author had work with on the day it is about, and has work with now. */
  readonly workedThen: Halves
  readonly worksWith: Halves
  /** The halves of the source persons that were tied to the record when it was written. */
  readonly seenThrough: Halves
}

/** Whose an entry probably is: only a suggestion, for a person to decide. */
export const suggestHalf = (clues: Clues): Suggestion => {
  const found: readonly (readonly [Why, Half | undefined])[] = [
    ['corrects', clues.corrects],
    ['names', onlyOne(namedIn(clues))],
    ['worker-then', onlyOne(clues.workedThen)],
    ['worker', onlyOne(clues.worksWith)],
    ['seen-through', onlyOne(clues.seenThrough)],
  ]
  for (const [why, to] of found) if (to) return { to, why }
  return { to: undefined, why: 'nothing' }
}

const onlyOne = (halves: Halves): Half | undefined => (new Set(halves).size === 1 ? halves[0] : undefined)

/** The halves of which the words name something that only that half's sources say. */
const namedIn = ({ words, said }: Clues): Half[] => {
  const written = new Set(wordsOf(words))
  const a = new Set(said.a.flatMap(wordsOf))
  const b = new Set(said.b.flatMap(wordsOf))
  const names = (ours: ReadonlySet<string>, theirs: ReadonlySet<string>) =>
    [...ours].some(word => !theirs.has(word) && written.has(word))
  return [...(names(a, b) ? (['a'] as const) : []), ...(names(b, a) ? (['b'] as const) : [])]
}

/** Words that are long enough to name something. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length >= 3)
