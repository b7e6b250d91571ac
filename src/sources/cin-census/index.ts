export { cinCensus } from './cin-census.source.ts'
