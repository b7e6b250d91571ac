import { factor, unaccompanied } from '../../domains/social-care/index.ts'
import { youngCarerAtAssessment } from '../../domains/young-carers/index.ts'
import { type Cells, type Fact, readCode } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

const youngCarerCode = '7A'
const unaccompaniedCode = '9A'
const noneCode = '21'

/** Groups 1 to 6 say of whom: A the child, B a parent or carer, C another person in the household. Later letters do not. */
const aboutSomebodyElse = (code: string): boolean => /^[1-6][BC]$/.test(code)

/**
 * What the factors of one assessment say. A young carer and an unaccompanied child are facts of their own kind, not social
 * care's; factors about a parent are marked as somebody else's.
 */
export const factorFacts = (cells: Cells, places: readonly string[], on: PlainDate): Fact[] => {
  const codes = places.flatMap(place => readCode(cells, place, 'cin-assessment-factor', on) ?? [])
  if (codes.length > 1 && codes.some(({ code }) => code === noneCode))
    cells.warn(
      places[0] ?? '',
      'No factors were found, and factors are given.',
      'Correct it at the source. All were kept as they came.',
      '21 alone, or factors without it',
    )
  return codes.map(({ code, label, setVersion }) => {
    const body = { code, label, on, codeSet: setVersion }
    if (code === youngCarerCode) return { kind: youngCarerAtAssessment, body, from: on }
    if (code === unaccompaniedCode) return { kind: unaccompanied, body: { unaccompanied: true }, from: on }
    return { kind: factor, body: { ...body, aboutParent: aboutSomebodyElse(code) }, from: on }
  })
}
