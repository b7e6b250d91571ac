import type { PlainDate } from '../../../kernel/index.ts'
import type { ClockRule, Within } from './clocks.ts'

/** From when on what ships holds. */
export const ever = '2013-04-01' as PlainDate
/** A limit that has held ever since: a later one is a second with its day. */
export const limit = (within: Within): ClockRule['limits'] => [{ from: ever, within }]

/** Where limits come from. */
export const workingTogether = 'Working together to safeguard children (domain.md 4.2)'
export const carePlanning = 'Care Planning Regulations 2010 (domain.md 0.2 and 4.2)'
export const local = 'domain.md 4.2, local'

/** The first of these days on or after another. */
export const firstFrom = (days: readonly (PlainDate | undefined)[], from: PlainDate): PlainDate | undefined =>
  days.filter((day): day is PlainDate => day !== undefined && day >= from).sort()[0]
