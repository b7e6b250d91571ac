import { setImmediate } from 'node:timers/promises'
import type { Leak } from './leak-guard.ts'

/** The longest text that is looked through, in letters: looking costs about five seconds for a million. */
export const longestText = 300_000
const piece = 20_000
/** As much as a place can take up, so that none is lost between two pieces. */
const overlap = 300

/** What a long text gives away, looked for piece by piece, so that others are answered meanwhile. */
export const findInLong = async (text: string, find: (text: string) => readonly Leak[]): Promise<Leak[]> => {
  const found = new Set<Leak>()
  for (let from = 0; from < text.length; from += piece) {
    for (const leak of find(text.slice(Math.max(0, from - overlap), from + piece))) found.add(leak)
    await setImmediate()
  }
  return [...found]
}
