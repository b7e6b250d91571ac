export { type AddJobOptions, addJob } from './add-job.ts'
export { installJobs } from './install.ts'
export { defineJob, type Ids, type Job, type JobHelpers } from './job.ts'
export { runDueJobs, startWorker, type Worker, type WorkerOptions } from './worker.ts'
