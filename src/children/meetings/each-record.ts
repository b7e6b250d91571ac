import { type Asked, type Fields, many, one, outsideLines, type Person } from './meeting-form.ts'

/** One of the family, or from outside, who is asked. */
type Named = Pick<Asked, 'who' | 'name'>
/** As a box of the form says: may each other child's record name them too? */
export const mayBeKnown = (fields: Fields, { who, name }: Named): boolean =>
  who === 'family'
    ? many(fields, 'known').includes(name ?? '')
    : Array.from({ length: outsideLines }, (_, at) => at + 1).some(
        at => one(fields, `name-${at}`) === name && one(fields, `known-${at}`) === 'yes',
      )

/** The boxes as they stand: ticked for whoever every other record names already, so that they can be taken off them. Pure. */
export const knownFields = (people: readonly Person[], others: readonly (readonly Person[])[]): Fields => {
  const everywhere = ({ key }: Person) => others.length > 0 && others.every(there => there.some(one => one.key === key))
  const outside = people.filter(({ who }) => who === 'outside')
  return {
    known: people.flatMap(person => (person.who === 'family' && everywhere(person) ? (person.name ?? []) : [])),
    ...Object.fromEntries(outside.map((person, at) => [`known-${at + 1}`, everywhere(person) ? 'yes' : ''])),
  }
}

/** What one other child's record says of who is asked. */
export type OtherRecord = {
  /** Whom it names already. */
  readonly there: readonly Person[]
  readonly childName: string
  /** The family whom the record itself names. */
  readonly family: readonly { readonly name: string; readonly relation: string }[]
}

/**
 * Whom another child's record names of those asked, once it is written on the record of one: workers, that child, whoever that record names of its own family, and
 * whom the maker says it may (`known`; `wasKnown` is what the form said before). A foster carer of one child is no word of the other's record. Whom that record alone
 * names stays; nobody whom it keeps back is put there by a change made elsewhere. Pure.
 */
export const peopleThere = (
  { there, childName, family }: OtherRecord,
  before: readonly Person[],
  now: readonly Person[],
  {
    known,
    wasKnown = () => false,
  }: Record<'known', (person: Person) => boolean> & { wasKnown?: (person: Person) => boolean },
): Person[] => {
  const stands = ({ key }: Person) => there.some(one => one.key === key)
  const named = (person: Person): Person[] => {
    if (person.relation === 'the child') return [{ ...person, name: childName }]
    const own = person.who === 'family' ? family.find(({ name }) => name === person.name) : undefined
    if (own) return [{ ...person, relation: own.relation }]
    return person.who === 'worker' || known(person) || (stands(person) && !wasKnown(person)) ? [person] : []
  }
  return [...now.flatMap(named), ...there.filter(one => ![...before, ...now].some(({ key }) => key === one.key))]
}
