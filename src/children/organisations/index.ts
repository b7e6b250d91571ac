export { organisationPages } from './organisations.page.ts'
