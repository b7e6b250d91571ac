export { toLookAtOwed } from './owed.queries.ts'
export { toLookAtPages } from './to-look-at.page.ts'
