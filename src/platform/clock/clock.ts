/** What time it is. Passed to whatever needs to know, so that a test or a demonstration can say. */
export type Clock = { now(): Date }

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() }

/** A clock that always says the same. @throws Error where the text is not an instant. */
export function fixedClock(iso: string): Clock {
  const instant = new Date(iso)
  if (Number.isNaN(instant.getTime())) throw new Error(`${iso} is not an instant such as 2025-10-06T09:00:00Z.`)
  return { now: () => new Date(instant) }
}

/**
 * The clock a process starts with: THROUGHLINE_NOW stops it at that instant, for demonstrations and tests.
 * @throws Error where a production server is told to pretend: the audit would say what is not so.
 */
export function clockFrom(environment: Readonly<Record<string, string | undefined>>): Clock {
  const pretended = environment.THROUGHLINE_NOW
  if (!pretended) return systemClock
  if (environment.NODE_ENV === 'production')
    throw new Error('THROUGHLINE_NOW is for demonstrations, not for production.')
  return fixedClock(pretended)
}
