import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'

/** An import that a file of this content is of. */
export type Taken = {
  readonly fileId: number
  readonly run: string
  readonly sourceId: string
  readonly state: string
  readonly at: Date
  readonly problem: string | null
  readonly fix: string | null
}

/** The latest import of a source that has a file of this content and was not undone. */
export const findTaken = async (tx: Tx, sourceId: string, sha256: Buffer): Promise<Taken | undefined> => {
  const { rows } = await sql<Taken>`
    select f.id as "fileId", r.uuid as run, r.source_id as "sourceId", r.state, r.received_at as at, r.problem, r.fix
    from import_file f join import_run r on r.id = f.run_id
    where f.sha256 = ${sha256} and r.source_id = ${sourceId} and r.state <> 'undone' order by r.id desc limit 1`.execute(
    tx,
  )
  return rows[0]
}
