import { rawWords, shortKinds, streetKinds } from './plain-words.ts'
import { asHeardWay, asSigns, readText, type Seen, shortKindsWay } from './readings.ts'
import { runEnd, sameSigns } from './runs.ts'

const words = (list: string): Set<string> => new Set(list.split(' ').map(asSigns))
/** Words that may stand between the number of a house and its street; the last are what other systems and languages call it. */
const between = words(
  'no number num nr hse house ho door the a at on in of off to is it its s that thats which called named name with along halfway down up they live lives living one and have moved an i think believe st street road rd paon saon address addr line housenumber streetname thoroughfare numer numero numara',
)
const units = words('flat flt apt apartment unit room f studio')
/** After a number these say that it is no house: a day, a time, a count. */
const notHouse = words(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec am pm oclock years year yrs weeks week days day months month minutes mins hours hrs children people times percent',
)

/** And before one. */
const notHouseBefore = words('bus tram route page aged ward')

type Sign = { readonly run: string; readonly number: boolean }
type House = {
  readonly signs: readonly Sign[]
  readonly alone: boolean
  readonly rooms: readonly Sign[]
  readonly building: string
}
const romans = [
  ...[[100, 'c'] as const, [90, 'xc'] as const, [50, 'l'] as const, [40, 'xl'] as const, [10, 'x'] as const],
  ...[[9, 'ix'] as const, [5, 'v'] as const, [4, 'iv'] as const, [1, 'i'] as const],
]
/** A number in Roman figures, where these are not taken for other letters or for another number: "XIV", not "II". */
const inRoman = (run: string): string[] => {
  let [left, roman] = [/^\d{1,3}$/.test(run) ? Number(run) : 0, '']
  if (left >= 400) return []
  for (const [value, sign] of romans) for (; left >= value; left -= value) roman += sign
  return roman.length > 1 && /[cvx]/.test(roman) ? [roman] : []
}
const asNumbers = (runs: readonly string[]): Sign[] => runs.map(run => ({ run: sameSigns(run), number: true }))

/**
 * What the house is known by in its street: its numbers (not the flat's, where it has others; with and without a letter), or its name; whether
 * the name says it alone; and which numbers tell it beside the name of its building.
 */
const signsOf = (house: string): House => {
  const said = readText(house).raw
  const numbers: string[] = []
  const ofUnits: string[] = []
  const name: string[] = []
  said.forEach((word, at) => {
    const unit = units.has(sameSigns(said[at - 1] ?? ''))
    if (/^\d/.test(word))
      (unit ? ofUnits : numbers).push(/^[a-z]$/.test(said[at + 1] ?? '') ? word + said[at + 1] : word)
    else if (!units.has(sameSigns(word)) && word !== 'the' && !(word.length === 1 && /^\d/.test(said[at - 1] ?? '')))
      name.push(word)
  })
  const told = numbers.length > 0 ? numbers : name.length > 0 ? [] : ofUnits
  const [building, rooms] = [name.join(' '), asNumbers([...ofUnits, ...numbers])]
  if (told.length > 0) {
    const signs = asNumbers([
      ...told,
      ...told.flatMap(run => /^(\d+)[a-z]$/.exec(run)?.[1] ?? []),
      ...told.flatMap(inRoman),
    ])
    return { signs, alone: false, rooms, building }
  }
  const runs = [...new Set(readText(building).ways.map(way => way.join('')))].filter(run => run !== '')
  return { signs: runs.map(run => ({ run, number: false })), alone: name.length >= 2, rooms, building }
}

/** A street as each way gives it, without "The" where it has more; and its name without its kind, where that is long enough to tell it. */
const roadOf = (street: string): { roads: string[]; short: string[]; bare: string[]; parts: string[] } => {
  const all = rawWords(street)
  const told = all[0] === 'the' && all.join('').length >= 9 && all.length > 1 ? all.slice(1) : all
  const name = streetKinds.has(shortKinds(told).at(-1) ?? '') ? told.slice(0, -1) : []
  const joined = (said: readonly string[]) => readText(said.join(' ')).ways.map(way => way.join(''))
  const parts = name.length > 0 ? (readText(told.join(' ')).ways[shortKindsWay] ?? []) : []
  return {
    roads: joined(all),
    short: told === all ? [] : joined(told),
    bare: name.join('').length >= 7 ? joined(name) : [],
    parts: [...parts],
  }
}

/**
 * The house's number with the street, before or after it, or the last half of the postcode with the street. A house with a name is told by
 * its name and street, or by a name of two words alone; a street of one bare word needs its kind.
 */
export const findsStreet = (house: string, street: string, postcode: string): ((seen: Seen) => boolean) => {
  const { signs, alone, rooms, building } = signsOf(house)
  const { roads, short, bare, parts } = roadOf(street)
  const buildings =
    building.length >= 6 && rooms.length > 0
      ? readText(building).ways.map((way, at) => (at === asHeardWay ? '' : way.join('')))
      : []
  const inward = /^(?:1st|2nd|3rd|\dth)$/i.test(postcode.slice(-3)) ? '' : sameSigns(postcode.slice(-3).toLowerCase())
  const run = readText(`${house} ${street}`).raw.join('')
  return seen =>
    (alone && seen.ways.some(way => signs.some(sign => tellsName(way, sign.run)))) ||
    seen.ways.some((way, at) => besides(way, rooms, buildings[at] ?? '')) ||
    seen.ways.some((way, at) => besides(way, signs, short[at] ?? '')) ||
    seen.ways.some((way, at) => bareBeside(way, signs, bare[at] ?? '')) ||
    (parts.length > 0 && shortBeside(seen.ways[shortKindsWay] ?? [], signs, parts)) ||
    (roads[0] !== '' &&
      ((signs.length > 0 &&
        (standsTogether(seen.raw, run) || seen.ways.some((way, at) => besides(way, signs, roads[at] ?? '')))) ||
        (/^\d[a-z\d]{2}$/.test(inward) && seen.ways.some((way, at) => halfBeside(way, inward, roads[at] ?? '')))))
}

/** With these the words of a house's name are the name of something else: the Old Forge Museum, Heol Tŷ Gwyn. */
const otherNames = {
  after: words(
    'museum school pub inn hotel church chapel cafe restaurant shop theatre club library rd st av ln cl cr dr ter road street avenue lane',
  ),
  before: words('heol ffordd stryd lon clos rhodfa ysgol'),
}
const tellsName = (way: readonly string[], name: string): boolean =>
  way.some((word, at) => {
    const end = runEnd(way, at, name)
    const other = otherNames.after.has(way[end] ?? '') || otherNames.before.has(way[at - 1] ?? '')
    return (end >= 0 && !other) || (name.length > 7 && word.length > name.length && word.includes(name))
  })

/** Written without a space; "114MillRoad" is not "14MillRoad". */
const standsTogether = (raw: readonly string[], run: string): boolean =>
  raw.some(word => {
    const at = word.length < run.length ? -1 : word.indexOf(run)
    return at >= 0 && !/\d/.test(word[at - 1] ?? '')
  })

/** The number right before the street's own name, whatever its kind is called or whether it is: "27 Wharncliffe". */
const bareBeside = (way: readonly string[], signs: readonly Sign[], name: string): boolean =>
  name !== '' &&
  way.some((word, from) =>
    signs.some(({ run, number }) => {
      if (!number) return false
      const to = numberEnd(way, from, run)
      return (
        word === run + name ||
        (to >= 0 && way.slice(to, to + 4).some((_, at) => way.slice(to, to + at + 1).join('') === name))
      )
    }),
  )

/** The number right before a street whose name is cut short: "27 W'cliffe Rd", "145a Q. Elizabeth Avenue". */
const shortBeside = (way: readonly string[], signs: readonly Sign[], parts: readonly string[]): boolean =>
  way.some((_, from) =>
    signs.some(({ run, number }) => {
      const to = number ? numberEnd(way, from, run) : -1
      if (to < 0) return false
      if (isInitialled(way, to, parts)) return true
      const said = way.slice(to, to + parts.length)
      const cut = parts.every((part, at) =>
        at === parts.length - 1 ? said[at] === part : isCutShort(said[at] ?? '', part),
      )
      return cut && said.slice(0, -1).join('').length >= 4
    }),
  )

/** First letters of a name of two words or more, together or one by one, before its kind: "QE Avenue", "Q. E. Ave". */
const isInitialled = (way: readonly string[], from: number, parts: readonly string[]): boolean => {
  const letters = parts.slice(0, -1).map(part => part[0] ?? '')
  const kind = parts.at(-1)
  if (letters.length < 2) return false
  return (
    (way[from] === letters.join('') && way[from + 1] === kind) ||
    (letters.every((letter, at) => way[from + at] === letter) && way[from + letters.length] === kind)
  )
}

/** A beginning, or the first letter and an end. */
const isCutShort = (said: string, whole: string): boolean =>
  said !== '' && (whole.startsWith(said) || (said[0] === whole[0] && whole.endsWith(said.slice(1))))

const besides = (way: readonly string[], signs: readonly Sign[], road: string): boolean =>
  road !== '' &&
  way.some((_, from) =>
    signs.some(sign => {
      const to = sign.number ? numberEnd(way, from, sign.run) : runEnd(way, from, sign.run)
      return to >= 0 && (streetAfter(way, to, road) || streetBefore(way, from, to, road))
    }),
  )

/** Where a number ends that begins here, cut into single signs or not: "12 a" is 12a, "four five" is 45. */
const numberEnd = (way: readonly string[], from: number, run: string): number => {
  const first = way[from] ?? ''
  if (notHouseBefore.has(way[from - 1] ?? '')) return -1
  if (first === run || first === `f${run}`) return from + 1
  if (
    !run.startsWith(first) ||
    (/^\d$/.test(first) && /^\d$/.test(way[from - 1] ?? '') && !units.has(way[from - 2] ?? ''))
  )
    return -1
  let made = first
  for (let at = from + 1; made.length < run.length; at++) {
    if (way[at]?.length !== 1) return -1
    made += way[at]
    if (made === run) return at + 1
  }
  return -1
}

const most = 8
const streetAfter = (way: readonly string[], to: number, road: string): boolean => {
  for (let at = to; at < Math.min(to + most, way.length); ) {
    if (runEnd(way, at, road) >= 0) return true
    const word = way[at] ?? ''
    if (units.has(word) && /^\d/.test(way[at + 1] ?? '')) at += 2
    else if (between.has(word) || (at === to && /^\d+$/.test(word) && word === way[to - 1])) at++
    else return false
  }
  return false
}

const streetBefore = (way: readonly string[], from: number, to: number, road: string): boolean => {
  // "in Mill Road on 14 March", "along Mill Road at 14.30"
  if (notHouse.has(way[to] ?? '') || (from > 0 && way[from - 1] === 'at' && /^\d\d$/.test(way[to] ?? ''))) return false
  for (let end = from; end > Math.max(0, from - most); ) {
    if (endsIn(way, end, road)) return true
    if (units.has(way[end - 2] ?? '') && /^\d/.test(way[end - 1] ?? '')) end -= 2
    else if (between.has(way[end - 1] ?? '') || units.has(way[end - 1] ?? '')) end--
    else return false
  }
  return false
}

const endsIn = (way: readonly string[], end: number, road: string): boolean => {
  for (let start = end - 1, length = 0; start >= 0 && length <= road.length; start--) {
    length += way[start]?.length ?? 0
    if (length >= road.length - 1 && runEnd(way.slice(start, end), 0, road) === end - start) return true
  }
  return false
}

const halfBeside = (way: readonly string[], inward: string, road: string): boolean =>
  way.some((_, from) => {
    const to = runEnd(way, from, inward)
    if (to < 0) return false
    for (let at = Math.max(0, from - 10); at < Math.min(way.length, to + 6); at++)
      if (runEnd(way, at, road) >= 0) return true
    return false
  })
