import {
  adoptionFields,
  childrenIn,
  dayOf,
  each,
  flagRow,
  isBefore,
  isFilled,
  isNull,
  isPlaced,
  ofChild,
} from './looked-after-rows.ts'
import { groupBy, type Row, repeated, rule, text } from './return-rules.ts'

const zeroOrBlank = (row: Row, column: string): boolean => isNull(row, column) || text(row, column) === '0'

/** Tables that name a child, and the numbers of the checks that they are children of the return. */
const ofHeader: readonly (readonly [table: string, exists: string, born: string])[] = [
  ['AD1', 'INT01', 'INT11'],
  ['PlacedAdoption', 'INT02', 'INT12'],
  ['Missing', 'INT04', 'INT13'],
  ['OC2', 'INT05', 'INT14'],
  ['OC3', 'INT06', 'INT15'],
  ['PrevPerm', 'INT07', 'INT16'],
  ['Reviews', 'INT08', 'INT17'],
  ['UASC', 'INT09', 'INT18'],
]

/** Adoption, leaving care, and whether the tables speak of the same children. */
export const lookedAfterTableRules = [
  each(
    '344',
    'The record shows the young person has died or returned home to live with parent(s) or someone with parental responsibility for a continuous period of 6 months or more, but activity and/or accommodation on leaving care have been completed.',
    'OC3',
    ['IN_TOUCH', 'ACTIV', 'ACCOM'],
    row =>
      /^(DIED|RHOM)$/.test(text(row, 'IN_TOUCH')) &&
      !(isNull(row, 'ACTIV') && isNull(row, 'ACCOM')) &&
      !(text(row, 'ACTIV') === '0' && text(row, 'ACCOM') === '0'),
  ),
  each(
    '345',
    'The data collection record shows the local authority is in touch with this young person, but activity and/or accommodation data items are zero.',
    'OC3',
    ['IN_TOUCH', 'ACTIV', 'ACCOM'],
    row => /^yes$/i.test(text(row, 'IN_TOUCH')) && (text(row, 'ACTIV') === '0' || text(row, 'ACCOM') === '0'),
  ),
  ofChild(
    '521',
    'Date of local authority’s decision (LA) that adoption is in the best interests of the child (date should be placed) must be on or prior to the date that the child is placed for adoption.',
    ['Episodes', 'DECOM', 'PLACE'],
    ['AD1', 'DATE_INT'],
    (episode, one) => isPlaced(episode) && isBefore(dayOf(episode, 'DECOM'), dayOf(one, 'DATE_INT')),
  ),
  each(
    '522',
    'Date of decision that the child should be placed for adoption must be on or before the date that a child should no longer be placed for adoption.',
    'PlacedAdoption',
    ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    row => isBefore(dayOf(row, 'DATE_PLACED_CEASED'), dayOf(row, 'DATE_PLACED')),
  ),
  ofChild(
    '523',
    'Date of decision that the child should be placed for adoption should be the same date as the decision that adoption is in the best interest (date should be placed).',
    ['PlacedAdoption', 'DATE_PLACED'],
    ['AD1', 'DATE_INT'],
    (one, other) => {
      const [placed, decided] = [dayOf(one, 'DATE_PLACED'), dayOf(other, 'DATE_INT')]
      return placed !== undefined && decided !== undefined && placed !== decided
    },
  ),
  ofChild(
    '525',
    'A child for whom the decision to be placed for adoption has been reversed cannot be adopted during the year.',
    ['PlacedAdoption', 'DATE_PLACED_CEASED'],
    ['AD1', ...adoptionFields],
    (one, other) => isFilled(one, 'DATE_PLACED_CEASED') && adoptionFields.some(column => isFilled(other, column)),
  ),
  ofChild(
    '552',
    'Date of Decision to place a child for adoption should be on or prior to the date that the child was placed for adoption.',
    ['PlacedAdoption', 'DATE_PLACED'],
    ['Episodes', 'DECOM', 'PLACE'],
    (one, episode) => isPlaced(episode) && isBefore(dayOf(episode, 'DECOM'), dayOf(one, 'DATE_PLACED')),
  ),
  ofChild(
    '554',
    'Date of decision that the child should be placed for adoption should be on or prior to the date that the placement order was granted.',
    ['PlacedAdoption', 'DATE_PLACED'],
    ['Episodes', 'DECOM', 'LS'],
    (one, episode) => text(episode, 'LS') === 'E1' && isBefore(dayOf(episode, 'DECOM'), dayOf(one, 'DATE_PLACED')),
  ),
  each(
    '563',
    'The child should no longer be placed for adoption but the date of the decision that the child should be placed for adoption is blank',
    'PlacedAdoption',
    ['DATE_PLACED', 'REASON_PLACED_CEASED', 'DATE_PLACED_CEASED'],
    row => isFilled(row, 'REASON_PLACED_CEASED') && isFilled(row, 'DATE_PLACED_CEASED') && isNull(row, 'DATE_PLACED'),
  ),
  rule(
    '602',
    'The episode data submitted for this child does not show that he/she was adopted during the year.',
    { Episodes: ['CHILD', 'DEC', 'REC'], AD1: ['CHILD', ...adoptionFields] },
    function* ({ rows, start, end }) {
      const during = childrenIn(
        rows('Episodes').filter(
          row =>
            /^E1[12]$/.test(text(row, 'REC')) &&
            !isBefore(dayOf(row, 'DEC'), start) &&
            !isBefore(end, dayOf(row, 'DEC')) &&
            dayOf(row, 'DEC'),
        ),
      )
      for (const row of rows('AD1'))
        if (adoptionFields.some(column => isFilled(row, column)) && !during.has(text(row, 'CHILD')))
          yield flagRow('AD1', row)
    },
  ),
  rule(
    '628',
    'Motherhood details are not required for care leavers who have not been looked after during the year.',
    { Header: ['CHILD', 'MOTHER'], Episodes: ['CHILD'], OC3: ['CHILD', 'IN_TOUCH', 'ACTIV', 'ACCOM'] },
    function* ({ rows }) {
      const cared = childrenIn(rows('Episodes'))
      const left = childrenIn(
        rows('OC3').filter(row => !['IN_TOUCH', 'ACTIV', 'ACCOM'].every(column => zeroOrBlank(row, column))),
      )
      for (const row of rows('Header'))
        if (isFilled(row, 'MOTHER') && left.has(text(row, 'CHILD')) && !cared.has(text(row, 'CHILD')))
          yield flagRow('Header', row)
    },
  ),
  rule(
    '630',
    'Information on previous permanence option should be returned.',
    { Episodes: ['CHILD', 'DECOM', 'RNE'], PrevPerm: ['CHILD', 'PREV_PERM', 'LA_PERM', 'DATE_PERM'] },
    function* ({ rows, start }) {
      const told = groupBy(rows('PrevPerm'), ['CHILD'])
      const isTold = (row: Row): boolean =>
        text(row, 'PREV_PERM') === 'Z1' || ['PREV_PERM', 'LA_PERM', 'DATE_PERM'].every(column => isFilled(row, column))
      for (const row of rows('Episodes')) {
        const began = dayOf(row, 'DECOM')
        if (
          text(row, 'RNE') === 'S' &&
          began &&
          began >= start &&
          !(told.get(JSON.stringify([text(row, 'CHILD')])) ?? []).some(isTold)
        )
          yield flagRow('Episodes', row)
      }
    },
  ),
  ...ofHeader.flatMap(([table, exists, born]) => [
    rule(
      exists,
      `Internal Check: Child in ${table} does not exist in Header.`,
      { Header: ['CHILD'], [table]: ['CHILD'] },
      function* ({ rows }) {
        const known = childrenIn(rows('Header'))
        for (const row of rows(table)) if (!known.has(text(row, 'CHILD'))) yield flagRow(table, row)
      },
    ),
    rule(
      born,
      `Internal Check: DOB in ${table} is different to DOB in Header.`,
      { Header: ['CHILD', 'DOB'], [table]: ['CHILD', 'DOB'] },
      function* ({ rows }) {
        const known = groupBy(rows('Header'), ['CHILD'])
        for (const row of rows(table))
          if (
            (known.get(JSON.stringify([text(row, 'CHILD')])) ?? []).some(
              child => isFilled(child, 'DOB') && isFilled(row, 'DOB') && dayOf(child, 'DOB') !== dayOf(row, 'DOB'),
            )
          )
            yield flagRow(table, row)
      },
    ),
  ]),
  ...(
    [
      ['INT31', 'AD1'],
      ['INT32', 'Header'],
      ['INT33', 'OC2'],
      ['INT34', 'OC3'],
      ['INT35', 'PrevPerm'],
      ['INT36', 'UASC'],
    ] as const
  ).map(([code, table]) =>
    rule(code, `Internal Check: Child should only exist once in ${table}.`, { [table]: ['CHILD'] }, ({ rows }) =>
      repeated(rows(table), ['CHILD']).map(row => flagRow(table, row)),
    ),
  ),
] as const
