import { columnsFrom } from './csv-lines.ts'

/** Who is with whom: each record's companions by name, and the pairs put before a person. */
export type Partition = { company: Map<string, string>; cases: Set<string> }

/** What the linker wrote, without regard to the numbers it gave and the order it wrote in. */
export const readPartition = async (out: string, pairs: string): Promise<Partition> => {
  const clusters = new Map<string, string[]>()
  for await (const [record, cluster] of columnsFrom(out, ['record_id', 'cluster_id'])) {
    const members = clusters.get(cluster!)
    if (members) members.push(record!)
    else clusters.set(cluster!, [record!])
  }
  const company = new Map<string, string>()
  for (const members of clusters.values()) {
    const all = members.sort().join(' ')
    for (const record of members) company.set(record, all)
  }
  const cases = new Set<string>()
  for await (const [a, b, decision] of columnsFrom(pairs, ['id_a', 'id_b', 'decision']))
    if (decision === 'review') cases.add([a, b].sort().join(' '))
  return { company, cases }
}

/** Records whose company changed, and review pairs that came or went, between two runs. */
export type Difference = { records: number; cases: number }

export const differenceOf = (one: Partition, other: Partition): Difference => {
  let records = 0
  for (const [record, company] of one.company) if (other.company.get(record) !== company) records++
  return { records, cases: one.cases.symmetricDifference(other.cases).size }
}
