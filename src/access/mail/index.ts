export { type Mailing, sendMailJob } from './send-mail.job.ts'
