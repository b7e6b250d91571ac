// Makes sure that what package-lock.json names is installed. Runs on any Node from 18 on, before the pinned one is here.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const changedAt = file => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0

if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) {
  // Standard output belongs to whoever started us: `throughline import --json` prints one object there and nothing else.
  process.stderr.write('Installing what Throughline needs (about half a minute) …\n')
  // No package runs a program of its own while it is installed (docs/security.md, T25); what PostgreSQL's would do, its launcher does.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const windows = process.platform === 'win32'
  const { status, error } = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    shell: windows,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) {
    process.stderr.write(
      `npm ci failed${error ? `: ${error.message}` : ''}. Mend what it says above and start again.\n`,
    )
    process.exit(status || 1)
  }
}
