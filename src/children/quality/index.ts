export { qualityPages } from './quality.page.ts'
