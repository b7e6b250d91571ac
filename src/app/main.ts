import { runCommandLine } from './command-line.ts'
import { settingsFrom } from './settings.ts'

process.exitCode = await runCommandLine(process.argv.slice(2), () => settingsFrom(process.env), {
  say: line => process.stdout.write(`${line}\n`),
  tell: line => process.stderr.write(`${line}\n`),
})
