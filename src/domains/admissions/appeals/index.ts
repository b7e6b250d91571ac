import type { Route } from '../../../access/index.ts'
import type { LetterDoor } from '../../../children/index.ts'
import { clerkPages } from './appeals.page.ts'
import { authorityPages } from './authority.page.ts'
import { decisionLetterPages } from './decision-letters.page.ts'
import { lodgePages } from './lodge.page.ts'

export { lodgeByOf } from './appeal-clocks.ts'
export { calendarOf } from './appeal-lines.queries.ts'
export { namesAnother } from './authority.queries.ts'
export { giveAppealPlacesJob, giveOverNumber } from './give-places.job.ts'

/** The pages of appeals for school places: the clerk's, and what admissions officers see of them. */
export const appealPages = (door: LetterDoor): readonly Route[] => [
  ...lodgePages,
  ...clerkPages(door),
  ...decisionLetterPages(door),
  ...authorityPages,
]
