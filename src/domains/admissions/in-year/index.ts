export { inYearPages } from './in-year.page.ts'
