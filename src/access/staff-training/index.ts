export { staffTrainingPages } from './staff-training.page.ts'
export { countTrainingDue } from './staff-training.queries.ts'
