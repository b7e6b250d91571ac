/** An element to write: its name and its text or its elements. One without either is not written. */
export type ElementToWrite = readonly [name: string, content: string | readonly ElementToWrite[] | undefined]

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text that XML 1.0 can hold (W3C XML 1.0, 2.2); what it cannot is left out. */
const textFor = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>]/g, character => entities[character] ?? '')

/** The element as lines of XML, two spaces further in for each level; nothing for one without content. */
export const writeElement = ([name, content]: ElementToWrite, depth = 0): string => {
  const space = '  '.repeat(depth)
  if (content === undefined || content === '') return ''
  if (typeof content === 'string') return `${space}<${name}>${textFor(content)}</${name}>\n`
  const inside = content.map(one => writeElement(one, depth + 1)).join('')
  return inside === '' ? '' : `${space}<${name}>\n${inside}${space}</${name}>\n`
}

/** How many elements of each of these names there are. */
export const countElements = (elements: readonly ElementToWrite[], counts: Map<string, number>): void => {
  for (const [name, content] of elements) {
    if (content === undefined || content === '') continue
    counts.set(name, (counts.get(name) ?? 0) + 1)
    if (typeof content !== 'string') countElements(content, counts)
  }
}
