import type { PlainDate } from '../../kernel/index.ts'
import { dayOf, flagRow, isBefore, isFemale, isFilled, isNull, isRespite } from './looked-after-rows.ts'
import { type Flag, groupBy, keyOf, type Row, rule, text } from './return-rules.ts'

const isMale = (row: Row): boolean => /^(1|M)$/.test(text(row, 'SEX'))

/** A child who came alone to seek asylum, in this year's return and the last's: the status, and the day on which it ended. */
type Status = {
  readonly now: boolean
  readonly before: boolean
  readonly ended: PlainDate | undefined
  readonly endedBefore: PlainDate | undefined
  readonly start: PlainDate
}

/**
 * What a child's status says in two years. The comma-separated form of the return has no status of every child beside the days on which it ended,
 * so these are of the XML form.
 */
const twoYears = (
  code: string,
  words: string,
  isWrong: (status: Status) => boolean,
  flags: 'both' | 'header' = 'both',
) =>
  rule(
    code,
    words,
    {
      ...{ Header: ['CHILD', 'UASC'], Header_last: ['CHILD', 'UASC'] },
      ...{ UASC: ['CHILD', 'DUC'], UASC_last: ['CHILD', 'DUC'] },
    },
    function* ({ rows, about, start }): Iterable<Flag> {
      if (about['file_format'] === 'csv') return
      const last = groupBy(rows('Header_last'), ['CHILD'])
      const endings = groupBy(rows('UASC'), ['CHILD'])
      const lastEndings = groupBy(rows('UASC_last'), ['CHILD'])
      for (const row of rows('Header')) {
        const key = keyOf(row, ['CHILD']) ?? ''
        const [earlier] = last.get(key) ?? []
        const [own] = endings.get(key) ?? []
        const [ownLast] = lastEndings.get(key) ?? []
        const status = earlier && {
          ...{ now: text(row, 'UASC') === '1', before: text(earlier, 'UASC') === '1', start },
          ...{ ended: own && dayOf(own, 'DUC'), endedBefore: ownLast && dayOf(ownLast, 'DUC') },
        }
        if (!status || !isWrong(status)) continue
        yield flagRow('Header', row)
        if (flags === 'both' && own) yield flagRow('UASC', own)
      }
    },
  )

/** What is said of a child as such: a mother, a child who came alone to seek asylum. */
export const lookedAfterStatusRules = [
  rule(
    '165',
    'Data entry for mother status is invalid.',
    {
      Header: ['CHILD', 'SEX', 'MOTHER'],
      Episodes: ['CHILD', 'DECOM', 'DEC', 'LS'],
      OC3: ['CHILD', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
    },
    function* ({ rows, start, end }): Iterable<Flag> {
      const during = groupBy(
        rows('Episodes').filter(
          row => !isRespite(row) && !isBefore(end, dayOf(row, 'DECOM')) && !isBefore(dayOf(row, 'DEC'), start),
        ),
        ['CHILD'],
      )
      const leavers = groupBy(rows('OC3'), ['CHILD'])
      for (const row of rows('Header')) {
        const key = keyOf(row, ['CHILD']) ?? ''
        const own = leavers.get(key) ?? []
        const isAsked = during.has(key) || own.some(one => isFilled(one, 'IN_TOUCH') && isFilled(one, 'ACTIV'))
        const isWrong = isNull(row, 'MOTHER')
          ? isFemale(row) && isAsked
          : isMale(row) || !/^[01]$/.test(text(row, 'MOTHER'))
        if (!isWrong) continue
        yield flagRow('Header', row)
        for (const one of own) yield flagRow('OC3', one)
      }
    },
  ),
  twoYears(
    '205A',
    'Child identified as UASC last year is no longer UASC this year, but date UASC ceased in both years does not support this.',
    ({ now, before, ended, endedBefore, start }) =>
      before && !now && !(isBefore(endedBefore, start) && (ended === undefined || ended === endedBefore)),
  ),
  twoYears(
    '205B',
    'Child previously identified as UASC is also UASC this year, but date UASC ceased in both years does not support this.',
    ({ now, before, ended, endedBefore }) => before && now && endedBefore !== undefined && ended !== endedBefore,
  ),
  twoYears(
    '205C',
    'Child not identified as UASC either this year or last year but date UASC ceased has been provided.',
    ({ now, before, ended, endedBefore }) => !now && !before && (ended ?? endedBefore) !== undefined,
  ),
  twoYears(
    '205D',
    'Child identified as UASC this year but not identified as UASC status provided for the child last year.',
    ({ now, before }) => now && !before,
    'header',
  ),
] as const
