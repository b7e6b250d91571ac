import type { Identity, Standard } from '../../linkage/index.ts'
import { standardise } from '../../linkage/index.ts'

/** A source person as the linker works with it: its place in the graph, whose it is now, and its forms for comparing. */
export type SourceRecord = {
  readonly id: number
  /** Source and key: the name of the record whatever order things arrived in. */
  readonly node: string
  readonly sourceId: string
  readonly key: string
  readonly personId: number
  readonly adult: boolean
  readonly identity: Identity
  readonly standard: Standard
}

export type SourceRecordRow = {
  readonly id: number
  readonly source_id: string
  readonly key: string
  readonly person_id: number
  readonly adult: boolean
  readonly identity: Identity | null
}

/** A row of `source_person` made ready for comparing. The standard form is made once, when first asked for. */
export const sourceRecord = (row: SourceRecordRow): SourceRecord => {
  let made: Standard | undefined
  return {
    id: row.id,
    node: `${row.source_id} ${row.key}`,
    sourceId: row.source_id,
    key: row.key,
    personId: row.person_id,
    adult: row.adult,
    identity: row.identity ?? {},
    get standard() {
      made ??= standardise(row.identity ?? {})
      return made
    },
  }
}
