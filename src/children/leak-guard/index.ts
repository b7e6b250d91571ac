export { guardFor, type TextGuard } from './guarded-text.queries.ts'
