import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The newest backup of a DATA_DIR, as the doctor tells it. */
export type LastBackup = {
  readonly madeAt: string
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

const fileIn = (dataDir: string): string => join(dataDir, 'last-backup.json')

/** The newest backup that was made of this DATA_DIR, if there has been one. */
export const findLastBackup = (dataDir: string): LastBackup | undefined =>
  existsSync(fileIn(dataDir)) ? (JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as LastBackup) : undefined

/** Writes down that one was made: whole, or what was written before stays, since the doctor reads it where the disk is full. */
export const keepLastBackup = (dataDir: string, backup: LastBackup): void => {
  const file = fileIn(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(backup)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
