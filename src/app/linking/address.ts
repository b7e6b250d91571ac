/** An address that stands in one cell, parted: house and street, what comes after them, and the postcode at its end. */
export type PartedAddress = {
  readonly street: string
  readonly towns: readonly string[]
  readonly postcode: string | undefined
}

const postcodeAtEnd = /[\s,;\n]*\b([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})\s*$/i

/** A house alone, or a flat: the street comes after it. */
const houseOnly = /^(?:\d+\s?[a-z]?|(?:flat|apartment|apt|unit|room)\b.{0,20})$/i

/** Parts "Flat 2, 14 Mill Lane, Northmere, NM4 2QT", whatever the lines are parted by. */
export const partAddress = (text: string): PartedAddress => {
  const postcode = postcodeAtEnd.exec(text)?.[1]
  const lines = text
    .replace(postcodeAtEnd, '')
    .split(/[,;\n]/)
    .map(part => part.trim())
    .filter(part => part !== '')
  let first = 1
  while (first < lines.length && houseOnly.test(lines[first - 1]!)) first++
  return { street: lines.slice(0, first).join(', '), towns: lines.slice(first), postcode }
}

/** Parts the lines of an address, the last of which that ends with a postcode tells it. */
export const partLines = (lines: readonly string[]): PartedAddress => {
  const at = lines.findLastIndex(line => postcodeAtEnd.test(line))
  const postcode = postcodeAtEnd.exec(lines[at] ?? '')?.[1]
  const others = postcode === undefined ? lines : lines.with(at, lines[at]!.replace(postcodeAtEnd, ''))
  return { ...partAddress(others.join(', ')), postcode }
}
