import type { Route } from '../../access/index.ts'
import { dangerNoteRoutes } from './danger-notes.page.ts'
import { endRoutes } from './end-visit.page.ts'
import { bookingRoutes } from './visits.page.ts'

/** What a visit needs before and after the door. */
export const visitingPages: readonly Route[] = [...bookingRoutes, ...endRoutes, ...dangerNoteRoutes]
