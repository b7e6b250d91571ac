import { foldName, upperFirst } from '../../kernel/index.ts'
import type { Carer, Survivor } from '../golden-record/index.ts'
import { type Relative, tieWords } from '../pages/family.queries.ts'
import { relationWords } from '../pages/today-picture.ts'
import { type FamilyPerson, isSame, relationText } from './family-person.ts'
import type { FamilyGraph, Kin, Union } from './genogram.ts'

/** What a picture of a family is made of: what this reader may know of it. */
export type FamilyKnown = {
  readonly child: { readonly first: string; readonly age: string; readonly sex: string | undefined }
  readonly carers: readonly Survivor<Carer>[]
  readonly persons: readonly FamilyPerson[]
  readonly relatives: readonly Relative[]
  /** The names of each relative’s parents, by the relative’s number. */
  readonly parentsOf: ReadonlyMap<number, readonly { readonly name: string; readonly relation: string | undefined }[]>
}

type Tie =
  | 'mother'
  | 'father'
  | 'parent'
  | 'adoptive-mother'
  | 'adoptive-father'
  | 'mothers-partner'
  | 'fathers-partner'
  | 'mothers-mother'
  | 'mothers-father'
  | 'fathers-mother'
  | 'fathers-father'
  | 'grandparent'
  | 'brother-sister'
  | 'elder'
const sexOfTie: Readonly<Record<string, Kin['sex']>> = {
  mother: 'F',
  father: 'M',
  'adoptive-mother': 'F',
  'adoptive-father': 'M',
  'mothers-mother': 'F',
  'mothers-father': 'M',
  'fathers-mother': 'F',
  'fathers-father': 'M',
}
const written = new Set<string>(Object.keys(sexOfTie).concat('mothers-partner', 'fathers-partner', 'brother-sister'))

/** What a source’s word for a parent or carer means in a picture. */
export const tieOf = (relation: string | undefined): Tie => {
  const word = (relation ?? '').toLowerCase()
  if (/grand|nan\b|gran\b/.test(word)) return 'grandparent'
  if (/step|foster|partner|god|in.law/.test(word)) return 'elder'
  if (/adopt/.test(word)) return /father|dad/.test(word) ? 'adoptive-father' : 'adoptive-mother'
  if (/mother|mum/.test(word)) return 'mother'
  if (/father|dad/.test(word)) return 'father'
  return /parent/.test(word) ? 'parent' : 'elder'
}
const isParent = (relation: string | undefined): boolean => ['mother', 'father', 'parent'].includes(tieOf(relation))

type Adult = Kin & { readonly tie: Tie; readonly key: string }

/** Whom the picture shows, and who belongs together. Nobody is guessed: who is not known is not drawn, and who is tied to nobody stands alone. Pure. */
export const familyGraph = (known: FamilyKnown): FamilyGraph => {
  const { child, relatives } = known
  const adults = adultsOf(known)
  const self: Kin = {
    id: 'child',
    name: child.first,
    note: child.age.replace(/ old$/, ''),
    sex: sexOf(child.sex),
    generation: 0,
    livesHere: true,
    isChild: true,
  }
  const kin = relatives.map(
    (one): Kin => ({
      id: `r${one.id}`,
      name: one.name,
      note: `${upperFirst(tieWords(one))}, ${one.age.replace(/ old$/, '')}`,
      sex: sexOf(one.sex),
      generation: one.tie === 'child' ? 1 : 0,
      livesHere: one.livesHere,
    }),
  )
  const { unions, others } = unionsOf(known, adults)
  return { kin: [...adults, ...others, self, ...kin], unions }
}

const sexOf = (sex: string | undefined): Kin['sex'] =>
  sex === 'F' || sex === '2' ? 'F' : sex === 'M' || sex === '1' ? 'M' : 'U'
const generationOf = (tie: Tie): Kin['generation'] =>
  tie === 'brother-sister' ? 0 : /^(mothers|fathers)-(mother|father)$|grandparent/.test(tie) ? -2 : -1

/** Parents and carers of sources and of workers, one for each name; a worker’s word of the tie goes before a file’s. */
const adultsOf = ({ carers, persons, child }: FamilyKnown): Adult[] => {
  const adult = (id: string, name: string, tie: Tie, note: string, more: Partial<Adult>): Adult => ({
    id,
    key: foldName(name),
    name,
    note,
    tie,
    sex: sexOfTie[tie] ?? 'U',
    generation: generationOf(tie),
    livesHere: false,
    ...more,
  })
  const ofPerson = (person: FamilyPerson): Adult => {
    const tie = written.has(person.relation) ? (person.relation as Tie) : 'elder'
    const sex = sexOfTie[tie] ?? (person.sex as Kin['sex'])
    const more = { livesHere: person.livesHere, sex, ...(person.died ? { died: true } : {}) }
    return adult(`p${person.entry}`, person.name, tie, relationText(person, child.first), more)
  }
  const told = carers.map((carer, at): Adult => {
    const person = persons.find(one => isSame(one, carer))
    if (person) {
      const own = ofPerson(person)
      return person.body.livesWith === undefined ? { ...own, livesHere: carer.value.livesWith === true } : own
    }
    const { name, relation, livesWith } = carer.value
    return adult(`c${at}`, name, tieOf(relation), upperFirst(relationWords(carer.value)), {
      livesHere: livesWith === true,
    })
  })
  const rest = persons.filter(one => one.relation !== 'other' && !carers.some(carer => isSame(one, carer)))
  return [...told, ...rest.map(ofPerson)]
}

/** Who belongs together; `others` are parents of half-brothers and half-sisters, whom only those are known by. */
const unionsOf = (
  { relatives, parentsOf }: FamilyKnown,
  adults: readonly Adult[],
): { readonly unions: readonly Union[]; readonly others: readonly Kin[] } => {
  const ids = (...ties: readonly Tie[]) => adults.filter(one => ties.includes(one.tie)).map(one => one.id)
  const parents = adults.filter(one => ['mother', 'father', 'parent'].includes(one.tie))
  const others = new Map<string, Kin>()
  const sets = new Map<string, { partners: string[]; children: string[] }>()
  const join = (partners: readonly string[], child: string) => {
    const key = [...partners].sort().join()
    const set = sets.get(key) ?? { partners: [...partners], children: [] }
    set.children.push(child)
    sets.set(key, set)
  }
  if (parents.length > 0)
    join(
      parents.map(one => one.id),
      'child',
    )
  for (const one of relatives.filter(each => each.tie === 'sibling')) {
    const own = (parentsOf.get(one.id) ?? []).filter(parent => isParent(parent.relation))
    const shared = parents.filter(parent => own.some(each => foldName(each.name) === parent.key))
    if (shared.length === 0) continue
    const elsewhere = own.filter(each => !parents.some(parent => parent.key === foldName(each.name)))
    for (const { name, relation } of elsewhere) {
      const key = foldName(name)
      const note = `${one.first}’s ${relationWords({ relation })}`
      const sex = sexOfTie[tieOf(relation)] ?? 'U'
      if (!others.has(key))
        others.set(key, { id: `o${others.size}`, name, note, sex, generation: -1, livesHere: false })
    }
    const ofOthers = elsewhere.map(each => others.get(foldName(each.name))?.id ?? '')
    join([...shared.map(parent => parent.id), ...ofOthers], `r${one.id}`)
  }
  const adoptive = ids('adoptive-mother', 'adoptive-father')
  const couple = (partners: readonly string[], children: readonly string[]): Union[] =>
    partners.length === 0 || partners.length + children.length < 2 ? [] : [{ partners, children }]
  const unions = [
    ...sets.values(),
    ...(adoptive.length > 0 ? [{ partners: adoptive, children: ['child'], adopted: ['child'] }] : []),
    ...ids('mothers-partner').flatMap(id => couple([...ids('mother'), id], [])),
    ...ids('fathers-partner').flatMap(id => couple([...ids('father'), id], [])),
    ...couple(ids('mothers-mother', 'mothers-father'), ids('mother')),
    ...couple(ids('fathers-mother', 'fathers-father'), ids('father')),
    ...couple(
      ['child'],
      relatives.filter(each => each.tie === 'child').map(each => `r${each.id}`),
    ),
  ]
  return { unions, others: [...others.values()] }
}
