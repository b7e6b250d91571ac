export const deepest = 32

export type JsonFault =
  | { is: 'broken'; at: number }
  | { is: 'too-deep'; at: number }
  | { is: 'duplicate'; at: number; key: string }

/**
 * Looks through text that JSON.parse accepts for what it lets pass: the same key twice in an object, and nesting
 * deeper than 32. Also tells where each item of an outermost array begins.
 */
export const scanJson = (text: string): { fault?: JsonFault; items: number[] } => {
  const open: (Set<string> | undefined)[] = []
  const items: number[] = []
  let awaitsItem = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === ' ' || character === '\n' || character === '\r' || character === '\t') continue
    if (awaitsItem && character !== ']') items.push(at)
    awaitsItem = false
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined)
      if (open.length > deepest) return { fault: { is: 'too-deep', at }, items }
      awaitsItem = open.length === 1 && character === '['
    } else if (character === '}' || character === ']') open.pop()
    else if (character === ',') awaitsItem = open.length === 1 && open[0] === undefined
    else if (character === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys && followedByColon(text, end)) {
        const key = JSON.parse(text.slice(at, end)) as string
        if (keys.has(key)) return { fault: { is: 'duplicate', at, key }, items }
        keys.add(key)
      }
      at = end - 1
    }
  }
  return { items }
}

/** Text so short that however it is nested JSON.parse needs little for it, in letters. */
const shallow = 64 * 1024

/**
 * Where text is nested deeper than 32, whether or not the rest of it is JSON. Asked before JSON.parse, which needs forty bytes a level outside the heap
 * that the child's limit bounds: 32 MB of `[` took 1.4 GB.
 */
export const nestedTooDeep = (text: string): JsonFault | undefined => {
  if (text.length < shallow) return undefined
  for (let at = 0, depth = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at) - 1
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') depth--
    if (depth > deepest) return { is: 'too-deep', at }
  }
  return undefined
}

const endOfString = (text: string, open: number): number => {
  let at = open + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

const followedByColon = (text: string, from: number): boolean => {
  let at = from
  while (/\s/.test(text[at] ?? '')) at++
  return text[at] === ':'
}

/** The place in the text where JSON.parse stopped, as far as its message tells. */
export const brokenAt = (cause: unknown, text: string): JsonFault => {
  const position = cause instanceof Error ? /at position (\d+)/.exec(cause.message)?.[1] : undefined
  return { is: 'broken', at: position === undefined ? text.length : Number(position) }
}
