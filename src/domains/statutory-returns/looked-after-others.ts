import { byChild, childrenIn, dayOf, each, flagRow, isBefore, isFilled, isNull, ofChild } from './looked-after-rows.ts'
import { groupBy, rule, since, text } from './return-rules.ts'

/** Care leavers, mothers, children who went missing, social workers and deprivation of liberty, beside the episodes. */
export const lookedAfterOtherRules = [
  rule(
    '1012',
    'No other data should be returned for OC3 children who had no episodes in the current year',
    { Episodes: ['CHILD'] },
    function* ({ rows }) {
      const cared = childrenIn(rows('Episodes'))
      for (const table of ['PlacedAdoption', 'Missing', 'Reviews', 'AD1', 'PrevPerm', 'OC2'])
        for (const row of rows(table)) if (!cared.has(text(row, 'CHILD'))) yield flagRow(table, row)
    },
  ),
  rule(
    '1010',
    'This child has no episodes loaded for current year even though there was an open episode of care at the end of the previous year, and care leaver data has been entered.',
    { Episodes: ['CHILD'], Episodes_last: ['CHILD', 'DEC', 'DECOM'], OC3: ['CHILD'] },
    function* ({ rows }) {
      const cared = childrenIn(rows('Episodes'))
      const open = new Set(
        byChild(rows('Episodes_last'), 'DECOM').flatMap(own => {
          const last = own.at(-1)
          return last && isNull(last, 'DEC') ? [text(last, 'CHILD')] : []
        }),
      )
      for (const row of rows('OC3'))
        if (open.has(text(row, 'CHILD')) && !cared.has(text(row, 'CHILD'))) yield flagRow('OC3', row)
    },
  ),
  rule(
    '1000',
    'This child is recorded as having died in care and therefore should not have the care leaver information completed.',
    { Episodes: ['CHILD', 'REC'], OC3: ['CHILD'] },
    function* ({ rows }) {
      const last = byChild(rows('Episodes_last'), 'DECOM').flatMap(own => own.filter(row => text(row, 'REC') === 'E2'))
      const died = childrenIn([...rows('Episodes').filter(row => text(row, 'REC') === 'E2'), ...last])
      for (const row of rows('OC3')) if (died.has(text(row, 'CHILD'))) yield flagRow('OC3', row)
    },
  ),
  rule(
    'NoE',
    'This child has no episodes loaded for previous year even though child started to be looked after before this current year.',
    { Episodes: ['CHILD', 'DECOM'], Episodes_last: ['CHILD'] },
    function* ({ rows, start }) {
      const before = childrenIn(rows('Episodes_last'))
      for (const row of rows('Episodes'))
        if (isBefore(dayOf(row, 'DECOM'), start) && !before.has(text(row, 'CHILD'))) yield flagRow('Episodes', row)
    },
  ),
  ofChild(
    '580',
    'Child is missing when cease being looked after but reason episode ceased not ‘E8’.',
    ['Episodes', 'DEC', 'REC'],
    ['Missing', 'MIS_END'],
    (episode, one) =>
      dayOf(episode, 'DEC') !== undefined &&
      dayOf(episode, 'DEC') === dayOf(one, 'MIS_END') &&
      text(episode, 'REC') !== 'E8',
    'first',
  ),
  each(
    '565',
    'The date that the child started to be missing or away from placement without authorisation has been completed but whether the child was missing or away from placement without authorisation has not been completed.',
    'Missing',
    ['MISSING', 'MIS_START'],
    row => isNull(row, 'MISSING') && isFilled(row, 'MIS_START'),
  ),
  each(
    '566',
    'The date that the child’s episode of being missing or away from placement without authorisation ended has been completed but whether the child was missing or away without authorisation has not been completed.',
    'Missing',
    ['MISSING', 'MIS_END'],
    row => isNull(row, 'MISSING') && isFilled(row, 'MIS_END'),
  ),
  each(
    '570',
    'The date that the child started to be missing or away from placement without authorisation is after the end of the collection year.',
    'Missing',
    ['MIS_START'],
    (row, { end }) => isBefore(end, dayOf(row, 'MIS_START')),
  ),
  since(
    2024,
    each(
      'SW06STG2',
      'Social worker episode data should be within the social worker data reporting year.',
      'SWEpisodes',
      ['SW_DECOM'],
      (row, { end }) => isBefore(end, dayOf(row, 'SW_DECOM')),
    ),
  ),
  since(
    2024,
    each(
      'SW09STG2',
      'Social worker episode appears to have lasted for less than 24 hours.',
      'SWEpisodes',
      ['SW_DECOM', 'SW_DEC'],
      row => dayOf(row, 'SW_DECOM') !== undefined && dayOf(row, 'SW_DECOM') === dayOf(row, 'SW_DEC'),
    ),
  ),
  since(
    2027,
    each(
      '702',
      'The date that the DoLO ended is before the date that it started.',
      'DoLo',
      ['DOLO_START', 'DOLO_END'],
      row => {
        const [start, end] = [dayOf(row, 'DOLO_START'), dayOf(row, 'DOLO_END')]
        return start !== undefined && end !== undefined && end <= start
      },
    ),
  ),
  since(
    2027,
    each(
      '703',
      'The date that the DoLO started is after the end of the collection year.',
      'DoLo',
      ['DOLO_START'],
      (row, { end }) => isBefore(end, dayOf(row, 'DOLO_START')),
    ),
  ),
  since(
    2027,
    each(
      '704',
      'The date that the DoLO ended is before the start or after the end of the collection year.',
      'DoLo',
      ['DOLO_END'],
      (row, { start, end }) => isBefore(dayOf(row, 'DOLO_END'), start) || isBefore(end, dayOf(row, 'DOLO_END')),
    ),
  ),
  since(
    2027,
    each('708', 'Dates of DoLOs are before child’s date of birth.', 'DoLo', ['DOLO_START', 'DOB'], row => {
      const [start, born] = [dayOf(row, 'DOLO_START'), dayOf(row, 'DOB')]
      return start !== undefined && born !== undefined && start <= born
    }),
  ),
  since(
    2026,
    ofChild(
      '348',
      'Care leaver has previously been reported as having died.',
      ['OC3', 'IN_TOUCH'],
      ['OC3_last', 'IN_TOUCH'],
      (one, last) => text(last, 'IN_TOUCH') === 'DIED' && text(one, 'IN_TOUCH') !== 'DIED',
      'first',
    ),
  ),
  rule(
    '207',
    'Mother status for the current year disagrees with the mother status already recorded for this child.',
    { Header: ['CHILD', 'MOTHER'], Header_last: ['CHILD', 'MOTHER'], Episodes: ['CHILD'] },
    function* ({ rows }) {
      const cared = childrenIn(rows('Episodes'))
      const last = groupBy(rows('Header_last'), ['CHILD'])
      for (const row of rows('Header'))
        for (const before of last.get(JSON.stringify([text(row, 'CHILD')])) ?? [])
          if (cared.has(text(row, 'CHILD')) && text(before, 'MOTHER') === '1' && text(row, 'MOTHER') !== '1')
            yield flagRow('Header', row)
    },
  ),
  ofChild(
    '624',
    'Date of birth of the first child contradicts the date of birth of the first child previously recorded.',
    ['Header', 'MC_DOB'],
    ['Header_last', 'MC_DOB'],
    (row, last) => isFilled(last, 'MC_DOB') && text(row, 'MC_DOB') !== text(last, 'MC_DOB'),
    'first',
  ),
] as const
