import type { Route } from '../../../access/index.ts'
import type { LetterDoor } from '../../../children/index.ts'
import { applicationPages } from './applications/application.page.ts'
import { applicationsPages } from './applications/applications.page.ts'
import { councilPages } from './councils/councils.page.ts'
import { residentPages } from './councils/residents.page.ts'
import { letterPages } from './offers/letters.page.ts'
import { offerPages } from './offers/offers.page.ts'
import { orderPages } from './orders/orders.page.ts'
import { roundPages } from './rounds.page.ts'
import { runPages } from './runs/runs.page.ts'
import { secondPages } from './second/second.page.ts'
import { daysPages } from './set-up/days.page.ts'
import { pausePages } from './set-up/pause.page.ts'
import { vacancyPages } from './vacancies.page.ts'
import { waitingPages } from './waiting/waiting.page.ts'

export { mostWanted, readWants } from './applications/application-form.ts'
export { showsApplicants } from './applications/applications.page.ts'
export { mustNotHaveDied } from './applications/bereavement.queries.ts'
export { keepApplications } from './applications/take-in.actions.ts'
export { tieApplications } from './applications/tie.actions.ts'
export { waitsForSomebody } from './counts.queries.ts'
export { holdApplications } from './held/hold-places.actions.ts'
export { letOutApplications } from './held/let-out-places.actions.ts'
export { type AppealsTo, clerkWords } from './offers/appeals-to.ts'
export { keepLettersGone } from './offers/letters.actions.ts'
export { appealsToWarning } from './offers/letters.view.ts'
export { keepReply, listsAreDue } from './offers/offers.actions.ts'
export { findOffer } from './offers/offers.queries.ts'
export { saidOf } from './offers/replies.ts'
export { tellOffersJob } from './offers/tell-offers.job.ts'
export { countRollsJob } from './rolls.job.ts'
export { exampleRound, exampleSchool } from './rounds.examples.ts'
export { common } from './rounds.page.ts'
export {
  type AdmissionRound,
  type Desk,
  findRound,
  findRoundById,
  listNamedSchools,
  listSchools,
  type RoundSchool,
} from './rounds.queries.ts'
export { roundHref } from './rounds.view.ts'
export { releaseOffersJob, workAdmissionRunJob } from './runs/run.job.ts'
export { readRunInput, sealedRunInputs } from './runs/run-input.actions.ts'
export { exampleRefusal } from './runs/runs.examples.ts'
export { noAddress } from './runs/why.view.ts'
export { applySecondRoundJob } from './second/second.job.ts'
export type { Fields } from './set-up/begin-form.ts'
export { readFields } from './set-up/read-fields.ts'
export { inYearFrom } from './set-up/year-group.ts'
export { rankWaitingListsJob } from './waiting/waiting.job.ts'

/** The pages of school admissions. */
export const admissionsPages = (door: LetterDoor): readonly Route[] => [
  ...roundPages,
  ...vacancyPages,
  ...daysPages,
  ...pausePages,
  ...orderPages,
  ...councilPages,
  ...residentPages,
  ...applicationsPages,
  ...applicationPages,
  ...runPages(door),
  ...letterPages(door),
  ...offerPages,
  ...waitingPages,
  ...secondPages,
]
