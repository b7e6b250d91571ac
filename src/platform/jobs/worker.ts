import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import {
  Logger,
  parseCronItems,
  type RunnerOptions,
  run,
  runOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type pg from 'pg'
import { Compile } from 'typebox/compile'
import { openPool } from '../database/index.ts'
import { log } from '../log/index.ts'
import { type Claim, claimWorker, releaseDeadWorkers } from './claim.ts'
import type { Job, JobHelpers } from './job.ts'

export type WorkerOptions = { url: string; jobs: readonly Job[]; concurrency?: number }

/** A running worker. `stop` lets the jobs in hand finish; `ended` settles when it has stopped for any reason. */
export type Worker = { stop(): Promise<void>; ended: Promise<void> }

const sweepEvery = 5_000

/**
 * Starts working off jobs as they come, and takes up at once what a killed worker left.
 * @throws Error where two jobs have one name, or the database cannot be reached.
 */
export async function startWorker({ url, jobs, concurrency = 2 }: WorkerOptions): Promise<Worker> {
  const pool = openPool({ url, name: 'worker', max: concurrency + 3 })
  const claim = await claimWorker(url)
  await releaseDeadWorkers(pool)
  const runner = await run({ ...optionsFor(pool, jobs, claim), concurrency, parsedCronItems: cronItems(jobs) })
  const sweep = setInterval(
    () => void releaseDeadWorkers(pool).catch(error => log.error('job.sweep', { error })),
    sweepEvery,
  )
  const rounds = startRounds(jobs)
  const ended = runner.promise.finally(async () => {
    clearInterval(sweep)
    await rounds.stop()
    await claim.release()
    await pool.end()
  })
  ended.catch(error => log.error('worker.ended', { error }))
  return {
    stop: async () => {
      await runner.stop()
      await ended
    },
    ended,
  }
}

/** Works off every job that is due now, and returns. Scheduled jobs are left alone. */
export async function runDueJobs({ url, jobs }: Omit<WorkerOptions, 'concurrency'>): Promise<void> {
  const pool = openPool({ url, name: 'worker once', max: 4 })
  const claim = await claimWorker(url)
  try {
    await releaseDeadWorkers(pool)
    await runOnce(optionsFor(pool, jobs, claim))
  } finally {
    await claim.release()
    await pool.end()
  }
}

/** Does each job that has `everySeconds`, until stopped. */
function startRounds(jobs: readonly Job[]): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const helpers: JobHelpers = { signal: stopping.signal, attempt: 1, isLastAttempt: true }
  const rounds = jobs.flatMap(job => (job.everySeconds === undefined ? [] : [round(job, job.everySeconds, helpers)]))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(rounds)
    },
  }
}

async function round(job: Job, everySeconds: number, helpers: JobHelpers): Promise<void> {
  while (await pause(everySeconds * 1000, true, { signal: helpers.signal }).catch(() => false))
    await job.run({}, helpers).catch(error => log.error('job.failed', { job: job.name, error }))
}

function optionsFor(pool: pg.Pool, jobs: readonly Job[], claim: Claim): RunnerOptions {
  const events: WorkerEvents = new EventEmitter()
  // Jobs are locked under this id; it must be the one our claim stands for before the first is taken.
  events.on('pool:create', ({ workerPool }) => {
    Object.assign(workerPool, { id: claim.id })
  })
  pool.on('connect', () => {
    /* graphile-worker asks that somebody listens. */
  })
  return { pgPool: pool, taskList: tasksFrom(jobs), noHandleSignals: true, pollInterval: 1_000, events, logger }
}

function tasksFrom(jobs: readonly Job[]): TaskList {
  const tasks: TaskList = {}
  for (const job of jobs.filter(job => job.everySeconds === undefined)) {
    if (tasks[job.name]) throw new Error(`Two jobs are called ${job.name}.`)
    const schema = Compile(job.schema)
    tasks[job.name] = async (payload, { job: row, abortSignal }) => {
      const ids = job.cron ? {} : payload
      if (!schema.Check(ids)) throw new Error(`The payload of ${job.name} is not what its schema says.`)
      const isLastAttempt = row.attempts >= row.max_attempts
      await job.run(ids, { signal: abortSignal, attempt: row.attempts, isLastAttempt }).catch(withholdRows)
    }
  }
  return tasks
}

// The queue keeps a failed job's message, and PostgreSQL's messages can quote a row.
function withholdRows(error: unknown): never {
  const { code, severity } = error as { code?: string; severity?: string }
  if (severity) throw new Error(`PostgreSQL refused with ${code}.`, { cause: error })
  throw error
}

const cronItems = (jobs: readonly Job[]) =>
  parseCronItems(
    jobs.flatMap(({ name, cron }) => (cron ? [{ task: name, match: cron, options: { backfillPeriod: 0 } }] : [])),
  )

// A job's error can quote a row: only its kind is logged, and the job's name and number.
const logger = new Logger(() => (level, _message, meta) => {
  const { job, error } = (meta ?? {}) as { job?: { id: string; task_identifier: string }; error?: unknown }
  if (level === 'error') log.error('job.failed', { job: job?.task_identifier, jobId: job?.id, error })
})
