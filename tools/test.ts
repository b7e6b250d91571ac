// `npm test`: everything that must hold, and at the end one line that says how much did.
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { testServer } from '../src/platform/testing/index.ts'
import { runChecks } from './checks.ts'
import { ensureChromium } from './chromium.ts'
import { type Count, listTestFiles, partTestFiles, runTests } from './test-run.ts'

const tell = (line: string) => process.stdout.write(`${line}\n`)
// What Node has compiled once it need not compile again for each of the processes that follow.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), `throughline-compiled-${userInfo().uid}`)

/** One thing that must go well before tests are worth running. */
async function prepare(name: string, work: () => unknown): Promise<Count> {
  try {
    await work()
    return { passed: 0, failed: 0 }
  } catch (error) {
    tell(`✗ ${name}\n  ${error instanceof Error ? error.message : error}`)
    return { passed: 0, failed: 1 }
  }
}

const seconds = new Map<string, number>()
const counts: Count[] = []
for (const part of [
  () => prepare('a browser for the stories', () => ensureChromium(tell)),
  () => prepare('PostgreSQL for the tests', testServer),
  () => runChecks(tell),
  () => runTests(partTestFiles(listTestFiles()), tell, (file, took) => seconds.set(file, took)),
]) {
  const started = performance.now()
  counts.push(await part())
  const { passed, failed } = counts.at(-1) ?? { passed: 0, failed: 1 }
  if (passed + failed > 0)
    tell(`  … ${passed} passed, ${failed} failed in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

tell('The ten files whose tests took longest:')
for (const [file, took] of [...seconds].sort(([, a], [, b]) => b - a).slice(0, 10))
  tell(`  ${took.toFixed(1).padStart(6)} s  ${file}`)

const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0)
const server = await testServer().catch(() => undefined)
await server?.stop()
tell(`${total('passed')} passed, ${total('failed')} failed`)
process.exit(total('failed') === 0 && total('passed') > 0 ? 0 : 1)
