import { checkCin, cinRules, cinYear, newestCinYear } from './cin.ts'
import { checkLookedAfter, lookedAfterRules, lookedAfterYear, newestLookedAfterYear } from './looked-after.ts'
import { readCin } from './read-cin.actions.ts'
import { readLookedAfter } from './read-looked-after.actions.ts'
import type { Issue, Rule, Tables } from './return-rules.ts'

/** A return that a council must send, and how it is checked. */
export type StatutoryReturn = {
  readonly title: string
  readonly rules: readonly Rule[]
  /** How a year's rules are named. */
  readonly example: string
  /** The year of a named set of rules; undefined for a name that is none. */
  readonly yearOf: (ruleset: string) => number | undefined
  readonly newest: number
  readonly check: (tables: Tables, year: number, about: Readonly<Record<string, unknown>>) => Issue[]
  readonly read: (path: string) => Promise<Tables>
}

/** Every return that can be checked, by the name that the command line gives it. */
export const statutoryReturns: Readonly<Record<string, StatutoryReturn>> = {
  cin: {
    ...{ title: 'Children in Need census', rules: cinRules, example: 'cin2024_25' },
    ...{ yearOf: cinYear, newest: newestCinYear, check: checkCin, read: readCin },
  },
  ssda903: {
    ...{ title: 'SSDA903, children looked after', rules: lookedAfterRules, example: 'lac2024_25' },
    ...{ yearOf: lookedAfterYear, newest: newestLookedAfterYear, check: checkLookedAfter, read: readLookedAfter },
  },
}
