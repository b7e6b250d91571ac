import type { PlainDate } from '../../kernel/index.ts'
import { checkCin, cinRules, cinYear, newestCinYear } from './cin.ts'
import { checkLookedAfter, lookedAfterRules, lookedAfterYear, newestLookedAfterYear } from './looked-after.ts'
import { readCin } from './read-cin.actions.ts'
import { readLookedAfter } from './read-looked-after.actions.ts'
import { readSen } from './read-sen.actions.ts'
import { day, type Issue, oldestYear, type Rule, rulesetOf, type Tables } from './return-rules.ts'
import { checkSen, senRules, senVersion } from './sen.ts'

/** A return that a council must send, and how it is checked. */
export type StatutoryReturn = {
  readonly title: string
  readonly rules: readonly Rule[]
  /** How a year's set of rules is called, and which sets are held. */
  readonly rulesetOf: (year: number) => string
  readonly rulesets: string
  /** The year of a named set of rules; undefined for a name that is none. */
  readonly yearOf: (ruleset: string) => number | undefined
  readonly newest: number
  /** `about` is what comes with the tables; `today` is the day of the question, for what has no year of its own. */
  readonly check: (tables: Tables, year: number, about: Readonly<Record<string, unknown>>, today: PlainDate) => Issue[]
  readonly read: (path: string) => Promise<Tables>
  /** What is known of a return that was read from its own files. */
  readonly ofFiles: Readonly<Record<string, unknown>>
}

const sets = (prefix: string, newest: number): Pick<StatutoryReturn, 'rulesetOf' | 'rulesets' | 'newest'> => ({
  rulesetOf: year => rulesetOf(prefix, year),
  rulesets: `${rulesetOf(prefix, oldestYear)} to ${rulesetOf(prefix, newest)}`,
  newest,
})

/** Every return that can be checked, by the name that the command line gives it. */
export const statutoryReturns: Readonly<Record<string, StatutoryReturn>> = {
  cin: {
    ...{ title: 'Children in Need census', rules: cinRules, ...sets('cin', newestCinYear) },
    ...{ yearOf: cinYear, check: checkCin, read: readCin, ofFiles: {} },
  },
  ssda903: {
    ...{ title: 'SSDA903, children looked after', rules: lookedAfterRules, ...sets('lac', newestLookedAfterYear) },
    ...{ yearOf: lookedAfterYear, check: checkLookedAfter, read: readLookedAfter },
    ofFiles: { file_format: 'csv' },
  },
  sen: {
    ...{ title: 'children with special educational needs, inspection lists', rules: senRules },
    ...{ rulesetOf: () => 'sen_v0_0_1', rulesets: 'sen_v0_0_1', yearOf: senVersion, newest: 1 },
    ...{ read: readSen, ofFiles: {} },
    check: (tables, _, about, today) => checkSen(tables, day(about, 'collection_end') ?? today),
  },
}
