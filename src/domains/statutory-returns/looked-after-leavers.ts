import {
  adoptionFields,
  childrenIn,
  dayOf,
  each,
  flagRow,
  isBefore,
  isFilled,
  isNull,
  ofChild,
  validCode,
} from './looked-after-rows.ts'
import { birthday, type Flag, groupBy, keyOf, type Return, type Row, rule, text } from './return-rules.ts'

const leaving = ['IN_TOUCH', 'ACTIV', 'ACCOM'] as const
const health =
  'CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED'.split(
    ' ',
  )
/** Is anything told of them since they left care? A table that names nobody else may have none of the columns. */
const isLeaver = (row: Row): boolean =>
  leaving.some(column => isFilled(row, column)) || !leaving.some(column => column in row)

/** Children who became 17 or 18 in the year while they were looked after, with the episode of that day. */
const birthdaysInCare = function* ({ rows, start, end }: Return): Iterable<readonly [leaver: Row, episode: Row]> {
  const cared = groupBy(rows('Episodes'), ['CHILD'])
  for (const row of rows('OC3')) {
    const born = dayOf(row, 'DOB')
    const days = born ? [birthday(born, 17), birthday(born, 18)].filter(day => day >= start && day <= end) : []
    if (!isLeaver(row)) continue
    for (const episode of cared.get(keyOf(row, ['CHILD']) ?? '') ?? []) {
      const from = dayOf(episode, 'DECOM')
      if (days.some(day => from !== undefined && from <= day && !isBefore(dayOf(episode, 'DEC'), day)))
        yield [row, episode]
    }
  }
}
const stillCared = (code: string, words: string, isWrong: (episode: Row, own: readonly Row[]) => boolean) =>
  rule(code, words, { Episodes: ['CHILD', 'DECOM', 'DEC'], OC3: ['CHILD', 'DOB'] }, function* (data): Iterable<Flag> {
    const cared = groupBy(data.rows('Episodes'), ['CHILD'])
    for (const [row, episode] of birthdaysInCare(data))
      if (isWrong(episode, cared.get(keyOf(row, ['CHILD']) ?? '') ?? [])) yield flagRow('OC3', row)
  })

/** Young people who have left care. */
export const lookedAfterLeaverRules = [
  validCode(
    '131',
    'Data entry for being in touch after leaving care is invalid.',
    'OC3',
    'IN_TOUCH',
    'YES NO DIED REFU NREQ RHOM',
  ),
  validCode(
    '132',
    'Data entry for activity after leaving care is invalid.',
    'OC3',
    'ACTIV',
    'F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6 0',
  ),
  validCode(
    '133',
    'Data entry for accommodation after leaving care is invalid. If reporting on a childs accommodation after leaving care the data entry must be valid',
    'OC3',
    'ACCOM',
    'B1 B2 C1 C2 D1 D2 E1 E2 G1 G2 H1 H2 K1 K2 R1 R2 S2 T1 T2 U1 U2 V1 V2 W1 W2 X2 Y1 Y2 Z1 Z2 0',
  ),
  ofChild(
    '134',
    'Data on adoption should not be entered for the OC3 cohort.',
    ['OC3', ...leaving],
    ['AD1', ...adoptionFields],
    (row, adoption) => isLeaver(row) && adoptionFields.some(column => isFilled(adoption, column)),
  ),
  ofChild(
    '215',
    'Child has care leaver information but one or more data items relating to children looked after for 12 months have been completed.',
    ['OC3', ...leaving],
    ['OC2', ...health],
    (row, other) => isLeaver(row) && health.some(column => isFilled(other, column)),
  ),
  each(
    '347',
    'Care leavers aged under 18 years, can not be accommodated in a Foyer.',
    'OC3',
    ['DOB', 'ACCOM'],
    (row, { end }) => {
      const born = dayOf(row, 'DOB')
      return born !== undefined && birthday(born, 18) > end && /^T[12]?$/.test(text(row, 'ACCOM'))
    },
  ),
  // The list of rules names the header beside the leavers: the day of birth may stand in either.
  rule(
    '3001',
    'Where care leavers information is being returned for a young person around their 17th birthday, the accommodation cannot be with their former foster carer(s).',
    { Header: ['CHILD'], OC3: ['CHILD', 'ACCOM'] },
    ({ rows, start, end }) => {
      const births = new Map(rows('Header').map(row => [text(row, 'CHILD'), dayOf(row, 'DOB')]))
      return rows('OC3')
        .filter(row => {
          const born = dayOf(row, 'DOB') ?? births.get(text(row, 'CHILD'))
          const day = born && birthday(born, 17)
          return /^Z[12]$/.test(text(row, 'ACCOM')) && day !== undefined && day >= start && day <= end
        })
        .map(row => flagRow('OC3', row))
    },
  ),
  rule(
    '1002',
    'This child has no previous episodes of care, therefore should not have care leaver information recorded.',
    { Episodes: ['CHILD'], Episodes_last: ['CHILD'], OC3: ['CHILD'] },
    ({ rows }) => {
      const cared = childrenIn([...rows('Episodes'), ...rows('Episodes_last')])
      return rows('OC3')
        .filter(row => isLeaver(row) && !cared.has(text(row, 'CHILD')))
        .map(row => flagRow('OC3', row))
    },
  ),
  stillCared(
    '1007',
    'Care leaver information is not required for 17- or 18-year olds who are still looked after.',
    (_, own) => own.some(one => isNull(one, 'DEC')),
  ),
  stillCared(
    '1016',
    'Care leaver information is not required for 17- or 18-year olds who cease to be looked after, after their birthday.',
    (_, own) => own.every(one => isFilled(one, 'DEC')),
  ),
  rule(
    '1011',
    'This child is recorded as having his/her care transferred to another local authority for the final episode and therefore should not have the care leaver information completed.',
    { Episodes: ['CHILD', 'DECOM', 'REC'], OC3: ['CHILD'] },
    ({ rows }) => {
      const gone = new Set<string>()
      for (const [key, own] of groupBy(rows('Episodes'), ['CHILD'])) {
        const last = own.toSorted((a, b) => ((dayOf(a, 'DECOM') ?? '') < (dayOf(b, 'DECOM') ?? '') ? -1 : 1)).at(-1)
        if (last && text(last, 'REC') === 'E3') gone.add(key)
      }
      return rows('OC3')
        .filter(row => isLeaver(row) && gone.has(keyOf(row, ['CHILD']) ?? ''))
        .map(row => flagRow('OC3', row))
    },
  ),
  rule(
    '1014',
    'UASC information is not required for care leavers',
    { Episodes: ['CHILD'], UASC: ['CHILD', 'DUC'], OC3: ['CHILD'] },
    function* ({ rows }): Iterable<Flag> {
      const cared = childrenIn(rows('Episodes'))
      const alone = groupBy(rows('UASC'), ['CHILD'])
      for (const row of rows('OC3'))
        for (const one of alone.get(keyOf(row, ['CHILD']) ?? '') ?? [])
          if (isLeaver(row) && !cared.has(text(row, 'CHILD'))) {
            yield flagRow('OC3', row)
            yield flagRow('UASC', one)
          }
    },
  ),
] as const
