import type { Route } from '../../../access/index.ts'
import { applyPages } from './apply.page.ts'
import type { FamilyPlaces } from './family-places.ts'
import { onlinePages } from './online.page.ts'
import { placesPages } from './places.page.ts'

export { mailPages } from './e-mails.page.ts'
export { forgetSent } from './forget-sent.actions.ts'
export { forgetPapers } from './papers.actions.ts'
export { sealedPapers } from './papers.queries.ts'
export { sealedApplications } from './sent.queries.ts'

/** Families' own pages of a round, and what they send as officers read it. */
export const familyPlacesPages = (places: FamilyPlaces): readonly Route[] => [
  ...placesPages(places),
  ...applyPages(places),
  ...onlinePages(places),
]
