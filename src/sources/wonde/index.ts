export { type PullOptions, pullSchools, pullSchoolsJob } from './pull.job.ts'
export { keepPulledSchool, sealedTokens, stopPulledSchool } from './pulled-schools.actions.ts'
