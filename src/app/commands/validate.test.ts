import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { runCommandLine } from '../command-line.ts'
import { settingsFrom } from '../settings.ts'

const validate = async (lines: readonly string[], ...switches: string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'validate-'))
  const file = join(folder, 'tables.jsonl')
  writeFileSync(file, lines.join('\n'))
  const said: string[] = []
  const told: string[] = []
  const streams = { say: (line: string) => void said.push(line), tell: (line: string) => void told.push(line) }
  try {
    const code = await runCommandLine(['validate', file, '--tables', ...switches], () => settingsFrom({}), streams)
    return { code, said, told: told.join('\n') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('throughline validate --tables', () => {
  test('answers each line by one line, and a line without a finding by an empty list', async () => {
    const lists = [{ List_2: [{ _row: 4, Ethnicity: null }] }, {}, { List_2: [] }]
    const { code, said } = await validate(
      lists.map(one => JSON.stringify(one)),
      ...['--return', 'sen', '--rules', 'sen_v0_0_1', '--json'],
    )
    assert.equal(code, 0)
    assert.deepEqual(
      said.map(line => JSON.parse(line)),
      [[{ rule: '201c', table: 'List_2', field: 'Ethnicity', row: 4 }], [], []],
    )
  })

  test('answers a line that is none by file, line, what came and what was wanted, and the others all the same', async () => {
    for (const [bad, got] of [
      ['[1]', 'a list'],
      ['"a"', 'a text'],
      ['null', 'null'],
      ['{', 'no JSON'],
      ['{"List_1": 3}', 'a number as List_1'],
      ['{"List_1": [{"_row": 0}, 7]}', 'a number as row 2 of List_1'],
      ['{"List_1": [{"_row": "x"}]}', 'a text as the _row of row 1 of List_1'],
    ] as const) {
      const { code, said, told } = await validate(['{}', bad, '{}'], '--return', 'sen')
      assert.equal(code, 1)
      assert.ok(told.includes(`tables.jsonl, line 2: got ${got}, wanted`), told)
      assert.deepEqual(
        said.map(line => JSON.parse(line)),
        [[], { error: told.trim() }, []],
      )
    }
  })

  test('has no rules of a year that nobody named so, and says which there are', async () => {
    for (const ruleset of ['lac2024_26', 'lac2019_20', 'lac2030_31', 'cin2024_25']) {
      const { code, told } = await validate(['{}'], '--return', 'ssda903', '--rules', ruleset)
      assert.equal(code, 1)
      assert.ok(told.includes(`no rules called “${ruleset}”`) && told.includes('lac2022_23 to lac2026_27'), told)
    }
  })

  test('says which file cannot be read', async () => {
    const told: string[] = []
    const streams = { say: () => undefined, tell: (line: string) => void told.push(line) }
    const args = ['validate', '/nowhere/x.jsonl', '--tables', '--return', 'cin']
    assert.equal(await runCommandLine(args, () => settingsFrom({}), streams), 1)
    assert.match(told.join('\n'), /x\.jsonl cannot be read/)
  })
})
