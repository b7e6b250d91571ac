#!/usr/bin/env node
// `npx throughline …` from a checkout, on whatever Node the machine has: installs if need be, then hands over to the
// pinned Node, passing on arguments, signals and the exit code.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import './bootstrap.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const pinned = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
const node = existsSync(pinned) ? pinned : process.execPath

if (node === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    'There is no Node 24 among the optional packages for this machine. Install Node 24 and try again.\n',
  )
  process.exit(1)
}

const child = spawn(node, [join(root, 'src/app/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // At a terminal Ctrl-C reaches the child by itself; it must bear hearing it twice.
  process.on(signal, () => child.kill(signal))
}
child.on('error', error => {
  process.stderr.write(`Node could not be started: ${error.message}\n`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
