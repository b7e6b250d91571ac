export { endRecords } from './end-records.actions.ts'
export { endingPages } from './ending.page.ts'
export { countEndingsWaiting } from './ending.queries.ts'
export { endingsHref } from './ending.view.ts'
