import { log } from '../platform/log/index.ts'

/** Resolves when the process is asked to stop (Ctrl-C, a service manager). Asked a second time it still stops once. */
export const untilStopped = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })

/**
 * What nobody caught, an error or a promise that nobody waited for, ends the process with 1 and a line of the log. Node would write
 * the error's own words, which can quote a row about a child.
 */
export const endOnFault = (): void => {
  process.on('uncaughtException', error => {
    log.error('process.failed', { error })
    process.exit(1)
  })
}
