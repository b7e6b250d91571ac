export { roleRulePages } from './role-rules.page.ts'
