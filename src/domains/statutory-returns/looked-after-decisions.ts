import { byChild, dayOf, each, flagRow, isBefore, isFilled, isNull, isRespite } from './looked-after-rows.ts'
import { type Flag, groupBy, keyOf, type Row, rule, text } from './return-rules.ts'

const decision = ['DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'] as const

/**
 * A child under an order that frees for adoption, still in that episode, must have a standing decision. What is wrong is flagged where it is
 * to be mended: at the decision that says otherwise, or at the episode where no decision is there.
 */
const withoutDecision = (code: string, words: string, order: string) =>
  rule(
    code,
    words,
    { Episodes: ['CHILD', 'LS', 'DEC'], PlacedAdoption: ['CHILD', ...decision] },
    function* ({ rows }): Iterable<Flag> {
      const decisions = groupBy(rows('PlacedAdoption'), ['CHILD'])
      for (const row of rows('Episodes')) {
        if (text(row, 'LS') !== order || isFilled(row, 'DEC')) continue
        const own = decisions.get(keyOf(row, ['CHILD']) ?? '')
        if (!own) yield flagRow('Episodes', row)
        for (const one of own ?? [])
          if (
            isNull(one, 'DATE_PLACED') ||
            isFilled(one, 'DATE_PLACED_CEASED') ||
            isFilled(one, 'REASON_PLACED_CEASED')
          )
            yield flagRow('PlacedAdoption', one)
      }
    },
  )

/** When it was decided that a child should be placed for adoption, and when that such a decision no longer stands. */
export const lookedAfterDecisionRules = [
  rule(
    '117',
    'Date of decision that a child should/should no longer be placed for adoption is beyond the current collection year or after the child ceased to be looked after.',
    { Episodes: ['CHILD', 'DEC', 'REC'], PlacedAdoption: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED'] },
    function* ({ rows, end }): Iterable<Flag> {
      const left = groupBy(
        rows('Episodes').filter(row => isFilled(row, 'REC') && text(row, 'REC') !== 'X1' && dayOf(row, 'DEC')),
        ['CHILD'],
      )
      for (const row of rows('PlacedAdoption')) {
        const last = byChild(left.get(keyOf(row, ['CHILD']) ?? '') ?? [], 'DEC')[0]?.at(-1)
        const ceased = last && dayOf(last, 'DEC')
        const isLate = ['DATE_PLACED', 'DATE_PLACED_CEASED'].some(
          column => isBefore(end, dayOf(row, column)) || isBefore(ceased, dayOf(row, column)),
        )
        if (!isLate) continue
        yield flagRow('PlacedAdoption', row)
        if (last) yield flagRow('Episodes', last)
      }
    },
  ),
  rule(
    '118',
    'Date of decision that a child should no longer be placed for adoption is before the current collection year or before the date the child started to be looked after.',
    { Episodes: ['CHILD', 'DECOM', 'LS'], PlacedAdoption: ['CHILD', 'DATE_PLACED_CEASED'] },
    function* ({ rows, start }): Iterable<Flag> {
      const cared = groupBy(
        rows('Episodes').filter(row => !isRespite(row) && dayOf(row, 'DECOM')),
        ['CHILD'],
      )
      for (const row of rows('PlacedAdoption')) {
        const first = byChild(cared.get(keyOf(row, ['CHILD']) ?? '') ?? [], 'DECOM')[0]?.[0]
        const ceased = dayOf(row, 'DATE_PLACED_CEASED')
        if (!isBefore(ceased, start) && !(first && isBefore(ceased, dayOf(first, 'DECOM')))) continue
        yield flagRow('PlacedAdoption', row)
        if (first) yield flagRow('Episodes', first)
      }
    },
  ),
  each(
    '119',
    'If the decision is made that a child should no longer be placed for adoption, then the date of this decision and the reason why this decision was made must be completed.',
    'PlacedAdoption',
    ['DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
    row => isNull(row, 'DATE_PLACED_CEASED') !== isNull(row, 'REASON_PLACED_CEASED'),
  ),
  rule(
    '583',
    'More than one date the child should be placed for adoption has been reported, but an earlier decision has not been revoked.',
    { PlacedAdoption: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED'] },
    function* ({ rows }): Iterable<Flag> {
      const dated = rows('PlacedAdoption').filter(row => dayOf(row, 'DATE_PLACED'))
      for (const own of byChild(dated, 'DATE_PLACED'))
        for (const earlier of own.slice(0, -1))
          if (isNull(earlier, 'DATE_PLACED_CEASED')) yield flagRow('PlacedAdoption', earlier)
    },
  ),
  withoutDecision(
    '553',
    'Placement order has been granted but there is no date of decision that the child should be placed for adoption.',
    'E1',
  ),
  withoutDecision(
    '555',
    'Freeing order has been granted but there is no date of decision that the child should be placed for adoption.',
    'D1',
  ),
  rule(
    '558',
    'If a child has been adopted, then the decision to place them for adoption has not been disrupted and the date of the decision that a child should no longer be placed for adoption should be left blank.',
    { Episodes: ['CHILD', 'REC'], PlacedAdoption: ['CHILD', 'DATE_PLACED_CEASED'] },
    ({ rows }) => {
      const decisions = groupBy(rows('PlacedAdoption'), ['CHILD'])
      // An earlier decision may have ended; the one that led to the adoption stands.
      const noneStands = (row: Row): boolean => {
        const own = decisions.get(keyOf(row, ['CHILD']) ?? '') ?? []
        return own.length > 0 && own.every(one => isFilled(one, 'DATE_PLACED_CEASED'))
      }
      return rows('Episodes')
        .filter(row => /^E1[12]$/.test(text(row, 'REC')) && noneStands(row))
        .map(row => flagRow('Episodes', row))
    },
  ),
] as const
