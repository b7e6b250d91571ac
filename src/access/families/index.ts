export { type FamilyOptions, familyCookie } from './family-options.ts'
export { performFamily } from './perform-family.ts'
export { serveFamilies } from './serve-families.ts'
export { admitFamily, findFamily } from './session.actions.ts'
