import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, describe, test } from 'node:test'
import { findLongFiles, root } from './checks.ts'
import type { Count } from './test-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-runner-'))
after(() => rmSync(folder, { recursive: true }))

const runner = join(folder, 'runner.mjs')
writeFileSync(
  runner,
  `const { runApart, runTogether } = await import(process.argv[2])
  const [how, ...files] = process.argv.slice(3)
  console.log(JSON.stringify(await (how === 'apart' ? runApart : runTogether)(files, () => {})))`,
)

/** What the runner counts, in a process of its own: node:test does not run inside itself. */
function count(how: 'apart' | 'together', ...texts: string[]): Count {
  const files = texts.map((text, at) => {
    const file = join(folder, `case-${at}.test.mjs`)
    writeFileSync(file, `import { before, describe, test } from 'node:test'\n${text}`)
    return relative(root, file)
  })
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = [runner, join(import.meta.dirname, 'test-run.ts'), how, ...files]
  return JSON.parse(spawnSync(process.execPath, args, { env, encoding: 'utf8' }).stdout)
}

const good = `test('good', () => {})`
const bad = `describe('suite', () => { test('bad', () => { throw new Error() }); ${good} })`

for (const how of ['apart', 'together'] as const) {
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

    test('that are skipped are not counted as passed', () => {
      assert.deepEqual(count(how, `test('s', { skip: true }, () => {}); ${good}`), { passed: 1, failed: 0 })
    })
  })
}

test('a file of 301 lines is too long, one of 300 is not', () => {
  const file = (lines: number) => ({ path: `src/kernel/l${lines}.ts`, text: 'x\n'.repeat(lines) })
  assert.deepEqual(findLongFiles([file(300), file(301)]), ['src/kernel/l301.ts has 301 lines; 300 is the most'])
})
