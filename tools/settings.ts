// Does every setting that the code reads stand in the guide's table, and is every one in the table read?
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProject, type SourceFile } from './import-scan.ts'

const guide = 'docs/how-to/run-in-production.md'
/** Read by Node itself, so that no line of ours names it. */
const ofNode = ['NODE_EXTRA_CA_CERTS']
/** Every process has it, and nobody sets it for us. */
const ofMachine = ['PATH']

/** What the guide does not tell, tells twice, or tells though nothing reads it; one line each. */
export const findUntoldSettings = (root: string): string[] =>
  settingFaults(readProject(root), readFileSync(join(root, guide), 'utf8'))

/** The same, of any files and any guide. */
export const settingFaults = (files: readonly SourceFile[], text: string): string[] => {
  const told = [...text.matchAll(/^\| `(?<name>[A-Z][A-Z0-9_]+)` \|/gm)].map(({ groups }) => groups?.name ?? '')
  const read = settingsRead(files)
  return [
    ...[...read]
      .filter(([name]) => !told.includes(name))
      .map(([name, path]) => `${path} reads ${name}, which ${guide} does not tell`),
    ...told.filter((name, at) => told.indexOf(name) !== at).map(name => `${guide} tells ${name} twice`),
    ...told
      .filter(name => !read.has(name) && !ofNode.includes(name))
      .map(name => `${guide} tells ${name}, which nothing reads`),
  ]
}

const named = /\b(?:environment|process\.env)\.(?<name>[A-Z][A-Z0-9_]+)/g
const takenApart = /\{(?<names>[^{}]*)\}\s*(?::\s*Environment\b|=\s*(?:environment|process\.env)\b)/g

/** Each setting that the product reads, and the first file that does. */
const settingsRead = (files: readonly SourceFile[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const { path, text } of files) {
    if (!path.startsWith('src/') || /\.test\.ts$|\/testing\//.test(path)) continue
    const apart = [...text.matchAll(takenApart)].flatMap(
      ({ groups }) => groups?.names?.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? [],
    )
    const names = [...text.matchAll(named)].map(({ groups }) => groups?.name ?? '')
    for (const name of [...names, ...apart]) if (!found.has(name) && !ofMachine.includes(name)) found.set(name, path)
  }
  return found
}
