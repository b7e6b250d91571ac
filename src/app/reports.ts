import type { Route } from '../access/index.ts'

/** Every question that crosses services. */
export const reports: readonly Route[] = []
