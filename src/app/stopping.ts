/** Resolves when the process is asked to stop (Ctrl-C, a service manager). Asked a second time it still stops once. */
export const untilStopped = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
