export { type PullOptions, pullSchools, pullSchoolsJob } from './pull.job.ts'
export { keepPulledSchool, stopPulledSchool } from './pulled-schools.actions.ts'
