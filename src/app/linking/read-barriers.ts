import { csvRecordsOf } from '../../platform/files/index.ts'

/** Pairs of records that may never meet, and how many pairs name a record that is not here. */
export type Barriers = { readonly pairs: readonly (readonly [number, number])[]; readonly unknown: number }

/**
 * Reads a file of never-link pairs: a header, then two ids to a row, each as it stands in its file. Throws for a row
 * without two ids; ids that are not here are counted, since a list of barriers is kept for more files than these.
 */
export const readBarriers = (path: string, findId: (id: string) => number | undefined): Barriers => {
  const pairs: [number, number][] = []
  let unknown = 0
  let header = true
  for (const record of csvRecordsOf(path)) {
    const cells = 'cells' in record ? record.cells : []
    const [one = '', other = ''] = cells.map(text => text.trim())
    if (one === '' || other === '') throw new Error(`${path}, line ${record.line}: a barrier needs two ids.`)
    const [a, b] = [findId(one), findId(other)]
    if (a !== undefined && b !== undefined) pairs.push([a, b])
    else if (!header) unknown++
    header = false
  }
  return { pairs, unknown }
}
