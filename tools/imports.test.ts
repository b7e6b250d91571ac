import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { scanImports } from './import-scan.ts'
import { checkImports } from './imports.ts'

const check = (files: Record<string, string>) =>
  checkImports(Object.entries(files).map(([path, text]) => ({ path, text })))

describe('what may import what', () => {
  test('a floor may use one below it through the front door', () => {
    assert.deepEqual(
      check({
        'src/domains/send/send.queries.ts': `import { sql } from 'kysely'\nimport { decide } from '../../access/index.ts'`,
        'src/access/index.ts': `export { decide } from './decide.ts'`,
        'src/access/decide.ts': `import { log } from '../platform/log/index.ts'`,
        'src/platform/log/index.ts': '',
      }),
      [],
    )
  })

  test('nothing points up, not even a type', () => {
    const [broken] = check({
      'src/kernel/upn.ts': `import type { Page } from '../app/index.ts'`,
      'src/app/index.ts': '',
    })
    assert.match(broken ?? '', /upn\.ts imports upwards: src\/app\/index\.ts/)
  })

  test('domains and sources are strangers to their siblings; folders of the platform are not', () => {
    const importing = (from: string, to: string) => check({ [from]: `import { a } from '${to}'` })
    assert.match(
      importing('src/domains/send/send.view.ts', '../attendance/index.ts')[0] ?? '',
      /do not know each other/,
    )
    assert.match(importing('src/sources/ctf/ctf.source.ts', '../annex-a/index.ts')[0] ?? '', /do not know each other/)
    assert.deepEqual(importing('src/platform/jobs/worker.ts', '../log/index.ts'), [])
  })

  test('a folder is entered by its index.ts only, statically or not', () => {
    for (const form of [`import { a } from '../database/pool.ts'`, `const a = await import('../database/pool.ts')`]) {
      assert.match(check({ 'src/platform/jobs/worker.ts': form })[0] ?? '', /not by its index\.ts/)
    }
  })

  test('a wing of a service is entered by its own index.ts, by app/ alone', () => {
    const importing = (from: string, to: string) => check({ [from]: `import { a } from '${to}'` })
    assert.deepEqual(importing('src/app/pages.ts', '../domains/admissions/rounds/index.ts'), [])
    for (const [from, to] of [
      ['src/app/pages.ts', '../domains/admissions/rounds/round.page.ts'],
      ['src/app/pages.ts', '../domains/admissions/testing/index.ts'],
      ['src/app/pages.ts', '../children/work/index.ts'],
      ['src/reports/places.report.ts', '../domains/admissions/rounds/index.ts'],
    ] as const)
      assert.match(importing(from, to)[0] ?? '', /not by its index\.ts/, to)
  })

  test('what a folder offers to tests is entered by tests only', () => {
    const importing = (from: string) => check({ [from]: `import { aReader } from '../access/testing/index.ts'` })
    assert.deepEqual(importing('src/children/child.queries.test.ts'), [])
    assert.match(importing('src/children/child.queries.ts')[0] ?? '', /not by its index\.ts/)
  })

  test('a connection is held by access/, queries and actions; others may name its types', () => {
    assert.match(check({ 'src/children/child.page.ts': `import { sql } from 'kysely'` })[0] ?? '', /hold a connection/)
    assert.deepEqual(check({ 'src/children/child.page.ts': `import type { Kysely } from 'kysely'` }), [])
    assert.deepEqual(check({ 'src/children/child.page.ts': `import { type Kysely, type A } from 'kysely'` }), [])
  })

  test('a rule knows no clock, no chance, no disk', () => {
    const rule = 'src/domains/attendance/absence.ts'
    assert.match(check({ [rule]: `import { readFile } from 'node:fs'` })[0] ?? '', /must be pure, but imports node:fs/)
    assert.match(check({ [rule]: 'export const today = () => new Date()' })[0] ?? '', /but says new Date\(\)/)
    assert.match(check({ [rule]: `import { list } from './absence.queries.ts'` })[0] ?? '', /absence\.queries\.ts/)
    assert.deepEqual(check({ [rule]: '/** Not like new Date(), which looks at the clock. */\nexport const a = 1' }), [])
  })

  test('a circle is found, however long', () => {
    const broken = check({
      'src/kernel/a.ts': `import { b } from './b.ts'`,
      'src/kernel/b.ts': `import { c } from './c.ts'`,
      'src/kernel/c.ts': `import type { a } from './a.ts'`,
    })
    assert.deepEqual(broken, ['in a circle: src/kernel/a.ts → src/kernel/b.ts → src/kernel/c.ts → src/kernel/a.ts'])
  })

  test('names that say nothing and unknown suffixes are refused', () => {
    for (const path of ['src/kernel/utils.ts', 'src/platform/common/index.ts', 'src/children/name-helpers.ts']) {
      assert.match(check({ [path]: '' })[0] ?? '', /says nothing/)
    }
    assert.match(check({ 'src/children/child.handler.ts': '' })[0] ?? '', /suffix/)
    assert.deepEqual(check({ 'src/app/routes.contract.test.ts': '', 'src/children/child.queries.test.ts': '' }), [])
  })
})

test('imports are found over several lines, re-exported and for their effect; examples in comments are not', () => {
  const text = `// import { a } from './no.ts'\nimport {\n  a,\n  type B,\n} from './a.ts'\nexport * from './b.ts'\nimport './c.ts'\n`
  const found = scanImports({ path: 'src/kernel/x.ts', text })
  assert.deepEqual(
    found.map(({ to }) => to),
    ['src/kernel/a.ts', 'src/kernel/b.ts', 'src/kernel/c.ts'],
  )
  assert.equal(found[0]?.typeOnly, false)
})
