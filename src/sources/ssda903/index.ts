export { ssda903 } from './ssda903.source.ts'
export { lookedAfterKinds, writeLookedAfter } from './write-tables.ts'
