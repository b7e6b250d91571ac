import type { Route } from '../../../access/index.ts'
import type { LetterDoor } from '../../../children/index.ts'
import { applicationPages } from './application.page.ts'
import { applicationsPages } from './applications.page.ts'
import { councilPages } from './councils.page.ts'
import { daysPages } from './days.page.ts'
import { letterPages } from './letters.page.ts'
import { offerPages } from './offers.page.ts'
import { orderPages } from './orders.page.ts'
import { pausePages } from './pause.page.ts'
import { residentPages } from './residents.page.ts'
import { roundPages } from './rounds.page.ts'
import { runPages } from './runs.page.ts'
import { secondPages } from './second.page.ts'
import { vacancyPages } from './vacancies.page.ts'
import { waitingPages } from './waiting.page.ts'

export { type AppealsTo, clerkWords } from './appeals-to.ts'
export { mostWanted, readWants } from './application-form.ts'
export { showsApplicants } from './applications.page.ts'
export type { Fields } from './begin-form.ts'
export { mustNotHaveDied } from './bereavement.queries.ts'
export { waitsForSomebody } from './counts.queries.ts'
export { holdApplications } from './hold-places.actions.ts'
export { letOutApplications } from './let-out-places.actions.ts'
export { keepLettersGone } from './letters.actions.ts'
export { appealsToWarning } from './letters.view.ts'
export { keepReply, listsAreDue } from './offers.actions.ts'
export { findOffer } from './offers.queries.ts'
export { readFields } from './read-fields.ts'
export { saidOf } from './replies.ts'
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
export { releaseOffersJob, workAdmissionRunJob } from './run.job.ts'
export { readRunInput, sealedRunInputs } from './run-input.actions.ts'
export { exampleRefusal } from './runs.examples.ts'
export { applySecondRoundJob } from './second.job.ts'
export { keepApplications } from './take-in.actions.ts'
export { tellOffersJob } from './tell-offers.job.ts'
export { tieApplications } from './tie.actions.ts'
export { rankWaitingListsJob } from './waiting.job.ts'
export { noAddress } from './why.view.ts'
export { inYearFrom } from './year-group.ts'

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
