import { plainWords, rawWords } from './plain-words.ts'
import type { Seen } from './readings.ts'
import { isSlip, runEnd } from './runs.ts'

const kinds = new Set(
  'sch acad coll prim sec inf jun js nursery nurs high community grammar catholic rc ce cofe ysgol gynradd uwchradd gyfun med surg clinic practice gp doctors'.split(
    ' ',
  ),
)
const longKinds =
  'primary secondary academy school college infant junior nursery community grammar catholic surgery medical gynradd'.split(
    ' ',
  )
const isKind = (word: string | undefined): boolean =>
  word !== undefined && (kinds.has(word) || (word.length >= 6 && longKinds.some(kind => isSlip(word, kind))))
/** Before a school's bare name these say that it is one. */
const ofPupils = new Set('attend attends attended attending pupil pupils enrolled'.split(' '))
const small = new Set(['the', 'of', 'and', 'at', 'ctr'])

/** Without the small words, and a church's school as one word. */
const toldOf = (words: readonly string[]): string[] =>
  words
    .join(' ')
    .replace(/\b(?:church of england|c of e|church in wales)\b/g, 'cofe')
    .split(' ')
    .filter(word => !small.has(word))

/** The school's own words with some word for a school beside them, or for its pupils before them. */
export const findsSchool = (name: string): ((seen: Seen) => boolean) => {
  const ownOf = (words: readonly string[]): string =>
    toldOf(words)
      .filter(word => !isKind(word))
      .join('')
  const [short, long] = [ownOf(plainWords(name)), ownOf(rawWords(name))]
  return short.length < 4
    ? () => false
    : ({ plain, raw }) => stands(toldOf(plain), short) || (long !== short && stands(toldOf(raw), long))
}

const stands = (told: readonly string[], own: string): boolean =>
  told.some((_, from) => {
    const to = runEnd(told, from, own)
    const before = told.slice(Math.max(0, from - 2), from)
    return to >= 0 && (isKind(told[to]) || isKind(told[from - 1]) || before.some(word => ofPupils.has(word)))
  })
