import { byChild, dayOf, each, flagRow, isBefore, isDay, isFilled, isNull, isRespite } from './looked-after-rows.ts'
import { before, type Flag, groupBy, keyOf, type Return, type Row, rule, since, text } from './return-rules.ts'

const whole = ['SW_ID', 'SW_DECOM', 'SW_REASON'] as const
/** The first day for which a reason is asked: social workers are in the return from 2023 to 2024 on. */
const firstDay = '2023-04-01' as never
const reasons = 'MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN CARPL OTHER'.split(' ')

/** Children who are known not to be looked after on the last day of the year, or for short breaks only. */
const notLookedAfter = ({ rows }: Return): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const [key, own] of groupBy(rows('Episodes'), ['CHILD']))
    if (own.every(row => isFilled(row, 'DEC') || isRespite(row))) found.add(key)
  return found
}
const isOf = (children: ReadonlySet<string>, row: Row): boolean => children.has(keyOf(row, ['CHILD']) ?? '')

/** A rule about each stretch of a social worker and the one after it, of one child by date. */
const successive = (
  code: string,
  words: string,
  columns: readonly string[],
  isWrong: (one: Row, next: Row) => 'one' | 'next' | undefined,
) =>
  since(
    2024,
    rule(code, words, { SWEpisodes: ['CHILD', 'SW_DECOM', ...columns] }, function* ({ rows }): Iterable<Flag> {
      for (const own of byChild(rows('SWEpisodes'), 'SW_DECOM'))
        for (const [at, one] of own.entries()) {
          const next = own[at + 1]
          const which = next && isWrong(one, next)
          if (which) yield flagRow('SWEpisodes', which === 'next' && next ? next : one)
        }
    }),
  )

/** Who the child's social worker was, and from when to when. */
export const lookedAfterWorkerRules = [
  since(
    2024,
    before(
      2025,
      rule(
        'SW01STG1',
        'Child looked after on 31 March, but no social worker episode information is reported',
        { SWEpisodes: ['CHILD', ...whole], Episodes: ['CHILD', 'DEC', 'LS'] },
        data => {
          const gone = notLookedAfter(data)
          return data
            .rows('SWEpisodes')
            .filter(row => whole.some(column => isNull(row, column)) && !isOf(gone, row))
            .map(row => flagRow('SWEpisodes', row))
        },
      ),
    ),
  ),
  since(
    2025,
    each(
      'SW01aSTG1',
      'For each social worker episode, information should be complete',
      'SWEpisodes',
      ['SW_DECOM', 'SW_ID'],
      row => isNull(row, 'SW_DECOM') || (isBefore(dayOf(row, 'SW_DECOM'), firstDay) && isNull(row, 'SW_ID')),
    ),
  ),
  since(
    2025,
    each('SW01bSTG1', 'For each social worker episode, information should be complete', 'SWEpisodes', whole, row =>
      isNull(row, 'SW_DECOM')
        ? true
        : !isBefore(dayOf(row, 'SW_DECOM'), firstDay) && (isNull(row, 'SW_ID') || isNull(row, 'SW_REASON')),
    ),
  ),
  since(
    2024,
    each(
      'SW03STG1',
      'For each social worker episode, information should be complete.',
      'SWEpisodes',
      whole,
      row =>
        whole.some(column => isFilled(row, column)) &&
        (isNull(row, 'SW_ID') ||
          isNull(row, 'SW_DECOM') ||
          (isNull(row, 'SW_REASON') && !isBefore(dayOf(row, 'SW_DECOM'), firstDay))),
    ),
  ),
  since(
    2024,
    each(
      'SW04STG1',
      'Date social worker episode began is not a valid date.',
      'SWEpisodes',
      ['SW_DECOM'],
      row => isFilled(row, 'SW_DECOM') && !isDay(row, 'SW_DECOM'),
    ),
  ),
  since(
    2024,
    each(
      'SW07STG2',
      'Social worker episode end date should be on or after the start of the social worker reporting period, and should be on or before the collection end date.',
      'SWEpisodes',
      ['SW_DEC'],
      (row, { start, end }) => isBefore(dayOf(row, 'SW_DEC'), start) || isBefore(end, dayOf(row, 'SW_DEC')),
    ),
  ),
  successive(
    'SW108STG2',
    'A new social worker episode has started, but the previous episode has not ended.',
    ['SW_DEC'],
    one => (isNull(one, 'SW_DEC') ? 'one' : undefined),
  ),
  successive(
    'SW10STG2',
    'A new social worker episode has started before the end date of the previous social worker episode.',
    ['SW_DEC'],
    (one, next) => (isBefore(dayOf(next, 'SW_DECOM'), dayOf(one, 'SW_DEC')) ? 'next' : undefined),
  ),
  since(
    2024,
    rule(
      'SW11STG2',
      'Social worker episode has ended before 31 March and no subsequent social worker episode has been provided.',
      { SWEpisodes: ['CHILD', 'SW_DECOM', 'SW_DEC'] },
      function* (data): Iterable<Flag> {
        const gone = notLookedAfter(data)
        for (const own of byChild(data.rows('SWEpisodes'), 'SW_DECOM')) {
          const last = own.at(-1)
          if (last && !isOf(gone, last) && isBefore(dayOf(last, 'SW_DEC'), data.end)) yield flagRow('SWEpisodes', last)
        }
      },
    ),
  ),
  since(
    2024,
    each(
      'SW13STG1',
      'The reason for social worker change is either not valid or has not been entered.',
      'SWEpisodes',
      ['SW_REASON', 'SW_DECOM'],
      row =>
        isFilled(row, 'SW_REASON')
          ? !reasons.includes(text(row, 'SW_REASON'))
          : dayOf(row, 'SW_DECOM') !== undefined && !isBefore(dayOf(row, 'SW_DECOM'), firstDay),
    ),
  ),
  since(
    2024,
    rule(
      'SW12STG2',
      'If a child is looked after on 31 March then all social worker episodes for the full previous year should be reported, even those whilst they were not looked after',
      { SWEpisodes: ['CHILD', 'SW_DECOM'], Episodes: ['CHILD', 'DEC', 'LS'] },
      function* (data): Iterable<Flag> {
        const cared = groupBy(
          data.rows('Episodes').filter(row => isNull(row, 'DEC') && !isRespite(row)),
          ['CHILD'],
        )
        for (const [first] of byChild(data.rows('SWEpisodes'), 'SW_DECOM'))
          if (first && cared.has(keyOf(first, ['CHILD']) ?? '') && isBefore(data.start, dayOf(first, 'SW_DECOM')))
            yield flagRow('SWEpisodes', first)
      },
    ),
  ),
  since(
    2024,
    each(
      'SW15STG2',
      'Reason for social worker change is missing.',
      'SWEpisodes',
      ['SW_DECOM', 'SW_REASON'],
      row => isNull(row, 'SW_REASON') && !!dayOf(row, 'SW_DECOM') && !isBefore(dayOf(row, 'SW_DECOM'), firstDay),
    ),
  ),
  successive('SW14STG2', 'Social worker episode date ceased is blank.', ['SW_DEC'], one =>
    isNull(one, 'SW_DEC') ? 'one' : undefined,
  ),
] as const
