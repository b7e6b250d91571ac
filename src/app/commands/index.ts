import { accessExplainCommand } from './access-explain.ts'
import { auditVerifyCommand } from './audit-verify.ts'
import type { Command } from './command.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { importCommand } from './import.ts'
import { importUndoCommand } from './import-undo.ts'
import { linkCommand } from './link.ts'
import { migrateCommand } from './migrate.ts'
import { serveCommand } from './serve.ts'
import { workerCommand } from './worker.ts'

export type { Call, Command } from './command.ts'
export { helpText } from './help.ts'

/** Every command of the command line. */
export const commands: readonly Command[] = [
  serveCommand,
  workerCommand,
  migrateCommand,
  demoCommand,
  doctorCommand,
  importCommand,
  importUndoCommand,
  linkCommand,
  accessExplainCommand,
  auditVerifyCommand,
]
