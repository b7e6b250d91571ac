export { assertFencedLogin } from './boot-check.ts'
export { kysely } from './connection.ts'
export {
  connectionFor,
  dropLogins,
  ensureGroups,
  ensureLogins,
  groups,
  type Login,
  linkerRole,
} from './logins.ts'
export { type MigrateOptions, type MigrationStep, migrate } from './migrate.ts'
export { FOREVER, openPool, type PoolOptions } from './pool.ts'
export type * from './schema.generated.ts'
export { refreshStatistics } from './statistics.ts'
