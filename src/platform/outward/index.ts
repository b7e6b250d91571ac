export { connectTo, type Place, placeFrom, placeWords } from './place.ts'
export { reachOnly } from './reach-only.ts'
