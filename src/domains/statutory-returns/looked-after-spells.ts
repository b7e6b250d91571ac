import { isLaCode } from '../../kernel/index.ts'
import {
  dayOf,
  daysLater,
  each,
  flagRow,
  following,
  isBefore,
  isFilled,
  isNull,
  isRespite,
  isTemporary,
  lasts,
  ofChild,
  validCode,
  validDate,
} from './looked-after-rows.ts'
import { birthday, type Flag, groupBy, type Row, rule, text } from './return-rules.ts'

const postcode = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i
const bare = (row: Row, column: string): string => text(row, column).replaceAll(' ', '').toUpperCase()
const provider = (code: string, words: string, isWrong: (row: Row) => boolean) =>
  each(code, words, 'Episodes', ['PLACE', 'PLACE_PROVIDER'], isWrong)
const youngerThan = (code: string, words: string, column: 'DECOM' | 'DEC', age: number, field: string, codes: RegExp) =>
  ofChild(
    code,
    words,
    ['Episodes', column, field],
    ['Header', 'DOB'],
    (episode, child) => {
      const born = dayOf(child, 'DOB')
      return (
        born !== undefined && codes.test(text(episode, field)) && isBefore(dayOf(episode, column), birthday(born, age))
      )
    },
    'first',
  )

/** More of what one episode says, and of how it follows the one before it. */
export const lookedAfterSpellRules = [
  validDate('141', 'Date episode began is not a valid date.', 'Episodes', 'DECOM'),
  following('142', 'A new episode has started, but the previous episode has not ended.', ['DEC', 'REC'], (one, next) =>
    next && (isNull(one, 'DEC') || isNull(one, 'REC')) ? 'one' : undefined,
  ),
  validCode(
    '144',
    'The legal status code is not a valid code.',
    'Episodes',
    'LS',
    'C1 C2 D1 E1 V2 V3 V4 J1 J2 J3 L1 L2 L3',
  ),
  validCode(
    '149',
    'Reason episode ceased code is not valid.',
    'Episodes',
    'REC',
    'E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17 X1',
  ),
  each(
    '169',
    'Local Authority (LA) of placement is not valid or is missing. Please check a valid postcode has been entered.',
    'Episodes',
    ['LS', 'PL_LA'],
    row => {
      const authority = text(row, 'PL_LA')
      return !isRespite(row) && !isLaCode(authority) && !/^([EWSN]\d{8}|NIR|SCO|WAL|NUK|CON)$/.test(authority)
    },
  ),
  each(
    '355',
    'Episode appears to have lasted for less than 24 hours',
    'Episodes',
    ['DECOM', 'DEC'],
    row => dayOf(row, 'DECOM') !== undefined && dayOf(row, 'DECOM') === dayOf(row, 'DEC'),
  ),
  each(
    '356',
    'The date the episode ceased is before the date the same episode started.',
    'Episodes',
    ['DECOM', 'DEC'],
    row => isBefore(dayOf(row, 'DEC'), dayOf(row, 'DECOM')),
  ),
  each(
    '365',
    'Any individual short- term respite placement must not exceed 17 days.',
    'Episodes',
    ['LS', 'DECOM', 'DEC'],
    (row, { end }) => {
      const from = dayOf(row, 'DECOM')
      return (
        text(row, 'LS') === 'V3' &&
        (lasts(row, 17) || (isNull(row, 'DEC') && from !== undefined && daysLater(from, 17) < end))
      )
    },
  ),
  each(
    '366',
    'A child cannot change placement during the course of an individual short-term respite break.',
    'Episodes',
    ['LS', 'RNE'],
    row => text(row, 'LS') === 'V3' && text(row, 'RNE') !== 'S',
  ),
  youngerThan('373', 'Child placed in a school should be at least 4 years old.', 'DECOM', 4, 'PLACE', /^S1$/),
  youngerThan('374', 'Child in residential employment should be at least 14 years old.', 'DECOM', 14, 'PLACE', /^P3$/),
  each(
    '379',
    'Temporary placements for unspecified reason (placement code T4) cannot exceed seven days.',
    'Episodes',
    ['DECOM', 'DEC', 'PLACE'],
    row => text(row, 'PLACE') === 'T4' && lasts(row, 7),
  ),
  each(
    '382',
    'A child receiving respite care cannot be in a temporary placement.',
    'Episodes',
    ['LS', 'PLACE'],
    row => isRespite(row) && isTemporary(row),
  ),
  each(
    '385',
    'Date episode ceased must be on or before the end of the current collection year.',
    'Episodes',
    ['DEC'],
    (row, { end }) => isBefore(end, dayOf(row, 'DEC')),
  ),
  youngerThan(
    '389',
    'Reason episode ceased is that child transferred to care of adult social care services, but child is aged under 16.',
    'DEC',
    16,
    'REC',
    /^E7$/,
  ),
  each(
    '390',
    'Reason episode ceased is adopted but child has not been previously placed for adoption.',
    'Episodes',
    ['PLACE', 'REC'],
    row => /^E1[12]$/.test(text(row, 'REC')) && !/^A[3-6]$/.test(text(row, 'PLACE')),
  ),
  each('392c', 'Postcode(s) provided are invalid.', 'Episodes', ['HOME_POST', 'PL_POST'], row =>
    ['HOME_POST', 'PL_POST'].some(column => isFilled(row, column) && !postcode.test(text(row, column))),
  ),
  each(
    '392d',
    'Home and placement postcodes should not be same unless the placement type is P1.',
    'Episodes',
    ['HOME_POST', 'PL_POST', 'PLACE'],
    row => isFilled(row, 'HOME_POST') && bare(row, 'HOME_POST') === bare(row, 'PL_POST') && text(row, 'PLACE') !== 'P1',
  ),
  each(
    '408',
    'Child is placed for adoption with a placement order, but no placement order has been recorded.',
    'Episodes',
    ['PLACE', 'LS'],
    row => /^A[56]$/.test(text(row, 'PLACE')) && text(row, 'LS') !== 'E1',
  ),
  each(
    '420',
    'LA of placement completed but child is looked after under legal status V3 or V4.',
    'Episodes',
    ['LS', 'PL_LA'],
    row => isRespite(row) && isFilled(row, 'PL_LA'),
  ),
  rule(
    '426',
    'A child receiving respite care cannot be recorded under a legal status of V3 and V4 in the same year.',
    { Episodes: ['CHILD', 'LS'] },
    function* ({ rows }): Iterable<Flag> {
      for (const own of groupBy(rows('Episodes').filter(isRespite), ['CHILD']).values())
        if (new Set(own.map(row => text(row, 'LS'))).size > 1) for (const row of own) yield flagRow('Episodes', row)
    },
  ),
  following(
    '431',
    'The reason for new episode is started to be looked after, but the previous episode ended on the same day.',
    ['RNE', 'DEC'],
    (one, next) =>
      next && text(next, 'RNE') === 'S' && dayOf(one, 'DEC') !== undefined && dayOf(one, 'DEC') === dayOf(next, 'DECOM')
        ? 'next'
        : undefined,
  ),
  following(
    '433',
    'The reason for new episode suggests that this is a continuation episode, but the episode does not start on the same day as the last episode finished.',
    ['RNE', 'DEC'],
    (one, next) =>
      next && isFilled(next, 'RNE') && text(next, 'RNE') !== 'S' && dayOf(one, 'DEC') !== dayOf(next, 'DECOM')
        ? 'next'
        : undefined,
  ),
  each(
    '516',
    'The episode data submitted for this child does not show that he/she was with their former foster carer(s) during the year.If the code in the reason episode ceased is E45 or E46 the child must have a placement code of U1 to U6.',
    'Episodes',
    ['REC', 'PLACE'],
    row => /^E4[56]$/.test(text(row, 'REC')) && !/^U[1-6]$/.test(text(row, 'PLACE')),
  ),
  provider(
    '527',
    'A placement provider code of PR1 cannot be associated with placements P1, R2 or R5.',
    row => text(row, 'PLACE_PROVIDER') === 'PR1' && /^(P1|R2|R5)$/.test(text(row, 'PLACE')),
  ),
  provider(
    '531',
    'A placement provider code of PR5 cannot be associated with placements P1.',
    row => text(row, 'PLACE_PROVIDER') === 'PR5' && text(row, 'PLACE') === 'P1',
  ),
  provider(
    '550',
    'A placement provider code of PR0 can only be associated with placement P1.',
    row => text(row, 'PLACE_PROVIDER') === 'PR0' && text(row, 'PLACE') !== 'P1',
  ),
  following(
    '336',
    'Child does not have a foster placement immediately prior to being placed for adoption.',
    ['PLACE'],
    (one, next) =>
      next && /^A[35]$/.test(text(next, 'PLACE')) && !/^(U[1-6]|A[35])$/.test(text(one, 'PLACE')) ? 'next' : undefined,
  ),
] as const
