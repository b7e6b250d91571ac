import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'

const patience = 120_000

/**
 * Runs work while no other process holds the same directory.
 *
 * The lock is SQLite's, because the operating system drops it when a process dies, however it dies. A file
 * holding a process id cannot promise that: in a container the same small ids come round again after a restart.
 * @throws Error when another process keeps the directory for two minutes.
 */
export async function withDirectoryLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(join(directory, 'lock'))
  try {
    return await work()
  } finally {
    lock.close()
  }
}

async function takeLock(file: string): Promise<DatabaseSync> {
  for (const deadline = Date.now() + patience; ; await pause(25)) {
    const lock = new DatabaseSync(file)
    try {
      lock.exec('begin exclusive')
      return lock
    } catch (error) {
      lock.close()
      if (!/locked|busy/.test(String(error))) throw error
      if (Date.now() > deadline) throw new Error(`Another process has been holding ${file} for two minutes.`)
    }
  }
}
