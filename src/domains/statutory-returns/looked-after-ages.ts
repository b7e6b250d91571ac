import { dayOf, daysLater, each, flagRow, isBefore, isFilled, isNull, ofChild } from './looked-after-rows.ts'
import { birthday, groupBy, type Row, rule, since, text } from './return-rules.ts'

/** Is the child not yet of that age on the day? False where either date is unknown. */
const isUnder = (age: number, born: ReturnType<typeof dayOf>, on: ReturnType<typeof dayOf>): boolean =>
  born !== undefined && on !== undefined && on < birthday(born, age)
const isAtLeast = (age: number, born: ReturnType<typeof dayOf>, on: ReturnType<typeof dayOf>): boolean =>
  born !== undefined && on !== undefined && on >= birthday(born, age)
const leaver = (row: Row): boolean => ['IN_TOUCH', 'ACTIV', 'ACCOM'].some(column => isFilled(row, column))

/** An episode that the child is too young for, or too old. */
const placed = (code: string, words: string, place: RegExp, age: number) =>
  ofChild(
    code,
    words,
    ['Episodes', 'DECOM', 'PLACE'],
    ['Header', 'DOB'],
    (episode, child) =>
      place.test(text(episode, 'PLACE')) && isUnder(age, dayOf(child, 'DOB'), dayOf(episode, 'DECOM')),
    'first',
  )
const ceased = (
  code: string,
  words: string,
  reason: RegExp,
  isWrong: typeof isUnder,
  age: number,
  flags: 'both' | 'first' = 'first',
) =>
  ofChild(
    code,
    words,
    ['Episodes', 'REC', 'DEC'],
    ['Header', 'DOB'],
    (episode, child) => reason.test(text(episode, 'REC')) && isWrong(age, dayOf(child, 'DOB'), dayOf(episode, 'DEC')),
    flags,
  )

/** Whether a child is of the age for what is said of them. */
export const lookedAfterAgeRules = [
  each(
    '209',
    'Child looked after is of school age and should not have an unknown Unique Pupil Number (UPN) code of UN1.',
    'Header',
    ['UPN', 'DOB'],
    (row, { start }) => text(row, 'UPN') === 'UN1' && isAtLeast(5, dayOf(row, 'DOB'), start),
  ),
  since(
    2025,
    each(
      '231',
      'We expect that unaccompanied asylum seeking children are generally older young people. Please check the date of birth is correct.',
      'Header',
      ['DOB', 'UASC_STATUS'],
      (row, { end }) => text(row, 'UASC_STATUS') === '1' && isUnder(11, dayOf(row, 'DOB'), daysLater(end, 0)),
    ),
  ),
  rule(
    '302',
    'First episode starts before child was born.',
    { Episodes: ['CHILD', 'DECOM'], Header: ['CHILD', 'DOB'] },
    function* ({ rows }) {
      const children = groupBy(rows('Header'), ['CHILD'])
      for (const [key, own] of groupBy(rows('Episodes'), ['CHILD'])) {
        const first = own
          .filter(row => dayOf(row, 'DECOM') !== undefined)
          .toSorted((a, b) => ((dayOf(a, 'DECOM') ?? '') < (dayOf(b, 'DECOM') ?? '') ? -1 : 1))[0]
        for (const child of children.get(key) ?? [])
          if (first && isBefore(dayOf(first, 'DECOM'), dayOf(child, 'DOB'))) {
            yield flagRow('Episodes', first)
            yield flagRow('Header', child)
          }
      }
    },
  ),
  each(
    '304',
    'Date unaccompanied asylum-seeking child (UASC) status ceased must be on or before the 18th birthday of a child.',
    'UASC',
    ['DOB', 'DUC'],
    row => {
      const born = dayOf(row, 'DOB')
      return born !== undefined && isBefore(birthday(born, 18), dayOf(row, 'DUC'))
    },
  ),
  each('351', 'Child was over 25 at the start of the current collection year.', 'Header', ['DOB'], (row, { start }) =>
    isAtLeast(25, dayOf(row, 'DOB'), start),
  ),
  ofChild(
    '352',
    'Child who started to be looked after was aged 18 or over.',
    ['Episodes', 'DECOM', 'RNE'],
    ['Header', 'DOB'],
    (episode, child) => text(episode, 'RNE') === 'S' && isAtLeast(18, dayOf(child, 'DOB'), dayOf(episode, 'DECOM')),
    'first',
  ),
  ofChild(
    '358',
    'Child with this legal status should not be under 10.',
    ['Episodes', 'DECOM', 'LS'],
    ['Header', 'DOB'],
    (episode, child) =>
      /^J[123]$/.test(text(episode, 'LS')) && isUnder(10, dayOf(child, 'DOB'), dayOf(episode, 'DECOM')),
  ),
  ofChild(
    '359',
    'Child being looked after following 18th birthday must be accommodated under section 20(5) of the Children Act 1989 in a community home.',
    ['Episodes', 'DEC', 'LS', 'PLACE'],
    ['Header', 'DOB'],
    (episode, child, { end }) =>
      isNull(episode, 'DEC') &&
      isAtLeast(18, dayOf(child, 'DOB'), end) &&
      !(text(episode, 'LS') === 'V2' && text(episode, 'PLACE') === 'K2'),
    'first',
  ),
  placed('370', 'Child in independent living should be at least 15.', /^P2$/, 15),
  since(
    2024,
    placed(
      '371',
      'Child in semi-independent living accommodation not subject to children’s homes regulations should be at least 16.',
      /^H5$/,
      16,
    ),
  ),
  placed('372', 'Child in youth custody or prison should be at least 10.', /^R5$/, 10),
  ceased('386', 'Reason episode ceased is adopted but child has reached age 18.', /^E1[12]$/, isAtLeast, 18),
  ceased(
    '387',
    'Reason episode ceased is child moved into independent living arrangement, but the child is aged under 14.',
    /^E[56]$/,
    isUnder,
    14,
  ),
  each(
    '391',
    'Young person was not 17, 18, 19, 20 or 21 during the current collection year.',
    'OC3',
    ['DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
    (row, { end }) => leaver(row) && isUnder(17, dayOf(row, 'DOB'), end),
  ),
  ceased(
    '407',
    'Reason episode ceased is Special Guardianship Order, but child has reached age 18.',
    /^E4[5-8]$/,
    isAtLeast,
    18,
    'both',
  ),
  each(
    '440',
    'Participation method indicates child was under 4 years old at the time of the review, but date of birth and review date indicates the child was 4 years old or over.',
    'Reviews',
    ['DOB', 'REVIEW', 'REVIEW_CODE'],
    row => text(row, 'REVIEW_CODE') === 'PN0' && isAtLeast(4, dayOf(row, 'DOB'), dayOf(row, 'REVIEW')),
  ),
  each(
    '445',
    'D1 is not a valid code for episodes starting after December 2005.',
    'Episodes',
    ['LS', 'DECOM'],
    row => text(row, 'LS') === 'D1' && isBefore('2005-12-31' as never, dayOf(row, 'DECOM')),
  ),
  each(
    '446',
    'E1 is not a valid code for episodes starting before December 2005.',
    'Episodes',
    ['LS', 'DECOM'],
    row => text(row, 'LS') === 'E1' && isBefore(dayOf(row, 'DECOM'), '2005-12-01' as never),
  ),
  ceased(
    '460',
    'Reason episode ceased is that child stayed with current carers at age 18 (or above), but child is aged under 18.',
    /^E17$/,
    isUnder,
    18,
  ),
  each('586', 'Dates of missing periods are before child’s date of birth.', 'Missing', ['DOB', 'MIS_START'], row =>
    isBefore(dayOf(row, 'MIS_START'), dayOf(row, 'DOB')),
  ),
  each(
    '612',
    'Date of birth field has been completed but mother field indicates child is not a mother.',
    'Header',
    ['SEX', 'MOTHER', 'MC_DOB'],
    row => /^(2|F)$/.test(text(row, 'SEX')) && !/^1$/.test(text(row, 'MOTHER')) && isFilled(row, 'MC_DOB'),
  ),
  each(
    '620',
    'Child has been recorded as a mother, but date of birth shows that the mother is under 11 years of age.',
    'Header',
    ['DOB', 'MOTHER'],
    (row, { start }) => text(row, 'MOTHER') === '1' && isUnder(11, dayOf(row, 'DOB'), start),
  ),
  each(
    '621',
    'Mother’s field has been completed but date of birth shows that the mother is younger than her child.',
    'Header',
    ['DOB', 'MC_DOB'],
    row => {
      const [born, childBorn] = [dayOf(row, 'DOB'), dayOf(row, 'MC_DOB')]
      return born !== undefined && childBorn !== undefined && born >= childBorn
    },
  ),
] as const
