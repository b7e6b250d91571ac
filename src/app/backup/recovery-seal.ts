import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { clusterDirectory } from '../../platform/postgres/index.ts'

/** How the file is called, in PostgreSQL's own folder, that tells a copy from the live database. It is in every backup: whoever unpacks one has it. */
export const sealName = 'throughline-restored.json'

/** Of which moment the database in this DATA_DIR is a copy, where it is one that nobody has said is the live one. */
export const copySealedOff = (dataDir: string): { readonly madeAt: string } | undefined => {
  const file = join(clusterDirectory(dataDir), sealName)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** Takes the seal off. */
export const unseal = (dataDir: string): void => rmSync(join(clusterDirectory(dataDir), sealName))

/** @throws Error in a plain sentence where the database is a copy that is sealed off. */
export const assertLive = (dataDir: string): void => {
  const copy = copySealedOff(dataDir)
  if (copy)
    throw new Error(
      `${dataDir} holds a copy of ${copy.madeAt}, restored from a backup and sealed off: nothing is served, taken in or sent from it. If it is to be the live one: throughline restore --live.`,
    )
}
