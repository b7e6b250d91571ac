import type { Form } from './column-shape.ts'

/** How a heading speaks for a target. `whole` headings say it by themselves, `part` ones only leave it likely. */
export type HeadingRule = {
  readonly target: string
  readonly whole: RegExp
  readonly part?: RegExp
  /** At least half of the filled cells of such a column have one of these forms. */
  readonly forms?: readonly Form[]
}

/** A rule for a target. */
export const rule = (target: string, whole: RegExp, part?: RegExp, forms?: readonly Form[]): HeadingRule => ({
  target,
  whole,
  ...(part ? { part } : {}),
  ...(forms ? { forms } : {}),
})
/** Any of these headings, whole. */
export const or = (source: string): RegExp => new RegExp(`^(?:${source})$`)
