import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, describe, test } from 'node:test'
import { findLongFiles } from './checks.ts'
import { root } from './import-scan.ts'
import { type Count, listTestFiles, partTestFiles } from './test-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-runner-'))
after(() => rmSync(folder, { recursive: true }))

const runner = join(folder, 'runner.mjs')
writeFileSync(
  runner,
  `const { runTests } = await import(process.argv[2])
  const [how, ...files] = process.argv.slice(3)
  const parts = how === 'alone' ? { together: [], alone: files } : { together: [files], alone: [] }
  const timed = {}
  const count = await runTests(parts, () => {}, (file, seconds) => { timed[file] = seconds })
  console.log(JSON.stringify({ ...count, timed }))`,
)

/** What the runner counts, in a process of its own: node:test does not run inside itself. */
function count(how: 'alone' | 'together', ...texts: string[]): Count {
  const { passed, failed } = runCases(how, ...texts)
  return { passed, failed }
}

function runCases(how: 'alone' | 'together', ...texts: string[]): Count & { timed: Record<string, number> } {
  const files = texts.map((text, at) => {
    const file = join(folder, `case-${at}.test.mjs`)
    writeFileSync(file, `import { after, afterEach, before, beforeEach, describe, test } from 'node:test'\n${text}`)
    return relative(root, file)
  })
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = [runner, join(import.meta.dirname, 'test-run.ts'), how, ...files]
  return JSON.parse(spawnSync(process.execPath, args, { env, encoding: 'utf8' }).stdout)
}

const good = `test('good', () => {})`
const bad = `describe('suite', () => { test('bad', () => { throw new Error() }); ${good} })`

for (const how of ['alone', 'together'] as const) {
  describe(`tests run ${how}`, () => {
    test('are counted one by one, and a suite is not one of them', () => {
      assert.deepEqual(count(how, good, bad), { passed: 2, failed: 1 })
    })

    test('fail when a hook does', () => {
      const { failed } = count(how, good, `describe('s', () => { before(() => { throw new Error() }); ${good} })`)
      assert.ok(failed > 0)
    })

    test('fail when a file cannot be loaded, runs no test or leaves early', () => {
      for (const text of [`throw new Error('at once')`, '', `process.exit(0); ${good}`]) {
        assert.ok(count(how, good, text).failed > 0, text)
      }
    })

    test('fail when an error comes after the last test', () => {
      const late = `test('ok', () => { setTimeout(() => { throw new Error() }, 1) })`
      assert.equal(count(how, late).failed, 1)
    })

    test('fail when a hook of the whole file does', () => {
      const { passed, failed } = count(how, `before(() => { throw new Error() }); ${good}`, good)
      assert.ok(passed === 1 && failed > 0, `${passed} passed, ${failed} failed`)
    })

    test('have hooks of their own: none runs for a test of another file', () => {
      const hooked = `let live = 0; let each = 0
        before(() => { live = 1 }); after(() => { live = 0 }); beforeEach(() => { each += 1 }); afterEach(() => { each -= 1 })
        globalThis.seen ??= []; globalThis.seen.push(() => [live, each])
        test('hooked', () => { if (live !== 1 || each !== 1) throw new Error(live + ' ' + each) })`
      const looking = `test('no other file is live', () => { if ((globalThis.seen ?? []).flatMap(f => f()).some(n => n !== 0)) throw new Error() })`
      assert.deepEqual(count(how, hooked, looking, hooked, looking), { passed: 4, failed: 0 })
    })

    test('have hooks of their own even where the file waits before it names them', () => {
      const waits = `const live = await new Promise(done => setImmediate(() => done({ on: false })))
        before(() => { live.on = true }); after(() => { live.on = false })
        globalThis.waits ??= []; globalThis.waits.push(live)
        test('only this one is live', () => { if (!live.on || globalThis.waits.filter(l => l.on).length !== 1) throw new Error() })`
      assert.deepEqual(count(how, waits, waits), { passed: 2, failed: 0 })
    })

    test('are timed file by file', () => {
      const { timed } = runCases(how, good, good)
      assert.equal(Object.values(timed).filter(seconds => seconds > 0 && seconds < 60).length, 2, JSON.stringify(timed))
    })

    test('that are skipped are not counted as passed', () => {
      assert.deepEqual(count(how, `test('s', { skip: true }, () => {}); ${good}`), { passed: 1, failed: 0 })
    })
  })
}

describe('test files are parted', () => {
  const files = listTestFiles()
  const { together, alone } = partTestFiles(files)
  const [pure = [], ...neighbours] = together

  test('each once', () => {
    assert.deepEqual([...together.flat(), ...alone].sort(), files)
  })

  test('those of pure rules into one process, those that reach a database with their neighbours', () => {
    assert.ok(pure.includes('src/kernel/plain-date.test.ts'))
    assert.ok(neighbours.flat().includes('src/domains/attendance/attendance.queries.test.ts'))
  })

  test('those that start a browser or a process themselves, or set the environment, are alone, the two with a browser apart', () => {
    assert.deepEqual([alone[0], alone.at(-1)], ['stories/day.test.ts', 'src/app/accessibility.contract.test.ts'])
    for (const file of ['src/app/serve.test.ts', 'src/platform/postgres/embedded.test.ts', 'tools/new.test.ts'])
      assert.ok(alone.includes(file), file)
  })
})

test('a file of 301 lines is too long, one of 300 is not', () => {
  const file = (lines: number) => ({ path: `src/kernel/l${lines}.ts`, text: 'x\n'.repeat(lines) })
  assert.deepEqual(findLongFiles([file(300), file(301)]), ['src/kernel/l301.ts has 301 lines; 300 is the most'])
})
