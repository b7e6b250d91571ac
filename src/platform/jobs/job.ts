import type { Static, TObject } from 'typebox'

/** What a job may carry: ids and dates, never anything about a person. */
export type Ids = Readonly<Record<string, number | string | boolean | null>>

export type JobHelpers = {
  /** Aborted when the worker is asked to stop: finish the step in hand and return or throw. */
  signal: AbortSignal
  attempt: number
  isLastAttempt: boolean
}

/** One kind of work done behind the pages. A job may be run again after a failure or a kill, so it must bear that. */
export type Job<Schema extends TObject = TObject> = {
  name: string
  schema: Schema
  /** When it runs by itself, as a crontab line without the name: `0 3 * * *` in UTC. Such a job gets no ids. */
  cron?: string
  /**
   * How long each running worker rests between doing it of itself, for what cannot wait for a crontab's minute. It is not queued:
   * the next turn is the next try.
   */
  everySeconds?: number
  run(payload: Static<Schema>, helpers: JobHelpers): Promise<void>
}

/** Declares a job, so that the compiler ties what `run` receives to the schema. */
export function defineJob<Schema extends TObject>(job: Job<Schema>): Job<Schema> {
  return job
}

const idText = /^[\w.:-]{1,100}$/

/**
 * Holds the rule that a job's payload is ids only: queues are read by operators and outlive retention.
 * @throws Error naming the field, never its value.
 */
export function assertOnlyIds(payload: Ids): void {
  for (const [field, value] of Object.entries(payload)) {
    if (typeof value === 'object' && value !== null) throw new Error(`A job carries ids only: ${field} is a structure.`)
    if (typeof value === 'string' && !idText.test(value)) throw new Error(`A job carries ids only: ${field} is text.`)
  }
}
