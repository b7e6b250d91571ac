import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { readProject, root, scanImports } from './import-scan.ts'

// A process that hangs is stopped, and its tests have failed. The kill test needs more than five minutes where others starve it.
const longest = 600_000

export type Count = { passed: number; failed: number }

/** Told how long a file's tests took, in seconds. A file with a process of its own is told with its start. */
export type Timed = (file: string, seconds: number) => void

/** Every test file of the project. */
export const listTestFiles = (): string[] =>
  globSync('{src,fictional,stories,tools,bench}/**/*.test.ts', { cwd: root })
    .map(file => file.split('\\').join('/'))
    .sort()

/** Test files by how they may be run: each list of `together` in one process, each file of `alone` in its own. */
export type Parts = { together: string[][]; alone: string[] }

const sharesServer = /^node:(child_process|cluster|worker_threads)$|^src\/platform\/(testing|postgres)\//
const startsOthers = /^node:(child_process|cluster|worker_threads)$|^playwright-core$/
// To start the product anew for each file cost more than most files' tests; a fault still names its file.
const filesEach = 8

/**
 * Parts test files by what they reach. Those of pure rules share one process; those that reach a database, or a process that the
 * product starts, share one with their neighbours; those that start processes or a browser themselves, or set the environment or
 * hooks on the process, are alone. The two long ones with a browser are the first and the last of these: begun after the rest, one
 * would run beside nothing; begun together, their browsers would keep each other waiting.
 */
export function partTestFiles(files: readonly string[]): Parts {
  const project = new Map(readProject(root).map(file => [file.path, file]))
  const importsOf = (path: string) => {
    const file = project.get(path)
    return file === undefined ? [] : scanImports(file).map(({ to }) => to)
  }
  const reaches = (path: string, seen: Set<string>): boolean => {
    if (seen.has(path)) return false
    seen.add(path)
    return importsOf(path).some(to => sharesServer.test(to) || reaches(to, seen))
  }
  const isAlone = (path: string) =>
    path.startsWith('stories/') ||
    importsOf(path).some(to => startsOthers.test(to)) ||
    /^\s*(delete )?process\.(env\.\w+( =|;|$)|on\(|once\(|exit\()/m.test(project.get(path)?.text ?? '')
  const {
    alone = [],
    pure = [],
    neighbours = [],
  } = Object.groupBy(files, file => (isAlone(file) ? 'alone' : reaches(file, new Set()) ? 'neighbours' : 'pure'))
  const groups = Array.from({ length: Math.ceil(neighbours.length / filesEach) }, (_, at) =>
    neighbours.slice(at * filesEach, (at + 1) * filesEach),
  )
  // From the back: the sources and the readers of files, which start a process for each file, take longest, and the last should be short.
  return { together: [pure, ...groups.reverse()].filter(group => group.length > 0), alone: inOrder(alone) }
}

const stories = 'stories/day.test.ts'
const everyPage = 'src/app/accessibility.contract.test.ts'
const inOrder = (alone: readonly string[]): string[] => {
  const has = (file: string) => alone.includes(file)
  const others = alone.filter(file => file !== stories && file !== everyPage)
  return [...[stories].filter(has), ...others, ...[everyPage].filter(has)]
}

/**
 * Runs test files three processes at a time: first those alone, then the groups, each group in one process. Of two at a time on two
 * cores, half the time was spent waiting: for databases to be made and dropped, for browsers, for what was killed to come back.
 */
export async function runTests(
  { together, alone }: Parts,
  tell: (line: string) => void,
  timed: Timed = () => {},
): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-tests-'))
  const shared = together.map((files, at) => {
    const all = join(folder, `group-${at + 1}.mjs`)
    writeFileSync(all, ["import { describe } from 'node:test'", ...files.map(loaderOf)].join('\n'))
    return all
  })
  try {
    return await countTests([...alone, ...shared], [...together.flat(), ...alone], tell, timed)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

// A suite around each file keeps its hooks its own, and one that cannot be loaded from stopping the others.
const loaderOf = (file: string): string =>
  `describe(${JSON.stringify(file)}, async () => { await import(${JSON.stringify(pathToFileURL(join(root, file)).href)}) })`

// A file in which no test ran has failed, whatever it says: it ended early, or it is empty.
async function countTests(
  entries: readonly string[],
  files: readonly string[],
  tell: (line: string) => void,
  timed: Timed,
): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 }
  if (entries.length === 0) return count
  const ran = new Set<string>()
  const paths = entries.map(entry => resolve(root, entry))
  const events = run({ files: paths, cwd: root, concurrency: 3, timeout: longest })
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
  events.on('test:complete', ({ details, name, nesting }) => {
    const file = relative(root, name)
    if (nesting === 0 && files.includes(file)) timed(file, details.duration_ms / 1000)
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
