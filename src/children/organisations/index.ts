export { historyTable, liveTag, withdrawForm } from './agreement.view.ts'
export { readAgreement, readReason } from './agreement-form.ts'
export { organisationPages } from './organisations.page.ts'
export { findOwner } from './organisations.queries.ts'
