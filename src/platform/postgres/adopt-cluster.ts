import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { type Cluster, clusterDirectory, findAddress, keepAddress, runAlone, superuser } from './cluster.ts'
import { withDirectoryLock } from './directory-lock.ts'
import { decideRunAs, giveTo } from './run-as.ts'

/**
 * Lets work put a copied cluster into `DATA_DIR/restoring`, and takes it for the database of DATA_DIR once the work has ended well; else nothing of it
 * stays. No other process starts one there meanwhile.
 * @throws Error where there is a database already, or as the work does.
 */
export const adoptCluster = async <T>(dataDir: string, work: (restoring: string) => Promise<T>): Promise<T> =>
  await withDirectoryLock(dataDir, async () => {
    const restoring = join(realpathSync(dataDir), 'restoring')
    if (existsSync(clusterDirectory(dataDir)))
      throw new Error(
        `${dataDir} holds a database already, and nothing is restored over one. Set DATA_DIR to an empty folder, or move that one away.`,
      )
    rmSync(restoring, { recursive: true, force: true })
    // Where root may make no namespace, another account has to reach what is in it.
    mkdirSync(restoring, { mode: 0o711 })
    try {
      const done = await work(restoring)
      const address = findAddress(restoring)
      if (address) keepAddress(dataDir, { ...address, port: 0 })
      renameSync(clusterDirectory(restoring), clusterDirectory(dataDir))
      return done
    } finally {
      rmSync(restoring, { recursive: true, force: true })
    }
  })

/**
 * Makes a copy that was just unpacked ready to be started: its log is worked off, its owner gets a password of this machine's, and the statements are
 * carried out, before anybody can reach it.
 * @throws Error where the log of the copy is not whole.
 */
export const readyCopy = (restoring: string, database: string, statements: readonly string[]): void => {
  const binaries = findBinaries()
  const cluster: Cluster = { dataDir: restoring, binaries, runAs: decideRunAs(binaries, restoring), durable: true }
  giveTo(cluster.runAs, clusterDirectory(restoring))
  const password = randomBytes(24).toString('base64url')
  runAlone(cluster, database, [`alter role ${superuser} password '${password}'`, ...statements])
  keepAddress(restoring, { port: 0, password })
}
