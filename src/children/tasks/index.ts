export { tasksOwed } from './owed.queries.ts'
export { taskPages } from './tasks.page.ts'
