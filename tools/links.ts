// Do documents point at what is there? Links, pictures, and files named in backticks; and where a link's words are a name
// of the code, the file must have that name: a document that follows the code breaks with it, not after it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { SourceFile } from './import-scan.ts'

/** Every document that we write by hand or by machine. */
export const readDocuments = (root: string): SourceFile[] =>
  ['README.md', ...['docs', 'src', 'fictional'].flatMap(folder => markdownIn(root, folder))].map(path => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }))

const markdownIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()

const link = /!?\[(?<words>[^\]]*)\]\((?<to>[^)\s]+)\)/g
const named = /`(?<path>[\w.@-]*(?:\/[\w.@-]+)+\.(?:ts|mjs|sql|md|json))`/g
const nameOfCode = /^`(?<name>[A-Za-z_$][\w$]*)`$/

/** What these documents point at and is not there, one line each. */
export const findBrokenLinks = (root: string, documents: readonly SourceFile[]): string[] =>
  documents.flatMap(({ path, text }) => {
    const here = dirname(join(root, path))
    const prose = text.replace(/^```[\s\S]*?^```/gm, '')
    return [...linksIn(here, prose), ...namesIn(root, here, prose)].map(fault => `${path} ${fault}`)
  })

const linksIn = (here: string, text: string): string[] =>
  [...text.matchAll(link)].flatMap(({ groups }) => {
    const [to, anchor] = (groups?.to ?? '').split('#')
    if (/^[a-z]+:/.test(groups?.to ?? '')) return []
    const file = to ? join(here, to) : undefined
    if (file && !existsSync(file)) return [`links to ${to}, which is not there`]
    const name = nameOfCode.exec(groups?.words ?? '')?.groups?.name
    if (file?.endsWith('.ts') && name && !hasWord(file, name))
      return [`looks for ${name} in ${to}, which has no such name`]
    if (anchor && !anchorsOf(file ? readFileSync(file, 'utf8') : text).has(anchor))
      return [`links to #${anchor}, which is no heading of ${to || 'it'}`]
    return []
  })

const namesIn = (root: string, here: string, text: string): string[] =>
  [...text.matchAll(named)].flatMap(({ groups }) => {
    const path = groups?.path ?? ''
    if (path.includes('NAME')) return []
    const places = [root, join(root, 'src'), here]
    return places.some(place => existsSync(join(place, path))) ? [] : [`names ${path}, which is not there`]
  })

const hasWord = (file: string, name: string): boolean =>
  new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(readFileSync(file, 'utf8'))

// As GitHub makes them: lower case, punctuation away, spaces to hyphens.
const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/^#+\s+(.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
