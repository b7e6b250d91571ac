export { annexA } from './annex-a.source.ts'
export { annexAKinds, writeLists } from './write-lists.ts'
