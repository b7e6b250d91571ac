import {
  byChild,
  dayOf,
  each,
  flagRow,
  isBefore,
  isFilled,
  isNull,
  isPlaced,
  ofChild,
  validCode,
} from './looked-after-rows.ts'
import { type Flag, groupBy, keyOf, type Row, rule, text } from './return-rules.ts'

const isAdopted = (row: Row): boolean => /^E1[12]$/.test(text(row, 'REC'))
const adopters = (code: string, words: string, isWrong: (row: Row) => boolean) =>
  each(code, words, 'AD1', ['LS_ADOPTR', 'SEX_ADOPTR'], isWrong)

/** The last episode of each child, if it has ended otherwise than into another. */
const endings = (rows: readonly Row[]): Map<string, Row> => {
  const found = new Map<string, Row>()
  for (const own of byChild(rows, 'DECOM')) {
    const last = own.at(-1)
    if (last && dayOf(last, 'DEC') && text(last, 'REC') !== 'X1') found.set(keyOf(last, ['CHILD']) ?? '', last)
  }
  return found
}
const afterLeaving = (
  code: string,
  words: string,
  column: 'MIS_START' | 'MIS_END',
  isWrong: (row: Row, last: Row) => boolean,
) =>
  rule(
    code,
    words,
    { Episodes: ['CHILD', 'DECOM', 'DEC'], Missing: ['CHILD', column] },
    function* ({ rows }): Iterable<Flag> {
      const left = endings(rows('Episodes'))
      for (const row of rows('Missing')) {
        const last = left.get(keyOf(row, ['CHILD']) ?? '')
        if (last && isWrong(row, last)) yield flagRow('Missing', row)
      }
    },
  )
/** A row that begins before the one before it has ended; one that ends on no day that can be read is open (as in rule 705). */
const overlap = (code: string, words: string, table: string, from: string, to: string) =>
  rule(code, words, { [table]: ['CHILD', from, to] }, function* ({ rows }): Iterable<Flag> {
    for (const own of byChild(rows(table), from))
      for (const [at, row] of own.entries()) {
        const before = own[at - 1]
        const began = dayOf(row, from)
        if (before && began && began < (dayOf(before, to) ?? '9')) yield flagRow(table, row)
      }
  })
const decisions = (code: string, words: string, isWrong: (now: Row, last: Row) => boolean) =>
  ofChild(
    code,
    words,
    ['PlacedAdoption', 'DATE_PLACED'],
    ['PlacedAdoption_last', 'DATE_PLACED', 'DATE_PLACED_CEASED'],
    (now, last) => isFilled(now, 'DATE_PLACED') && isFilled(last, 'DATE_PLACED') && isWrong(now, last),
    'first',
  )
const sameDecision = (now: Row, last: Row): boolean => dayOf(now, 'DATE_PLACED') === dayOf(last, 'DATE_PLACED')

/** Children who went missing, and more of how children come to be adopted. */
export const lookedAfterAbsenceRules = [
  validCode('1006', 'Missing type invalid.', 'Missing', 'MISSING', 'M A'),
  each(
    '564',
    'Child was missing or away from placement without authorisation and the date started is blank.',
    'Missing',
    ['MISSING', 'MIS_START'],
    row => /^[MA]$/.test(text(row, 'MISSING')) && isNull(row, 'MIS_START'),
  ),
  each(
    '567',
    'The date that the missing episode or episode that the child was away from placement without authorisation ended is before the date that it started.',
    'Missing',
    ['MIS_START', 'MIS_END'],
    row => isBefore(dayOf(row, 'MIS_END'), dayOf(row, 'MIS_START')),
  ),
  each(
    '571',
    'The date that the child ceased to be missing or away from placement without authorisation is before the start or after the end of the collection year.',
    'Missing',
    ['MIS_END'],
    (row, { start, end }) => isBefore(dayOf(row, 'MIS_END'), start) || isBefore(end, dayOf(row, 'MIS_END')),
  ),
  overlap(
    '574',
    'A new missing/away from placement without authorisation period cannot start when the previous missing/away from placement without authorisation period is still open. Missing/away from placement without authorisation periods should also not overlap.',
    ...(['Missing', 'MIS_START', 'MIS_END'] as const),
  ),
  ofChild(
    '575',
    'If the placement from which the child goes missing/away from placement without authorisation ends, the missing/away from placement without authorisation period in the missing module must also have an end date.',
    ['Missing', 'MIS_START', 'MIS_END'],
    ['Episodes', 'DECOM', 'DEC'],
    (row, episode) => {
      const [went, from, to] = [dayOf(row, 'MIS_START'), dayOf(episode, 'DECOM'), dayOf(episode, 'DEC')]
      return isNull(row, 'MIS_END') && !!went && !!from && !!to && from <= went && went <= to
    },
    'first',
  ),
  rule(
    '576',
    'There is an open missing/away from placement without authorisation period in last year’s return and there is no corresponding period recorded at the start of this year.',
    { Missing: ['CHILD', 'MIS_START'], Missing_last: ['CHILD', 'MIS_START', 'MIS_END'] },
    ({ rows }) => {
      const told = groupBy(rows('Missing'), ['CHILD'])
      // What should stand in this year's return stands in the last's alone.
      return rows('Missing_last')
        .filter(row => isFilled(row, 'MIS_START') && isNull(row, 'MIS_END'))
        .filter(row =>
          (told.get(keyOf(row, ['CHILD']) ?? '') ?? []).every(
            one => dayOf(one, 'MIS_START') !== dayOf(row, 'MIS_START'),
          ),
        )
        .map(row => flagRow('Missing_last', row))
    },
  ),
  afterLeaving(
    '577',
    'Child ceased to be looked after but there is a missing/away from placement without authorisation period without an end date.',
    'MIS_END',
    row => isNull(row, 'MIS_END'),
  ),
  afterLeaving(
    '578',
    'The date that the child started to be missing is after the child ceased to be looked after.',
    'MIS_START',
    (row, last) => isBefore(dayOf(last, 'DEC'), dayOf(row, 'MIS_START')),
  ),
  validCode(
    '120',
    'The reason for the reversal of the decision that the child should be placed for adoption code is not valid.',
    'PlacedAdoption',
    'REASON_PLACED_CEASED',
    'RD1 RD2 RD3 RD4',
  ),
  ofChild(
    '184',
    'Date of decision that a child should be placed for adoption is before the child was born.',
    ['PlacedAdoption', 'DATE_PLACED'],
    ['Header', 'DOB'],
    (row, child) => isBefore(dayOf(row, 'DATE_PLACED'), dayOf(child, 'DOB')),
  ),
  ofChild(
    '331',
    'Date of matching child and adopter(s) should be the same as, or prior to, the date of placement of adoption.',
    ['AD1', 'DATE_MATCH'],
    ['Episodes', 'DECOM', 'REC'],
    (row, episode) => isAdopted(episode) && isBefore(dayOf(episode, 'DECOM'), dayOf(row, 'DATE_MATCH')),
  ),
  each(
    '333',
    'Date should be placed for adoption must be on or prior to the date of matching child with adopter(s).',
    'AD1',
    ['DATE_INT', 'DATE_MATCH'],
    row =>
      (isFilled(row, 'DATE_MATCH') && isNull(row, 'DATE_INT')) ||
      isBefore(dayOf(row, 'DATE_MATCH'), dayOf(row, 'DATE_INT')),
  ),
  rule(
    '334',
    'Date child started to be looked after in latest period of care must be on or prior to the date should be placed for adoption.',
    { Episodes: ['CHILD', 'DECOM', 'RNE'], AD1: ['CHILD', 'DATE_INT'] },
    function* ({ rows }): Iterable<Flag> {
      const started = groupBy(
        rows('Episodes').filter(row => text(row, 'RNE') === 'S'),
        ['CHILD'],
      )
      for (const row of rows('AD1')) {
        const latest = byChild(started.get(keyOf(row, ['CHILD']) ?? '') ?? [], 'DECOM')[0]?.at(-1)
        if (!latest || !isBefore(dayOf(row, 'DATE_INT'), dayOf(latest, 'DECOM'))) continue
        yield flagRow('AD1', row)
        yield flagRow('Episodes', latest)
      }
    },
  ),
  ofChild(
    '335',
    'The current foster value (0) suggests that child is not adopted by current foster carer, but last placement is A2, A3, or A5. Or the current foster value (1) suggests that child is adopted by current foster carer, but last placement is A1, A4 or A6.',
    ['Episodes', 'PLACE', 'REC'],
    ['AD1', 'FOSTER_CARE'],
    (episode, row) =>
      isAdopted(episode) &&
      ((text(row, 'FOSTER_CARE') === '0' && /^A[235]$/.test(text(episode, 'PLACE'))) ||
        (text(row, 'FOSTER_CARE') === '1' && /^A[146]$/.test(text(episode, 'PLACE')))),
  ),
  each(
    '511',
    'If reporting that the number of person(s) adopting the looked after child is two adopters then the code should only be MM, FF or MF. MM = the adopting couple are both males; FF = the adopting couple are both females; MF = The adopting couple are male and female.',
    'AD1',
    ['NB_ADOPTR', 'SEX_ADOPTR'],
    row => text(row, 'NB_ADOPTR') === '2' && /^[MF]1$/.test(text(row, 'SEX_ADOPTR')),
  ),
  adopters(
    '514',
    'Data entry on the legal status of adopters shows a single adopter but data entry for the numbers of adopters shows it as a couple.',
    row => text(row, 'LS_ADOPTR') === 'L0' && !/^[MF]1$/.test(text(row, 'SEX_ADOPTR')),
  ),
  adopters(
    '517',
    'If reporting legal status of adopters is L3 then the genders of adopters should be coded as MF. MF = the adopting couple are male and female.',
    row => text(row, 'LS_ADOPTR') === 'L3' && text(row, 'SEX_ADOPTR') !== 'MF',
  ),
  adopters(
    '518',
    'If reporting legal status of adopters is L4 then the genders of adopters should be coded as MM or FF. MM = the adopting couple are both males. FF = the adopting couple are both females.',
    row => text(row, 'LS_ADOPTR') === 'L4' && !/^(MM|FF)$/.test(text(row, 'SEX_ADOPTR')),
  ),
  rule(
    '551',
    'Child has been placed for adoption but there is no date of the decision that the child should be placed for adoption.',
    { Episodes: ['CHILD', 'PLACE'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    function* ({ rows }): Iterable<Flag> {
      const decided = groupBy(rows('PlacedAdoption'), ['CHILD'])
      for (const row of rows('Episodes').filter(isPlaced)) {
        const own = decided.get(keyOf(row, ['CHILD']) ?? '') ?? []
        if (own.some(one => isFilled(one, 'DATE_PLACED'))) continue
        yield flagRow('Episodes', row)
        for (const one of own) yield flagRow('PlacedAdoption', one)
      }
    },
  ),
  ofChild(
    '556',
    'Date of decision that the child should be placed for adoption should be on or prior to the date that the freeing order was granted.',
    ['PlacedAdoption', 'DATE_PLACED'],
    ['Episodes', 'DECOM', 'LS'],
    (row, episode) => text(episode, 'LS') === 'D1' && isBefore(dayOf(episode, 'DECOM'), dayOf(row, 'DATE_PLACED')),
  ),
  ofChild(
    '557',
    'Child for whom the decision was made that they should be placed for adoption has left care but was not adopted and information on the decision that they should no longer be placed for adoption items has not been completed.',
    ['Episodes', 'LS', 'PLACE', 'REC'],
    ['PlacedAdoption', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
    (episode, row) =>
      (isPlaced(episode) || /^(D1|E1)$/.test(text(episode, 'LS'))) &&
      isFilled(episode, 'REC') &&
      !/^(X1|E1[12])$/.test(text(episode, 'REC')) &&
      (isNull(row, 'DATE_PLACED_CEASED') || isNull(row, 'REASON_PLACED_CEASED')),
  ),
  ofChild(
    '559',
    'Date of decision that a child should be placed for adoption was not in the current year but the date of the decision that the child should be placed for adoption was not completed in a previous return.',
    ['PlacedAdoption', 'DATE_PLACED'],
    ['PlacedAdoption_last', 'DATE_PLACED'],
    (now, last, { start }) => isBefore(dayOf(now, 'DATE_PLACED'), start) && isNull(last, 'DATE_PLACED'),
    'first',
  ),
  decisions(
    '560',
    'Date of decision that the child should be placed for adoption this year is different from that recorded last year but the decision to place the child for adoption did not change.',
    (now, last) => !sameDecision(now, last) && isNull(last, 'DATE_PLACED_CEASED'),
  ),
  decisions(
    '561',
    'Date of the decision that the child should be placed for adoption this year is the same as that recorded last year but records show that the decision changed, and the child should no longer be placed for adoption last year.',
    (now, last) => sameDecision(now, last) && isFilled(last, 'DATE_PLACED_CEASED'),
  ),
  overlap(
    '579',
    'A new decision that the child should be placed for adoption this year cannot start when the previous decision is still open. Decisions to place the child for adoption should also not overlap. The date of any new decision to place the child for adoption must not be before the date placed ceased of previous decisions.',
    ...(['PlacedAdoption', 'DATE_PLACED', 'DATE_PLACED_CEASED'] as const),
  ),
  ofChild(
    '582',
    'Child is showing as ceasing to be looked after due to adoption, but the date of adoption is the same as the date reported for being matched with adopters. In most circumstances we expect the date the child is matched with adopters to be before the date of adoption.',
    ['AD1', 'DATE_MATCH'],
    ['Episodes', 'DEC', 'REC'],
    (row, episode) =>
      isAdopted(episode) && dayOf(episode, 'DEC') !== undefined && dayOf(episode, 'DEC') === dayOf(row, 'DATE_MATCH'),
  ),
] as const
