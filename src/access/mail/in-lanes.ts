/** Works off a list by so many at once; `goesOn` is asked before each, and where it says no the rest is left. The first that fails stops all. */
export const inLanes = async <T>(
  list: readonly T[],
  lanes: number,
  goesOn: () => boolean,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const rest = list.values()
  const stopped = { is: false }
  const lane = async (): Promise<void> => {
    for (const one of rest) {
      if (stopped.is || !goesOn()) return
      await work(one).catch(error => {
        stopped.is = true
        throw error
      })
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
