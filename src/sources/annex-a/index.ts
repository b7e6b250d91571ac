export { annexA } from './annex-a.source.ts'
