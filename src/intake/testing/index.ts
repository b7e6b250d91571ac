export { goldenState } from './golden-state.ts'
export { type IntakeWorld, intakeWorld } from './intake-world.ts'
export {
  entriesOf,
  identityOf,
  naughtyStrings,
  problemsOf,
  readSource,
  readSourceText,
  recogniseAs,
  type SourceReading,
  textOf,
  whereIs,
} from './read-source.ts'
export { youthClubs } from './youth-clubs.ts'
