// The log is read by people who may not see a child's record. It therefore holds only what is on the list below:
// a field that is not is dropped, and of an error only its kind, its code and where it happened are kept.

/** What a line of the log may say beside its time, level and event. */
export type LogFields = {
  requestId?: string | undefined
  job?: string | undefined
  jobId?: string | number | undefined
  run?: string | number | undefined
  source?: string | undefined
  route?: string | undefined
  method?: string | undefined
  status?: number | undefined
  count?: number | undefined
  bytes?: number | undefined
  milliseconds?: number | undefined
  port?: number | undefined
  error?: unknown
}

type Level = 'debug' | 'info' | 'warn' | 'error'
export type Log = Record<Level, (event: string, fields?: LogFields) => void>

const allowed: Record<Exclude<keyof LogFields, 'error'>, 'plain'> = {
  requestId: 'plain',
  job: 'plain',
  jobId: 'plain',
  run: 'plain',
  source: 'plain',
  route: 'plain',
  method: 'plain',
  status: 'plain',
  count: 'plain',
  bytes: 'plain',
  milliseconds: 'plain',
  port: 'plain',
}

/** Makes a log that writes one JSON object a line. */
export function createLog(write: (line: string) => void, now: () => Date): Log {
  const at =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      const kept = Object.entries(fields).filter(([name, value]) => Object.hasOwn(allowed, name) && isShort(value))
      const error = fields.error === undefined ? {} : { error: describeError(fields.error) }
      write(`${JSON.stringify({ at: now().toISOString(), level, event, ...Object.fromEntries(kept), ...error })}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** The process's log, on standard error: standard output belongs to the command line's answers. */
export const log: Log = createLog(
  line => process.stderr.write(line),
  () => new Date(),
)

const isShort = (value: unknown) => typeof value === 'number' || (typeof value === 'string' && value.length <= 200)

// Neither the message nor PostgreSQL's detail: both can quote a row.
function describeError(error: unknown): { kind: string; code?: string; where?: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code } = error as { code?: unknown }
  const where = (error.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 6)
    .map(line => line.trim().slice(3))
  return { kind: error.name, ...(typeof code === 'string' ? { code } : {}), where }
}
