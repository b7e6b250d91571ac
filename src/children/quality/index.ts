export { keepMeasuresJob } from './measures.job.ts'
export { qualityPages } from './quality.page.ts'
