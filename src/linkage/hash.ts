let [h1, h2] = [0, 0]

const addCode = (code: number): void => {
  h1 = Math.imul(h1 ^ code, 2654435761)
  h2 = Math.imul(h2 ^ code, 1597334677)
}

/** Between two parts, so that "ab", "c" and "a", "bc" differ; no text has this code beside it. */
const between = 0x1f

type Part = string | number

const addPart = (part: Part): void => {
  if (typeof part === 'string') for (let i = 0; i < part.length; i++) addCode(part.charCodeAt(i))
  else {
    addCode(part | 0)
    addCode((part / 4294967296) | 0)
  }
  addCode(between)
}

const finish = (): number => {
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909)
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909)
  return 4294967296 * (2097151 & h2) + (h1 >>> 0)
}

/**
 * A 53-bit hash of one or two texts or whole numbers in their order (cyrb53): fits a JavaScript number and a signed int8 column; two
 * of 10 million keys meet by chance once in 200 runs. It takes parts, because joining them to one text first costs more.
 */
export const hash53 = (part: Part, another?: Part): number => {
  h1 = 0xdeadbeef
  h2 = 0x41c6ce57
  addPart(part)
  if (another !== undefined) addPart(another)
  return finish()
}

/** The hash of a text and some parts, as `hash53` gives it, for a text that many hashes begin with. */
export const hashAfter = (text: string): ((a: Part, b?: Part, c?: Part, d?: Part) => number) => {
  h1 = 0xdeadbeef
  h2 = 0x41c6ce57
  addPart(text)
  const [start1, start2] = [h1, h2]
  return (a, b, c, d) => {
    h1 = start1
    h2 = start2
    addPart(a)
    if (b !== undefined) addPart(b)
    if (c !== undefined) addPart(c)
    if (d !== undefined) addPart(d)
    return finish()
  }
}
