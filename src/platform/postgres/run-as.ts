// PostgreSQL refuses to run as root. A user namespace in which we are somebody else works in most places and
// leaves the files root's; where namespaces are forbidden, an ordinary account of the machine is used instead.
import { spawnSync } from 'node:child_process'
import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'

/** How to start a program that must not be root: what stands before it, and the account it becomes. */
export type RunAs = { prefix: readonly string[]; account?: { uid: number; gid: number } }

const unsharePrefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] as const

/**
 * Decides how PostgreSQL can be started by this user on this machine.
 * @throws Error saying what to do where root may neither make a namespace nor become another account.
 */
export function decideRunAs(binaries: Binaries, dataDir: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] }
  if (works([...unsharePrefix, binaries.postgres, '--version'])) return { prefix: unsharePrefix }
  for (const name of ['postgres', 'nobody']) {
    const account = findAccount(name)
    if (
      account &&
      works([binaries.postgres, '--version'], account) &&
      works(['/bin/sh', '-c', 'cd "$1"', 'sh', dataDir], account)
    ) {
      return { prefix: [], account }
    }
  }
  throw new Error(
    'PostgreSQL will not run as root, and this machine allows neither a user namespace (unshare --user) nor an ' +
      `ordinary account that can reach ${dataDir}. Start Throughline as an ordinary user, or set DATABASE_URL.`,
  )
}

/** Makes a data directory belong to whoever will run PostgreSQL on it, when root decides who that is. */
export function giveTo(runAs: RunAs, directory: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = runAs.account ?? { uid: 0, gid: 0 }
  if (statSync(directory).uid === uid) return
  for (const entry of readdirSync(directory, { recursive: true })) lchownSync(join(directory, String(entry)), uid, gid)
  chownSync(directory, uid, gid)
}

function works([program, ...args]: readonly string[], account?: { uid: number; gid: number }): boolean {
  return spawnSync(program ?? '', args, { ...account, stdio: 'ignore', cwd: '/' }).status === 0
}

function findAccount(name: string): { uid: number; gid: number } | undefined {
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([account]) => account === name)
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) }
}
