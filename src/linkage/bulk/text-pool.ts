import { hash53 } from '../hash.ts'

/** Texts kept once each, in bytes that threads share: the text of id n lies between ends[n - 1] and ends[n]. Id 0 is ''. */
export type SharedTexts = { readonly bytes: Uint8Array; readonly ends: Uint32Array }

/** Texts being gathered: each gets the id of its first appearance. */
export type TextPool = {
  readonly idOf: (text: string) => number
  readonly share: () => SharedTexts
  readonly count: () => number
}

/** A list of numbers that grows in a typed array. */
export const growing = <A extends Uint8Array | Uint32Array | Float64Array>(make: (length: number) => A) => {
  let [list, length] = [make(1024), 0]
  return {
    push: (value: number): void => {
      if (length === list.length) {
        const larger = make(length * 2)
        larger.set(list)
        list = larger
      }
      list[length++] = value
    },
    at: (place: number): number => list[place]!,
    list: (): A => list.subarray(0, length) as A,
    length: (): number => length,
  }
}

const encoder = new TextEncoder()

/** An empty pool. It finds texts by a 53-bit hash alone and keeps none as a string. */
export const textPool = (): TextPool => {
  let bytes = new Uint8Array(1 << 16)
  const ends = growing(length => new Uint32Array(length))
  ends.push(0)
  let used = 0
  const table = hashTable()
  const append = (text: string): void => {
    if (used + text.length * 3 > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, used + text.length * 3))
      larger.set(bytes)
      bytes = larger
    }
    used += encoder.encodeInto(text, bytes.subarray(used)).written
    ends.push(used)
  }
  return {
    idOf: text => {
      if (text === '') return 0
      const next = ends.length()
      const id = table.find(hash53(text), next)
      if (id === next) append(text)
      return id
    },
    share: () => ({ bytes: shared(bytes.subarray(0, used)), ends: shared(ends.list()) }),
    count: () => ends.length(),
  }
}

/** The same numbers in memory that threads share. */
export const shared = <A extends Uint8Array | Uint32Array | Float64Array>(list: A): A => {
  const Kind = list.constructor as new (buffer: SharedArrayBuffer) => A
  const copy = new Kind(new SharedArrayBuffer(list.byteLength))
  copy.set(list)
  return copy
}

/** Numbers by hash: `find` gives what is kept under a hash, and keeps `otherwise` where nothing is. */
export const hashTable = () => {
  let [hashes, values, count] = [new Float64Array(1024), new Uint32Array(1024), 0]
  const slotOf = (hash: number, list: Float64Array): number => {
    const mask = list.length - 1
    let slot = (hash >>> 0) & mask
    while (list[slot] !== 0 && list[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }
  const grow = (): void => {
    const [before, kept] = [hashes, values]
    hashes = new Float64Array(before.length * 2)
    values = new Uint32Array(before.length * 2)
    for (let at = 0; at < before.length; at++) {
      if (before[at] === 0) continue
      const slot = slotOf(before[at]!, hashes)
      hashes[slot] = before[at]!
      values[slot] = kept[at]!
    }
  }
  const find = (hash: number, otherwise: number): number => {
    const key = hash === 0 ? 1 : hash
    const slot = slotOf(key, hashes)
    if (hashes[slot] === key) return values[slot]!
    hashes[slot] = key
    values[slot] = otherwise
    if (++count * 2 > hashes.length) grow()
    return otherwise
  }
  const get = (hash: number): number | undefined => {
    const key = hash === 0 ? 1 : hash
    const slot = slotOf(key, hashes)
    return hashes[slot] === key ? values[slot]! : undefined
  }
  return { find, get }
}

/** Gives the text of an id. */
export const textsOf = ({ bytes, ends }: SharedTexts): ((id: number) => string) => {
  // A buffer decodes shared memory in place; a TextDecoder would need a copy of each text.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return id => (id === 0 ? '' : buffer.toString('utf8', ends[id - 1], ends[id]))
}

/** What is made of each text, at the first asking, and kept by the text's id. */
export type Made<T> = { readonly of: (id: number) => T; readonly known: readonly (T | undefined)[] }

/** Gives what is made of each text, made at the first asking and kept. */
export const madeFrom = <T>(texts: SharedTexts, make: (text: string) => T): Made<T> => {
  const textOf = textsOf(texts)
  const known: (T | undefined)[] = new Array<T | undefined>(texts.ends.length)
  return { of: id => (known[id] ??= make(textOf(id))), known }
}
