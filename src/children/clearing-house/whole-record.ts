import type { Fact, Identity } from '../../linkage/index.ts'

/** What a record says of its child as a whole: what the source of the question says, and what it leaves open as another of its sources tells it. */
export type Whole = {
  readonly identity: Identity
  /** The facts that another source tells. */
  readonly filled: ReadonlySet<Fact>
}

/** What belongs together: it comes from one source, or the parts would make an address or a name that nobody told. */
const together: readonly (readonly [Fact, readonly (keyof Identity)[]])[] = [
  ['forename', ['forename', 'knownAs']],
  ['middle', ['middle']],
  ['surname', ['surname', 'otherSurnames']],
  ['birth', ['birthDate', 'birthPrecision']],
  ['sex', ['sex']],
  ['nhs', ['nhsNumber', 'supersededNhsNumbers']],
  ['upn', ['upn', 'formerUpns']],
  ['uln', ['uln']],
  ['address', ['house', 'street', 'postcode', 'uprn', 'towns', 'sharedAddress', 'previousPostcodes']],
  ['phone', ['phones']],
  ['email', ['emails']],
  ['parent', ['parents']],
  ['school', ['school']],
]

const says = (identity: Identity, field: keyof Identity): boolean => {
  const value = identity[field]
  return value !== undefined && value !== '' && value !== 'U' && !(Array.isArray(value) && value.length === 0)
}

/** The source's own words, and for each fact that it leaves open the words of the first other that has any. Pure. */
export const wholeOf = (own: Identity, others: readonly Identity[]): Whole => {
  const filled = new Set<Fact>()
  const parts = together.map(([fact, fields]) => {
    if (fields.some(field => says(own, field))) return {}
    const other = others.find(one => fields.some(field => says(one, field)))
    if (other === undefined) return {}
    filled.add(fact)
    return Object.fromEntries(fields.flatMap(field => (says(other, field) ? [[field, other[field]]] : [])))
  })
  return { identity: Object.assign({}, own, ...parts) as Identity, filled }
}
