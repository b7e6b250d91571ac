export { mailPages } from './mail.page.ts'
export type { FamilyNews, NewsDoor } from './news.actions.ts'
export { type Mailing, sendMailJob } from './send-mail.job.ts'
export { tellFamiliesJob } from './tell-families.job.ts'
