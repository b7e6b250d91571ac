import {
  byChild,
  childOf,
  childrenIn,
  dayOf,
  flagRow,
  isBefore,
  isFilled,
  isNull,
  isRespite,
  ofChild,
} from './looked-after-rows.ts'
import { groupBy, keyOf, type Return, type Row, rule, since, text } from './return-rules.ts'

/** Children who came alone to seek asylum, this year or as far as last year's tables tell. */
const aloneSeeking = ({ rows }: Return): ReadonlySet<string> =>
  childrenIn([
    ...rows('Header').filter(row => text(row, 'UASC') === '1'),
    ...rows('Header_last').filter(row => text(row, 'UASC') === '1'),
    ...rows('UASC_last').filter(row => isFilled(row, 'DUC')),
  ])

/** The first row of each child this year beside the newest that was open at the end of the last. */
const carriedOver = (data: Return, table: string, from: string, to: string): (readonly [now: Row, last: Row])[] => {
  const last = groupBy(
    data.rows(`${table}_last`).filter(row => isNull(row, to)),
    ['CHILD'],
  )
  return byChild(data.rows(table), from).flatMap(([first]) => {
    const open = first && byChild(last.get(keyOf(first, ['CHILD']) ?? '') ?? [], from)[0]?.at(-1)
    return first && open ? [[first, open] as const] : []
  })
}
const sameAsLast = (
  code: string,
  words: string,
  table: string,
  [from, to]: readonly [string, string],
  field: string,
  isSame = (a: string, b: string): boolean => a === b,
) =>
  rule(code, words, { [table]: ['CHILD', from, field], [`${table}_last`]: ['CHILD', from, to, field] }, data =>
    carriedOver(data, table, from, to)
      .filter(([now, last]) => isFilled(now, from) && !isSame(text(now, field), text(last, field)))
      .map(([now]) => flagRow(table, now)),
  )
const episode = (letter: string, what: string, field: string, isSame?: (a: string, b: string) => boolean) =>
  sameAsLast(
    `503${letter}`,
    `The ${what} in the first episode does not match open episode at end of last year.`,
    'Episodes',
    ['DECOM', 'DEC'],
    field,
    isSame,
  )

/** Rules that look back: at last year's tables, at a whole year of care, at the register of providers. */
export const lookedAfterYearRules = [
  rule(
    '164',
    'Distance is not valid. Please check a valid postcode has been entered.',
    { Episodes: ['CHILD', 'LS', 'PL_DISTANCE'], Header: ['CHILD', 'UASC'] },
    data => {
      const alone = aloneSeeking(data)
      return data
        .rows('Episodes')
        .filter(
          row =>
            !isRespite(row) &&
            !alone.has(childOf(row)) &&
            isFilled(row, 'PL_DISTANCE') &&
            !(Number(text(row, 'PL_DISTANCE')) >= 0 && Number(text(row, 'PL_DISTANCE')) <= 999.9),
        )
        .map(row => flagRow('Episodes', row))
    },
  ),
  rule(
    '392a',
    'Child is looked after but no distance is recorded.',
    { Episodes: ['CHILD', 'LS', 'PL_DISTANCE'], Header: ['CHILD', 'UASC'] },
    data => {
      const alone = aloneSeeking(data)
      return data
        .rows('Episodes')
        .filter(row => !isRespite(row) && !alone.has(childOf(row)) && isNull(row, 'PL_DISTANCE'))
        .map(row => flagRow('Episodes', row))
    },
  ),
  rule(
    '392b',
    'Child is looked after but no postcodes are recorded.',
    { Episodes: ['CHILD', 'LS', 'HOME_POST', 'PL_POST'] },
    data => {
      const alone = aloneSeeking(data)
      return data
        .rows('Episodes')
        .filter(
          row => !isRespite(row) && !alone.has(childOf(row)) && (isNull(row, 'HOME_POST') || isNull(row, 'PL_POST')),
        )
        .map(row => flagRow('Episodes', row))
    },
  ),
  ofChild(
    '452',
    'Contradiction between local authority of placement code in the last episode of the previous year and in the first episode of the current year.',
    ['Episodes', 'DECOM', 'PL_LA'],
    ['Episodes_last', 'DECOM', 'PL_LA'],
    (now, last) => text(now, 'DECOM') === text(last, 'DECOM') && text(now, 'PL_LA') !== text(last, 'PL_LA'),
    'first',
  ),
  ofChild(
    '453',
    'Contradiction between placement distance in the last episode of the previous year and in the first episode of the current year.',
    ['Episodes', 'DECOM', 'PL_DISTANCE'],
    ['Episodes_last', 'DECOM', 'PL_DISTANCE'],
    (now, last) => text(now, 'DECOM') === text(last, 'DECOM') && text(now, 'PL_DISTANCE') !== text(last, 'PL_DISTANCE'),
    'first',
  ),
  episode('A', 'reason for new episode', 'RNE'),
  episode('B', 'legal status', 'LS'),
  episode('C', 'category of need', 'CIN'),
  episode('D', 'placement type', 'PLACE', (now, last) => now === last || (last === 'Z1' && /^Z1[1-4]$/.test(now))),
  episode('E', 'placement provider', 'PLACE_PROVIDER'),
  episode('F', 'Ofsted URN', 'URN'),
  episode('G', 'placement distance', 'PL_DISTANCE'),
  episode('H', 'placement LA', 'PL_LA'),
  episode('J', 'placement location', 'PL_LOCATION'),
  since(
    2027,
    rule(
      '705',
      'A DoLO cannot start when the previous DoLO is still open.',
      { DoLo: ['CHILD', 'DOLO_START', 'DOLO_END'] },
      function* ({ rows }) {
        for (const own of groupBy(rows('DoLo'), ['CHILD']).values())
          for (const [at, one] of own.entries()) {
            const before = own[at - 1]
            const ended = before && dayOf(before, 'DOLO_END')
            if (before && (ended === undefined || isBefore(dayOf(one, 'DOLO_START'), ended))) yield flagRow('DoLo', one)
          }
      },
    ),
  ),
  since(
    2025,
    sameAsLast(
      'SW16aSTG2',
      'The social worker reason episode changed does not match the open episode at the end of last year.',
      'SWEpisodes',
      ['SW_DECOM', 'SW_DEC'],
      'SW_ID',
    ),
  ),
  since(
    2025,
    sameAsLast(
      'SW16bSTG2',
      'The social worker episode start date does not match the open episode at the end of last year.',
      'SWEpisodes',
      ['SW_DECOM', 'SW_DEC'],
      'SW_DECOM',
    ),
  ),
  since(
    2025,
    sameAsLast(
      'SW16cSTG2',
      'The social worker reason episode changed does not match the open episode at the end of last year.',
      'SWEpisodes',
      ['SW_DECOM', 'SW_DEC'],
      'SW_REASON',
    ),
  ),
] as const
