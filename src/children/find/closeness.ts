import { relatedNames } from '../../linkage/index.ts'

/** How far a word of the dictionary is from the word somebody typed; what is not near at all has no distance. */
export type Distance = 0 | 1 | 2 | 3

/**
 * The fewest letters to change, add, leave out or change over with the next (Damerau, in its restricted form) that make one
 * word the other; `limit + 1` where it takes more than `limit`.
 */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      const crossed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (crossed) best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    if (Math.min(...row) > limit) return limit + 1
    ;[before, last] = [last, row]
  }
  return Math.min(last[b.length] ?? 0, limit + 1)
}

/** The letters that may differ in a word of this length before it is another name. */
const allowed = (length: number): number => (length <= 3 ? 0 : length <= 5 ? 1 : 2)

/**
 * How far `word` is from what was `typed`: 0 the same; 1 another spelling or short form of the name, or its beginning; 2 one
 * letter off, or it sounds the same; 3 two letters off. Depends on these two words alone, so that nothing hidden changes a rank.
 */
export const distanceOf = (typed: string, word: string, soundsAlike: boolean): Distance | undefined => {
  if (typed === word) return 0
  if (relatedNames(typed).includes(word)) return 1
  if (typed.length >= 3 && word.startsWith(typed)) return 1
  const edits = editDistance(typed, word, 3)
  if (edits <= 1 && allowed(typed.length) >= 1) return 2
  if (soundsAlike && edits <= (typed.length <= 4 ? 1 : 2)) return 2
  if (edits <= allowed(typed.length)) return 3
  return soundsAlike && edits <= 3 && typed.length > 4 ? 3 : undefined
}

/** Words one slip of the fingers away: two letters changed over, or one left out. Short words have too few parts to be found by likeness. */
export const slips = (word: string): readonly string[] => {
  if (word.length < 3 || word.length > 12) return []
  const made = new Set<string>()
  for (let i = 0; i < word.length; i++) {
    made.add(word.slice(0, i) + word.slice(i + 1))
    if (i > 0) made.add(word.slice(0, i - 1) + (word[i] ?? '') + (word[i - 1] ?? '') + word.slice(i + 1))
  }
  made.delete(word)
  return [...made]
}
