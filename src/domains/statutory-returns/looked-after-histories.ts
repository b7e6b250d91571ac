import { daysBetween, type PlainDate } from '../../kernel/index.ts'
import { byChild, dayOf, flagRow, isRespite, isTemporary } from './looked-after-rows.ts'
import { birthday, type Flag, groupBy, keyOf, type Return, type Row, rule, text } from './return-rules.ts'

/** An episode as a stretch of days, one that is open as if it ended with the year; undefined without a start or with an end before it. */
type Stretch = { readonly row: Row; readonly from: PlainDate; readonly to: PlainDate }
const stretch = (row: Row, end: PlainDate): Stretch | undefined => {
  const from = dayOf(row, 'DECOM')
  const to = dayOf(row, 'DEC') ?? end
  return from !== undefined && from <= to ? { row, from, to } : undefined
}
const stretches = (rows: readonly Row[], end: PlainDate): Stretch[][] =>
  byChild(rows, 'DECOM').map(own => own.flatMap(row => stretch(row, end) ?? []))

/** A child's episodes of this year and the last, each once. One that either year knows to have ended has ended then. */
const everyEpisode = ({ rows }: Return): Row[] => {
  const all: readonly Row[] = [...rows('Episodes'), ...rows('Episodes_last')].filter(row => !isRespite(row))
  return [...groupBy(all, ['CHILD', 'DECOM']).values()].flatMap(same => {
    const [first] = same.toSorted((a, b) => ((dayOf(a, 'DEC') ?? '9') < (dayOf(b, 'DEC') ?? '9') ? -1 : 1))
    return first ? [first] : []
  })
}

/** Children looked after for thirteen weeks since they were 14, some of it since they were 16, and not adopted: Children Act 1989 s23A and s23C. */
const relevantChildren = (data: Return): ReadonlySet<string> => {
  const born = new Map(data.rows('Header').map(row => [text(row, 'CHILD'), dayOf(row, 'DOB')]))
  const found = new Set<string>()
  for (const own of stretches(everyEpisode(data), data.end)) {
    const id = own[0] && text(own[0].row, 'CHILD')
    const birth = id === undefined ? undefined : born.get(id)
    if (id === undefined || birth === undefined || own.some(({ row }) => /^E1[12]$/.test(text(row, 'REC')))) continue
    const [at14, at16] = [birthday(birth, 14), birthday(birth, 16)]
    const days = own
      .filter(({ to }) => to > at14)
      .reduce((sum, { from, to }) => sum + daysBetween(from > at14 ? from : at14, to), 0)
    if (days >= 91 && own.some(({ to }) => to >= at16)) found.add(id)
  }
  return found
}

const placement = ['PLACE', 'PL_POST', 'URN', 'PLACE_PROVIDER'] as const
const isMoved = (one: Row, next: Row): boolean => placement.some(column => text(one, column) !== text(next, column))
const isNewStatus = (one: Row, next: Row): boolean => text(one, 'LS') !== text(next, 'LS')

/** What the reason for a new episode says has changed, and what has. */
const changed = (code: string, words: string, reason: string, isSo: (one: Row, next: Row) => boolean) =>
  rule(code, words, { Episodes: ['CHILD', 'DECOM', 'RNE', 'LS', ...placement] }, function* ({ rows }): Iterable<Flag> {
    for (const own of byChild(rows('Episodes'), 'DECOM'))
      for (const [at, next] of own.entries()) {
        const one = own[at - 1]
        if (one && reason.includes(text(next, 'RNE')) && text(next, 'RNE') && !isSo(one, next))
          yield flagRow('Episodes', next)
      }
  })

/** A legal status that may last so many days at most, over episodes that follow each other without a break. */
const atMost = (code: string, words: string, status: RegExp, days: number) =>
  rule(code, words, { Episodes: ['CHILD', 'DECOM', 'DEC', 'LS'] }, function* ({ rows, end }): Iterable<Flag> {
    for (const own of stretches(
      rows('Episodes').filter(row => status.test(text(row, 'LS'))),
      end,
    )) {
      const runs: Stretch[][] = []
      for (const one of own) {
        const run = runs.at(-1)
        if (run && run.at(-1)?.to === one.from) run.push(one)
        else runs.push([one])
      }
      for (const run of runs) {
        const [first, last] = [run[0], run.at(-1)]
        if (first && last && daysBetween(first.from, last.to) > days)
          for (const { row } of run) yield flagRow('Episodes', row)
      }
    }
  })

/** What a child's episodes say when they are read one after the other. */
export const lookedAfterHistoryRules = [
  rule(
    '1001',
    'The episodes recorded for this young person suggest they are not a relevant or a former relevant child and therefore should not have care leaver information completed.',
    {
      Episodes: ['CHILD', 'DECOM', 'DEC', 'LS', 'REC'],
      Episodes_last: ['CHILD', 'DECOM', 'DEC', 'LS', 'REC'],
      Header: ['CHILD', 'DOB'],
      OC3: ['CHILD'],
    },
    data => {
      const relevant = relevantChildren(data)
      return data
        .rows('OC3')
        .filter(row => !relevant.has(text(row, 'CHILD')))
        .map(row => flagRow('OC3', row))
    },
  ),
  atMost(
    '361',
    'Police protection legal status lasted longer than maximum 72 hours allowed in the Children Act 1989.',
    /^L1$/,
    3,
  ),
  atMost('362', 'Emergency protection order (EPO) lasted longer than 21 days', /^L2$/, 21),
  atMost('363', 'Child assessment order (CAO) lasted longer than 7 days allowed in the Children Act 1989.', /^L3$/, 7),
  atMost(
    '364',
    'Sections 41-46 of Police and Criminal Evidence (PACE; 1984) severely limits the time a child can be detained in custody in Local Authority (LA) accommodation.',
    /^J2$/,
    21,
  ),
  rule(
    '367',
    'The maximum amount of respite care allowable is 75 days in any 12-month period.',
    { Episodes: ['CHILD', 'DECOM', 'DEC', 'LS'] },
    function* ({ rows, start, end }): Iterable<Flag> {
      for (const own of stretches(rows('Episodes').filter(isRespite), end)) {
        const inYear = own
          .map(({ row, from, to }) => ({ row, from: from > start ? from : start, to: to < end ? to : end }))
          .filter(({ from, to }) => from <= to)
        const days = inYear.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0)
        if (days > 75) for (const { row } of inYear) yield flagRow('Episodes', row)
      }
    },
  ),
  rule(
    '383',
    'A child in a temporary placement must subsequently return to his/her normal placement.',
    { Episodes: ['CHILD', 'DECOM', 'RNE', 'PLACE', 'PL_POST'] },
    function* ({ rows }): Iterable<Flag> {
      for (const own of byChild(rows('Episodes'), 'DECOM')) {
        let normal: Row | undefined
        for (const [at, row] of own.entries()) {
          const before = own[at - 1]
          if (isTemporary(row)) continue
          const isBack =
            text(row, 'RNE') === 'P' &&
            ['PLACE', 'PL_POST'].every(column => normal && text(row, column) === text(normal, column))
          if (normal && before && isTemporary(before) && !isBack) yield flagRow('Episodes', row)
          normal = row
        }
      }
    },
  ),
  changed(
    '434',
    "Reason for new episode is that child's legal status has changed but not the placement, but this is not reflected in the episode data.",
    'L',
    (one, next) => isNewStatus(one, next) && !isMoved(one, next),
  ),
  changed(
    '435',
    'Reason for new episode is that child’s placement has changed but not the legal status, but this is not reflected in the episode data recorded.',
    'P',
    (one, next) => !isNewStatus(one, next) && isMoved(one, next),
  ),
  changed(
    '436',
    'Reason for new episode is that both child’s placement and legal status have changed, but this is not reflected in the episode data.',
    'BU',
    (one, next) => isNewStatus(one, next) && isMoved(one, next),
  ),
  rule(
    '504',
    'The category of need code differs from that reported at start of current period of being looked after',
    { Episodes: ['CHILD', 'DECOM', 'RNE', 'CIN'] },
    function* ({ rows }): Iterable<Flag> {
      for (const own of byChild(rows('Episodes'), 'DECOM'))
        for (const [at, row] of own.entries()) {
          const before = own[at - 1]
          if (before && text(row, 'RNE') !== 'S' && text(before, 'CIN') !== text(row, 'CIN'))
            yield flagRow('Episodes', row)
        }
    },
  ),
  rule(
    '502',
    "Last year's record ended with an open episode. The date on which that episode started does not match the start date of the first episode on this year’s record.",
    { Episodes: ['CHILD', 'DECOM'], Episodes_last: ['CHILD', 'DECOM', 'DEC'] },
    function* ({ rows }): Iterable<Flag> {
      const last = groupBy(
        rows('Episodes_last').filter(row => text(row, 'DEC') === ''),
        ['CHILD'],
      )
      for (const [first] of byChild(rows('Episodes'), 'DECOM')) {
        const open = first && byChild(last.get(keyOf(first, ['CHILD']) ?? '') ?? [], 'DECOM')[0]?.at(-1)
        if (first && open && dayOf(open, 'DECOM') !== dayOf(first, 'DECOM')) yield flagRow('Episodes', first)
      }
    },
  ),
] as const
