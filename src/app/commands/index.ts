import type { Command } from './command.ts'

export type { Call, Command } from './command.ts'
export { helpText } from './help.ts'

/** A command's name, and how to get it. */
export type NamedCommand = { readonly name: string; load(): Promise<Command> }

/** Every command of the command line. One is read in when it is called for: what it needs takes longer to read than some take to run. */
export const commands: readonly NamedCommand[] = [
  { name: 'serve', load: async () => (await import('./serve.ts')).serveCommand },
  { name: 'worker', load: async () => (await import('./worker.ts')).workerCommand },
  { name: 'migrate', load: async () => (await import('./migrate.ts')).migrateCommand },
  { name: 'demo', load: async () => (await import('./demo.ts')).demoCommand },
  { name: 'doctor', load: async () => (await import('./doctor.ts')).doctorCommand },
  { name: 'import', load: async () => (await import('./import.ts')).importCommand },
  { name: 'import undo', load: async () => (await import('./import-undo.ts')).importUndoCommand },
  { name: 'import drop', load: async () => (await import('./import-drop.ts')).importDropCommand },
  { name: 'import pull', load: async () => (await import('./import-pull.ts')).importPullCommand },
  { name: 'import pull add', load: async () => (await import('./import-pull.ts')).importPullAddCommand },
  { name: 'import pull stop', load: async () => (await import('./import-pull.ts')).importPullStopCommand },
  { name: 'link', load: async () => (await import('./link.ts')).linkCommand },
  { name: 'link replay', load: async () => (await import('./link-replay.ts')).linkReplayCommand },
  { name: 'validate', load: async () => (await import('./validate.ts')).validateCommand },
  { name: 'export', load: async () => (await import('./export.ts')).exportCommand },
  {
    name: 'admissions allocate',
    load: async () => (await import('./admissions-allocate.ts')).admissionsAllocateCommand,
  },
  {
    name: 'admissions exchange',
    load: async () => (await import('./admissions-exchange.ts')).admissionsExchangeCommand,
  },
  { name: 'admissions frozen', load: async () => (await import('./admissions-frozen.ts')).admissionsFrozenCommand },
  { name: 'access decide', load: async () => (await import('./access-decide.ts')).accessDecideCommand },
  { name: 'access explain', load: async () => (await import('./access-explain.ts')).accessExplainCommand },
  { name: 'access provision', load: async () => (await import('./access-provision.ts')).accessProvisionCommand },
  { name: 'access barrier', load: async () => (await import('./access-barrier.ts')).accessBarrierCommand },
  { name: 'wards', load: async () => (await import('./wards.ts')).wardsCommand },
  { name: 'lists', load: async () => (await import('./lists.ts')).listsCommand },
  { name: 'vault rotate', load: async () => (await import('./vault-rotate.ts')).vaultRotateCommand },
  { name: 'keys rotate', load: async () => (await import('./keys-rotate.ts')).keysRotateCommand },
  { name: 'audit rotate', load: async () => (await import('./audit-rotate.ts')).auditRotateCommand },
  { name: 'audit verify', load: async () => (await import('./audit-verify.ts')).auditVerifyCommand },
  { name: 'backup', load: async () => (await import('./backup.ts')).backupCommand },
  { name: 'restore', load: async () => (await import('./restore.ts')).restoreCommand },
]
