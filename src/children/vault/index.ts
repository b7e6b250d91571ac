export { holdPlaces, holdPlacesJob } from './hold.job.ts'
