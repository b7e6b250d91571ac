export type { Issue } from './return-rules.ts'
export { type StatutoryReturn, statutoryReturns } from './statutory-returns.actions.ts'
