import { beginsDuring } from './cin-assessments.ts'
import { episode, header } from './cin-rows.ts'
import { day, each, flag, groupBy, inYear, isEmpty, pairs, type Row, rule, text } from './return-rules.ts'

const [need, protection, child, episodes] = ['CINplanDates', 'ChildProtectionPlans', 'ChildIdentifiers', 'CINdetails']
const abuse = /^(NEG|PHY|EMO|SAB|MUL)$/

const isAfter = (date: string | undefined, other: string | undefined): boolean =>
  date !== undefined && other !== undefined && date > other
const isSameDay = (row: Row, one: string, other: string): boolean =>
  day(row, one) !== undefined && day(row, one) === day(row, other)

/** Child in need plans: table CINplanDates. */
const needPlanRules = [
  pairs(
    '4001',
    'A CIN Plan cannot run concurrently with a Child Protection Plan',
    [protection, 'CPPendDate'],
    [need, 'CINPlanEndDate'],
    episode,
    (one, other) => isEmpty(one, 'CPPendDate') && isEmpty(other, 'CINPlanEndDate'),
  ),
  rule(
    '4004',
    'This child is showing more than one open CIN Plan, i.e. with no End Date',
    { [need]: [...episode, 'CINPlanEndDate'] },
    ({ rows }) =>
      [
        ...groupBy(
          rows(need).filter(row => isEmpty(row, 'CINPlanEndDate')),
          episode,
        ).values(),
      ]
        .filter(open => open.length > 1)
        .flat()
        .map(row => flag(need, 'CINPlanEndDate', row)),
  ),
  pairs(
    '4008',
    'CIN Plan shown as starting after the child’s Date of Death',
    [child, 'PersonDeathDate'],
    [need, 'CINPlanStartDate'],
    ['LAchildID'],
    (one, own) => isAfter(day(own, 'CINPlanStartDate'), day(one, 'PersonDeathDate')),
  ),
  pairs(
    '4009Q',
    'CIN Plan cannot end after the child’s Date of Death',
    [child, 'PersonDeathDate'],
    [need, 'CINPlanEndDate'],
    ['LAchildID'],
    (one, own) => isAfter(day(own, 'CINPlanEndDate'), day(one, 'PersonDeathDate')),
  ),
  each(
    '4010',
    'CIN Plan start date is missing or out of data collection period',
    need,
    ['CINPlanStartDate'],
    (row, { end }) => {
      const start = day(row, 'CINPlanStartDate')
      return start === undefined || start > end
    },
    header,
  ),
  rule(
    '4011',
    'CIN Plan data contains overlapping dates',
    { [need]: ['LAchildID', 'CINPlanStartDate', 'CINPlanEndDate'] },
    ({ rows }) => overlaps(rows(need), need, 'CINPlanStartDate', 'CINPlanEndDate'),
  ),
  each(
    '4012Q',
    'CIN Plan shown as starting and ending on the same day',
    need,
    ['CINPlanStartDate', 'CINPlanEndDate'],
    row => isSameDay(row, 'CINPlanStartDate', 'CINPlanEndDate'),
  ),
  inYear('4013', 'CIN Plan end date must fall within the census year', need, 'CINPlanEndDate'),
  each('4014', 'CIN Plan end date is before its start date', need, ['CINPlanStartDate', 'CINPlanEndDate'], row =>
    isAfter(day(row, 'CINPlanStartDate'), day(row, 'CINPlanEndDate')),
  ),
  pairs(
    '4015',
    'The CIN Plan start date cannot be before the referral date',
    [need, 'CINPlanStartDate'],
    [episodes, 'CINreferralDate'],
    episode,
    (one, own) => isAfter(day(own, 'CINreferralDate'), day(one, 'CINPlanStartDate')),
  ),
  pairs(
    '4016',
    'A CIN Plan has been reported as open at the same time as a Child Protection Plan',
    [protection, 'CPPstartDate', 'CPPendDate'],
    [need, 'CINPlanStartDate'],
    ['LAchildID'],
    (one, own) => {
      const [start, from, to] = [day(own, 'CINPlanStartDate'), day(one, 'CPPstartDate'), day(one, 'CPPendDate')]
      // A plan for a child in need may follow on the day on which protection ends.
      return beginsDuring(start, from, to) && start !== to
    },
  ),
]

/** Child protection plans and their reviews: tables ChildProtectionPlans and Reviews. */
const protectionPlanRules = [
  pairs(
    '1105',
    'The child protection plan start date cannot be before the referral date',
    [protection, 'CPPstartDate'],
    [episodes, 'CINreferralDate'],
    episode,
    (one, own) => isAfter(day(own, 'CINreferralDate'), day(one, 'CPPstartDate')),
  ),
  each(
    '8720',
    'Child Protection Plan Start Date missing or out of data collection period',
    protection,
    ['CPPstartDate', 'CPPID'],
    (row, { end }) => {
      const start = day(row, 'CPPstartDate')
      return start === undefined ? !isEmpty(row, 'CPPID') : start > end
    },
    header,
  ),
  each(
    '8725',
    'Child Protection Plan End Date is before Child Protection Plan Start Date',
    protection,
    ['CPPendDate', 'CPPstartDate'],
    row => isAfter(day(row, 'CPPstartDate'), day(row, 'CPPendDate')),
  ),
  each('8730', 'Total Number of previous Child Protection Plans is missing', protection, ['NumberOfPreviousCPP'], row =>
    isEmpty(row, 'NumberOfPreviousCPP'),
  ),
  each(
    '8840',
    'Child Protection Plan cannot start and end on the same day',
    protection,
    ['CPPstartDate', 'CPPendDate'],
    row => isSameDay(row, 'CPPstartDate', 'CPPendDate'),
  ),
  pairs(
    '8841',
    'The review date cannot be on the same day or before the Child protection Plan start date',
    [protection, 'CPPstartDate'],
    ['Reviews', 'CPPreviewDate'],
    [...episode, 'CPPID'],
    (one, review) => {
      const [start, reviewed] = [day(one, 'CPPstartDate'), day(review, 'CPPreviewDate')]
      return start !== undefined && reviewed !== undefined && reviewed <= start
    },
  ),
  each(
    '8905',
    'Initial Category of Abuse code missing or invalid (see Category of Abuse table)',
    protection,
    ['InitialCategoryOfAbuse'],
    row => !abuse.test(text(row, 'InitialCategoryOfAbuse')),
  ),
  each(
    '8910',
    'Latest Category of Abuse code missing or invalid (see Category of Abuse table)',
    protection,
    ['LatestCategoryOfAbuse'],
    row => !abuse.test(text(row, 'LatestCategoryOfAbuse')),
  ),
  pairs(
    '8915',
    'Child Protection Plan shown as starting after the child’s Date of Death',
    [child, 'PersonDeathDate'],
    [protection, 'CPPstartDate'],
    ['LAchildID'],
    (one, own) => isAfter(day(own, 'CPPstartDate'), day(one, 'PersonDeathDate')),
  ),
  pairs(
    '8920',
    'Child Protection Plan cannot end after the child’s Date of Death',
    [child, 'PersonDeathDate'],
    [protection, 'CPPendDate'],
    ['LAchildID'],
    (one, own) => isAfter(day(own, 'CPPendDate'), day(one, 'PersonDeathDate')),
  ),
  inYear('8930', 'Child Protection Plan End Date must fall within the census year', protection, 'CPPendDate'),
  rule(
    '8935',
    'This child is showing more than one open Child Protection plan, i.e. with no End Date',
    { [protection]: ['LAchildID', 'CPPendDate'] },
    ({ rows }) =>
      [
        ...groupBy(
          rows(protection).filter(row => isEmpty(row, 'CPPendDate')),
          ['LAchildID'],
        ).values(),
      ]
        .filter(open => open.length > 1)
        .flat()
        .map(row => flag(protection, 'CPPendDate', row)),
  ),
  rule(
    '8940',
    'Child Protection Plan data contains overlapping dates',
    { [protection]: ['LAchildID', 'CPPstartDate', 'CPPendDate'] },
    ({ rows }) => overlaps(rows(protection), protection, 'CPPstartDate', 'CPPendDate'),
  ),
]

/** Rows of one child of which one begins while the other goes on, both. */
function* overlaps(rows: readonly Row[], table: string, from: string, to: string) {
  for (const own of groupBy(rows, ['LAchildID']).values())
    for (const one of own)
      for (const other of own) {
        if (one === other || !beginsDuring(day(one, from), day(other, from), day(other, to))) continue
        yield flag(table, from, one)
        yield flag(table, from, other)
      }
}

/** Plans of the Children in Need census. */
export const cinPlanRules = [...needPlanRules, ...protectionPlanRules] as const
