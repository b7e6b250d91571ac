export { allocateRound } from './allocate-round.actions.ts'
export { exchangeRound } from './exchange-round.actions.ts'
export { faultLine, RoundRefused } from './faults.ts'
export { partsOf, type RoundReport } from './report.ts'
