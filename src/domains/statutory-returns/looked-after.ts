import { type PlainDate, plainDate } from '../../kernel/index.ts'
import { lookedAfterAbsenceRules } from './looked-after-absences.ts'
import { lookedAfterTableRules } from './looked-after-adoption.ts'
import { lookedAfterAgeRules } from './looked-after-ages.ts'
import { lookedAfterChildRules } from './looked-after-children.ts'
import { lookedAfterCodeRules } from './looked-after-codes.ts'
import { lookedAfterDecisionRules } from './looked-after-decisions.ts'
import { lookedAfterEpisodeRules } from './looked-after-episodes.ts'
import { lookedAfterHealthRules } from './looked-after-health.ts'
import { lookedAfterHistoryRules } from './looked-after-histories.ts'
import { lookedAfterLeaverRules } from './looked-after-leavers.ts'
import { lookedAfterLifeRules } from './looked-after-lives.ts'
import { lookedAfterOtherRules } from './looked-after-others.ts'
import { lookedAfterPlacementRules } from './looked-after-placements.ts'
import { lookedAfterProviderRules } from './looked-after-providers.ts'
import { dayOf } from './looked-after-rows.ts'
import { lookedAfterSpellRules } from './looked-after-spells.ts'
import { lookedAfterStatusRules } from './looked-after-status.ts'
import { lookedAfterWorkerRules } from './looked-after-workers.ts'
import { lookedAfterYearRules } from './looked-after-years.ts'
import { check, type Issue, type Rule, type Tables, yearOfRules } from './return-rules.ts'

/** The rules of the SSDA903 return (children looked after) that we hold, by number. */
export const lookedAfterRules: readonly Rule[] = [
  ...lookedAfterCodeRules,
  ...lookedAfterAgeRules,
  ...lookedAfterEpisodeRules,
  ...lookedAfterTableRules,
  ...lookedAfterYearRules,
  ...lookedAfterLifeRules,
  ...lookedAfterOtherRules,
  ...lookedAfterPlacementRules,
  ...lookedAfterDecisionRules,
  ...lookedAfterHistoryRules,
  ...lookedAfterStatusRules,
  ...lookedAfterWorkerRules,
  ...lookedAfterSpellRules,
  ...lookedAfterLeaverRules,
  ...lookedAfterHealthRules,
  ...lookedAfterChildRules,
  ...lookedAfterAbsenceRules,
  ...lookedAfterProviderRules,
].toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.from - b.from))

/** The year in which a named set of rules ends: lac2022_23 is 2023. Undefined for another name. */
export const lookedAfterYear = (ruleset: string): number | undefined =>
  yearOfRules('lac', newestLookedAfterYear, ruleset)

/** The newest set of rules. */
export const newestLookedAfterYear = 2027

/**
 * Checks a return by the rules of a year. `about` is what comes with the tables: the collection's first and last day, and the authority.
 * Without days, the year's own, 1 April to 31 March.
 */
export const checkLookedAfter = (
  tables: Tables,
  year: number = newestLookedAfterYear,
  about: Readonly<Record<string, unknown>> = {},
): Issue[] => {
  const said = (key: string): PlainDate | undefined => dayOf(about, key)
  const start = said('collection_start') ?? plainDate(year - 1, 4, 1)
  const end = said('collection_end') ?? plainDate(year, 3, 31)
  return check(lookedAfterRules, tables, year, { start, end, about })
}
