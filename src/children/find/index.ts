import type { Route } from '../../access/index.ts'
import { type FindOptions, findAction, findPage, resultsPage } from './find.page.ts'
import { askAction, locateAction, locatedPage, locatePage, startWorkAction } from './locate.page.ts'

export { type CardKinds, type ChildCard, type EnrolmentKind, listCards } from './child-cards.queries.ts'
export { lookExactly } from './exact-find.actions.ts'
export type { FindOptions } from './find.page.ts'
export { someLikeNamed } from './like-named.ts'
export { listLikely } from './likely.queries.ts'
export { findExactly, type LocateOutcome, locateChild } from './locate.queries.ts'
export { type LocateForm, readLocate } from './locate.ts'
export { whoFields } from './locate.view.ts'
export type { SearchQuery, SearchTerm } from './parse-query.ts'
export { exampleCards } from './results.examples.ts'
export { openSearch, saveSearch } from './saved-search.queries.ts'
export type { Found } from './search.queries.ts'
export { startWork } from './start-work.actions.ts'

/** Find a child, and the lawful way to a child one does not work with yet. */
export const findPages = (options: FindOptions): readonly Route[] => [
  findPage,
  findAction(options),
  resultsPage(options),
  locatePage,
  locateAction(options),
  locatedPage(options),
  startWorkAction(options),
  askAction(options),
]
