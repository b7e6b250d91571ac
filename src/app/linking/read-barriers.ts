import { csvRecordsOf } from '../../platform/files/index.ts'
import { unopened } from './unopened.ts'

/** Pairs of records that may never meet, and how many pairs name a record that is not here. */
export type Barriers = { readonly pairs: readonly (readonly [number, number])[]; readonly unknown: number }

/**
 * Reads a file of never-link pairs: a header, then two ids to a row, each as it stands in its file. Throws for a row
 * without two ids; ids that are not here are counted, since a list of barriers is kept for more files than these. An id that
 * several records share bars them all.
 */
export const readBarriers = (path: string, findId: (id: string) => readonly number[]): Barriers => {
  const pairs: [number, number][] = []
  let unknown = 0
  let header = true
  for (const record of recordsOf(path)) {
    const cells = 'cells' in record ? record.cells : []
    const [one = '', other = ''] = cells.map(text => text.trim())
    if (one === '' || other === '') throw new Error(`${path}, line ${record.line}: a barrier needs two ids.`)
    const [its, others] = [findId(one), findId(other)]
    for (const a of its) for (const b of others) if (a !== b) pairs.push([a, b])
    if (!header && (its.length === 0 || others.length === 0)) unknown++
    header = false
  }
  return { pairs, unknown }
}

function* recordsOf(path: string): ReturnType<typeof csvRecordsOf> {
  try {
    yield* csvRecordsOf(path, { loose: true })
  } catch (error) {
    throw unopened(path, path, error)
  }
}
