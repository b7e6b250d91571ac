export { allocateRound } from './allocate-round.actions.ts'
export { exchangeRound } from './exchange-round.actions.ts'
export { faultLine, RoundRefused } from './faults.ts'
export type { RoundReport } from './report.ts'
/** The pages and the jobs of rounds. Loaded apart: the command that allocates without a database starts in half the time without them. */
export const loadRounds = (): Promise<typeof import('./rounds/index.ts')> => import('./rounds/index.ts')
/** The pages and the job of appeals against refusals, loaded apart as well. */
export const loadAppeals = (): Promise<typeof import('./appeals/index.ts')> => import('./appeals/index.ts')
/** Families' own pages of a round, loaded apart as well. */
export const loadFamilies = (): Promise<typeof import('./families/index.ts')> => import('./families/index.ts')
/** The pages of applications outside a round, loaded apart as well. */
export const loadInYear = (): Promise<typeof import('./in-year/index.ts')> => import('./in-year/index.ts')
