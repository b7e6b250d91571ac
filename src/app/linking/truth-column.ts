/** The column that says whom a record is of, as `--truth` names it. */
export type TruthColumn = {
  readonly column: string
  /** True where the whole cell is the truth; then it is never read as a fact. */
  readonly whole: boolean
  readonly labelOf: (cell: string) => string
}

/** Reads `COLUMN`, or `COLUMN=~REGEX` whose first group is the truth. Throws where the expression cannot be used. */
export const readTruthColumn = (text: string): TruthColumn => {
  const at = text.indexOf('=~')
  if (at === -1) return { column: text.trim(), whole: true, labelOf: cell => cell }
  const [column, source] = [text.slice(0, at).trim(), text.slice(at + 2)]
  let pattern: RegExp
  try {
    pattern = new RegExp(source)
  } catch {
    throw new Error(`--truth: "${source}" is not a regular expression.`)
  }
  return { column, whole: false, labelOf: cell => pattern.exec(cell)?.[1] ?? cell }
}
