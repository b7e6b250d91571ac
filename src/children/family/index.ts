import type { Route } from '../../access/index.ts'
import { familyPersonPages } from './family-person.page.ts'
import { familyPicturePage } from './picture.page.ts'

/** Who is in a family, written down by workers, and the family as a picture. */
export const familyRoutes: readonly Route[] = [familyPicturePage, ...familyPersonPages]
