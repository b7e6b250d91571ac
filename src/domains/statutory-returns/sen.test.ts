import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { plainDate } from '../../kernel/index.ts'
import { readSen } from './read-sen.actions.ts'
import type { Tables } from './return-rules.ts'
import { checkSen, senRules, senVersion } from './sen.ts'

type Expected =
  | { readonly type: 0; readonly table: string; readonly field: string; readonly row: number }
  | {
      readonly type: 1
      readonly table: string
      readonly columns: readonly string[]
      readonly groups: readonly { readonly rows: readonly number[] }[]
    }
type Case = {
  readonly rule: string
  readonly ruleset: string
  readonly message: string
  readonly input: Tables
  readonly expected: readonly Expected[]
}

const cases = readFileSync(join(import.meta.dirname, 'fixtures/sen_rule_cases.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Case)
const today = plainDate(2026, 11, 28)

/** One item for each table and row, by the rule's first field for the table. */
const wanted = ({ expected }: Case): string[] =>
  expected
    .flatMap((one): [string, string | null, number][] =>
      one.type === 0
        ? [[one.table, one.field, one.row]]
        : one.groups.flatMap(group =>
            group.rows.map((row): [string, string | null, number] => [one.table, one.columns[0] ?? null, row]),
          ),
    )
    .map(item => JSON.stringify(item))
    .sort()

describe('the sector’s own cases of the inspection lists of special needs', () => {
  for (const one of cases)
    test(`${one.rule} (${one.ruleset}): ${one.message}`, () => {
      assert.equal(senVersion(one.ruleset), 1)
      const found = checkSen(one.input, today)
        .filter(issue => issue.rule === one.rule)
        .map(({ table, field, row }) => JSON.stringify([table, field, row]))
      assert.deepEqual(found.sort(), wanted(one))
    })
})

describe('the lists', () => {
  const found = (rule: string, tables: Tables) =>
    checkSen(tables, today)
      .filter(issue => issue.rule === rule)
      .map(issue => issue.row)

  test('ask for a number from the sixth birthday on', () => {
    const born = ['28/11/2020', '29/11/2020'].map((date, _row) => ({
      _row,
      'Date of birth': date,
      UPN: null,
      ULN: null,
    }))
    assert.deepEqual(found('107', { List_1: born }), [0])
    assert.deepEqual(found('207', { List_2: born }), [0])
  })

  test('take today for a day that has come', () => {
    const dates = ['28/11/2026', '29/11/2026'].map((date, _row) => ({ _row, 'Date EHC plan last reviewed': date }))
    assert.deepEqual(found('105d', { List_1: dates }), [1])
  })

  test('have one meaning for each number', () => {
    assert.equal(new Set(senRules.map(one => one.code)).size, senRules.length)
  })

  test('are read from a workbook as systems export it', async () => {
    const tables = await readSen(join(import.meta.dirname, 'fixtures/fake_sen.xlsx'))
    assert.deepEqual(
      Object.entries(tables).map(([name, rows]) => [name, rows.length, rows[0]?.['Unique ID']]),
      [
        ['List_1', 2, 'will'],
        ['List_2', 2, 'will'],
      ],
    )
    assert.deepEqual(checkSen(tables, today), [])
    assert.deepEqual(
      checkSen(tables, plainDate(1999, 1, 1)).map(issue => issue.rule),
      ['105a', '105b', '105b', '105c', '105c', '105d', '105d'],
    )
  })

  test('that are not in a workbook are missed in words', async () => {
    await assert.rejects(readSen(join(import.meta.dirname, 'nowhere.xlsx')), /nowhere\.xlsx/)
  })
})
