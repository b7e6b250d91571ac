import { isLaCode } from '../../kernel/index.ts'
import {
  adoptionFields,
  byChild,
  childOf,
  dayOf,
  each,
  flagRow,
  isBefore,
  isFilled,
  isNull,
  isRespite,
  ofChild,
} from './looked-after-rows.ts'
import { birthday, type Flag, groupBy, keyOf, type Return, type Row, rule, text } from './return-rules.ts'

const health = [
  'CONVICTED',
  'HEALTH_CHECK',
  'IMMUNISATIONS',
  'TEETH_CHECK',
  'HEALTH_ASSESSMENT',
  'SUBSTANCE_MISUSE',
  'INTERVENTION_RECEIVED',
  'INTERVENTION_OFFERED',
]
/** What is told of the health of every child who was looked after for all of the year. */
export const always = ['IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'] as const
export const spell = ['CHILD', 'DECOM', 'DEC', 'LS', 'REC', 'RNE']

/** The episodes of the spell of care that each child is in at the end of the year, if it has lasted for all of it. */
export const throughoutYear = ({ rows, start, end }: Return): Map<string, readonly Row[]> => {
  const found = new Map<string, readonly Row[]>()
  for (const own of byChild(
    rows('Episodes').filter(row => !isRespite(row)),
    'DECOM',
  )) {
    let now: Row[] = []
    for (const one of own) {
      const before = now.at(-1)
      const goesOn =
        before &&
        text(before, 'REC') === 'X1' &&
        dayOf(before, 'DEC') === dayOf(one, 'DECOM') &&
        text(one, 'RNE') !== 'S'
      now = goesOn ? [...now, one] : [one]
    }
    const [first, last] = [now[0], now.at(-1)]
    const began = first && dayOf(first, 'DECOM')
    const ended = last && text(last, 'REC') !== 'X1' && isBefore(dayOf(last, 'DEC'), end)
    if (first && began && began <= start && !ended) found.set(childOf(first), now)
  }
  return found
}

/** The first day that a date can mean of which the day, or the day and the month, are written in Zs because they are not known. */
const earliest = (row: Row, column: string): string | undefined => {
  const written = text(row, column).toUpperCase()
  const told = /^ZZ\/(ZZ|\d\d)\/\d{4}$/.test(written)
    ? written.replace(/^ZZ\/(ZZ)?/, (_, month) => (month ? '01/01' : '01/'))
    : written
  return dayOf({ told }, 'told')
}

/** Rules about a whole year or life in care. */
export const lookedAfterLifeRules = [
  each(
    '188',
    'Child is aged under 4 years at the end of the year, but a Strengths and Difficulties (SDQ) score or a reason for no SDQ score has been completed.',
    'OC2',
    ['DOB', 'SDQ_SCORE', 'SDQ_REASON'],
    (row, { end }) => {
      const born = dayOf(row, 'DOB')
      return (
        born !== undefined && birthday(born, 4) > end && (isFilled(row, 'SDQ_SCORE') || isFilled(row, 'SDQ_REASON'))
      )
    },
  ),
  rule(
    '190',
    'Child has not been looked after continuously for at least 12 months at 31 March but one or more data items relating to children looked after for 12 months have been completed.',
    { Episodes: spell, OC2: ['CHILD', ...health] },
    data => {
      const all = throughoutYear(data)
      return data
        .rows('OC2')
        .filter(row => !all.has(childOf(row)) && health.some(column => isFilled(row, column)))
        .map(row => flagRow('OC2', row))
    },
  ),
  rule(
    '191',
    'Child has been looked after continuously for at least 12 months at 31 March but one or more data items relating to children looked after for 12 months have been left blank.',
    { Episodes: spell, OC2: ['CHILD', ...always] },
    function* (data): Iterable<Flag> {
      const told = groupBy(data.rows('OC2'), ['CHILD'])
      for (const [id, own] of throughoutYear(data)) {
        const rows = told.get(JSON.stringify([id]))
        if (!rows) for (const one of own.slice(-1)) yield flagRow('Episodes', one)
        for (const row of rows ?? []) if (always.some(column => isNull(row, column))) yield flagRow('OC2', row)
      }
    },
  ),
  rule(
    '198',
    'Child has not been looked after continuously for at least 12 months at 31 March but a reason for no Strengths and Difficulties (SDQ) score has been completed.',
    { Episodes: spell, OC2: ['CHILD', 'SDQ_REASON'] },
    data => {
      const all = throughoutYear(data)
      return data
        .rows('OC2')
        .filter(row => !all.has(childOf(row)) && isFilled(row, 'SDQ_REASON'))
        .map(row => flagRow('OC2', row))
    },
  ),
  rule(
    '199',
    'Episode information shows child has been previously adopted from care.',
    { Episodes: ['CHILD', 'DECOM', 'REC'], Episodes_last: ['CHILD', 'DECOM', 'REC'] },
    ({ rows }) => {
      const adoptions = groupBy(
        [...rows('Episodes'), ...rows('Episodes_last')].filter(row => /^E1[12]$/.test(text(row, 'REC'))),
        ['CHILD'],
      )
      return rows('Episodes')
        .filter(row =>
          (adoptions.get(keyOf(row, ['CHILD']) ?? '') ?? []).some(one =>
            isBefore(dayOf(one, 'DECOM'), dayOf(row, 'DECOM')),
          ),
        )
        .map(row => flagRow('Episodes', row))
    },
  ),
  rule(
    '546',
    'Children aged 5 or over at 31 March should not have health promotion information completed.',
    { Episodes: spell, OC2: ['CHILD', 'DOB', 'HEALTH_CHECK'] },
    data => {
      const all = throughoutYear(data)
      return data
        .rows('OC2')
        .filter(row => {
          const born = dayOf(row, 'DOB')
          return (
            all.has(childOf(row)) &&
            isFilled(row, 'HEALTH_CHECK') &&
            born !== undefined &&
            birthday(born, 5) <= data.end
          )
        })
        .map(row => flagRow('OC2', row))
    },
  ),
  rule(
    '562',
    'Episode commenced before the start of the current collection year but there is a missing continuous episode in the previous year.',
    { Episodes: ['CHILD', 'DECOM'], Episodes_last: ['CHILD', 'DECOM'] },
    function* ({ rows, start }) {
      const last = groupBy(rows('Episodes_last'), ['CHILD'])
      for (const [first] of byChild(rows('Episodes'), 'DECOM')) {
        const newest = first && byChild(last.get(keyOf(first, ['CHILD']) ?? '') ?? [], 'DECOM')[0]?.at(-1)
        if (
          first &&
          newest &&
          isBefore(dayOf(first, 'DECOM'), start) &&
          dayOf(newest, 'DECOM') !== dayOf(first, 'DECOM')
        )
          yield flagRow('Episodes', first)
      }
    },
  ),
  rule(
    '581',
    'Child is missing but has not yet started to be looked after.',
    { Episodes: ['CHILD', 'DECOM', 'DEC'], Missing: ['CHILD', 'MIS_START'] },
    ({ rows }) => {
      const cared = groupBy(rows('Episodes'), ['CHILD'])
      return rows('Missing')
        .filter(row => {
          const own = cared.get(keyOf(row, ['CHILD']) ?? '')
          const went = dayOf(row, 'MIS_START')
          return (
            own && went && !own.some(one => !isBefore(went, dayOf(one, 'DECOM')) && !isBefore(dayOf(one, 'DEC'), went))
          )
        })
        .map(row => flagRow('Missing', row))
    },
  ),
  ofChild(
    '601',
    'The additional fields relating to adoption have not been completed although the episode data shows that the child was adopted during the year.',
    ['Episodes', 'REC', 'DEC'],
    ['AD1', ...adoptionFields],
    (one, other, { start, end }) => {
      const ended = dayOf(one, 'DEC')
      return (
        /^E1[12]$/.test(text(one, 'REC')) &&
        ended !== undefined &&
        ended >= start &&
        ended <= end &&
        adoptionFields.some(column => isNull(other, column))
      )
    },
  ),
  rule(
    '632',
    'Date of previous permanence order not a valid value.',
    { Episodes: ['CHILD', 'DECOM'], PrevPerm: ['CHILD', 'DATE_PERM'] },
    function* ({ rows }): Iterable<Flag> {
      const cared = groupBy(rows('Episodes'), ['CHILD'])
      for (const row of rows('PrevPerm')) {
        const [first] = byChild(cared.get(keyOf(row, ['CHILD']) ?? '') ?? [], 'DECOM')[0] ?? []
        const began = first && dayOf(first, 'DECOM')
        if (isNull(row, 'DATE_PERM') || (earliest(row, 'DATE_PERM') ?? '9') <= (began ?? '9')) continue
        yield flagRow('PrevPerm', row)
        if (first) yield flagRow('Episodes', first)
      }
    },
  ),
  each(
    '633',
    'Local authority code where previous permanence option was arranged is not a valid value.',
    'PrevPerm',
    ['LA_PERM'],
    row =>
      isFilled(row, 'LA_PERM') && !isLaCode(text(row, 'LA_PERM')) && !/^(NIR|SCO|WAL|NUK)$/.test(text(row, 'LA_PERM')),
  ),
  rule(
    '634',
    'There are entries for previous permanence options, but child has not started to be looked after from 1 April 2016 onwards.',
    { Episodes: ['CHILD', 'DECOM'], PrevPerm: ['CHILD', 'LA_PERM', 'PREV_PERM', 'DATE_PERM'] },
    function* ({ rows }): Iterable<Flag> {
      const cared = groupBy(rows('Episodes'), ['CHILD'])
      for (const row of rows('PrevPerm')) {
        const own = cared.get(keyOf(row, ['CHILD']) ?? '') ?? []
        const told = ['LA_PERM', 'PREV_PERM', 'DATE_PERM'].some(column => isFilled(row, column))
        if (!told || own.length === 0 || own.some(one => !isBefore(dayOf(one, 'DECOM'), '2016-04-01' as never)))
          continue
        yield flagRow('PrevPerm', row)
        for (const one of own) yield flagRow('Episodes', one)
      }
    },
  ),
  rule(
    '1003',
    'Date of LA’s decision that a child should be placed for adoption is before the child started to be looked after.',
    { Episodes: ['CHILD', 'DECOM', 'RNE'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    function* ({ rows }): Iterable<Flag> {
      const begun = groupBy(
        rows('Episodes').filter(row => text(row, 'RNE') === 'S'),
        ['CHILD'],
      )
      for (const row of rows('PlacedAdoption')) {
        const first = byChild(begun.get(keyOf(row, ['CHILD']) ?? '') ?? [], 'DECOM')[0]?.[0]
        if (!first || !isBefore(dayOf(row, 'DATE_PLACED'), dayOf(first, 'DECOM'))) continue
        yield flagRow('PlacedAdoption', row)
        yield flagRow('Episodes', first)
      }
    },
  ),
] as const
