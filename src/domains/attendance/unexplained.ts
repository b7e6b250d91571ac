import { markCodeOf } from '../../kernel/index.ts'

/** Codes of a session missed without a reason that the school accepts or knows (N becomes another code within five school days). */
const unexplainedCodes: ReadonlySet<string> = new Set(['N', 'O'])
/** The same as a pattern over marks: these codes are their own bytes. */
export const unexplainedPattern = `[${[...unexplainedCodes].join('')}]`

/** Whether a mark is an absence without a reason that the school accepts or knows. */
export const isUnexplained = (byte: string): boolean => unexplainedCodes.has(markCodeOf(byte))
