import {
  dayOf,
  each,
  isBefore,
  isDay,
  isFilled,
  isNull,
  isOtherAuthority,
  isRespite,
  isTemporary,
  validCode,
  validDate,
} from './looked-after-rows.ts'
import { before, type Row, since, text } from './return-rules.ts'

const places = 'A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1'
const laterPlaces = places.replace('H5 ', '').replace('Z1', 'Z11 Z12 Z13 Z14 Q1 Q2')
const wantsProvider = (row: Row): boolean =>
  isFilled(row, 'PLACE') && !isTemporary(row) && !/^Z1/.test(text(row, 'PLACE'))
/** What one row of an episode says by itself: of placements, of a child who went missing, of social workers and of deprivation of liberty. */
export const lookedAfterPlacementRules = [
  each(
    '143',
    'The reason for new episode code is not a valid code.',
    'Episodes',
    ['RNE'],
    row => isFilled(row, 'RNE') && !/^[SPLTUB]$/.test(text(row, 'RNE')),
  ),
  validCode('145', 'Category of need code is not a valid code.', 'Episodes', 'CIN', 'N1 N2 N3 N4 N5 N6 N7 N8'),
  before(2026, validCode('146', 'Placement type code is not a valid code.', 'Episodes', 'PLACE', places)),
  since(2026, validCode('146', 'Placement type code is not a valid code.', 'Episodes', 'PLACE', laterPlaces)),
  validDate('147', 'Date episode ceased is not a valid date.', 'Episodes', 'DEC'),
  each(
    '148',
    'Date episode ceased and reason episode ceased must both be coded, or both left blank.',
    'Episodes',
    ['DEC', 'REC'],
    row => isNull(row, 'DEC') !== isNull(row, 'REC'),
  ),
  each('178', 'Placement provider code is not a valid code.', 'Episodes', ['PLACE_PROVIDER', 'PLACE'], row =>
    wantsProvider(row)
      ? !/^PR[0-5]$/.test(text(row, 'PLACE_PROVIDER'))
      : isFilled(row, 'PLACE') && isFilled(row, 'PLACE_PROVIDER'),
  ),
  each(
    '179',
    'Placement location code is not a valid code.',
    'Episodes',
    ['LS', 'PL_LOCATION'],
    row => !isRespite(row) && !/^(IN|OUT)$/.test(text(row, 'PL_LOCATION')),
  ),
  each(
    '213',
    'Placement provider information not required.',
    'Episodes',
    ['PLACE', 'PLACE_PROVIDER'],
    row => isTemporary(row) && isFilled(row, 'PLACE_PROVIDER'),
  ),
  each(
    '214',
    'Placement location information not required.',
    'Episodes',
    ['LS', 'PL_POST', 'URN'],
    row => isRespite(row) && (isFilled(row, 'PL_POST') || isFilled(row, 'URN')),
  ),
  each(
    '217',
    'Children who are placed for adoption with current foster carers (placement types A3 or A5) must have a reason for new episode of S, T or U.',
    'Episodes',
    ['PLACE', 'DECOM', 'RNE'],
    row =>
      /^A[35]$/.test(text(row, 'PLACE')) &&
      isBefore('2015-03-31' as never, dayOf(row, 'DECOM')) &&
      !/^[STU]$/.test(text(row, 'RNE')),
  ),
  since(
    2026,
    each(
      '222',
      'Ofsted Unique reference number (URN) should not be recorded for this placement type.',
      'Episodes',
      ['PLACE', 'URN'],
      row => /^(R1|T[0-4]|Z1\d?)$/.test(text(row, 'PLACE')) && isFilled(row, 'URN') && text(row, 'URN') !== 'XXXXXXX',
    ),
  ),
  since(
    2024,
    each(
      '230',
      'Ofsted Unique reference number (URN) is required for any English H5 placements from 28 October 2023.',
      'Episodes',
      ['PLACE', 'DEC', 'PL_LA', 'URN'],
      row =>
        text(row, 'PLACE') === 'H5' &&
        !/^[WSN]/.test(text(row, 'PL_LA')) &&
        (isNull(row, 'DEC') || isBefore('2023-10-28' as never, dayOf(row, 'DEC'))) &&
        (isNull(row, 'URN') || text(row, 'URN') === 'XXXXXXX'),
    ),
  ),
  each(
    '398',
    'Distance field completed but child looked after under legal status V3 or V4.',
    'Episodes',
    ['LS', 'HOME_POST', 'PL_POST'],
    row => isRespite(row) && (isFilled(row, 'HOME_POST') || isFilled(row, 'PL_POST')),
  ),
  each(
    '411',
    'Placement location code disagrees with LA of placement.',
    'Episodes',
    ['PL_LA', 'PL_LOCATION'],
    (row, data) => text(row, 'PL_LOCATION') === 'IN' && isOtherAuthority(text(row, 'PL_LA'), data),
  ),
  since(
    2026,
    each(
      '454',
      'Placement distance from home is over 350 miles.',
      'Episodes',
      ['PL_DISTANCE'],
      row => Number(text(row, 'PL_DISTANCE')) > 350 && Number(text(row, 'PL_DISTANCE')) !== 999.9,
    ),
  ),
  each(
    '526',
    'Child is missing a placement provider code for at least one episode.',
    'Episodes',
    ['PLACE', 'PLACE_PROVIDER'],
    row =>
      isFilled(row, 'PLACE') &&
      !isTemporary(row) &&
      !/^Z1[1-4]$/.test(text(row, 'PLACE')) &&
      isNull(row, 'PLACE_PROVIDER'),
  ),
  each(
    '528',
    'A placement provider code of PR2 cannot be associated with placements P1, R2 or R5.',
    'Episodes',
    ['PLACE', 'PLACE_PROVIDER'],
    row => text(row, 'PLACE_PROVIDER') === 'PR2' && /^(P1|R2|R5)$/.test(text(row, 'PLACE')),
  ),
  each(
    '529',
    'Placement provider code of PR3 cannot be associated with placements P1, A3 to A6, K1, K2 and U1 to U6 as these placements cannot be provided by other public organisations.',
    'Episodes',
    ['PLACE', 'PLACE_PROVIDER'],
    row => text(row, 'PLACE_PROVIDER') === 'PR3' && /^(P1|A[3-6]|K[12]|U[1-6])$/.test(text(row, 'PLACE')),
  ),
  each(
    '530',
    'A placement provider code of PR4 cannot be associated with placement P1.',
    'Episodes',
    ['PLACE', 'PLACE_PROVIDER'],
    row => text(row, 'PLACE_PROVIDER') === 'PR4' && text(row, 'PLACE') === 'P1',
  ),
  each(
    '1004',
    'The start date of the missing episode or episode that the child was away from placement without authorisation is not a valid date.',
    'Missing',
    ['MIS_START', 'MIS_END'],
    row => (isNull(row, 'MIS_START') ? isFilled(row, 'MIS_END') : !isDay(row, 'MIS_START')),
  ),
  validDate(
    '1005',
    'The end date of the missing episode or episode that the child was away from placement without authorisation is not a valid date.',
    'Missing',
    'MIS_END',
  ),
  validCode(
    '1009',
    'Reason for placement change is not a valid code.',
    'Episodes',
    'REASON_PLACE_CHANGE',
    'CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER',
  ),
  each(
    '1015',
    'Placement provider is own provision but child not placed in own LA.',
    'Episodes',
    ['PLACE', 'LS', 'PLACE_PROVIDER', 'PL_LA'],
    (row, data) =>
      text(row, 'PLACE_PROVIDER') === 'PR1' &&
      !isRespite(row) &&
      isFilled(row, 'LS') &&
      /^(?!U)./.test(text(row, 'PLACE')) &&
      isOtherAuthority(text(row, 'PL_LA'), data),
  ),
  since(
    2024,
    each(
      'SW02STG1',
      'Social worker ID does not begin with the characters ‘SW’ or ‘XX’.',
      'SWEpisodes',
      ['SW_ID'],
      row => isFilled(row, 'SW_ID') && !/^(SW|XX)/.test(text(row, 'SW_ID')),
    ),
  ),
  // A day that is not known may be written in Zs.
  since(
    2024,
    each(
      'SW05STG1',
      'Date social worker episode began is not a valid date.',
      'SWEpisodes',
      ['SW_DEC'],
      row =>
        isFilled(row, 'SW_DEC') &&
        !isDay(row, 'SW_DEC') &&
        !/^(\d\d|ZZ)\/(\d\d|ZZ)\/(\d{4}|ZZZZ)$/.test(text(row, 'SW_DEC')),
    ),
  ),
  since(
    2027,
    each(
      '700',
      'The start date of the DoLO is not a valid date.',
      'DoLo',
      ['DOLO_START'],
      row => !isDay(row, 'DOLO_START'),
    ),
  ),
  since(2027, validDate('701', 'The end date of the DoLO is not a valid date.', 'DoLo', 'DOLO_END')),
] as const
