/** Where things stand in a JSON text: the line of each value, by pointer (RFC 6901), and names that an object holds twice. */
export type JsonLines = {
  readonly lineOf: (pointer: string) => number
  readonly twice: readonly { readonly pointer: string; readonly line: number }[]
}

/** Walks a text that JSON.parse has taken. A value's line is that of its name, where it has one. */
export const jsonLines = (text: string): JsonLines => {
  const lines = new Map<string, number>()
  const twice: { pointer: string; line: number }[] = []
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g)]
  let at = 0
  let line = 1
  const peek = (): string => {
    for (; tokens[at]?.[0] === '\n'; at++) line++
    return tokens[at]?.[0] ?? ''
  }
  const next = (): string => {
    const token = peek()
    at++
    return token
  }
  const value = (pointer: string): void => {
    const opening = next()
    if (opening !== '{' && opening !== '[') return
    const closing = opening === '{' ? '}' : ']'
    for (let index = 0; peek() !== closing; index++) {
      if (peek() === ',') next()
      const token = peek()
      const from = line
      const name = opening === '{' ? (JSON.parse(token) as string) : String(index)
      // The name and the colon.
      if (opening === '{') at++
      if (opening === '{') next()
      const inner = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      if (lines.has(inner)) {
        twice.push({ pointer: inner, line: from })
        // What is within it is not there twice as well.
        value(`${inner}#${from}`)
      } else {
        lines.set(inner, from)
        value(inner)
      }
    }
    next()
  }
  value('')
  const lineOf = (pointer: string): number =>
    lines.get(pointer) ?? (pointer === '' ? 1 : lineOf(pointer.slice(0, pointer.lastIndexOf('/'))))
  return { lineOf, twice }
}
