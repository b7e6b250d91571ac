import { addDays } from '../../kernel/index.ts'
import { beginsDuring } from './cin-assessments.ts'
import { episode } from './cin-rows.ts'
import { day, each, flag, groupBy, isEmpty, pairs, rule } from './return-rules.ts'

/** What must come before what, and what may run beside what, in the Children in Need census. */
export const cinOrderRules = [
  each(
    '100',
    'Reference Date is incorrect',
    'Header',
    ['ReferenceDate'],
    row => !/-03-31$/.test(day(row, 'ReferenceDate') ?? ''),
  ),
  pairs(
    '8606',
    'Child referral date is more than 40 weeks before DOB or expected DOB',
    ['CINdetails', 'CINreferralDate'],
    ['ChildIdentifiers', 'PersonBirthDate', 'ExpectedPersonBirthDate'],
    ['LAchildID'],
    (own, child) => {
      const referred = day(own, 'CINreferralDate')
      const born = day(child, 'PersonBirthDate') ?? day(child, 'ExpectedPersonBirthDate')
      return referred !== undefined && born !== undefined && referred < addDays(born, -40 * 7)
    },
  ),
  rule(
    '8890',
    'A Section 47 enquiry is shown as starting when there is another Section 47 Enquiry ongoing',
    { Section47: [...episode, 'S47ActualStartDate', 'DateOfInitialCPC'] },
    function* ({ rows }) {
      for (const own of groupBy(rows('Section47'), episode).values())
        for (const one of own)
          for (const other of own) {
            const [start, from, to] = [
              day(one, 'S47ActualStartDate'),
              day(other, 'S47ActualStartDate'),
              day(other, 'DateOfInitialCPC'),
            ]
            if (one === other || !beginsDuring(start, from, to)) continue
            yield flag('Section47', 'S47ActualStartDate', one)
            yield flag('Section47', 'S47ActualStartDate', other)
          }
    },
  ),
  rule(
    '8896',
    'Within one CINDetails group, there are 2 or more open Assessments groups',
    { Assessments: [...episode, 'AssessmentAuthorisationDate'] },
    ({ rows }) =>
      [
        ...groupBy(
          rows('Assessments').filter(row => isEmpty(row, 'AssessmentAuthorisationDate')),
          episode,
        ).values(),
      ]
        .filter(open => open.length > 1)
        .flat()
        .map(row => flag('Assessments', 'AssessmentAuthorisationDate', row)),
  ),
  each(
    '8897',
    'Parental or child factors at assessment information is missing from a completed assessment',
    'Assessments',
    ['AssessmentAuthorisationDate', 'AssessmentFactors'],
    row => !isEmpty(row, 'AssessmentAuthorisationDate') && isEmpty(row, 'AssessmentFactors'),
  ),
  each(
    '8925',
    'Child Protection Plan End Date earlier than Start Date',
    'ChildProtectionPlans',
    ['CPPstartDate', 'CPPendDate'],
    row => {
      const [from, to] = [day(row, 'CPPstartDate'), day(row, 'CPPendDate')]
      return from !== undefined && to !== undefined && to < from
    },
  ),
] as const
