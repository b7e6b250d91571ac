export { guardFor, type TextGuard } from './guarded-text.queries.ts'
export { leaksIn } from './leaks-in.queries.ts'
export { findInLong, longestText } from './long-text.ts'
export { wordsInFile } from './words-in-file.ts'
