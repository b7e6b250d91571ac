import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { giveTo, type RunAs } from './run-as.ts'
import { initdbArguments, serverSettings } from './settings.ts'

/** One PostgreSQL data directory, and what is needed to run programs on it. */
export type Cluster = { dataDir: string; binaries: Binaries; runAs: RunAs; durable: boolean }

/** Where the server listens and with which password; kept in DATA_DIR/postgres.json, readable by its owner only. */
export type Address = { port: number; password: string }

export const superuser = 'throughline_owner'
const majorVersion = '18'

const pathsOf = (dataDir: string) => ({
  cluster: join(dataDir, 'postgres'),
  unfinished: join(dataDir, 'postgres.new'),
  address: join(dataDir, 'postgres.json'),
  log: join(dataDir, 'postgres.log'),
  password: join(dataDir, 'postgres.password'),
})

/** The directory PostgreSQL itself calls its data directory. */
export const clusterDirectory = (dataDir: string): string => pathsOf(dataDir).cluster

/** The address last used on this data directory, if there has been one. */
export function findAddress(dataDir: string): Address | undefined {
  const file = pathsOf(dataDir).address
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Address) : undefined
}

/**
 * Makes the data directory unless it is there, and says with which password it can be opened.
 * A run that is killed half way leaves nothing that a later one would take for a database.
 * @throws Error with initdb's own words, or where the directory is another version's.
 */
export function ensureCluster(cluster: Cluster): Address {
  const paths = pathsOf(cluster.dataDir)
  const address = findAddress(cluster.dataDir)
  if (!existsSync(paths.cluster)) return createCluster(cluster)
  const version = readFileSync(join(paths.cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) {
    throw new Error(`${paths.cluster} was made by PostgreSQL ${version}; this is ${majorVersion}. Restore a backup.`)
  }
  if (!address) throw new Error(`${paths.address} is missing, and with it the password of ${paths.cluster}.`)
  giveTo(cluster.runAs, paths.cluster)
  return address
}

function createCluster(cluster: Cluster): Address {
  const paths = pathsOf(cluster.dataDir)
  const address = { port: 0, password: randomBytes(24).toString('base64url') }
  rmSync(paths.unfinished, { recursive: true, force: true })
  mkdirSync(paths.unfinished, { mode: 0o700 })
  giveTo(cluster.runAs, paths.unfinished)
  const { uid, gid } = cluster.runAs.account ?? {}
  try {
    writeFileSync(paths.password, `${address.password}\n`, { mode: 0o600 })
    if (uid !== undefined && gid !== undefined) chownSync(paths.password, uid, gid)
    const { durable } = cluster
    const args = initdbArguments({ superuser, durable, directory: paths.unfinished, passwordFile: paths.password })
    runProgram(cluster, cluster.binaries.initdb, args)
  } finally {
    rmSync(paths.password, { force: true })
  }
  keepAddress(cluster.dataDir, address)
  renameSync(paths.unfinished, paths.cluster)
  return address
}

/** Keeps the address where the next process will look for it. */
export function keepAddress(dataDir: string, address: Address): void {
  const { address: file } = pathsOf(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(address)}\n`, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

/** The port of the server that runs on this data directory or is coming up, by its own lock file; undefined where there is none. */
export function listeningPort(dataDir: string): number | undefined {
  const file = join(pathsOf(dataDir).cluster, 'postmaster.pid')
  const port = existsSync(file) && Number(readFileSync(file, 'utf8').split('\n')[3])
  return port || undefined
}

/** Starts PostgreSQL and returns at once; `ended` is set to its exit code when it stops. */
export function launch(cluster: Cluster, port: number): { ended: () => boolean; lastWords: () => string } {
  const paths = pathsOf(cluster.dataDir)
  const log = openSync(paths.log, 'w', 0o600)
  const args = ['-D', paths.cluster, ...serverSettings({ port, durable: cluster.durable })]
  const [program = '', ...rest] = [...cluster.runAs.prefix, cluster.binaries.postgres, ...args]
  // A session of its own: Ctrl-C at the terminal must reach us, and we then stop PostgreSQL in order.
  const child = spawn(program, rest, {
    ...cluster.runAs.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  child.unref()
  return { ended: () => ended, lastWords: () => readFileSync(paths.log, 'utf8').trim().split('\n').slice(-3).join(' ') }
}

/** Stops PostgreSQL in order and returns when it has stopped; its clients are disconnected. */
export function halt(cluster: Cluster): void {
  const args = ['stop', '-D', pathsOf(cluster.dataDir).cluster, '-m', 'fast', '-w', '-t', '60', '-s']
  runProgram(cluster, cluster.binaries.pgCtl, args)
}

/**
 * Runs statements, a line each, as the only one on a database that no server runs on and nobody can reach; what the log holds is done first.
 * @throws Error with PostgreSQL's own words.
 */
export function runAlone(cluster: Cluster, database: string, statements: readonly string[]): void {
  const settings = ['-c', 'exit_on_error=on', '-c', 'unix_socket_directories=', '-c', 'log_min_error_statement=panic']
  const args = ['--single', '-D', pathsOf(cluster.dataDir).cluster, ...settings, database]
  runProgram(cluster, cluster.binaries.postgres, args, `${statements.join('\n')}\n`)
}

function runProgram(cluster: Cluster, file: string, args: readonly string[], input = ''): void {
  const [program = '', ...rest] = [...cluster.runAs.prefix, file, ...args]
  const options = { ...cluster.runAs.account, cwd: '/', encoding: 'utf8', input } as const
  const { status, stderr, error } = spawnSync(program, rest, options)
  if (status !== 0) throw new Error(`${file} failed: ${error?.message ?? stderr.trim()}`)
}

/** The port given, while nothing else has taken it; any free one otherwise. */
export async function choosePort(preferred: number): Promise<number> {
  return (await isFree(preferred)) || (await isFree(0))
}

function isFree(port: number): Promise<number> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(0))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
