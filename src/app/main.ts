import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What a command needs is read in when it is called for; from its second time on it need not be made anew.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/throughline'))
const [{ runCommandLine, sentenceOf }, { readLocalLists }, { endOnFault }, { reachOnly }] = await Promise.all([
  import('./command-line.ts'),
  import('./local-lists.ts'),
  import('./stopping.ts'),
  import('../platform/outward/index.ts'),
])
endOnFault()

// Whoever reads our answer may stop in the middle of it (throughline … | head): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

// Until settings are read, nothing is reached.
const letReach = reachOnly([])
const settings = async () => {
  const [{ settingsFrom }, { hostsToReach }] = await Promise.all([
    import('./settings.ts'),
    import('./hosts-to-reach.ts'),
  ])
  const found = settingsFrom(process.env)
  letReach()
  reachOnly(hostsToReach(found))
  return found
}
const tell = (line: string) => process.stderr.write(`${line}\n`)
const run = async (): Promise<number> => {
  try {
    readLocalLists(process.env)
  } catch (error) {
    tell(sentenceOf(error))
    return 1
  }
  return await runCommandLine(process.argv.slice(2), settings, {
    say: line => process.stdout.write(`${line}\n`),
    tell,
  })
}
process.exitCode = await run()
