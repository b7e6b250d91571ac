export { cinCensus } from './cin-census.source.ts'
export { type CensusAbout, censusKinds, type WrittenCensus, writeCensus } from './write-census.ts'
