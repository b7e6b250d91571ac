import {
  byChild,
  childrenIn,
  dayOf,
  daysLater,
  each,
  flagRow,
  isBefore,
  isFemale,
  isFilled,
  isNull,
  isRespite,
  ofChild,
  validDate,
} from './looked-after-rows.ts'
import { birthday, type Flag, groupBy, keyOf, type Row, rule, text } from './return-rules.ts'

/** Sex as it was coded until 2024 and since. */
const sexOf = (row: Row): string => ({ 1: 'M', 2: 'F' })[text(row, 'SEX')] ?? text(row, 'SEX')

/** What the last return says of a child otherwise. */
const disagrees = (code: string, words: string, column: string, isSame: (now: Row, last: Row) => boolean) =>
  ofChild(
    code,
    words,
    ['Header', column],
    ['Header_last', column],
    (now, last) => isFilled(last, column) && !isSame(now, last),
    'first',
  )
const sameText =
  (column: string) =>
  (now: Row, last: Row): boolean =>
    text(now, column).toUpperCase() === text(last, column).toUpperCase()

/** Who the child is, this year and last, and what the reviews say. */
export const lookedAfterChildRules = [
  validDate(
    '104',
    'Date for Unaccompanied Asylum-Seeking Children (UASC) status ceased is not a valid date.',
    'UASC',
    'DUC',
  ),
  each(
    '105',
    'Data entry for Unaccompanied Asylum-Seeking Children (UASC) status of child is invalid or has not been completed.',
    'Header',
    ['UASC'],
    row => !/^[01]$/.test(text(row, 'UASC')),
  ),
  each('167', 'Data entry for participation is invalid or blank.', 'Reviews', ['REVIEW', 'REVIEW_CODE'], row =>
    /^PN[0-7]$/.test(text(row, 'REVIEW_CODE'))
      ? isNull(row, 'REVIEW')
      : isFilled(row, 'REVIEW') || isFilled(row, 'REVIEW_CODE'),
  ),
  disagrees(
    '202',
    'The gender code conflicts with the gender already recorded for this child.',
    'SEX',
    (now, last) => sexOf(now) === sexOf(last),
  ),
  disagrees(
    '203',
    'Date of birth disagrees with the date of birth already recorded for this child.',
    'DOB',
    (now, last) => (dayOf(now, 'DOB') ?? text(now, 'DOB')) === (dayOf(last, 'DOB') ?? text(last, 'DOB')),
  ),
  disagrees(
    '204',
    'Ethnic origin code disagrees with the ethnic origin already recorded for this child.',
    'ETHNIC',
    sameText('ETHNIC'),
  ),
  disagrees(
    '208',
    'Unique Pupil Number (UPN) for the current year disagrees with the Unique Pupil Number (UPN) already recorded for this child.',
    'UPN',
    (now, last) => sameText('UPN')(now, last) || /^UN[1-5]$/i.test(text(last, 'UPN')),
  ),
  ofChild(
    '210',
    'Children looked after for more than a week at 31 March should not have an unknown Unique Pupil Number (UPN) code of UN4.',
    ['Header', 'UPN'],
    ['Episodes', 'DECOM'],
    (child, episode, { end }) => {
      const from = dayOf(episode, 'DECOM')
      return text(child, 'UPN') === 'UN4' && from !== undefined && daysLater(from, 7) < end
    },
  ),
  each('301', 'Date of birth falls after the year ended.', 'Header', ['DOB'], (row, { end }) =>
    isBefore(end, dayOf(row, 'DOB')),
  ),
  ofChild(
    '303',
    'If date Unaccompanied Asylum-Seeking Child (UASC) status ceased is not null, UASC status must be coded 1.',
    ['UASC', 'DUC'],
    ['Header', 'UASC'],
    (alone, child) => isFilled(alone, 'DUC') && text(child, 'UASC') !== '1',
  ),
  rule(
    '393',
    'Child is looked after but mother field is not completed.',
    { Episodes: ['CHILD', 'LS'], Header: ['CHILD', 'SEX', 'MOTHER'] },
    ({ rows }) => {
      const cared = childrenIn(rows('Episodes').filter(row => !isRespite(row)))
      return rows('Header')
        .filter(row => isFemale(row) && cared.has(text(row, 'CHILD')) && isNull(row, 'MOTHER'))
        .map(row => flagRow('Header', row))
    },
  ),
  rule(
    '399',
    'Mother field, review field or participation field are completed but child is looked after under legal status V3 or V4.',
    { Episodes: ['CHILD', 'LS'], Header: ['CHILD', 'MOTHER'], Reviews: ['CHILD', 'REVIEW', 'REVIEW_CODE'] },
    function* ({ rows }): Iterable<Flag> {
      const children = groupBy(rows('Header'), ['CHILD'])
      const reviews = groupBy(rows('Reviews'), ['CHILD'])
      for (const own of groupBy(rows('Episodes'), ['CHILD']).values()) {
        const key = own[0] ? (keyOf(own[0], ['CHILD']) ?? '') : ''
        if (!own.every(isRespite)) continue
        const mothers = (children.get(key) ?? []).filter(row => isFilled(row, 'MOTHER'))
        const reviewed = (reviews.get(key) ?? []).filter(row => isFilled(row, 'REVIEW') || isFilled(row, 'REVIEW_CODE'))
        if (mothers.length + reviewed.length === 0) continue
        for (const row of own) yield flagRow('Episodes', row)
        for (const row of mothers) yield flagRow('Header', row)
        for (const row of reviewed) yield flagRow('Reviews', row)
      }
    },
  ),
  rule(
    '406',
    'Child is Unaccompanied Asylum-Seeking Child (UASC) or was formerly UASC. Distance should be blank.',
    { Episodes: ['CHILD', 'PL_DISTANCE'] },
    ({ rows }) => {
      const alone = childrenIn([
        ...[...rows('Header'), ...rows('Header_last')].filter(row => text(row, 'UASC') === '1'),
        ...[...rows('UASC'), ...rows('UASC_last')].filter(row => isFilled(row, 'DUC')),
      ])
      return rows('Episodes')
        .filter(row => alone.has(text(row, 'CHILD')) && isFilled(row, 'PL_DISTANCE'))
        .map(row => flagRow('Episodes', row))
    },
  ),
  each(
    '441',
    'Participation method indicates child was 4 years old or over at the time of the review, but the date of birth and review date indicates the child was under 4 years old.',
    'Reviews',
    ['DOB', 'REVIEW', 'REVIEW_CODE'],
    row => {
      const [born, held] = [dayOf(row, 'DOB'), dayOf(row, 'REVIEW')]
      return /^PN[1-7]$/.test(text(row, 'REVIEW_CODE')) && !!born && !!held && held < birthday(born, 4)
    },
  ),
  ofChild(
    '442',
    'Unique Pupil Number (UPN) field is not completed.',
    ['Header', 'UPN'],
    ['Episodes', 'LS'],
    (child, episode) => !isRespite(episode) && isNull(child, 'UPN'),
    'first',
  ),
  ofChild(
    '607',
    'Child ceased to be looked after in the year, but mother field has not been completed.',
    ['Episodes', 'DEC', 'REC', 'LS'],
    ['Header', 'SEX', 'MOTHER'],
    (episode, child, { start, end }) => {
      const ended = dayOf(episode, 'DEC')
      const hasLeft = isFilled(episode, 'REC') && text(episode, 'REC') !== 'X1' && !isRespite(episode)
      return hasLeft && !!ended && ended >= start && ended <= end && isFemale(child) && isNull(child, 'MOTHER')
    },
  ),
  each(
    '611',
    'Date of birth field is blank, but child is a mother.',
    'Header',
    ['MOTHER', 'MC_DOB'],
    row => text(row, 'MOTHER') === '1' && isNull(row, 'MC_DOB'),
  ),
  ofChild(
    '626',
    'Child was reported as a mother but the date of birth of the first child is before the current year which contradicts with the mother status recorded last year.',
    ['Header', 'MOTHER', 'MC_DOB'],
    ['Header_last', 'MOTHER'],
    (now, last, { start }) =>
      text(now, 'MOTHER') === '1' && text(last, 'MOTHER') === '0' && isBefore(dayOf(now, 'MC_DOB'), start),
    'first',
  ),
  each(
    '635',
    'There are entries for date of order and local authority code where previous permanence option was arranged but previous permanence code is Z1',
    'PrevPerm',
    ['PREV_PERM', 'LA_PERM', 'DATE_PERM'],
    row => text(row, 'PREV_PERM') === 'Z1' && (isFilled(row, 'LA_PERM') || isFilled(row, 'DATE_PERM')),
  ),
  rule(
    '625',
    'Date of birth of the first child is beyond the end of this reporting year or the date the child ceased to be looked after.',
    { Header: ['CHILD', 'MC_DOB'], Episodes: ['CHILD', 'DEC'] },
    function* ({ rows, end }): Iterable<Flag> {
      const left = groupBy(
        rows('Episodes').filter(row => text(row, 'REC') !== 'X1' && dayOf(row, 'DEC')),
        ['CHILD'],
      )
      for (const row of rows('Header')) {
        // Of several times in care the last one's end counts, as in rule 117.
        const last = byChild(left.get(keyOf(row, ['CHILD']) ?? '') ?? [], 'DEC')[0]?.at(-1)
        const born = dayOf(row, 'MC_DOB')
        if (!isBefore(end, born) && !(last && isBefore(dayOf(last, 'DEC'), born))) continue
        yield flagRow('Header', row)
        if (last) yield flagRow('Episodes', last)
      }
    },
  ),
  rule(
    'INT03',
    'Internal Check: Child in Episodes does not exist in Header.',
    { Episodes: ['CHILD'], Header: ['CHILD'] },
    ({ rows }) => {
      const known = childrenIn(rows('Header'))
      return rows('Episodes')
        .filter(row => !known.has(text(row, 'CHILD')))
        .map(row => flagRow('Episodes', row))
    },
  ),
  ofChild(
    'INT21',
    'Internal Check: SEX in UASC is different to SEX in Header.',
    ['UASC', 'SEX'],
    ['Header', 'SEX'],
    (alone, child) => isFilled(alone, 'SEX') && isFilled(child, 'SEX') && text(alone, 'SEX') !== text(child, 'SEX'),
    'first',
  ),
  // A care leaver may be in the return without an episode.
  rule(
    'EPI',
    'WARNING: Episodes need to be loaded for this child before further validation is possible',
    { Header: ['CHILD'], Episodes: ['CHILD'] },
    ({ rows }) => {
      const known = childrenIn([...rows('Episodes'), ...rows('OC3')])
      return rows('Header')
        .filter(row => !known.has(text(row, 'CHILD')))
        .map(row => flagRow('Header', row))
    },
  ),
] as const
