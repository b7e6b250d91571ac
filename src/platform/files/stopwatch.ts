export type Stopwatch = { run: () => void; pause: () => void; stop: () => void; expired: () => boolean }

/** A time limit in milliseconds that counts only while it runs, so that a slow database does not use up the child's time. */
export const stopwatch = (limit: number, expire: () => void): Stopwatch => {
  let left = limit
  let since = 0
  let timer: NodeJS.Timeout | undefined
  let expired = false
  const pause = (): void => {
    if (!timer) return
    clearTimeout(timer)
    timer = undefined
    left -= performance.now() - since
  }
  const run = (): void => {
    since = performance.now()
    timer = setTimeout(
      () => {
        expired = true
        expire()
      },
      Math.max(left, 0),
    )
  }
  return { run, pause, stop: pause, expired: () => expired }
}
