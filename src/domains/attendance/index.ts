import { attendanceTotal, markComment, sessionCount, suspension } from './attendance.record.ts'
import { homeCall } from './called/home-call.record.ts'
import { attendanceBarriers, attendanceCase, attendancePlan, attendanceStep } from './case/case.record.ts'
import { meetingAction } from './meeting/meeting.record.ts'
import { absenceQuestion, pauseQuestion, pauseReason } from './pause/pause.record.ts'
import { schoolReturn } from './returns/returns.record.ts'
import { homeFact } from './sharing/home-fact.record.ts'

export { attendancePages } from './attendance.page.ts'
export { attendancePanels } from './attendance-panels.page.ts'
export { describePupils } from './by-school/describe-pupils.actions.ts'
export { keepWards } from './by-school/wards.actions.ts'
export { readWardList, type WardPostcode } from './by-school/wards.ts'
export { supportMeetingsOwed } from './meeting/meeting-owed.queries.ts'
export { tellOfChildJob } from './notices/tell-of-child.job.ts'
export { tellOfRun } from './notices/tell-of-run.actions.ts'
export { attendanceOwed } from './pause/owed.queries.ts'
export { pauseDesk } from './pause/pause.actions.ts'
export { pauseRules } from './pause/pause-rules.ts'
export { setPausesJob } from './pause/set-pauses.job.ts'
export { publishAbsence } from './published/publish.actions.ts'
export { keepAddedReturns } from './returns/added-pupil.actions.ts'
export { addedPupilPages } from './returns/added-pupil.page.ts'
export { returnsOwed } from './returns/returns-owed.queries.ts'
export { tellTermDates } from './term-dates/term-dates.actions.ts'
export { attendanceCase, attendanceTotal, markComment, schoolReturn, sessionCount, suspension }
/** Every record kind of this service. */
export const attendanceKinds = [
  sessionCount,
  attendanceTotal,
  markComment,
  suspension,
  attendanceCase,
  attendanceStep,
  attendanceBarriers,
  attendancePlan,
  pauseReason,
  pauseQuestion,
  absenceQuestion,
  schoolReturn,
  meetingAction,
  homeFact,
  homeCall,
] as const
