import {
  byChild,
  dayOf,
  each,
  flagRow,
  following,
  isBefore,
  isFilled,
  isNull,
  isTemporary,
  lasts,
} from './looked-after-rows.ts'
import { groupBy, rule, text } from './return-rules.ts'

const exempt = /^(P1|P2|R2|R5|T[0-4]|Z1\d?)$/

/** Episodes of care: how they follow each other, and what each may hold. */
export const lookedAfterEpisodeRules = [
  each(
    '218',
    'Ofsted Unique reference number (URN) is required.',
    'Episodes',
    ['PLACE', 'DEC', 'PL_LA', 'URN'],
    (row, { start }) =>
      isFilled(row, 'PLACE') &&
      !exempt.test(text(row, 'PLACE')) &&
      !isBefore(dayOf(row, 'DEC'), start) &&
      !/^[WSN]/.test(text(row, 'PL_LA')) &&
      isNull(row, 'URN'),
  ),
  following(
    '225',
    'Reason for placement change must be recorded.',
    ['RNE', 'REC', 'PLACE', 'REASON_PLACE_CHANGE'],
    (one, next) =>
      text(one, 'REC') === 'X1' &&
      next &&
      /^[PB]$/.test(text(next, 'RNE')) &&
      !isTemporary(one) &&
      !isTemporary(next) &&
      isNull(one, 'REASON_PLACE_CHANGE')
        ? 'one'
        : undefined,
  ),
  rule(
    '226',
    'Reason for placement change is not required for temporary placements.',
    { Episodes: ['CHILD', 'DECOM', 'PLACE', 'REASON_PLACE_CHANGE'] },
    function* ({ rows }) {
      for (const own of byChild(rows('Episodes'), 'DECOM'))
        for (const [at, one] of own.entries()) {
          const before = own[at - 1]
          if (
            isTemporary(one) &&
            (isFilled(one, 'REASON_PLACE_CHANGE') || (before && isFilled(before, 'REASON_PLACE_CHANGE')))
          )
            yield flagRow('Episodes', one)
        }
    },
  ),
  each('353', 'No episode submitted can start before 14 October 1991.', 'Episodes', ['DECOM'], row =>
    isBefore(dayOf(row, 'DECOM'), '1991-10-14' as never),
  ),
  each(
    '354',
    'Date episode ceased must be on or before the end of the current collection year.',
    'Episodes',
    ['DECOM'],
    (row, { end }) => isBefore(end, dayOf(row, 'DECOM')),
  ),
  rule(
    '357',
    'If this is the first episode ever for this child, reason for new episode must be S.',
    { Episodes: ['CHILD', 'DECOM', 'RNE'] },
    function* ({ rows, start }) {
      for (const own of byChild(rows('Episodes'), 'DECOM')) {
        const [first] = own
        if (first && !isBefore(dayOf(first, 'DECOM'), start) && dayOf(first, 'DECOM') && text(first, 'RNE') !== 'S')
          yield flagRow('Episodes', first)
      }
    },
  ),
  each(
    '375',
    'Hospitalisation coded as a temporary placement exceeds six weeks.',
    'Episodes',
    ['DECOM', 'DEC', 'PLACE'],
    row => text(row, 'PLACE') === 'T1' && lasts(row, 42),
  ),
  each(
    '376',
    'Temporary placements coded as being due to holiday of usual foster carer(s) cannot exceed three weeks.',
    'Episodes',
    ['DECOM', 'DEC', 'PLACE'],
    row => text(row, 'PLACE') === 'T3' && lasts(row, 21),
  ),
  rule(
    '377',
    'Only two temporary placements coded as being due to holiday of usual foster carer(s) are allowed in any 12-month period.',
    { Episodes: ['CHILD', 'PLACE'] },
    ({ rows }) =>
      [
        ...groupBy(
          rows('Episodes').filter(row => text(row, 'PLACE') === 'T3'),
          ['CHILD'],
        ).values(),
      ]
        .filter(own => own.length > 2)
        .flat()
        .map(row => flagRow('Episodes', row)),
  ),
  each(
    '378',
    'A child who is placed with parent(s) cannot be looked after under a single period of accommodation under Section 20 of the Children Act 1989.',
    'Episodes',
    ['PLACE', 'LS'],
    row => text(row, 'PLACE') === 'P1' && text(row, 'LS') === 'V2',
  ),
  each(
    '380',
    'A period of care cannot start with a temporary placement.',
    'Episodes',
    ['RNE', 'PLACE'],
    row => isTemporary(row) && isFilled(row, 'RNE') && !/^[PB]$/.test(text(row, 'RNE')),
  ),
  each(
    '381',
    'A period of care cannot end with a temporary placement.',
    'Episodes',
    ['REC', 'PLACE'],
    row => isTemporary(row) && isFilled(row, 'REC') && text(row, 'REC') !== 'X1',
  ),
  each(
    '384',
    'A child receiving respite care cannot be in a long-term foster placement',
    'Episodes',
    ['PLACE', 'LS'],
    row => /^U[14]$/.test(text(row, 'PLACE')) && /^V[34]$/.test(text(row, 'LS')),
  ),
  following(
    '388',
    'Reason episode ceased is coded new episode begins, but there is no continuation episode.',
    ['DEC', 'REC'],
    (one, next) => {
      const goesOn = next !== undefined && dayOf(one, 'DEC') !== undefined && dayOf(next, 'DECOM') === dayOf(one, 'DEC')
      return isFilled(one, 'REC') && (text(one, 'REC') === 'X1') !== goesOn ? 'one' : undefined
    },
  ),
  following(
    '432',
    'The child ceased to be looked after at the end of the previous episode but the reason for the new episode is not started to be looked after.',
    ['RNE', 'REC'],
    (one, next) => (next && /^E/.test(text(one, 'REC')) && text(next, 'RNE') !== 'S' ? 'next' : undefined),
  ),
  following(
    '437',
    'Reason episode ceased is child has died or is aged 18 or over but there are further episodes.',
    ['REC'],
    (one, next) => (/^(E2|E15)$/.test(text(one, 'REC')) && isFilled(one, 'DECOM') && next ? 'one' : undefined),
  ),
  each(
    '451',
    'Child is still freed for adoption, but freeing orders could not be applied for since 30 December 2005.',
    'Episodes',
    ['DEC', 'REC', 'LS'],
    row => text(row, 'LS') === 'D1' && isNull(row, 'DEC') && isNull(row, 'REC'),
  ),
  following('501', 'A new episode has started before the end date of the previous episode.', ['DEC'], (one, next) =>
    next && isBefore(dayOf(next, 'DECOM'), dayOf(one, 'DEC')) ? 'next' : undefined,
  ),
] as const
