import type { Route } from '../../access/index.ts'
import { askedRoutes } from './asked.page.ts'
import { callRoutes } from './call.page.ts'
import { changeRoutes } from './change.page.ts'
import { meetingRoutes } from './meetings.page.ts'
import { outcomeRoutes } from './outcome.page.ts'
import { type PackParts, packRoutes } from './packs.page.ts'

export { meetingPanel } from './meeting-card.page.ts'
export { meetingsOwed } from './owed.queries.ts'

/** Meetings about a child: called, prepared, held. */
export const meetingPages = (parts: PackParts): readonly Route[] => [
  ...callRoutes,
  ...meetingRoutes,
  ...changeRoutes,
  ...outcomeRoutes,
  ...packRoutes(parts),
  ...askedRoutes(parts),
]
