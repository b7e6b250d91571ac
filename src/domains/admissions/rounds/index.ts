import type { Route } from '../../../access/index.ts'
import { applicationPages } from './application.page.ts'
import { applicationsPages } from './applications.page.ts'
import { orderPages } from './orders.page.ts'
import { roundPages } from './rounds.page.ts'
import { runPages } from './runs.page.ts'

export { releaseOffersJob, workAdmissionRunJob } from './run.job.ts'

/** The pages of school admissions. */
export const admissionsPages: readonly Route[] = [
  ...roundPages,
  ...orderPages,
  ...applicationsPages,
  ...applicationPages,
  ...runPages,
]
