import { randomUUID } from 'node:crypto'
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

/** What a file holds; or a folder, each of its files by name. */
export type Bytes = string | Buffer | ReadonlyMap<string, string>

/** Files that have no name yet: nobody finds them, and nobody but the account that wrote them may read them. */
export type HeldFiles = {
  /** Writes one, and gives where it lies until it is named. @throws Error in a plain sentence where it cannot be written. */
  hold(path: string, bytes: Bytes): Promise<string>
  /** Gives all of them their names, or none. @throws Error in a plain sentence where one of the names is taken. */
  name(): Promise<void>
  /** Takes away what has no name. */
  drop(): Promise<void>
}

/** Files to write all or none: a file that is there already is never written over. */
export const heldFiles = (): HeldFiles => {
  let held: { readonly path: string; readonly lies: string }[] = []
  const drop = async () => {
    for (const { lies } of held) await rm(lies, { recursive: true, force: true })
    held = []
  }
  const hold = async (path: string, bytes: Bytes) => {
    await assertFree(path)
    // With its own ending, by which the check of it knows what it is.
    const lies = join(dirname(path), `.${randomUUID()}.part${extname(path)}`)
    held.push({ path, lies })
    await writeWhole(lies, bytes).catch(error => {
      throw inWords(error, path)
    })
    return lies
  }
  const name = async () => {
    const named: string[] = []
    try {
      for (const { path, lies } of held) {
        // Unlike a rename, a link never takes the place of a file that came meanwhile.
        const give = (await lstat(lies)).isDirectory() ? rename : link
        await assertFree(path)
        await give(lies, path).catch(error => {
          throw inWords(error, path)
        })
        named.push(path)
      }
    } catch (error) {
      for (const path of named) await rm(path, { recursive: true })
      throw error
    } finally {
      await drop()
    }
  }
  return { hold, name, drop }
}

/** @throws Error in a plain sentence where there is a file of this name. */
export const assertFree = async (path: string): Promise<void> => {
  if (await lstat(path).catch(() => undefined)) throw inWords({ code: 'EEXIST' }, path)
}

const writeWhole = async (path: string, bytes: Bytes): Promise<void> => {
  if (typeof bytes !== 'string' && !Buffer.isBuffer(bytes)) {
    await mkdir(path, { mode: 0o700 })
    for (const [name, part] of bytes) await writeWhole(join(path, name), part)
    return
  }
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const whys: Readonly<Record<string, string>> = {
  EEXIST: 'is there already. Name a new one with --out: nothing is written over.',
  ENOENT: 'cannot be written: its folder is not there. Make the folder first.',
  EACCES: 'cannot be written: its folder may not be written to. Name another with --out.',
  ENOSPC: 'cannot be written: the disk is full. Make room and export again.',
}

const inWords = (error: unknown, path: string): Error => {
  const { code = 'an unknown fault' } = error as { code?: string }
  return new Error(`${basename(path)} ${whys[code] ?? `cannot be written (${code}). Nothing was written.`}`)
}
