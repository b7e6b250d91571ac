import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

const data = /\.(csv|tsv|tab|xlsx?|mdb|accdb|xml|json|ndjson|jsonl)$/i

/**
 * The files at these paths, folders opened to their depths, in an order that is the same every time. In a folder, files that
 * are no data by their names (a readme, a licence) and hidden ones are passed over; a file that was named itself never is.
 */
export const listFiles = async (paths: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  for (const path of paths) {
    const known = await stat(path).catch(() => undefined)
    if (known?.isDirectory()) found.push(...(await listFolder(path)))
    else found.push(path)
  }
  return [...new Set(found)]
}

const listFolder = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  return names
    .filter(entry => entry.isFile() && data.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(
      path =>
        !path
          .slice(folder.length)
          .split(/[\\/]/)
          .some(part => part.startsWith('.')) && !basename(path).startsWith('~$'),
    )
    .sort()
}
