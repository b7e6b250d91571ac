import { findMarkCode, type MarkClass } from '../../kernel/index.ts'

/** Sessions counted from a string of marks, by the rules in force: what the file itself says may differ. */
export type Counted = {
  readonly sessions: number
  readonly possible: number
  readonly attended: number
  readonly authorised: number
  readonly unauthorised: number
  /** Codes that no set has, each once. */
  readonly unknown: readonly string[]
}

/**
 * A mark string as its codes, two a day (formats.md 1.3). Ten codes have had two characters since August 2024; a digit is never
 * a code of its own, so a letter with its digit is one session.
 */
export const splitMarks = (marks: string): string[] => marks.match(/C[12]|J1|Y[1-7]|./gsu) ?? []

/** Counts the sessions of a mark string. */
export const countMarks = (marks: string): Counted => {
  const codes = splitMarks(marks)
  const counts = new Map<MarkClass, number>()
  const unknown = new Set<string>()
  for (const code of codes) {
    const known = findMarkCode(code)
    if (known) counts.set(known.counts, (counts.get(known.counts) ?? 0) + 1)
    else unknown.add(code)
  }
  const of = (...classes: readonly MarkClass[]) => classes.reduce((sum, c) => sum + (counts.get(c) ?? 0), 0)
  return {
    sessions: codes.length,
    possible: of('present', 'approved-activity', 'authorised', 'unauthorised'),
    attended: of('present', 'approved-activity'),
    authorised: of('authorised'),
    unauthorised: of('unauthorised'),
    unknown: [...unknown],
  }
}
