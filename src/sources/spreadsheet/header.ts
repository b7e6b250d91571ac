import { looksLikeData } from './column-shape.ts'
import { headingRules } from './headings.ts'
import { foldHeading } from './mapping.ts'

/** One line of a sheet as the reader gives it. */
export type SheetRow = { readonly line: number; readonly values: readonly string[] }
export type Sheet = { readonly name: string; readonly hidden: boolean; readonly rows: readonly SheetRow[] }

/** Where the headings stand. `at` counts rows as read, not lines of the file. */
export type FoundHeader = {
  readonly at: number
  readonly line: number
  readonly rows: 1 | 2
  readonly names: readonly string[]
}

const lookedAt = 40
const knownWhole = (heading: string): boolean => headingRules.some(rule => rule.whole.test(heading))
const knownPart = (heading: string): boolean => headingRules.some(rule => rule.part?.test(heading))

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()
const isLabel = (text: string): boolean => text.length <= 60 && /\p{L}/u.test(text) && !looksLikeData(text)

/** Column letters for columns without a heading: "Column F". */
const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`

/** Headings as a mapping names them: none twice, none empty. Columns that Excel named itself count as without a name. */
export const uniqueNames = (cells: readonly string[], width = cells.length): string[] => {
  const met = new Map<string, number>()
  return Array.from({ length: width }, (_, i) => {
    const own = tidy(cells[i] ?? '').slice(0, 180)
    const name = own === '' || /^column ?\d+$/i.test(own) ? `Column ${letterOf(i)}` : own
    const times = (met.get(foldHeading(name)) ?? 0) + 1
    met.set(foldHeading(name), times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** The headings of two lines: a heading over several columns goes on until the next one. */
const joinRows = (upper: readonly string[], lower: readonly string[]): string[] => {
  let over = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const above = tidy(upper[i] ?? '')
    const below = tidy(lower[i] ?? '')
    if (above !== '') over = above
    return tidy(below === '' ? above : `${over} ${below}`)
  })
}

const filledOf = (cells: readonly string[]): string[] => cells.map(tidy).filter(cell => cell !== '')

/** How much a line is like headings: labels that are known, all different, over lines that are not alike. */
const scoreOf = (cells: readonly string[], below: readonly SheetRow[]): number => {
  const filled = filledOf(cells)
  if (filled.length < 2) return -1
  const folded = filled.map(foldHeading)
  const labels = filled.filter(isLabel).length / filled.length
  const known = folded.reduce((sum, heading) => sum + (knownWhole(heading) ? 1 : knownPart(heading) ? 0.4 : 0), 0)
  const doubles = 1 - new Set(folded).size / folded.length
  const rest = below.slice(0, 10).filter(row => !isHeaderAgain(row.values, cells))
  const again = rest.flatMap(row => cells.filter((cell, i) => tidy(cell) !== '' && cell === row.values[i])).length
  const long = filled.filter(text => text.length > 60).length / filled.length
  const faults = doubles * 4 + long * 4 + Math.min(again, 4) + (labels < 0.6 ? 6 : 0)
  return known * 1.5 + labels * 3 + overData(rest, filled.length) - faults
}

/** How much the lines below are rows of data as wide as the headings. */
const overData = (below: readonly SheetRow[], width: number): number => {
  const data = below.map(row => filledOf(row.values))
  if (data.length === 0) return 0
  const wide = data.filter(cells => cells.length >= width / 3 && cells.length > 1).length
  const unlike = data.filter(cells => cells.some(looksLikeData)).length
  return (wide * 1.5 + unlike) / data.length
}

/**
 * Finds the line of headings among the first lines of a sheet by scoring: title lines above it, blank lines, headings in two
 * lines. Undefined for a sheet that has none: a list of words, a picture's caption, an empty table.
 */
export const findHeader = (rows: readonly SheetRow[], width = 0): FoundHeader | undefined => {
  let best: { score: number; found: FoundHeader } | undefined
  const offer = (score: number, at: number, count: 1 | 2, cells: readonly string[]): void => {
    if (score < 4 || (best && (score <= best.score || isHeaderAgain(cells, best.found.names)))) return
    const widest = Math.max(width, cells.length)
    best = { score, found: { at, line: rows[at]?.line ?? 1, rows: count, names: uniqueNames(cells, widest) } }
  }
  for (let at = 0; at < Math.min(rows.length, lookedAt); at++) {
    const cells = rows[at]?.values ?? []
    const next = rows[at + 1]
    offer(scoreOf(cells, rows.slice(at + 1)), at, 1, cells)
    if (!next || next.line !== (rows[at]?.line ?? 0) + 1 || !maybeTwoLines(cells, next.values)) continue
    const joined = joinRows(cells, next.values)
    offer(scoreOf(joined, rows.slice(at + 2)) + 0.5, at, 2, joined)
  }
  return best?.found
}

/** Two lines of labels, the upper with gaps: "Child" over "Surname" and "Forename". */
const maybeTwoLines = (upper: readonly string[], lower: readonly string[]): boolean => {
  const above = filledOf(upper)
  const below = filledOf(lower)
  return (
    above.length > 1 &&
    below.length > 1 &&
    [...above, ...below].every(isLabel) &&
    (above.length < below.length || upper.some((cell, i) => tidy(cell) === '' && tidy(lower[i] ?? '') !== ''))
  )
}

/** The names that a mapping's heading would have on these rows, read as one line or two. */
export const namesAt = (rows: readonly SheetRow[], at: number, count: 1 | 2): string[] => {
  const cells = count === 2 ? joinRows(rows[at]?.values ?? [], rows[at + 1]?.values ?? []) : (rows[at]?.values ?? [])
  return uniqueNames(cells)
}

/** The headings once more, further down: printed lists repeat them on every page. */
export const isHeaderAgain = (cells: readonly string[], names: readonly string[]): boolean => {
  const filled = cells
    .map((cell, i) => [foldHeading(cell), foldHeading(names[i] ?? '')])
    .filter(([cell]) => cell !== '')
  return filled.length > 1 && filled.filter(([cell, name]) => cell === name).length / filled.length >= 0.8
}

const totals = /^(grand |sub ?)?(total|totals|count|sum|average|mean|number of (children|rows|records|names))\b/i

/** A line of totals, a footnote, a page number: something that is no row of the list. */
export const isFooter = (cells: readonly string[]): boolean => {
  const filled = filledOf(cells)
  const [first = ''] = filled
  if (totals.test(first)) return filled.slice(1).every(cell => /^[\d.,%£ ]+$/.test(cell)) || filled.length <= 2
  return filled.length === 1 && (first.length > 25 || /^(page \d|printed|end of|notes?:|\*|key:)/i.test(first))
}
