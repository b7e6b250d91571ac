export { goldenState } from './golden-state.ts'
export { type IntakeWorld, intakeWorld } from './intake-world.ts'
export { youthClubs } from './youth-clubs.ts'
