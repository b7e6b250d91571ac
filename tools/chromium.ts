import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromiumPath } from '../src/platform/browser/testing/index.ts'

/**
 * Makes sure there is a browser for the tests; as root on Debian it is installed, the quicker one even where another is there.
 * @throws Error saying how to get one. Tests are never skipped in silence.
 */
export function ensureChromium(tell: (line: string) => void): void {
  const canInstall = !process.env.CHROMIUM && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall && !chromiumPath().endsWith('-shell')) install('chromium-headless-shell', tell)
  if (canInstall && !existsSync(chromiumPath())) install('chromium', tell)
  if (!existsSync(chromiumPath()))
    throw new Error(`There is no browser at ${chromiumPath()}. Install chromium, or say where it is in CHROMIUM.`)
}

// What apt cannot do shows in that there is no browser afterwards.
const install = (name: string, tell: (line: string) => void): void => {
  tell(`Installing ${name} for the tests …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const impatient = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1']
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', name],
  ])
    spawnSync('apt-get', [...impatient, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}
