export { schoolCensus } from './school-census.source.ts'
