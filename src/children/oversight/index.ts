export { oversightPages } from './oversight.page.ts'
