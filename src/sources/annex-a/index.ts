export { type Adopter, listAdopters } from './adopters.queries.ts'
export { annexA } from './annex-a.source.ts'
export { annexAKinds, writeLists } from './write-lists.ts'
