import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Where a browser for the stories may be. */
export const chromiumPath = () => process.env.CHROMIUM ?? '/usr/bin/chromium'

/**
 * Makes sure there is a browser for the stories; as root on Debian it is installed.
 * @throws Error saying how to get one. Stories are never skipped in silence.
 */
export function ensureChromium(tell: (line: string) => void): void {
  if (existsSync(chromiumPath())) return
  const canInstall = !process.env.CHROMIUM && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall) {
    tell('Installing chromium for the stories …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const args of [
      ['update', '-q'],
      ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    ]) {
      spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    }
  }
  if (!existsSync(chromiumPath())) {
    throw new Error(`There is no browser at ${chromiumPath()}. Install chromium, or say where it is in CHROMIUM.`)
  }
}
