import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { chanceOf, defaultModel, type Score } from '../../linkage/index.ts'

export type StoredEdge = { readonly a: number; readonly b: number; readonly score: Score }

export type EdgeRow = {
  readonly a: number
  readonly b: number
  readonly bits: number
  readonly vetoes: number
  readonly vector: readonly number[]
  readonly commonness: readonly [number, number]
}

/** A kept pair as the decision takes it. */
export const edgeOf = ({ a, b, bits, vetoes, vector, commonness }: EdgeRow): StoredEdge => ({
  a,
  b,
  score: { bits, vetoes, vector, commonness, probability: chanceOf(defaultModel.calibration, bits, vetoes) },
})

/** The kept pairs among these source persons. */
export const listEdges = async (tx: Tx, ids: readonly number[]): Promise<StoredEdge[]> => {
  const { rows } = await sql<EdgeRow>`
    select a, b, bits, vetoes, vector, commonness from link_edge where a = any(${ids}::bigint[])`.execute(tx)
  return rows.map(edgeOf)
}
