import { attendanceTotal, markComment, sessionCount, suspension } from './attendance.record.ts'

export { attendanceTotal, markComment, sessionCount, suspension }
/** Every record kind of this service. */
export const attendanceKinds = [sessionCount, attendanceTotal, markComment, suspension] as const
