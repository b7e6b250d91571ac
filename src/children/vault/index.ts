export { type Holder, holdPlaces, holdPlacesJob } from './hold.job.ts'
