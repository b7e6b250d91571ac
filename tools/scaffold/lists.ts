// Adds to the lists of the product as a person would: one import and one entry. Biome puts them in order afterwards.

/** The text with this name imported from there, on the line that already imports from there if there is one. */
export const withImport = (text: string, name: string, from: string): string => {
  const own = new RegExp(`^import \\{([^}]*)\\} from '${escaped(from)}'$`, 'm')
  if (own.test(text))
    return text.replace(
      own,
      (_all, names: string) => `import {${names.trimEnd().replace(/,$/, '')}, ${name} } from '${from}'`,
    )
  return `import { ${name} } from '${from}'\n${text}`
}

/** The text with an entry at the end of the list that begins after `opening`; before the entry `before`, where that is in it. */
export const withEntry = (text: string, opening: RegExp, entry: string, before?: string): string => {
  const start = opening.exec(text)
  if (!start) throw new Error('The list to add to is not where it was: add the line by hand')
  const from = start.index + start[0].length
  const to = endOf(text, from)
  const list = text.slice(from, to)
  const at = before === undefined ? -1 : list.indexOf(before)
  if (at >= 0) return `${text.slice(0, from + at)}${entry}, ${text.slice(from + at)}`
  const kept = list.trimEnd()
  return `${text.slice(0, from)}${kept}${kept === '' || kept.endsWith(',') ? '' : ','} ${entry}${text.slice(to)}`
}

/** Where the list that we are in ends. */
const endOf = (text: string, from: number): number => {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if ('[('.includes(text.charAt(at))) depth += 1
    if ('])'.includes(text.charAt(at))) depth -= 1
    if (depth === 0) return at
  }
  throw new Error('The list to add to has no end: add the line by hand')
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
