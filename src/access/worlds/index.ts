export { decideWorld } from './decide-world.ts'
export { World } from './world.ts'
