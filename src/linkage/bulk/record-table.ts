import { houseOf, postcodeOf, streetOf } from '../contact.ts'
import { hash53 } from '../hash.ts'
import type { Identity } from '../identity.ts'
import { birthOf, nhsOf, parentsOf, phonesOf, sexOf, ulnOf, upnOf, uprnOf } from '../standard.ts'
import { growing, hashTable, type SharedTexts, type TextPool, textPool } from './text-pool.ts'

/**
 * What is kept as text, once for each different text; lists with a line for each item. What costs most to standardise and comes in
 * most forms is kept standardised, so that not every thread does it again: postcodes, addresses, telephones and parents.
 */
const textFields = [
  ...(['forename', 'middle', 'knownAs', 'surname', 'otherSurnames', 'formerUpns', 'supersededNhs'] as const),
  ...([
    'postcode',
    'previousPostcodes',
    'house',
    'street',
    'phones',
    'emails',
    'parents',
    'school',
    'locals',
    'towns',
  ] as const),
]
export type TextField = (typeof textFields)[number]

const numberFields = ['nhs', 'upn', 'uln', 'uprn'] as const
type NumberField = (typeof numberFields)[number]

/**
 * Where each fact stands in a record's row: ids of texts, the birth date, and bits for the sex (0-1), an address that many share (2)
 * and the record's source (from 3). In rows, because the two records of a pair lie far apart: all of one is then fetched from memory at once.
 */
export const placeOf = Object.fromEntries(
  [...textFields, 'birth' as const, 'flags' as const].map((field, at) => [field, at]),
) as Readonly<Record<TextField | 'birth' | 'flags', number>>

/** So many words has each record's row. */
export const rowLength = textFields.length + 2

/** Records as numbers that threads share: about a hundred bytes each, and each different text once. */
export type SharedTable = {
  readonly count: number
  readonly texts: Readonly<Record<TextField, SharedTexts>>
  /** A row for each record: see `placeOf`. */
  readonly rows: Uint32Array
  readonly numbers: Readonly<Record<NumberField, Float64Array>>
  /** The first source of the file that each source is in, by number: a file may hold the rows of several systems. */
  readonly fileOf: Uint32Array
}

/** The number of the source that tells a record. */
export const sourceIn = ({ rows }: Pick<SharedTable, 'rows'>, record: number): number =>
  rows[record * rowLength + placeOf.flags]! >>> 3

const perField = <F extends string, T>(fields: readonly F[], make: (field: F) => T): Record<F, T> =>
  Object.fromEntries(fields.map(field => [field, make(field)])) as Record<F, T>

/** What parts the items of a list kept as one text. */
export const line = '\n'

const joined = (texts: readonly string[] | undefined): string =>
  texts === undefined ? '' : texts.length === 1 ? texts[0]! : texts.join(line)

/** A name for the pool, whatever its capitals. Letters beyond ASCII stay: whether they were encoded twice shows by their case. */
const inOneCase = (name: string): string => (/^[\x20-\x7e]*$/.test(name) ? name.toLowerCase() : name)

/** Birth date and exactness as one number: 20140309 to the day is 201403091. */
const packBirth = (identity: Told): number => {
  const { year, month, day, exactness } = birthOf(identity)
  return ((year * 100 + month) * 100 + day) * 10 + exactness
}

/** An identity as files tell it, or undefined where they do not. */
export type Told = { readonly [F in keyof Identity]?: Identity[F] | undefined }

/** Takes identities one after another and keeps of each what comparing needs. */
export type RecordTable = {
  /** `source` is the number of the file, or of what a column of it names as its source: each keeps a child once, as a rule. */
  readonly add: (identity: Told, source?: number) => void
  readonly count: () => number
  /** The records in this order of their places, ready for threads. `fileOf` as in `SharedTable`; where not given, each source is a file. */
  readonly share: (order: Uint32Array, fileOf?: readonly number[]) => SharedTable
}

/** An empty table. What standardising costs is spent once for each different text, here or where it is first compared. */
export const recordTable = (): RecordTable => {
  const pools = perField(textFields, textPool)
  const rows = growing(length => new Uint32Array(length))
  const row = new Uint32Array(rowLength)
  let sources = 1
  const numbers = perField(numberFields, () => growing(length => new Float64Array(length)))
  const addressOf = addresses(pools.house, pools.street)
  const postcodeId = remembered(text => pools.postcode.idOf(postcodeOf(text)))
  const phonesId = remembered(text => pools.phones.idOf(phonesOf(text.split(line)).join(line)))
  const parentsId = remembered(text => pools.parents.idOf(parentsOf(text.split(line)).join(line)))
  const keepTexts = (identity: Told): void => {
    const keep = (field: TextField, text: string): void => {
      row[placeOf[field]] = pools[field].idOf(text)
    }
    const keepList = (field: TextField, texts: readonly string[] | undefined): void => keep(field, joined(texts))
    keep('forename', inOneCase(identity.forename ?? ''))
    keep('middle', inOneCase(identity.middle ?? ''))
    keep('surname', inOneCase(identity.surname ?? ''))
    keepList('knownAs', identity.knownAs)
    keepList('otherSurnames', identity.otherSurnames)
    keepList('formerUpns', identity.formerUpns)
    keepList('supersededNhs', identity.supersededNhsNumbers)
    keepList('previousPostcodes', identity.previousPostcodes)
    keepList('emails', identity.emails)
    keepList('locals', identity.localNumbers)
    keepList('towns', identity.towns)
    keep('school', identity.school ?? '')
    row[placeOf.postcode] = postcodeId(identity.postcode ?? '')
    row[placeOf.phones] = phonesId(joined(identity.phones))
    row[placeOf.parents] = parentsId(joined(identity.parents))
    const address = addressOf(identity.house ?? '', identity.street ?? '')
    row[placeOf.house] = address.house
    row[placeOf.street] = address.street
  }
  const add = (identity: Told, source = 0): void => {
    keepTexts(identity)
    row[placeOf.birth] = packBirth(identity)
    sources = Math.max(sources, source + 1)
    row[placeOf.flags] = sexOf[identity.sex ?? 'U'] | (identity.sharedAddress ? 4 : 0) | (source << 3)
    for (let at = 0; at < rowLength; at++) rows.push(row[at]!)
    numbers.nhs.push(identity.nhsNumber === undefined ? 0 : nhsOf(identity.nhsNumber))
    numbers.upn.push(identity.upn === undefined ? 0 : upnOf(identity.upn))
    numbers.uln.push(identity.uln === undefined ? 0 : ulnOf(identity.uln))
    numbers.uprn.push(identity.uprn === undefined ? 0 : uprnOf(identity.uprn))
  }
  return {
    add,
    count: numbers.nhs.length,
    share: (order, fileOf = Array.from({ length: sources }, (_, source) => source)) => ({
      count: order.length,
      fileOf: Uint32Array.from(fileOf),
      texts: perField(textFields, field => pools[field].share()),
      rows: inOrder(rows.list(), order, rowLength),
      numbers: perField(numberFields, field => inOrder(numbers[field].list(), order, 1)),
    }),
  }
}

/** Rows of so many numbers, in this order, in memory that threads share. */
const inOrder = <A extends Uint32Array | Float64Array>(list: A, order: Uint32Array, width: number): A => {
  const Kind = list.constructor as new (buffer: SharedArrayBuffer) => A
  const sorted = new Kind(new SharedArrayBuffer(order.length * width * list.BYTES_PER_ELEMENT))
  for (let at = 0; at < order.length; at++) {
    const [from, to] = [order[at]! * width, at * width]
    for (let place = 0; place < width; place++) sorted[to + place] = list[from + place]!
  }
  return sorted
}

/** A number made of a text, made once. */
const remembered = (make: (text: string) => number): ((text: string) => number) => {
  const [known, values] = [hashTable(), growing(length => new Uint32Array(length))]
  return text => {
    const next = values.length()
    const at = known.find(hash53(text), next)
    if (at === next) values.push(make(text))
    return values.at(at)
  }
}

/** House and street, parted and folded once for each different address. */
const addresses = (houses: TextPool, streets: TextPool) => {
  const [known, house, street] = [
    hashTable(),
    growing(length => new Uint32Array(length)),
    growing(length => new Uint32Array(length)),
  ]
  return (givenHouse: string, givenStreet: string): { house: number; street: number } => {
    const next = house.length()
    const at = known.find(hash53(givenHouse, givenStreet), next)
    if (at === next) {
      const parted = houseOf(givenHouse, givenStreet)
      house.push(houses.idOf(parted.house))
      street.push(streets.idOf(streetOf(parted.street)))
    }
    return { house: house.at(at), street: street.at(at) }
  }
}
