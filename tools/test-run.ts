import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { root } from './checks.ts'
import { readProject, scanImports } from './import-scan.ts'

// A test that hangs is stopped and has failed.
const longest = 300_000

export type Count = { passed: number; failed: number }

/** Every test file of the project. */
export const listTestFiles = (): string[] =>
  globSync('{src,fictional,stories,tools,bench}/**/*.test.ts', { cwd: root })
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

/** Runs test files two at a time, each in a process of its own. */
export const runApart = (files: readonly string[], tell: (line: string) => void): Promise<Count> =>
  countTests(files, files, tell)

/** Runs test files in one process. One that cannot even be loaded fails them all, loudly. */
export async function runTogether(files: readonly string[], tell: (line: string) => void): Promise<Count> {
  if (files.length === 0) return { passed: 0, failed: 0 }
  const folder = mkdtempSync(join(tmpdir(), 'throughline-tests-'))
  const all = join(folder, 'all.mjs')
  writeFileSync(all, files.map(file => `import ${JSON.stringify(pathToFileURL(join(root, file)).href)}\n`).join(''))
  try {
    return await countTests([all], files, tell)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

// A file in which no test ran has failed, whatever it says: it ended early, or it is empty.
async function countTests(
  entries: readonly string[],
  files: readonly string[],
  tell: (line: string) => void,
): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 }
  if (entries.length === 0) return count
  const ran = new Set<string>()
  const paths = entries.map(entry => resolve(root, entry))
  const events = run({ files: paths, cwd: root, concurrency: 2, timeout: longest })
  events.on('test:pass', ({ details, file = '', name, skip, todo }) => {
    if (details.type === 'suite' || paths.includes(name)) return
    ran.add(relative(root, file))
    if (skip === undefined && todo === undefined) count.passed += 1
  })
  events.on('test:fail', ({ details, file = '', name, todo }) => {
    if (todo !== undefined || (details.type === 'suite' && isOnlyItsTests(details.error))) return
    ran.add(relative(root, file))
    count.failed += 1
    const what = paths.includes(name) ? 'ended with an error outside its tests' : name
    tell(`✗ ${relative(root, file)}: ${what}\n${inspect(details.error.cause ?? details.error)}\n`)
  })
  events.on('test:stderr', ({ message }) => process.stderr.write(message))
  await finished(events.resume())
  for (const file of files.filter(file => !ran.has(file))) {
    count.failed += 1
    tell(`✗ ${file}: no test ran`)
  }
  return count
}

// A suite fails with its tests, which are counted themselves; one that fails by itself (a hook) counts once.
const isOnlyItsTests = (error: Error & { failureType?: string }) => error.failureType === 'subtestsFailed'
