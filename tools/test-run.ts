import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { run } from 'node:test'
import { inspect } from 'node:util'
import { root } from './checks.ts'
import { readProject, scanImports } from './import-scan.ts'

export type Count = { passed: number; failed: number }

/** Every test file of the project. */
export const listTestFiles = (): string[] =>
  globSync('{src,fictional,stories,tools}/**/*.test.ts', { cwd: root })
    .map(file => file.split('\\').join('/'))
    .sort()

const needsOwnProcess =
  /^node:(child_process|cluster|worker_threads)$|^playwright-core$|^src\/platform\/(testing|postgres)\//

/**
 * Parts test files into those that may share one process, which is many times faster, and those that may not:
 * whatever reaches a database, a browser or another process, and whatever sets hooks or the environment for all.
 */
export function partTestFiles(files: readonly string[]): { together: string[]; apart: string[] } {
  const project = new Map(readProject(root).map(file => [file.path, file]))
  const reaches = (path: string, seen: Set<string>): boolean => {
    if (seen.has(path)) return false
    seen.add(path)
    const file = project.get(path)
    return file !== undefined && scanImports(file).some(({ to }) => needsOwnProcess.test(to) || reaches(to, seen))
  }
  const setsForAll = (path: string) =>
    /^(before|after)(Each)?\(|process\.(env|on|exit)/m.test(project.get(path)?.text ?? '')
  const { together = [], apart = [] } = Object.groupBy(files, file =>
    setsForAll(file) || reaches(file, new Set()) ? 'apart' : 'together',
  )
  return { together, apart }
}

/** Runs test files and counts their tests. A file in which no test ran has failed, whatever it says. */
export async function runTests(
  files: readonly string[],
  isolation: 'process' | 'none',
  tell: (line: string) => void,
): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 }
  if (files.length === 0) return count
  const ran = new Set<string>()
  const options = isolation === 'process' ? { concurrency: 2, isolation } : { isolation }
  const events = run({ files: files.map(file => `${root}/${file}`), cwd: root, ...options })
  events.on('test:pass', ({ details, file, skip, todo }) => {
    if (details.type === 'suite') return
    if (file) ran.add(relative(root, file))
    if (skip === undefined && todo === undefined) count.passed += 1
  })
  events.on('test:fail', ({ details, file, name, todo }) => {
    if (details.type === 'suite' && isOnlyItsTests(details.error)) return
    if (file) ran.add(relative(root, file))
    if (todo !== undefined) return
    count.failed += 1
    tell(`✗ ${file ? relative(root, file) : ''}: ${name}\n${inspect(details.error.cause ?? details.error)}\n`)
  })
  events.on('test:stderr', ({ message }) => process.stderr.write(message))
  for await (const _ of events) {
    /* Read to the end; the listeners above count. */
  }
  for (const file of files.filter(file => !ran.has(file))) {
    count.failed += 1
    tell(`✗ ${file}: no test ran`)
  }
  return count
}

// A suite fails with its tests, which are counted themselves; one that fails by itself (a hook) counts once.
const isOnlyItsTests = (error: Error & { failureType?: string }) => error.failureType === 'subtestsFailed'
