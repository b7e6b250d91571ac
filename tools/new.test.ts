import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { readProject } from './import-scan.ts'
import { checkImports } from './imports.ts'

const product = join(import.meta.dirname, '..')
// With a space: a checkout may stand in such a path.
const root = mkdtempSync(join(tmpdir(), 'new one '))
before(() => {
  for (const part of ['src', 'fictional', 'tools', 'tsconfig.json', 'biome.json', '.gitignore', 'package.json'])
    cpSync(join(product, part), join(root, part), { recursive: true })
  symlinkSync(join(product, 'node_modules'), join(root, 'node_modules'), 'dir')
})
after(() => rmSync(root, { recursive: true, force: true }))

const run = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH } })
const make = (...args: string[]) => run(process.execPath, ['tools/new.ts', ...args])
const made: string[] = []
const has = (path: string, ...parts: string[]): void => {
  const text = readFileSync(join(root, path), 'utf8')
  for (const part of parts) assert.ok(text.includes(part), `${path} has ${part}`)
}

describe('npm run new', () => {
  for (const [sort, name, list, ...lines] of [
    [
      'source',
      'housing-register',
      'src/app/sources.ts',
      '../sources/housing-register/index.ts',
      '  housingRegister,\n  spreadsheet(',
    ],
    [
      'record',
      'hubs/holiday-place',
      'src/domains/hubs/index.ts',
      './holiday-place.record.ts',
      'membership, holidayPlace]',
    ],
    ['record', 'music-service', 'src/app/domains.ts', '../domains/music-service/index.ts', '  musicServiceKinds,\n]'],
    ['page', 'music-service/lessons', 'src/app/pages.ts', '../domains/music-service/index.ts', '    lessonsPage,\n  ]'],
    ['page', 'young-carers/clubs', 'src/app/pages.ts', '../domains/young-carers/index.ts', '    clubsPage,\n  ]'],
    ['report', 'music-places', 'src/app/reports.ts', '../reports/index.ts', '[musicPlacesReport]'],
    ['report', 'hub-places', 'src/app/reports.ts', '../reports/index.ts', 'hubPlacesReport'],
  ] as const) {
    test(`${sort} ${name} writes its files and its line in ${list}, and says what to do next`, () => {
      const { status, stdout, stderr } = make(sort, name)
      assert.equal(status, 0, stderr)
      assert.match(stdout, /^Next:\n1\. /m)
      made.push(...[...stdout.matchAll(/^(?:new|changed) +(.*)$/gm)].map(([, path = '']) => path))
      has(list, ...lines)
    })
  }

  test('what it writes has the right types and keeps the rules of the house', () => {
    const ours = (line: string) => made.some(path => line.startsWith(path))
    assert.ok(made.length > 20)
    assert.deepEqual(checkImports(readProject(root)).filter(ours), [])
    const typed = made.filter(path => path.endsWith('.ts'))
    writeFileSync(
      join(root, 'tsconfig.new.json'),
      JSON.stringify({ extends: './tsconfig.json', include: [], files: typed }),
    )
    const types = run(join(product, 'node_modules/.bin/tsc'), [
      '--noEmit',
      '-p',
      'tsconfig.new.json',
      '--pretty',
      'false',
    ])
    assert.equal(types.error, undefined)
    assert.deepEqual(types.stdout.split('\n').filter(ours), [])
    const lint = run(join(product, 'node_modules/.bin/biome'), ['check', '--error-on-warnings', ...typed])
    assert.equal(lint.status, 0, lint.stderr)
  })

  test('the new source reads its own sample', () => {
    const { status, stdout } = run(process.execPath, [
      '--test',
      'src/sources/housing-register/housing-register.test.ts',
    ])
    assert.equal(status, 0, stdout)
    assert.match(stdout, /pass 4\b/)
  })

  test('refuses a name that is taken, and writes nothing', () => {
    const before = readFileSync(join(root, 'src/app/sources.ts'), 'utf8')
    for (const args of [
      ['source', 'school-census'],
      ['record', 'hubs/youth-membership'],
      ['page', 'young-carers/clubs'],
      ['report', 'music-places'],
    ]) {
      const { status, stderr } = make(...args)
      assert.equal(status, 1)
      assert.match(stderr, /already: choose another name/)
    }
    assert.equal(readFileSync(join(root, 'src/app/sources.ts'), 'utf8'), before)
  })

  test('refuses what is no name, no sort, or a page of a service without anything to show', () => {
    assert.match(make('source', 'Housing_Register').stderr, /is no name/)
    assert.match(make('source', '../escape').stderr, /is no name/)
    assert.match(make('widget', 'x').stderr, /source\|record\|page\|report/)
    assert.match(make('page', 'nobody/thing').stderr, /no record kind to show/)
  })
})
