import { always, spell, throughoutYear } from './looked-after-lives.ts'
import { adoptionFields, dayOf, each, flagRow, isFilled, isNull } from './looked-after-rows.ts'
import { birthday, type Flag, type Return, type Row, rule, text } from './return-rules.ts'

const sometimes = ['CONVICTED', 'HEALTH_CHECK', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'] as const
const health = [...always, ...sometimes] as const

const reached = (age: number, row: Row, on: string): boolean => {
  const born = dayOf(row, 'DOB')
  return born !== undefined && birthday(born, age) <= on
}
const isUnder = (age: number, row: Row, on: string): boolean =>
  dayOf(row, 'DOB') !== undefined && !reached(age, row, on)
const turns = (age: number, row: Row, { start, end }: Return): boolean =>
  isUnder(age, row, start) && reached(age, row, end)

/** A rule of children by whether they were looked after for all of the year: those who were, or those who were not. */
const allYear = (
  code: string,
  words: string,
  who: 'throughout' | 'not throughout',
  columns: readonly string[],
  isWrong: (row: Row, data: Return) => boolean,
) =>
  rule(code, words, { Episodes: spell, OC2: ['CHILD', ...columns] }, data => {
    const all = throughoutYear(data)
    return data
      .rows('OC2')
      .filter(row => all.has(text(row, 'CHILD')) === (who === 'throughout') && isWrong(row, data))
      .map(row => flagRow('OC2', row))
  })

/** Health and wellbeing of children who have been looked after for a year. */
export const lookedAfterHealthRules = [
  allYear(
    '157',
    'Child is aged 4 years or over at the beginning of the year or 16 years or under at the end of the year and Strengths and Difficulties Questionnaire (SDQ) 1 has been recorded as the reason for no Strengths and Difficulties Questionnaire (SDQ) score.',
    'throughout',
    ['DOB', 'SDQ_REASON'],
    (row, { start, end }) => text(row, 'SDQ_REASON') === 'SDQ1' && reached(4, row, start) && isUnder(17, row, end),
  ),
  each(
    '158',
    'If a child has been recorded as receiving an intervention for their substance misuse problem, then the additional item on whether an intervention was offered should be left blank.',
    'OC2',
    ['INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
    row => text(row, 'INTERVENTION_RECEIVED') === '1' && isFilled(row, 'INTERVENTION_OFFERED'),
  ),
  each(
    '181',
    'Data items relating to children looked after continuously for 12 months should be completed with a 0 or 1.',
    'OC2',
    health,
    row => health.some(column => isFilled(row, column) && !/^[01]$/.test(text(row, column))),
  ),
  each(
    '182',
    'Data entries on immunisations, teeth checks, health assessments and substance misuse problem identified should be completed or all OC2 fields should be left blank.',
    'OC2',
    health,
    row => health.some(column => isFilled(row, column)) && always.some(column => isNull(row, column)),
  ),
  allYear(
    '185',
    'Child has not been looked after continuously for at least 12 months at 31 March but a Strengths and Difficulties (SDQ) score has been completed.',
    'not throughout',
    ['SDQ_SCORE'],
    row => isFilled(row, 'SDQ_SCORE'),
  ),
  allYear(
    '186',
    'Children aged 4 or over at the start of the year and children aged under 17 at the end of the year and who have been looked after for at least 12 months continuously should have a Strengths and Difficulties (SDQ) score completed.',
    'throughout',
    ['DOB', 'SDQ_SCORE'],
    (row, { start, end }) => isNull(row, 'SDQ_SCORE') && reached(4, row, start) && isUnder(17, row, end),
  ),
  rule(
    '187',
    'Child cannot be looked after continuously for 12 months at 31 March (OC2) and have any of adoption or care leavers returns completed.',
    {
      Episodes: spell,
      OC3: ['CHILD', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
      AD1: ['CHILD', ...adoptionFields],
    },
    function* (data): Iterable<Flag> {
      const all = throughoutYear(data)
      const told = { OC3: ['IN_TOUCH', 'ACTIV', 'ACCOM'], AD1: adoptionFields }
      for (const [table, columns] of Object.entries(told))
        for (const row of data.rows(table))
          if (all.has(text(row, 'CHILD')) && columns.some(column => isFilled(row, column))) yield flagRow(table, row)
    },
  ),
  each(
    '189',
    'Child is aged 17 years or over at the beginning of the year, but an Strengths and Difficulties (SDQ) score or a reason for no Strengths and Difficulties (SDQ) score has been completed.',
    'OC2',
    ['DOB', 'SDQ_SCORE', 'SDQ_REASON'],
    (row, { start }) => reached(17, row, start) && (isFilled(row, 'SDQ_SCORE') || isFilled(row, 'SDQ_REASON')),
  ),
  each(
    '193',
    'Child not identified as having a substance misuse problem but at least one of the two additional items on whether an intervention were offered and received have been completed.',
    'OC2',
    ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
    row =>
      text(row, 'SUBSTANCE_MISUSE') !== '1' &&
      (isFilled(row, 'INTERVENTION_RECEIVED') || isFilled(row, 'INTERVENTION_OFFERED')),
  ),
  allYear(
    '197B',
    'SDQ score or reason for no SDQ should be reported for 4- or 17-year-olds.',
    'throughout',
    ['DOB', 'SDQ_SCORE', 'SDQ_REASON'],
    (row, data) =>
      isNull(row, 'SDQ_SCORE') && isNull(row, 'SDQ_REASON') && (turns(4, row, data) || turns(17, row, data)),
  ),
  each(
    '197a',
    'Reason for no Strengths and Difficulties (SDQ) score is not required if Strengths and Difficulties Questionnaire score is filled in.',
    'OC2',
    ['SDQ_SCORE', 'SDQ_REASON'],
    row => isFilled(row, 'SDQ_SCORE') && isFilled(row, 'SDQ_REASON'),
  ),
  each(
    '542',
    'A child aged under 10 at 31 March should not have conviction information completed.',
    'OC2',
    ['DOB', 'CONVICTED'],
    (row, { end }) => isUnder(10, row, end) && isFilled(row, 'CONVICTED'),
  ),
  allYear(
    '543',
    'Child is aged 10 or over at 31 March and has been looked after continuously for 12 months yet conviction information has not been completed.',
    'throughout',
    ['DOB', 'CONVICTED'],
    (row, { end }) => reached(10, row, end) && isNull(row, 'CONVICTED'),
  ),
  // Whoever is in this table has been looked after for a year: the list of rules names no other table here.
  each(
    '545',
    'Child is aged under 5 at 31 March and has been looked after continuously for 12 months yet health promotion information has not been completed.',
    'OC2',
    ['DOB', 'HEALTH_CHECK'],
    (row, { end }) => isUnder(5, row, end) && isNull(row, 'HEALTH_CHECK'),
  ),
  each(
    '547',
    'Any child who has health promotion information completed must also have immunisation, teeth check, health assessment and substance misuse problem identified fields completed.',
    'OC2',
    ['HEALTH_CHECK', ...always],
    row => isFilled(row, 'HEALTH_CHECK') && always.some(column => isNull(row, column)),
  ),
] as const
