import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

/** Where the project stands. */
export const root = join(import.meta.dirname, '..')

/** One thing a file takes from another: a file of ours by its path from the root, or a package by its name. */
export type Import = { to: string; ours: boolean; typeOnly: boolean }

/** A file of the project: its path from the root, with slashes, and its text. */
export type SourceFile = { path: string; text: string }

/** Every TypeScript and SQL file that we write, and the few .mjs. */
export function readProject(root: string): SourceFile[] {
  const folders = ['src', 'fictional', 'stories', 'tools', 'bench', 'migrations']
  return folders
    .flatMap(folder => listFiles(join(root, folder)))
    .map(file => ({
      path: relative(root, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }))
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter(entry => entry.isFile() && /\.(ts|mjs|sql)$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

// Biome's formatting, checked before this, puts every import at the start of a line and every path in single quotes.
const statement =
  /^(?:import|export)\s+(?:(?<type>type)\s+)?(?<names>[\w\s{},*$]*?)\bfrom\s*'(?<path>[^']+)'|^import\s+'(?<bare>[^']+)'/gm
const dynamic = /\bimport\(\s*'(?<path>[^']+)'/g

/** What a file imports, types and dynamic imports included. */
export function scanImports({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text)
  const found = [...code.matchAll(statement), ...code.matchAll(dynamic)]
  return found.map(({ groups = {} }) => {
    const wanted = groups.path ?? groups.bare ?? ''
    const typeOnly = groups.type !== undefined || hasOnlyTypes(groups.names)
    if (!wanted.startsWith('.')) return { to: packageOf(wanted), ours: false, typeOnly }
    return { to: posix.normalize(posix.join(posix.dirname(path), wanted)), ours: true, typeOnly }
  })
}

/** A text with its whole-line comments blanked, so that an example in one is not taken for code. */
export const withoutComments = (text: string) =>
  text.replace(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, comment => comment.replace(/[^\n]/g, ' '))

// `import { type A, type B } from 'x'` is erased like `import type` as far as we are concerned.
const hasOnlyTypes = (names = '') => {
  const listed = names.match(/^\s*\{(?<list>[^}]*)\}\s*$/)?.groups?.list
  return listed?.split(',').every(name => /^\s*(type\s.*)?$/s.test(name)) ?? false
}

const packageOf = (wanted: string) =>
  wanted.startsWith('node:')
    ? wanted
    : wanted
        .split('/')
        .slice(0, wanted.startsWith('@') ? 2 : 1)
        .join('/')
