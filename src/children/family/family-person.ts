import { foldName, type PlainDate } from '../../kernel/index.ts'
import type { Carer, KnownFact, Survivor } from '../golden-record/index.ts'
import { contacts, relations } from './family-person-form.ts'

/** Somebody of the family whom a worker wrote down. */
export type FamilyPerson = {
  readonly entry: number
  /** The address of its first version: where it is changed. */
  readonly address: string
  readonly name: string
  readonly relation: string
  readonly sex: string
  readonly died: boolean
  readonly born: string | undefined
  readonly responsibility: 'yes' | 'no' | 'unknown' | undefined
  readonly by: string | undefined
  readonly livesHere: boolean
  readonly since: PlainDate | undefined
  readonly phone: string | undefined
  readonly contact: string | undefined
  readonly said: string
  readonly on: Date
  readonly body: KnownFact['body']
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Whom workers wrote down, as far as this reader may see it, by name. */
export const familyPersons = (
  facts: readonly KnownFact[],
  nameOf: (author: number | undefined) => string | undefined = () => undefined,
): FamilyPerson[] =>
  facts
    .filter(fact => fact.kind === 'family-person' && fact.body.gone !== 'yes')
    .flatMap(({ entry, address, body, said, author, knownFrom }): FamilyPerson[] => {
      const [name, relation] = [textOf(body.name), textOf(body.relation)]
      if (!name || !relation) return []
      return [
        {
          entry,
          address: textOf(body.person) ?? address,
          name,
          relation,
          sex: textOf(body.sex) ?? 'U',
          died: body.died === 'yes',
          born: textOf(body.born),
          responsibility: textOf(body.responsibility) as FamilyPerson['responsibility'],
          by: textOf(body.by),
          livesHere: body.livesWith === 'yes',
          since: textOf(body.since) as PlainDate | undefined,
          phone: textOf(body.phone),
          contact: textOf(body.contact),
          said: nameOf(author) ?? said,
          on: knownFrom,
          body,
        },
      ]
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.entry - b.entry))

/** The same person as a source’s parent or carer: by the name, within one child’s family. */
export const isSame = (person: Pick<FamilyPerson, 'name'>, carer: Survivor<Carer>): boolean =>
  foldName(person.name) === foldName(carer.value.name)

/** "Mum’s partner". */
export const relationText = ({ relation }: Pick<FamilyPerson, 'relation'>, first: string): string =>
  (relations.find(one => one.value === relation)?.text ?? relation).replaceAll('{first}', first)

/** "Only with somebody there". */
export const contactText = (contact: string | undefined): string | undefined =>
  contacts.find(one => one.value === contact)?.text

/** Parental responsibility in words, and by what. */
export const responsibilityText = ({ responsibility, by }: Pick<FamilyPerson, 'responsibility' | 'by'>): string =>
  `${
    responsibility === 'yes'
      ? 'Has parental responsibility'
      : responsibility === 'no'
        ? 'Does not have parental responsibility'
        : 'Parental responsibility not known, or disputed'
  }${by ? ` (${by})` : ''}`
