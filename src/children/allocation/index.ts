import type { Route } from '../../access/index.ts'
import { allocationPages } from './allocation.page.ts'
import type { OpenPlan } from './open-plans.ts'
import { type TeamOptions, teamPages } from './team.page.ts'

export { type GivenWork, giveToTeam } from './allocate.actions.ts'
export type { OtherTeam } from './allocation.ts'
export { handOversOwed } from './hand-over.queries.ts'
export type { OpenPlan } from './open-plans.ts'
export { findWard, listTeamPlaces } from './team-places.queries.ts'
export { teamChoice, teamsNearFirst } from './team-places.ts'
export type { WorkClock } from './team-work.queries.ts'
export type { ServiceList } from './team-work.ts'
export { listTeamsThatDo } from './work-of-child.queries.ts'

/** Teams and their work: who has which child, and giving it out. */
export const allocationRoutes = (options: TeamOptions & { readonly plans: readonly OpenPlan[] }): readonly Route[] => [
  ...allocationPages(options.plans, options.enrolment),
  ...teamPages(options),
]
