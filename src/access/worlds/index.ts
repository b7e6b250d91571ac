export { decideWorld } from './decide-world.ts'
export { notUnderstood } from './understood.ts'
export { World } from './world.ts'
