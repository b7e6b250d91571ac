import { addWorkingDays } from '../../kernel/index.ts'
import { byEpisode, episode, header } from './cin-rows.ts'
import {
  day,
  each,
  type Flag,
  flag,
  groupBy,
  inYear,
  isEmpty,
  isTrue,
  keyOf,
  pairs,
  type Row,
  rule,
  text,
} from './return-rules.ts'

const [table, child] = ['CINdetails', 'ChildIdentifiers']
const closures = /^RC[1-9]$/
const needs = /^N[0-9]$/
const sources = /^(1[A-D]|2[AB]|3[A-F]|4|5[A-D]|6|7|8|9|10)$/
const isOpen = (row: Row): boolean => isEmpty(row, 'CINclosureDate') && !isTrue(row, 'ReferralNFA')

/** Referral to closure: table CINdetails of the Children in Need census. */
export const cinEpisodeRules = [
  pairs(
    '8555',
    'Child cannot be referred after its recorded date of death',
    [child, 'PersonDeathDate'],
    [table, 'CINreferralDate'],
    ['LAchildID'],
    (one, own) => {
      const [died, referred] = [day(one, 'PersonDeathDate'), day(own, 'CINreferralDate')]
      return died !== undefined && referred !== undefined && referred > died
    },
  ),
  each(
    '8568',
    'RNFA flag is missing or invalid',
    table,
    ['ReferralNFA'],
    row => !/^(true|false|1|0)$/i.test(text(row, 'ReferralNFA')),
  ),
  each(
    '8569Q',
    'A case with referral date before one working day prior to the collection start date must not be flagged as a no further action case',
    table,
    ['CINreferralDate', 'ReferralNFA'],
    (row, { start }) => {
      const referred = day(row, 'CINreferralDate')
      return referred !== undefined && referred < addWorkingDays(start, -1) && isTrue(row, 'ReferralNFA')
    },
    header,
  ),
  pairs(
    '8585Q',
    'CIN episode shows Died as the Closure Reason, however child has no recorded Date of Death',
    [child, 'PersonDeathDate'],
    [table, 'ReasonForClosure'],
    ['LAchildID'],
    (one, own) => isEmpty(one, 'PersonDeathDate') && text(own, 'ReasonForClosure') === 'RC2',
  ),
  rule(
    '8590',
    'Child does not have a recorded CIN episode',
    { [child]: ['LAchildID'], [table]: ['LAchildID'] },
    ({ rows }) => {
      const known = groupBy(rows(table), ['LAchildID'])
      return rows(child)
        .filter(row => !known.has(keyOf(row, ['LAchildID']) ?? ''))
        .map(row => flag(child, 'LAchildID', row))
    },
  ),
  each(
    '8600',
    'Child referral date missing or after data collection period',
    table,
    ['CINreferralDate'],
    (row, { end }) => {
      const referred = day(row, 'CINreferralDate')
      return referred === undefined || referred > end
    },
    header,
  ),
  each('8610', 'Primary Need code is missing or invalid (see Primary Need table)', table, ['PrimaryNeedCode'], row =>
    isEmpty(row, 'PrimaryNeedCode') ? !isTrue(row, 'ReferralNFA') : !needs.test(text(row, 'PrimaryNeedCode')),
  ),
  inYear('8620', 'CIN Closure Date present and does not fall within the Census year', table, 'CINclosureDate'),
  each('8630', 'CIN Closure Date is before CIN Referral Date', table, ['CINclosureDate', 'CINreferralDate'], row => {
    const [closed, referred] = [day(row, 'CINclosureDate'), day(row, 'CINreferralDate')]
    return closed !== undefined && referred !== undefined && closed < referred
  }),
  each(
    '8640',
    'CIN Reason for closure code invalid (see Reason for Closure table in CIN Census code set)',
    table,
    ['ReasonForClosure'],
    row => !isEmpty(row, 'ReasonForClosure') && !closures.test(text(row, 'ReasonForClosure')),
  ),
  each(
    '8805',
    'A CIN case cannot have a CIN closure date without a Reason for Closure',
    table,
    ['CINclosureDate', 'ReasonForClosure'],
    row => !isEmpty(row, 'CINclosureDate') && isEmpty(row, 'ReasonForClosure'),
  ),
  each(
    '8810',
    'A CIN case cannot have a Reason for Closure without a CIN Closure Date',
    table,
    ['ReasonForClosure', 'CINclosureDate'],
    row => isEmpty(row, 'CINclosureDate') && !isEmpty(row, 'ReasonForClosure'),
  ),
  rule(
    '8815',
    'More than one open CIN Details episode (a module with no CIN Closure Date) has been provided for this child and case is not a referral with no further action',
    { [table]: ['LAchildID', 'CINclosureDate', 'ReferralNFA'] },
    ({ rows }) =>
      [...groupBy(rows(table).filter(isOpen), ['LAchildID']).values()]
        .filter(open => open.length > 1)
        .flat()
        .map(row => flag(table, 'CINclosureDate', row)),
  ),
  rule(
    '8816',
    'An open CIN episode is shown and case is not a referral with no further action, but it is not the latest episode',
    { [table]: ['LAchildID', 'CINclosureDate', 'CINreferralDate', 'ReferralNFA'] },
    function* ({ rows }) {
      for (const own of groupBy(rows(table), ['LAchildID']).values()) {
        const dated = own.filter(row => day(row, 'CINreferralDate') !== undefined)
        const latest = dated.reduce<Row | undefined>(
          (last, row) =>
            last && String(day(last, 'CINreferralDate')) >= String(day(row, 'CINreferralDate')) ? last : row,
          undefined,
        )
        const earlier = dated.filter(row => isOpen(row) && row !== latest)
        for (const row of earlier) yield flag(table, 'CINreferralDate', row)
        if (latest && earlier.length > 0) yield flag(table, 'CINreferralDate', latest)
      }
    },
  ),
  rule(
    '8820',
    'The dates on the CIN episodes for this child overlap',
    { [table]: ['LAchildID', 'CINreferralDate', 'CINclosureDate'], ...header },
    function* ({ rows, end }) {
      for (const own of groupBy(rows(table), ['LAchildID']).values())
        for (const one of own)
          for (const other of own) {
            if (one === other) continue
            const [start, from, to] = [
              day(one, 'CINreferralDate'),
              day(other, 'CINreferralDate'),
              day(other, 'CINclosureDate') ?? end,
            ]
            if (start === undefined || from === undefined || start < from || start >= to) continue
            yield flag(table, 'CINreferralDate', one)
            yield flag(table, 'CINreferralDate', other)
          }
    },
  ),
  rule(
    '8831',
    'Activity is recorded against a case marked as a referral with no further action',
    {
      [table]: [...episode, 'DateOfInitialCPC', 'ReferralNFA'],
      Section47: [...episode, 'S47ActualStartDate', 'DateOfInitialCPC'],
      Assessments: [...episode, 'AssessmentActualStartDate', 'AssessmentAuthorisationDate'],
    },
    function* (data): Iterable<Flag> {
      const activities = [
        ['Section47', 'S47ActualStartDate', 'DateOfInitialCPC'],
        ['Assessments', 'AssessmentActualStartDate', 'AssessmentAuthorisationDate'],
      ] as const
      const under = byEpisode(
        data,
        activities.map(([other]) => other),
      )
      for (const own of data.rows(table).filter(row => isTrue(row, 'ReferralNFA'))) {
        if (!isEmpty(own, 'DateOfInitialCPC')) yield flag(table, 'DateOfInitialCPC', own)
        for (const [other, ...dates] of activities)
          for (const activity of under(other, own))
            if (dates.some(date => !isEmpty(activity, date))) {
              yield flag(table, 'DateOfInitialCPC', own)
              yield flag(other, 'LAchildID', activity)
            }
      }
    },
  ),
  each(
    '8866',
    'Source of Referral is missing or an invalid code',
    table,
    ['ReferralSource'],
    row => !sources.test(text(row, 'ReferralSource')),
  ),
] as const
