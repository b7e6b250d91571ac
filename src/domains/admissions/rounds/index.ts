import type { Route } from '../../../access/index.ts'
import { roundPages } from './rounds.page.ts'

/** The pages of school admissions. */
export const admissionsPages: readonly Route[] = [...roundPages]
