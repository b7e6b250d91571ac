export { addedPupils } from './added-pupils.source.ts'
