import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What a command needs is read in when it is called for; from its second time on it need not be made anew.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/throughline'))
const [{ runCommandLine }, { settingsFrom }, { endOnFault }, { reachOnly }, { hostsToReach }] = await Promise.all([
  import('./command-line.ts'),
  import('./settings.ts'),
  import('./stopping.ts'),
  import('../platform/outward/index.ts'),
  import('./hosts-to-reach.ts'),
])
endOnFault()

// Whoever reads our answer may stop in the middle of it (throughline … | head): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const settings = () => {
  const found = settingsFrom(process.env)
  reachOnly(hostsToReach(found))
  return found
}
process.exitCode = await runCommandLine(process.argv.slice(2), settings, {
  say: line => process.stdout.write(`${line}\n`),
  tell: line => process.stderr.write(`${line}\n`),
})
