import { checkUpn, dateParts, isLaCode, type PlainDate, plainDate } from '../../kernel/index.ts'
import { header } from './cin-rows.ts'
import {
  before,
  day,
  each,
  ethnicities,
  flag,
  groupBy,
  inYear,
  isEmpty,
  isTrue,
  pairs,
  type Row,
  repeated,
  rule,
  since,
  text,
} from './return-rules.ts'

const child = 'ChildIdentifiers'
const upnShape = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/
const disabilities = new Set('NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA'.split(' '))

const isUnborn = (row: Row): boolean => isEmpty(row, 'PersonBirthDate') && !isEmpty(row, 'ExpectedPersonBirthDate')
const yearsBefore = (date: PlainDate, years: number): PlainDate => {
  const { year, month, day: ofMonth } = dateParts(date)
  return plainDate(year - years, month, Math.min(ofMonth, month === 2 ? 28 : ofMonth))
}

/** Who the child is: tables ChildIdentifiers and Disabilities of the Children in Need census. */
export const cinChildRules = [
  each('1510', 'UPN invalid (wrong check letter at character 1)', child, ['UPN'], row => {
    const upn = text(row, 'UPN')
    return upnShape.test(upn) && !checkUpn(upn).ok
  }),
  rule('1520', 'More than one record with the same UPN', { [child]: ['LAchildID', 'UPN'] }, data =>
    repeated(data.rows(child), ['UPN']).map(row => flag(child, 'UPN', row)),
  ),
  each('1530', 'UPN invalid (characters 2-4 not a recognised LA code)', child, ['UPN'], row => {
    const upn = text(row, 'UPN')
    return upn.length === 13 && !isLaCode(upn.slice(1, 4))
  }),
  each('1540', 'UPN invalid (characters 5-12 not all numeric)', child, ['UPN'], row => {
    const upn = text(row, 'UPN')
    return upn.length === 13 && !/^\d{8}$/.test(upn.slice(4, 12))
  }),
  each('1550', 'UPN invalid (character 13 not a recognised value)', child, ['UPN'], row => {
    const upn = text(row, 'UPN')
    return upn.length === 13 && !/^[\dA-HJ-NP-RT-Z]$/.test(upn.slice(12))
  }),
  each('1560Q', 'Former UPN wrongly formatted', child, ['FormerUPN'], row => {
    const upn = text(row, 'FormerUPN')
    return upn !== '' && !upnShape.test(upn)
  }),
  since(
    2025,
    each(
      '1570',
      'LA Child ID must not be longer than 20 characters',
      child,
      ['LAchildID'],
      row => text(row, 'LAchildID').length > 20,
    ),
  ),
  before(
    2025,
    each('4180', 'Gender is missing', child, ['GenderCurrent'], row => !/^[0129]$/.test(text(row, 'GenderCurrent'))),
  ),
  since(
    2025,
    each('4180', 'Sex must be provided and equal M, F, or U', child, ['Sex'], row => !/^[MFU]$/.test(text(row, 'Sex'))),
  ),
  each(
    '4220',
    'Ethnicity is missing or invalid',
    'ChildCharacteristics',
    ['Ethnicity'],
    row => !ethnicities.has(text(row, 'Ethnicity')),
  ),
  each('8500', 'LA Child ID missing', child, ['LAchildID'], row => isEmpty(row, 'LAchildID')),
  rule('8510', 'More than one child record with the same LA Child ID', { [child]: ['LAchildID'] }, data =>
    repeated(data.rows(child), ['LAchildID']).map(row => flag(child, 'LAchildID', row)),
  ),
  each(
    '8520',
    'Date of Birth is after data collection period (must be on or before the end of the census period)',
    child,
    ['PersonBirthDate'],
    (row, { end }) => {
      const born = day(row, 'PersonBirthDate')
      return born !== undefined && born > end
    },
    header,
  ),
  each(
    '8525Q',
    'Either Date of Birth or Expected Date of Birth must be provided (but not both)',
    child,
    ['PersonBirthDate', 'ExpectedPersonBirthDate'],
    row => isEmpty(row, 'PersonBirthDate') === isEmpty(row, 'ExpectedPersonBirthDate'),
  ),
  each(
    '8530Q',
    'Expected Date of Birth is outside the expected range for this census (March to December of the Census Year end)',
    child,
    ['ExpectedPersonBirthDate'],
    (row, { end }) => {
      const expected = day(row, 'ExpectedPersonBirthDate')
      const { year } = dateParts(end)
      return expected !== undefined && (expected < plainDate(year, 3, 1) || expected > plainDate(year, 12, 31))
    },
    header,
  ),
  each(
    '8535Q',
    'Child’s date of death should not be prior to the date of birth',
    child,
    ['PersonDeathDate', 'PersonBirthDate'],
    row => {
      const [died, born] = [day(row, 'PersonDeathDate'), day(row, 'PersonBirthDate')]
      return died !== undefined && born !== undefined && died < born
    },
  ),
  inYear('8545Q', 'Child’s Date of Death should be within the census year', child, 'PersonDeathDate'),
  before(
    2025,
    each(
      '8750',
      'Gender must equal 0 for an unborn child',
      child,
      ['GenderCurrent', 'PersonBirthDate', 'ExpectedPersonBirthDate'],
      row => isUnborn(row) && text(row, 'GenderCurrent') !== '0',
    ),
  ),
  since(
    2025,
    each(
      '8750',
      'Sex must equal U for an unborn child',
      child,
      ['Sex', 'PersonBirthDate', 'ExpectedPersonBirthDate'],
      row => isUnborn(row) && text(row, 'Sex') !== 'U',
    ),
  ),
  each(
    '8770Q',
    'UPN or reason UPN missing expected for a child who is more than 5 years old',
    child,
    ['UPN', 'UPNunknown', 'PersonBirthDate'],
    (row, { end }) => {
      const born = day(row, 'PersonBirthDate')
      return isEmpty(row, 'UPN') && isEmpty(row, 'UPNunknown') && born !== undefined && born < yearsBefore(end, 5)
    },
    header,
  ),
  pairs(
    '8772',
    'UPN unknown reason is UN7 (Referral with no further action) but at least one CIN details is a referral going on to further action',
    [child, 'UPNunknown'],
    ['CINdetails', 'ReferralNFA'],
    ['LAchildID'],
    (one, episode) => text(one, 'UPNunknown') === 'UN7' && !isTrue(episode, 'ReferralNFA'),
  ),
  each(
    '8775Q',
    'Child is over 25 years old',
    child,
    ['PersonBirthDate'],
    (row, { end }) => {
      const born = day(row, 'PersonBirthDate')
      return born !== undefined && born < yearsBefore(end, 25)
    },
    header,
  ),
  rule(
    '2887Q',
    'Less than 8 disability codes have been used in your return',
    { Disabilities: ['Disability'] },
    ({ rows }) => {
      const used = new Set(
        rows('Disabilities')
          .map(row => text(row, 'Disability'))
          .filter(code => code !== '' && code !== 'NONE'),
      )
      return used.size < 8 ? ['return'] : []
    },
  ),
  rule(
    '2888Q',
    'Only one disability code is recorded per child and multiple disabilities should be recorded where possible',
    { Disabilities: ['LAchildID', 'Disability'] },
    ({ rows }) => {
      const ofChild = [...groupBy(rows('Disabilities'), ['LAchildID']).values()]
      const several = ofChild.some(
        own => new Set(own.map(row => text(row, 'Disability')).filter(code => code !== '')).size > 1,
      )
      return several ? [] : ['return']
    },
  ),
  each(
    '8540',
    'Child’s disability is missing or invalid (see Disability table)',
    'Disabilities',
    ['Disability'],
    row => !disabilities.has(text(row, 'Disability')),
  ),
  rule(
    '8790',
    'Disability information includes both None and other values',
    { Disabilities: ['LAchildID', 'Disability'] },
    ({ rows }) =>
      [...groupBy(rows('Disabilities'), ['LAchildID']).values()]
        .filter(own => {
          const codes = own.map(row => text(row, 'Disability')).filter(code => code !== '')
          return codes.includes('NONE') && codes.some(code => code !== 'NONE')
        })
        .flat()
        .map(row => flag('Disabilities', 'Disability', row)),
  ),
  rule(
    '8794',
    'Child has two or more disabilities with the same code',
    { Disabilities: ['LAchildID', 'Disability'] },
    ({ rows }) =>
      repeated(rows('Disabilities'), ['LAchildID', 'Disability']).map(row => flag('Disabilities', 'Disability', row)),
  ),
] as const
