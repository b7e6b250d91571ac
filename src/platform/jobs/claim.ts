import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** A worker's sign of life: it stands while its connection does, and PostgreSQL drops it with the process. */
export type Claim = { id: string; release(): Promise<void> }

const room = 7_246_002

/** Claims an id that no other worker has. Opens a connection that does nothing but hold it. */
export async function claimWorker(url: string): Promise<Claim> {
  const id = `worker-${randomUUID()}`
  let released = false
  let client: pg.Client
  const hold = async () => {
    client = new pg.Client({ connectionString: url, application_name: 'throughline worker', keepAlive: true })
    client.on('error', () => {
      /* Heard as 'end'. */
    })
    client.once('end', () => {
      if (!released) setTimeout(() => void holdAgain(), 500).unref()
    })
    await client.connect()
    await client.query('select pg_advisory_lock(hashtextextended($1, $2))', [id, room])
  }
  // When PostgreSQL was restarted under us we are alive still: say so again, until it can be heard.
  const holdAgain = async () => {
    if (!released)
      await hold().catch(() => {
        /* 'end' follows and we try again. */
      })
  }
  await hold()
  return {
    id,
    release: async () => {
      released = true
      await client.end()
    },
  }
}

/**
 * Frees the jobs of workers that died with work in hand. graphile-worker itself would wait four hours.
 * Must not run on the connection that holds a claim: a session never waits for itself.
 */
export async function releaseDeadWorkers(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with holder as materialized (
       select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null
       union select locked_by from graphile_worker._private_job_queues where locked_by is not null
     ), dead as materialized (
       select id from holder where pg_try_advisory_xact_lock(hashtextextended(id, $1))
     ) select graphile_worker.force_unlock_workers(array_agg(id)) from dead having count(*) > 0`,
    [room],
  )
}
