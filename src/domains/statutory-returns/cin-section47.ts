import { addWorkingDays, isWeekday } from '../../kernel/index.ts'
import { episode, header } from './cin-rows.ts'
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
  type Return,
  type Row,
  rule,
} from './return-rules.ts'

const [table, episodes, plans] = ['Section47', 'CINdetails', 'ChildProtectionPlans']
const isWithin = (date: string | undefined, { start, end }: Return): boolean =>
  date !== undefined && date >= start && date <= end
/** No conference yet, and none said to be unnecessary. */
const awaits = (row: Row): boolean => isEmpty(row, 'DateOfInitialCPC') && !isTrue(row, 'ICPCnotRequired')

/** Enquiries and initial conferences: table Section47 of the Children in Need census. */
export const cinSection47Rules = [
  pairs(
    '1104',
    'The date of the initial child protection conference cannot be before the referral date',
    [table, 'DateOfInitialCPC'],
    [episodes, 'CINreferralDate'],
    episode,
    (one, own) => {
      const [held, referred] = [day(one, 'DateOfInitialCPC'), day(own, 'CINreferralDate')]
      return held !== undefined && referred !== undefined && held < referred
    },
  ),
  rule(
    '2883',
    'There are more child protection plans starting than initial conferences taking place',
    { [plans]: ['CPPstartDate'], [episodes]: ['DateOfInitialCPC'], [table]: ['DateOfInitialCPC'], ...header },
    data => {
      const count = (of: string, column: string): number =>
        data.rows(of).filter(row => isWithin(day(row, column), data)).length
      return count(plans, 'CPPstartDate') > count(episodes, 'DateOfInitialCPC') + count(table, 'DateOfInitialCPC')
        ? ['return']
        : []
    },
  ),
  pairs(
    '2884',
    'An initial child protection conference is recorded at both the S47 and CIN Details level and it should only be recorded in one',
    [table, 'DateOfInitialCPC'],
    [episodes, 'DateOfInitialCPC'],
    ['LAchildID'],
    (one, own) => {
      const held = day(one, 'DateOfInitialCPC')
      return held !== undefined && held === day(own, 'DateOfInitialCPC')
    },
  ),
  rule(
    '2885',
    'Child protection plan shown as starting a different day to the initial child protection conference',
    {
      [plans]: [...episode, 'CPPstartDate'],
      [table]: [...episode, 'DateOfInitialCPC', 'ICPCnotRequired'],
      [episodes]: [...episode, 'DateOfInitialCPC'],
      ...header,
    },
    plansWithoutConference,
  ),
  pairs(
    '2889',
    'The S47 start date should not be before the referral date',
    [table, 'S47ActualStartDate'],
    [episodes, 'CINreferralDate'],
    episode,
    (one, own) => {
      const [start, referred] = [day(one, 'S47ActualStartDate'), day(own, 'CINreferralDate')]
      return start !== undefined && referred !== undefined && start < referred
    },
  ),
  rule(
    '2991Q',
    'A Section 47 module is recorded and there is no assessment on the episode',
    { Assessments: episode, [table]: episode },
    ({ rows }) => {
      const assessed = groupBy(rows('Assessments'), episode)
      return rows(table)
        .filter(row => !assessed.has(keyOf(row, episode) ?? ''))
        .map(row => flag(table, 'LAchildID', row))
    },
  ),
  each(
    '8675Q',
    'S47 Enquiry started more than 15 working days before the end of the census year. However, there is no date of Initial Child Protection Conference',
    table,
    ['DateOfInitialCPC', 'S47ActualStartDate', 'ICPCnotRequired'],
    (row, { end }) => {
      const start = day(row, 'S47ActualStartDate')
      return awaits(row) && start !== undefined && addWorkingDays(start, 15) < end
    },
    header,
  ),
  inYear(
    '8715',
    'Date of Initial Child Protection Conference must fall within the census year',
    table,
    'DateOfInitialCPC',
  ),
  each(
    '8740',
    'For a Section 47 Enquiry that has not held the Initial Child Protection Conference by the end of the census year, the start date must fall within the census year',
    table,
    ['S47ActualStartDate', 'DateOfInitialCPC', 'ICPCnotRequired'],
    (row, data) =>
      awaits(row) && !isEmpty(row, 'S47ActualStartDate') && !isWithin(day(row, 'S47ActualStartDate'), data),
    header,
  ),
  rule(
    '8839',
    'Within one CINDetails group there are 2 or more open S47 Assessments',
    { [table]: [...episode, 'DateOfInitialCPC', 'ICPCnotRequired'] },
    ({ rows }) =>
      [...groupBy(rows(table).filter(awaits), episode).values()]
        .filter(open => open.length > 1)
        .flat()
        .map(row => flag(table, 'DateOfInitialCPC', row)),
  ),
  pairs(
    '8868',
    'CIN episode is shown as closed, however Section 47 enquiry is not shown as completed by ICPC date or ICPC not required flag',
    [table, 'DateOfInitialCPC', 'ICPCnotRequired'],
    [episodes, 'CINclosureDate'],
    episode,
    (one, own) =>
      // Completed by one of the two: by neither is open, by both is a contradiction.
      !isEmpty(own, 'CINclosureDate') && isEmpty(one, 'DateOfInitialCPC') !== isTrue(one, 'ICPCnotRequired'),
  ),
  each(
    '8870Q',
    'The Target Date for Initial Child Protection Conference should not be a weekend',
    table,
    ['InitialCPCtarget'],
    row => isWeekend(day(row, 'InitialCPCtarget')),
  ),
  each(
    '8875',
    'The Date of Initial Child Protection Conference cannot be a weekend',
    table,
    ['DateOfInitialCPC'],
    row => isWeekend(day(row, 'DateOfInitialCPC')),
  ),
] as const

function isWeekend(date: ReturnType<typeof day>): boolean {
  return date !== undefined && !isWeekday(date)
}

/**
 * Each plan that began in the year is looked for among the conferences of its enquiries; where there is no enquiry that wanted one, among
 * those of the episode itself. A conference that another plan began on is right.
 */
function* plansWithoutConference(data: Return): Generator<Flag> {
  const begun = data.rows(plans).filter(row => isWithin(day(row, 'CPPstartDate'), data))
  const started = new Set(begun.map(row => JSON.stringify([keyOf(row, episode), day(row, 'CPPstartDate')])))
  const enquiries = groupBy(
    data.rows(table).filter(row => !isTrue(row, 'ICPCnotRequired')),
    episode,
  )
  const referrals = groupBy(data.rows(episodes), episode)
  for (const plan of begun) {
    const key = keyOf(plan, episode) ?? ''
    const [own, from] = enquiries.has(key) ? [enquiries.get(key) ?? [], table] : [referrals.get(key) ?? [], episodes]
    if (own.length === 0 || own.some(row => day(row, 'DateOfInitialCPC') === day(plan, 'CPPstartDate'))) continue
    yield flag(plans, 'CPPstartDate', plan)
    for (const row of own)
      if (!started.has(JSON.stringify([key, day(row, 'DateOfInitialCPC')]))) yield flag(from, 'DateOfInitialCPC', row)
  }
}
