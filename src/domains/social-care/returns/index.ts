export { checkCin, cinRules, cinYear, newestCinYear } from './cin.ts'
export { readCin } from './read-cin.actions.ts'
export type { Issue, Tables } from './return-rules.ts'
