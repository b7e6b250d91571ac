import { isPseudoPostcode, normalisePostcode } from '../../kernel/index.ts'
import { withoutMarkup } from './plain-words.ts'

const roadKinds =
  'street|road|avenue|lane|close|crescent|drive|court|gardens|terrace|place|square|grove|park|way|st|rd|ave|ln|cl|cres|dr|ct|gdns|tce|pl|sq'
/** Three words with capitals at most, the last a kind of road, after the number of a house: "12a, Old Mill Lane". */
const houseAndRoad = new RegExp(
  `\\d{1,4} ?[A-Za-z]?,?\\s+(?:\\p{Lu}[\\p{L}\\p{M}'’-]+\\s+){1,3}(?:${roadKinds
    .split('|')
    .map(word => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`)
    .join('|')})(?![\\p{L}\\p{M}])`,
  'u',
)
const postcodeLike = /(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]?[\s-]{0,3}\d[A-Z]{2}(?![A-Z0-9])/gi

/**
 * Does a text hold what looks like an address: a postcode, or a house and its road? Asked where a record shows its reader no address,
 * whether there is none or one that the reader must not know: the answer rests on the text alone, so that it tells nothing of the record.
 */
export const holdsAddress = (text: string): boolean => {
  const plain = withoutMarkup(text)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
  return (
    houseAndRoad.test(plain) ||
    (plain.match(postcodeLike) ?? []).some(found => {
      const postcode = normalisePostcode(found)
      return postcode !== undefined && !isPseudoPostcode(postcode)
    })
  )
}
