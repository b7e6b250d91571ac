/** The parts of a policy that are negated: what follows NOT (EXISTS, EXCEPT, or <> ALL, to the bracket that closes it. */
export const negations = (text: string): string[] => bracketed(text, /NOT \(EXISTS \(|EXCEPT|<> ALL \(|NOT IN \(/g)
/** What it asks of other tables: what follows EXISTS, to the bracket that closes it; what is asked inside of that is part of it. */
export const asked = (text: string): string[] => {
  const parts = bracketed(text, /EXISTS \(/g)
  return parts.filter(part => !parts.some(other => other.length > part.length && other.includes(part)))
}

function bracketed(text: string, begins: RegExp): string[] {
  return [...text.matchAll(begins)].map(({ index }) => {
    const start = text.indexOf('(', index)
    let depth = 0
    for (let at = start; at < text.length; at += 1) {
      depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0
      if (depth === 0) return text.slice(start, at)
    }
    return text.slice(start)
  })
}

/** Does the part read from that table? */
export const reads = (text: string, table: string): boolean =>
  new RegExp(`\\b(FROM|JOIN) \\(*(\\w+\\.)?${table}\\b`).test(text)
