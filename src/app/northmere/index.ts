export { isHalfLoaded, loadNorthmere } from './load.ts'
export { northmereServices } from './told-services.ts'
