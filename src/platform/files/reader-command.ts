import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadReaderCode, readerCode } from './reader-code.ts'

type ReaderCommand = { args: string[]; env: { PATH: string }; code: number }

/**
 * How the child is started: Node's permission model lets it read our own code and the installed packages, and no
 * folder that could hold data or keys; it may not write, start a process or load native code; of our environment it
 * gets PATH only. The file itself comes as an open descriptor (3), or lies in the one folder named; `code` must be its descriptor 4.
 */
export const readerCommand = (heapMegabytes = 512, folder?: string): ReaderCommand => {
  const entry = fileURLToPath(new URL('./reader-process.ts', import.meta.url))
  return {
    args: [
      `--max-old-space-size=${heapMegabytes}`,
      '--no-warnings',
      '--permission',
      `--allow-fs-read=${dirname(entry)}${sep}*`,
      ...packageFolders(entry).map(folder => `--allow-fs-read=${folder}${sep}*`),
      ...(folder === undefined ? [] : [`--allow-fs-read=${realpathSync(folder)}${sep}*`]),
      '--import',
      loadReaderCode,
      entry,
    ],
    env: { PATH: process.env.PATH ?? '' },
    code: readerCode(),
  }
}

/** Where Node looks for packages from here upwards; by both names when the folder is a link. */
const packageFolders = (from: string): string[] => {
  const up = dirname(from)
  const folder = join(up, 'node_modules')
  const here = existsSync(folder) ? [...new Set([folder, realpathSync(folder)])] : []
  return up === from ? [] : [...here, ...packageFolders(up)]
}
