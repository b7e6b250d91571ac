export { type Holder, holdPlaces, holdPlacesJob, holdPlacesNowJob } from './hold.job.ts'
