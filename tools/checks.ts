// What is checked besides the tests. `npm run check` runs these alone, `npm test` runs them first.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findUnanswered } from './asvs.ts'
import { findStaleFromDatabase } from './database-types.ts'
import { readProject, root, type SourceFile } from './import-scan.ts'
import { checkImports } from './imports.ts'
import { findBrokenLinks, readDocuments } from './links.ts'
import { findUntoldSettings } from './settings.ts'

/** Something that must be so. `find` gives what is wrong, one line each; nothing when all is well. */
export type Check = { name: string; find(): Promise<string[]> }

const longestFile = 300
/** What the compiler knew the last time, so that it looks again only at what has changed: a tenth of the time. */
const typesKept = ['--incremental', '--tsBuildInfoFile', 'tmp/types.tsbuildinfo']

export const checks: readonly Check[] = [
  { name: 'types', find: () => complaintsOf('tsc', ['--noEmit', '-p', '.', '--pretty', 'false', ...typesKept]) },
  { name: 'lint and format', find: () => complaintsOf('biome', ['check', '--error-on-warnings', '.']) },
  { name: 'imports point down', find: async () => checkImports(readProject(root)) },
  { name: 'no long files', find: async () => findLongFiles(readProject(root)) },
  { name: 'nothing unused', find: () => complaintsOf('knip', ['--no-progress']) },
  { name: 'what is written from the database is current', find: findStaleFromDatabase },
  { name: 'generated documents are current', find: findStaleDocuments },
  { name: 'documents point at what is there', find: async () => findBrokenLinks(root, readDocuments(root)) },
  { name: 'every setting is told', find: async () => findUntoldSettings(root) },
  { name: 'every ASVS requirement is answered', find: async () => findUnanswered(root) },
]

/** Files of more lines than a reader takes in. */
export function findLongFiles(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.endsWith('.generated.ts'))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longestFile)
    .map(({ path, lines }) => `${path} has ${lines} lines; ${longestFile} is the most`)
}

/** Runs the checks one after another, telling each result, and counts them. */
export async function runChecks(tell: (line: string) => void): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 }
  for (const { name, find } of checks) {
    const started = performance.now()
    const wrong = await find().catch(error => [String(error)])
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    tell(`${wrong.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
    for (const line of wrong) tell(`  ${line}`)
    count[wrong.length === 0 ? 'passed' : 'failed'] += 1
  }
  return count
}

// Loaded when asked for: it reads the lists of the whole product, which other checks must not fail for.
async function findStaleDocuments(): Promise<string[]> {
  return (await import('./generated-docs.ts')).findStaleDocuments()
}

function complaintsOf(tool: string, args: readonly string[]): Promise<string[]> {
  const file = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool)
  if (!existsSync(file)) return Promise.resolve([`${tool} is not installed: run npm ci`])
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', text => {
      output += text
    })
    child.stderr.on('data', text => {
      output += text
    })
    child.once('error', reject)
    child.once('close', code => resolve(code === 0 ? [] : [`${tool} ended with ${code}`, ...output.trim().split('\n')]))
  })
}
