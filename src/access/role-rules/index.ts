export { rehearseJob } from './rehearse.job.ts'
export { roleRulePages } from './role-rules.page.ts'
