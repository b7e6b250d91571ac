export { dailyAttendance } from './daily-attendance.source.ts'
