import type { PlainDate } from '../kernel/index.ts'
import type { Cells } from './cells.ts'
import { lookUp } from './code-sets/index.ts'
import type { Problem } from './source.ts'

/** A code as it came; what it means and by which version of which set, where that is known. */
export type Coded = { readonly code: string; readonly label?: string; readonly setVersion?: string }

/** The code in a column. One that its set does not have on that day warns, and is kept as it came. */
export const readCode = (cells: Cells, column: string, set: string, on: PlainDate): Coded | undefined => {
  const code = cells.text(column)
  if (!code) return undefined
  const known = lookUp(set, code, on)
  if (known) return { code: code.toUpperCase(), ...known }
  cells.warn(
    column,
    `The code is not in the code set ${set}.`,
    'Correct it at the source, or give the code a meaning. It was kept as it came.',
    `a code of the set ${set}`,
  )
  return { code }
}

/** For a row that is nothing but a code nobody knows: it waits until somebody gives the code a meaning. */
export const meaningWanted = (cells: Cells, column: string, set: string, called: string): Problem => ({
  line: cells.line,
  column,
  problem: `The code for the ${called} has no meaning in the code set.`,
  got: cells.text(column) ?? '',
  wanted: `a code of the set ${set}`,
  fix: 'Give the code a meaning, or correct it at the source and send the row again.',
})

/** When a fact is true. An end before its beginning is left out: the dates stay in the fact as they came. */
export const during = (
  from: PlainDate | undefined,
  to?: PlainDate | undefined,
): { from?: PlainDate; to?: PlainDate } => ({
  ...(from ? { from } : {}),
  ...(to && (!from || to >= from) ? { to } : {}),
})
