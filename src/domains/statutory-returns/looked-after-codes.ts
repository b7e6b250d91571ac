import { adoptionFields, each, isDay, isFilled, isNull, validCode, validDate } from './looked-after-rows.ts'
import { before, ethnicities, type Row, since, text } from './return-rules.ts'

const upnShape = /^(UN[1-5]|[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z])$/
const partly = (row: Row, columns: readonly string[]): boolean => {
  const filled = columns.filter(column => isFilled(row, column)).length
  return filled > 0 && filled < columns.length
}
const couple = (row: Row): boolean => /^(MM|FF|MF)$/.test(text(row, 'SEX_ADOPTR'))

/** Each value by itself: is it a date, a code, a number; do those of one row agree? */
export const lookedAfterCodeRules = [
  before(
    2025,
    each('101', 'Gender code is not valid.', 'Header', ['SEX'], row => !/^[12]$/.test(text(row, 'SEX'))),
  ),
  since(
    2025,
    each(
      '101',
      'The child or young person’s reported sex is not valid.',
      'Header',
      ['SEX'],
      row => !/^[MFU]$/.test(text(row, 'SEX')),
    ),
  ),
  each('102', 'Date of birth is not a valid date.', 'Header', ['DOB'], row => !isDay(row, 'DOB')),
  each(
    '103',
    'The ethnicity code is either not valid or has not been entered.',
    'Header',
    ['ETHNIC'],
    row => !ethnicities.has(text(row, 'ETHNIC')),
  ),
  validDate('112', 'Date should be placed for adoption is not a valid date.', 'AD1', 'DATE_INT'),
  validDate('113', 'Date matching child and adopter(s) is not a valid date.', 'AD1', 'DATE_MATCH'),
  validCode(
    '114',
    'Data entry to record the status of former carer(s) of an adopted child is invalid.',
    'AD1',
    'FOSTER_CARE',
    '0 1',
  ),
  validDate(
    '115',
    'Date of Local Authority’s (LA) decision that a child should be placed for adoption is not a valid date.',
    'PlacedAdoption',
    'DATE_PLACED',
  ),
  validDate(
    '116',
    'Date of Local Authority’s (LA) decision that a child should no longer be placed for adoption is not a valid date.',
    'PlacedAdoption',
    'DATE_PLACED_CEASED',
  ),
  each('151', 'All data items relating to a childs adoption must be coded or left blank.', 'AD1', adoptionFields, row =>
    partly(row, adoptionFields),
  ),
  each(
    '153',
    'All data items relating to a child’s activity or accommodation after leaving care must be coded or left blank.',
    'OC3',
    ['IN_TOUCH', 'ACTIV', 'ACCOM'],
    row => partly(row, ['IN_TOUCH', 'ACTIV', 'ACCOM']),
  ),
  each(
    '159',
    'If a child has been recorded as not receiving an intervention for their substance misuse problem, then the additional item on whether an intervention was offered should be completed as well.',
    'OC2',
    ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
    row =>
      text(row, 'SUBSTANCE_MISUSE') === '1' &&
      text(row, 'INTERVENTION_RECEIVED') === '0' &&
      isNull(row, 'INTERVENTION_OFFERED'),
  ),
  each('166', 'Date of review is invalid or blank.', 'Reviews', ['REVIEW'], row => !isDay(row, 'REVIEW')),
  each(
    '168',
    'Unique Pupil Number (UPN) is not valid. If unknown, default codes should be UN1, UN2, UN3, UN4 or UN5.',
    'Header',
    ['UPN'],
    row => isFilled(row, 'UPN') && !upnShape.test(text(row, 'UPN')),
  ),
  validDate('171', 'Date of birth of mother’s child is not a valid date.', 'Header', 'MC_DOB'),
  each(
    '174',
    'Mother’s child date of birth is recorded but gender shows that the child is a male.',
    'Header',
    ['SEX', 'MC_DOB'],
    row => /^(1|M)$/.test(text(row, 'SEX')) && isFilled(row, 'MC_DOB'),
  ),
  validCode('175', 'The number of adopter(s) code is not a valid code.', 'AD1', 'NB_ADOPTR', '1 2'),
  validCode(
    '176',
    'The gender of adopter(s) at the date of adoption code is not a valid code.',
    'AD1',
    'SEX_ADOPTR',
    'M1 F1 MM FF MF',
  ),
  validCode(
    '177',
    'The legal status of adopter(s) code is not a valid code.',
    'AD1',
    'LS_ADOPTR',
    'L0 L11 L12 L2 L3 L4',
  ),
  each(
    '180',
    'Data entry for the strengths and difficulties questionnaire (SDQ) score is invalid.',
    'OC2',
    ['SDQ_SCORE'],
    row => {
      const score = Number(text(row, 'SDQ_SCORE'))
      return isFilled(row, 'SDQ_SCORE') && !(Number.isInteger(score) && score >= 0 && score <= 40)
    },
  ),
  each(
    '192',
    'Child has been identified as having a substance misuse problem but the additional item on whether an intervention was received has been left blank.',
    'OC2',
    ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED'],
    row => text(row, 'SUBSTANCE_MISUSE') === '1' && isNull(row, 'INTERVENTION_RECEIVED'),
  ),
  validCode(
    '196',
    'Strengths and Difficulties (SDQ) reason is not a valid code.',
    'OC2',
    'SDQ_REASON',
    'SDQ1 SDQ2 SDQ3 SDQ4 SDQ5',
  ),
  since(
    2025,
    each(
      '232',
      'Sex of the child/young person has been reported as unknown.',
      'Header',
      ['SEX'],
      row => text(row, 'SEX').toUpperCase() === 'U',
    ),
  ),
  each(
    '519',
    'Data entered on the legal status of adopters shows civil partnership couple, but data entered on genders of adopters does not show it as a couple.',
    'AD1',
    ['LS_ADOPTR', 'SEX_ADOPTR'],
    row => text(row, 'LS_ADOPTR') === 'L2' && !couple(row),
  ),
  each(
    '520',
    'Data entry on the legal status of adopters shows different gender married couple but data entry on genders of adopters shows it as a same gender couple.',
    'AD1',
    ['LS_ADOPTR', 'SEX_ADOPTR'],
    row => text(row, 'LS_ADOPTR') === 'L11' && text(row, 'SEX_ADOPTR') !== 'MF',
  ),
  each(
    '524',
    'If reporting legal status of adopters is L12 then the genders of adopters should be coded as MM or FF.',
    'AD1',
    ['LS_ADOPTR', 'SEX_ADOPTR'],
    row => text(row, 'LS_ADOPTR') === 'L12' && !/^(MM|FF)$/.test(text(row, 'SEX_ADOPTR')),
  ),
  each(
    '544',
    'Any child who has conviction information completed must also have immunisation, teeth check, health assessment and substance misuse problem identified fields completed.',
    'OC2',
    ['CONVICTED', 'IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'],
    row =>
      isFilled(row, 'CONVICTED') &&
      ['IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'].some(column => isNull(row, column)),
  ),
  validCode('631', 'Previous permanence option not a valid value.', 'PrevPerm', 'PREV_PERM', 'P1 P2 P3 P4 Z1'),
] as const
