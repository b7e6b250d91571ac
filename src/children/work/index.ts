import type { RecordKind, Route } from '../../access/index.ts'
import { changesPage } from './changes.page.ts'
import { answerYoursAction, isThisYoursPage } from './is-this-yours.page.ts'
import { myChildrenPage } from './my-children.page.ts'
import { mySchoolsPage, rollPage } from './my-schools.page.ts'
import { myTasksPage } from './my-tasks.page.ts'
import { openedPage } from './opened.page.ts'
import { accessRequestsPage, answerAction, approvalsPage } from './requests.page.ts'
import { noticesDoneAction, todayPage, type WorkOptions } from './today.page.ts'
import { todayLivePage } from './today-live.page.ts'
import { endUrgentlyAction, openUrgentlyAction, urgentAccessPage } from './urgent-access.page.ts'
import { urgentReviewAction, urgentReviewsPage } from './urgent-reviews.page.ts'
import { whoLookedPage } from './who-looked.page.ts'

export { askRules } from './ask-rules.actions.ts'
export { type NoticeKind, type OpenNotice, type StandingNotice, settle, type WithdrawnWhy } from './child-notice.ts'
export type { Owed, OwedTask } from './owed.ts'
export { countWaitingRequests } from './requests.queries.ts'
export { listEndedRules, listOpenNotices, type Settled, settleNotices } from './settle-notices.actions.ts'
export type { WorkOptions } from './today.page.ts'
export { noticeWords } from './told.view.ts'

/** A day's work: Today, my children, my schools, requests for access, who has looked. `attendance` is a kind of the attendance service. */
export const workPages = (options: WorkOptions & { readonly attendance: RecordKind }): readonly Route[] => [
  todayPage(options),
  todayLivePage,
  noticesDoneAction,
  changesPage(options),
  myChildrenPage(options),
  myTasksPage(options),
  isThisYoursPage,
  answerYoursAction,
  mySchoolsPage,
  rollPage(options.attendance),
  accessRequestsPage,
  approvalsPage,
  answerAction,
  urgentAccessPage,
  endUrgentlyAction,
  openUrgentlyAction,
  urgentReviewsPage,
  urgentReviewAction,
  whoLookedPage,
  openedPage(options),
]
