export { ssda903 } from './ssda903.source.ts'
