import { columnsFrom } from './csv-lines.ts'
import { recordOf, type Truth } from './truth.ts'

export const pairsOf = (count: number): number => (count * (count - 1)) / 2

/** How two persons in one cluster stand to each other, the gravest first. */
export type Mixture = 'adoption' | 'twin' | 'sibling' | 'other'

/** What a partition is worth against the truth. */
export type ClusterScore = {
  readonly clusters: number
  readonly truePairs: number
  readonly linkedPairs: number
  readonly rightPairs: number
  readonly mixed: number
  /** Wrong pairs of records by what their persons are to each other, and of persons. */
  readonly wrong: Readonly<Record<Mixture, { records: number; persons: number }>>
  /** Right and true pairs by name group, `under one` and `older`. */
  readonly groups: ReadonlyMap<string, { right: number; all: number }>
}

/** Each record's cluster, by the record's number, as the linker wrote them. Throws where a record has none, or two. */
export const readClusters = async (path: string, truth: Truth): Promise<Int32Array> => {
  const [clusters, numbers] = [new Int32Array(truth.records.size).fill(-1), new Map<string, number>()]
  for await (const [id, cluster] of columnsFrom(path, ['record_id', 'cluster_id'])) {
    const record = recordOf(truth, id!)
    if (clusters[record] !== -1) throw new Error(`Record ${id} is in two clusters.`)
    if (!numbers.has(cluster!)) numbers.set(cluster!, numbers.size)
    clusters[record] = numbers.get(cluster!)!
  }
  const without = clusters.indexOf(-1)
  if (without !== -1) throw new Error(`The linker left ${[...truth.records.keys()][without]} without a cluster.`)
  return clusters
}

/** How many records of each person each cluster holds. */
export const personsIn = (clusters: Int32Array, { persons }: Truth): Map<number, number>[] => {
  const held: Map<number, number>[] = []
  for (const [record, cluster] of clusters.entries()) {
    held[cluster] ??= new Map()
    const person = persons[record]!
    held[cluster].set(person, (held[cluster].get(person) ?? 0) + 1)
  }
  return held
}

const mixtureOf = ({ facts }: Truth, one: number, other: number): Mixture => {
  const [a, b] = [facts[one], facts[other]]
  if (!a || !b) return 'other'
  if (a.adoption > 0 && a.adoption === b.adoption) return 'adoption'
  if (a.birth > 0 && a.birth === b.birth) return 'twin'
  return a.family === b.family ? 'sibling' : 'other'
}

/** Scores a partition: pairs right and wrong, clusters that mix persons, and what those are to each other. */
export const scoreClusters = (held: readonly Map<number, number>[], truth: Truth): ClusterScore => {
  const wrong = Object.fromEntries(
    (['adoption', 'twin', 'sibling', 'other'] as const).map(kind => [kind, { records: 0, persons: 0 }]),
  ) as Record<Mixture, { records: number; persons: number }>
  let [linkedPairs, mixed] = [0, 0]
  const right = new Float64Array(truth.count)
  for (const persons of held) {
    const its = [...persons]
    linkedPairs += pairsOf(its.reduce((sum, [, count]) => sum + count, 0))
    for (const [person, count] of its) right[person]! += pairsOf(count)
    if (its.length > 1) mixed++
    for (const [at, [one, ones]] of its.entries())
      for (const [other, others] of its.slice(at + 1)) {
        const kind = wrong[mixtureOf(truth, one, other)]
        kind.records += ones * others
        kind.persons++
      }
  }
  const all = truePairsOf(truth)
  const counted = { clusters: held.length, truePairs: sum(all), rightPairs: sum(right) }
  return { ...counted, linkedPairs, mixed, wrong, groups: groupsOf(truth, right, all) }
}

export const sum = (list: Float64Array): number => list.reduce((total, one) => total + one, 0)

/** How many pairs each person's records make. */
export const truePairsOf = ({ persons, count }: Truth): Float64Array => {
  const records = new Float64Array(count)
  for (const person of persons) records[person]!++
  return records.map(pairsOf)
}

/** Right and true pairs by name group, `under one` and `older`, from those of each person. */
export const groupsOf = ({ facts }: Truth, right: Float64Array, all: Float64Array): ClusterScore['groups'] => {
  const groups = new Map<string, { right: number; all: number }>()
  for (const [person, its] of facts.entries()) {
    if (!its) continue
    for (const name of [its.group, its.underOne ? 'under one' : 'older']) {
      const group = groups.get(name) ?? { right: 0, all: 0 }
      group.right += right[person]!
      group.all += all[person]!
      groups.set(name, group)
    }
  }
  return groups
}

/** The largest difference in recall between name groups, and between under-ones and the rest, in points. */
export const recallGaps = ({
  groups,
}: Pick<ClusterScore, 'groups'>): { names: number; ages: number; least: string; leastPairs: number } => {
  const shares = [...groups]
    .filter(([, { all }]) => all > 0)
    .map(([name, { right, all }]) => ({ name, all, share: (100 * right) / all }))
  const isAge = ({ name }: { name: string }): boolean => name === 'under one' || name === 'older'
  const gap = (list: { share: number }[]): number =>
    list.length === 0 ? 0 : Math.max(...list.map(({ share }) => share)) - Math.min(...list.map(({ share }) => share))
  const named = shares.filter(one => !isAge(one)).sort((one, other) => one.share - other.share)
  return {
    names: gap(named),
    ages: gap(shares.filter(isAge)),
    least: named[0]?.name ?? '',
    leastPairs: named[0]?.all ?? 0,
  }
}
