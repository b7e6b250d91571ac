import { addWorkingDays } from '../../kernel/index.ts'
import { episode, header } from './cin-rows.ts'
import {
  day,
  each,
  flag,
  groupBy,
  inYear,
  isEmpty,
  keyOf,
  pairs,
  type Row,
  repeated,
  rule,
  since,
  text,
  textOf,
} from './return-rules.ts'

const [table, episodes, list] = ['Assessments', 'CINdetails', 'AssessmentFactorsList']
const afterAssessment = ['RC8', 'RC9']

/** The factors of a cell: one, or a list of them. */
const factorsOf = (row: Row): string[] => {
  const cell = row['AssessmentFactors']
  return (Array.isArray(cell) ? cell : [cell]).map(textOf).filter(one => one !== '')
}
/** Does the first begin while the other goes on? An open one goes on for ever. */
export const beginsDuring = (start: string | undefined, from: string | undefined, to: string | undefined): boolean =>
  start !== undefined && from !== undefined && from <= start && (to === undefined || start <= to)

/** Assessments and what was found: tables Assessments and AssessmentFactorsList of the Children in Need census. */
export const cinAssessmentRules = [
  pairs(
    '1103',
    'The assessment start date cannot be before the referral date',
    [table, 'AssessmentActualStartDate'],
    [episodes, 'CINreferralDate'],
    episode,
    (one, own) => {
      const [start, referred] = [day(one, 'AssessmentActualStartDate'), day(own, 'CINreferralDate')]
      return start !== undefined && referred !== undefined && start < referred
    },
  ),
  each(
    '8608',
    'Assessment Actual Start Date cannot be later than its End Date',
    table,
    ['AssessmentActualStartDate', 'AssessmentAuthorisationDate'],
    row => {
      const [start, end] = [day(row, 'AssessmentActualStartDate'), day(row, 'AssessmentAuthorisationDate')]
      return start !== undefined && end !== undefined && start > end
    },
  ),
  each(
    '8670Q',
    'Assessment started more than 45 working days before the end of the census year. However, there is no Assessment end date',
    table,
    ['AssessmentActualStartDate', 'AssessmentAuthorisationDate'],
    (row, { end }) => {
      const start = day(row, 'AssessmentActualStartDate')
      return start !== undefined && isEmpty(row, 'AssessmentAuthorisationDate') && addWorkingDays(start, 45) < end
    },
    header,
  ),
  inYear('8696', 'Assessment end date must fall within the census year', table, 'AssessmentAuthorisationDate'),
  each(
    '8736',
    'For an Assessment that has not been completed, the start date must fall within the census year',
    table,
    ['AssessmentAuthorisationDate', 'AssessmentActualStartDate'],
    (row, census) => {
      const start = day(row, 'AssessmentActualStartDate')
      return (
        isEmpty(row, 'AssessmentAuthorisationDate') &&
        start !== undefined &&
        (start < census.start || start > census.end)
      )
    },
    header,
  ),
  rule(
    '8825Q',
    'Reason for Closure code RC8 (case closed after assessment) or RC9 (case closed after assessment, referred to early help) has been returned but there is no assessment present for the episode',
    { [table]: episode, [episodes]: [...episode, 'ReasonForClosure'] },
    ({ rows }) => {
      const assessed = groupBy(rows(table), episode)
      return rows(episodes)
        .filter(
          row => afterAssessment.includes(text(row, 'ReasonForClosure')) && !assessed.has(keyOf(row, episode) ?? ''),
        )
        .map(row => flag(episodes, 'ReasonForClosure', row))
    },
  ),
  rule(
    '8863Q',
    'An Assessment is shown as starting when there is another Assessment ongoing',
    { [table]: [...episode, 'AssessmentActualStartDate', 'AssessmentAuthorisationDate'] },
    function* ({ rows }) {
      for (const own of groupBy(rows(table), episode).values())
        for (const one of own)
          for (const other of own) {
            if (
              one === other ||
              !beginsDuring(
                day(one, 'AssessmentActualStartDate'),
                day(other, 'AssessmentActualStartDate'),
                day(other, 'AssessmentAuthorisationDate'),
              )
            )
              continue
            yield flag(table, 'AssessmentActualStartDate', one)
            yield flag(table, 'AssessmentActualStartDate', other)
          }
    },
  ),
  pairs(
    '8867',
    'CIN episode is shown as closed, however Assessment is not shown as completed',
    [episodes, 'CINclosureDate'],
    [table, 'AssessmentAuthorisationDate'],
    episode,
    (own, one) => !isEmpty(own, 'CINclosureDate') && isEmpty(one, 'AssessmentAuthorisationDate'),
  ),
  rule(
    '8869',
    'The assessment factors code “21” cannot be used in conjunction with any other assessment factors',
    { [table]: [...episode, 'AssessmentFactors', 'AssessmentAuthorisationDate'] },
    ({ rows }) => {
      const apart = Map.groupBy(rows(table), row =>
        JSON.stringify([...episode, 'AssessmentAuthorisationDate'].map(column => text(row, column))),
      )
      return [...apart.values()]
        .filter(rows => rows.some(row => factorsOf(row).includes('21')))
        .flatMap(rows => rows.filter(row => factorsOf(row).some(factor => factor !== '21')))
        .map(row => flag(table, 'AssessmentFactors', row))
    },
  ),
  rule(
    '8873Q',
    'When there is only one assessment on the episode and the factors code “21 No factors identified” has been used for the completed assessment, the reason for closure ‘RC8’ or ‘RC9’ should be used',
    { [table]: [...episode, 'AssessmentFactors', 'AssessmentID'], [episodes]: [...episode, 'ReasonForClosure'] },
    function* ({ rows }) {
      const closed = groupBy(rows(episodes), episode)
      for (const [key, own] of groupBy(rows(table), episode)) {
        if (new Set(own.map(row => text(row, 'AssessmentID'))).size > 1) continue
        for (const one of own.filter(row => factorsOf(row).includes('21')))
          for (const other of closed.get(key) ?? []) {
            const reason = text(other, 'ReasonForClosure')
            if (reason === '' || afterAssessment.includes(reason)) continue
            yield flag(table, 'AssessmentFactors', one)
            yield flag(episodes, 'ReasonForClosure', other)
          }
      }
    },
  ),
  rule(
    '8898',
    'The assessment has more than one parental or child factors with the same code',
    {
      [table]: [...episode, 'AssessmentID', 'AssessmentFactors'],
      [list]: [...episode, 'AssessmentID', 'AssessmentFactor'],
    },
    ({ rows }) => {
      const which = [...episode, 'AssessmentID']
      const twice = groupBy(repeated(rows(list), [...which, 'AssessmentFactor']), which)
      return rows(table)
        .filter(row => twice.has(keyOf(row, which) ?? ''))
        .map(row => flag(table, 'AssessmentFactors', row))
    },
  ),
  since(
    2025,
    each(
      '8950Q',
      'The assessment factors code ‘19A’ should not be used (‘19B’ or ‘19C’ should be used instead)',
      table,
      ['AssessmentFactors'],
      row => factorsOf(row).some(factor => factor.toUpperCase() === '19A'),
    ),
  ),
] as const
