export { allocateRound } from './allocate-round.actions.ts'
export { exchangeRound } from './exchange/exchange-round.actions.ts'
export { faultLine, RoundRefused } from './files/faults.ts'
export { partsOf, type RoundReport } from './report.ts'
