export { assessedRulePages } from './assessed-rules.page.ts'
export { listRulesOn, listVersionsKept } from './rule-switch.queries.ts'
export type { AssessedRule } from './rule-switch.ts'
