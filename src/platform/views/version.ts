import { createHash } from 'node:crypto'

/** A short name for what a page shows, which changes with any of it: a form sends it back, and an answer to an older one is not saved. */
export const versionOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16)
