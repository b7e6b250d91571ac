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
/** Before a school's bare name, with "at", "to" or "from" between or not, these say that somebody goes there. */
const goes = new Set(
  'is was are now goes go going went gone starts start started starting moved moves moving back settled settling happy class reception taught teacher head headteacher senco place'.split(
    ' ',
  ),
)
/** And after it these say that it is the name of something else. */
const otherThings = new Set(
  'st rd av ln cl cr dr ct gdn ter pl sq gr pk wy app street road avenue lane close crescent drive court gardens garden terrace place square grove park way approach hospital church chapel station hotel pub inn house hall centre center library farm wood woods shopping retail industrial estate bus stop leisure museum castle'.split(
    ' ',
  ),
)
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

/**
 * The school's own words with some word for a school beside them, or for its pupils before them; a longer name also by itself where somebody is said to go there: "she
 * is settled at Beechwood".
 */
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
    if (to < 0) return false
    if (isKind(told[to]) || isKind(told[from - 1]) || before.some(word => ofPupils.has(word))) return true
    const said = before.findLast(word => word !== 'to' && word !== 'from') ?? ''
    return own.length >= 7 && goes.has(said) && !otherThings.has(told[to] ?? '')
  })
