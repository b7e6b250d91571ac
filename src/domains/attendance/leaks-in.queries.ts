export { leaksIn } from '../../children/index.ts'
