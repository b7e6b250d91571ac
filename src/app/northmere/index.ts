export { isHalfLoaded, loadNorthmere } from './load.ts'
