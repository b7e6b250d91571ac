import { byEpisode, episode } from './cin-rows.ts'
import { day, each, type Flag, flag, isEmpty, isTrue, pairs, type Row, rule, text } from './return-rules.ts'

const [episodes, assessments, enquiries] = ['CINdetails', 'Assessments', 'Section47']
const [need, protection, reviews] = ['CINplanDates', 'ChildProtectionPlans', 'Reviews']

/** Whatever has a day of its own under an episode, by table. */
const dated: Readonly<Record<string, readonly [string, ...string[]]>> = {
  [assessments]: ['AssessmentActualStartDate', 'AssessmentAuthorisationDate'],
  [enquiries]: ['S47ActualStartDate', 'DateOfInitialCPC'],
  [need]: ['CINPlanStartDate', 'CINPlanEndDate'],
  [protection]: ['CPPstartDate', 'CPPendDate'],
  [reviews]: ['CPPreviewDate'],
}

/** What an episode of the Children in Need census must not hold, by how it went. */
export const cinActivityRules = [
  rule(
    '2990',
    'Activity is recorded against a case marked as ‘Case closed after assessment’',
    {
      [episodes]: [...episode, 'ReasonForClosure', 'DateOfInitialCPC'],
      [enquiries]: episode,
      [need]: episode,
      [protection]: episode,
    },
    function* (data): Iterable<Flag> {
      const more = [enquiries, need, protection]
      const under = byEpisode(data, more)
      for (const own of data.rows(episodes).filter(row => /^RC[89]$/.test(text(row, 'ReasonForClosure')))) {
        const held = more.flatMap(table => under(table, own).map(row => flag(table, 'LAchildID', row)))
        if (held.length > 0 || !isEmpty(own, 'DateOfInitialCPC')) yield flag(episodes, 'ReasonForClosure', own)
        yield* held
      }
    },
  ),
  pairs(
    '4000',
    'CIN Plan details provided for a referral with no further action',
    [episodes, 'ReferralNFA'],
    [need, 'CINPlanStartDate'],
    episode,
    own => isTrue(own, 'ReferralNFA'),
  ),
  pairs(
    '4017',
    'A CIN Plan has been reported as open at the same time as a Child Protection Plan',
    [protection, 'CPPstartDate', 'CPPendDate'],
    [need, 'CINPlanEndDate'],
    ['LAchildID'],
    (one, own, { end }) => {
      const [over, from, to] = [day(own, 'CINPlanEndDate'), day(one, 'CPPstartDate'), day(one, 'CPPendDate') ?? end]
      // A plan for a child in need may go on until the day on which protection begins.
      return over !== undefined && from !== undefined && over > from && over <= to
    },
  ),
  rule(
    '8565',
    'Activity shown after a case has been closed',
    {
      [episodes]: [...episode, 'CINclosureDate', 'DateOfInitialCPC'],
      ...Object.fromEntries(Object.entries(dated).map(([table, columns]) => [table, [...episode, ...columns]])),
    },
    function* (data): Iterable<Flag> {
      const under = byEpisode(data, Object.keys(dated))
      for (const own of data.rows(episodes)) {
        const closed = day(own, 'CINclosureDate')
        if (closed === undefined) continue
        const isLater = (row: Row, column: string): boolean => String(day(row, column) ?? '') > closed
        const later = Object.entries(dated).flatMap(([table, columns]) =>
          under(table, own)
            .filter(row => columns.some(column => isLater(row, column)))
            .map(row => flag(table, columns[0], row)),
        )
        if (later.length > 0 || isLater(own, 'DateOfInitialCPC')) yield flag(episodes, 'CINclosureDate', own)
        yield* later
      }
    },
  ),
  each(
    '8614Q',
    'Parental or child factors at assessment should only be present for a completed assessment',
    assessments,
    ['AssessmentAuthorisationDate', 'AssessmentFactors'],
    row => isEmpty(row, 'AssessmentAuthorisationDate') && !isEmpty(row, 'AssessmentFactors'),
  ),
  each(
    '8615',
    'Section 47 Enquiry Start Date cannot be later than the date of the Initial Child Protection Conference',
    enquiries,
    ['S47ActualStartDate', 'DateOfInitialCPC'],
    row => String(day(row, 'S47ActualStartDate') ?? '') > (day(row, 'DateOfInitialCPC') ?? '9999'),
  ),
  pairs(
    '8832',
    'A Child Protection Plan is recorded against a case marked as a referral with no further action',
    [episodes, 'ReferralNFA'],
    [protection, 'CPPstartDate'],
    episode,
    own => isTrue(own, 'ReferralNFA'),
  ),
] as const
