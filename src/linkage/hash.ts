/** The two halves of the hash being made. In an array of their own: a number that outgrows 31 bits is an object in a variable. */
const halves = new Int32Array(2)

/** Between two parts, so that "ab", "c" and "a", "bc" differ; no text has this code beside it. */
const between = 0x1f

type Part = string | number

const [factor1, factor2] = [2654435761 | 0, 1597334677]

const addPart = (part: Part): void => {
  let [h1, h2] = [halves[0]!, halves[1]!]
  if (typeof part === 'string')
    for (let i = 0; i < part.length; i++) {
      const code = part.charCodeAt(i)
      h1 = Math.imul(h1 ^ code, factor1)
      h2 = Math.imul(h2 ^ code, factor2)
    }
  else {
    const [low, high] = [part | 0, (part / 4294967296) | 0]
    h1 = Math.imul(Math.imul(h1 ^ low, factor1) ^ high, factor1)
    h2 = Math.imul(Math.imul(h2 ^ low, factor2) ^ high, factor2)
  }
  halves[0] = Math.imul(h1 ^ between, factor1)
  halves[1] = Math.imul(h2 ^ between, factor2)
}

const finished = (one: number, other: number): number => {
  let [h1, h2] = [one, other]
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909)
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909)
  return 4294967296 * (2097151 & h2) + (h1 >>> 0)
}

/**
 * A 53-bit hash of one or two texts or whole numbers in their order (cyrb53): fits a JavaScript number and a signed int8 column; two
 * of 10 million keys meet by chance once in 200 runs. It takes parts, because joining them to one text first costs more.
 */
export const hash53 = (part: Part, another?: Part): number => {
  halves[0] = 0xdeadbeef
  halves[1] = 0x41c6ce57
  addPart(part)
  if (another !== undefined) addPart(another)
  return finished(halves[0]!, halves[1]!)
}

/** The hash of a text and some parts, as `hash53` gives it, for a text that many hashes begin with. */
export const hashAfter = (text: string): ((a: Part, b?: Part, c?: Part, d?: Part) => number) => {
  halves[0] = 0xdeadbeef
  halves[1] = 0x41c6ce57
  addPart(text)
  const [start1, start2] = [halves[0], halves[1]]
  // In one loop, whose halves stay in registers: millions of keys are made.
  return (a, b, c, d) => {
    let [h1, h2] = [start1, start2]
    for (let at = 0; at < 4; at++) {
      const part = at === 0 ? a : at === 1 ? b : at === 2 ? c : d
      if (part === undefined) break
      if (typeof part === 'string')
        for (let i = 0; i < part.length; i++) {
          const code = part.charCodeAt(i)
          h1 = Math.imul(h1 ^ code, factor1)
          h2 = Math.imul(h2 ^ code, factor2)
        }
      else {
        const [low, high] = [part | 0, (part / 4294967296) | 0]
        h1 = Math.imul(Math.imul(h1 ^ low, factor1) ^ high, factor1)
        h2 = Math.imul(Math.imul(h2 ^ low, factor2) ^ high, factor2)
      }
      h1 = Math.imul(h1 ^ between, factor1)
      h2 = Math.imul(h2 ^ between, factor2)
    }
    return finished(h1, h2)
  }
}
