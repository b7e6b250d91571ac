import { addDays, dateParts, plainDate } from '../../kernel/index.ts'
import { cinActivityRules } from './cin-activity.ts'
import { cinAssessmentRules } from './cin-assessments.ts'
import { cinChildRules } from './cin-children.ts'
import { cinEpisodeRules } from './cin-episodes.ts'
import { cinOrderRules } from './cin-order.ts'
import { cinPlanRules } from './cin-plans.ts'
import { cinSection47Rules } from './cin-section47.ts'
import { check, day, type Issue, type Row, type Rule, type Tables, yearOfRules } from './return-rules.ts'

/** Every rule of the Children in Need census that we hold (DfE guide to the validation rules), by number. */
export const cinRules: readonly Rule[] = [
  ...cinChildRules,
  ...cinEpisodeRules,
  ...cinAssessmentRules,
  ...cinSection47Rules,
  ...cinPlanRules,
  ...cinOrderRules,
  ...cinActivityRules,
].toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.from - b.from))

/** The year in which a named set of rules ends: cin2022_23 is 2023. Undefined for another name. */
export const cinYear = (ruleset: string): number | undefined => yearOfRules('cin', newestCinYear, ruleset)

/** The newest set of rules. */
export const newestCinYear = 2026

/**
 * Checks a census by the rules of a year. Its twelve months end with the header's reference date; without one, with 31 March of the year.
 * A rule whose tables or columns are not there does not run.
 */
export const checkCin = (tables: Tables, year: number = newestCinYear): Issue[] => {
  const [header] = tables['Header'] ?? []
  const end = (header && day(header as Row, 'ReferenceDate')) ?? plainDate(year, 3, 31)
  const start = addDays(plainDate(dateParts(end).year - 1, 3, 31), 1)
  return check(cinRules, tables, year, { start, end })
}
