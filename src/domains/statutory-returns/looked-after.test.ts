import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { checkLookedAfter, lookedAfterRules, lookedAfterYear, newestLookedAfterYear } from './looked-after.ts'
import type { Row } from './return-rules.ts'

type Case = {
  readonly rule: string
  readonly ruleset: string
  readonly message: string
  readonly input: Readonly<Record<string, readonly Row[]>> & { readonly metadata?: Readonly<Record<string, unknown>> }
  readonly expected: Readonly<Record<string, readonly number[]>>
}

const cases = readFileSync(join(import.meta.dirname, 'fixtures/ssda903_rule_cases.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Case)

/** Rules whose published case says something else than their words: docs/returns.md says what. */
const judgedWrong: Readonly<Record<string, Case['expected']>> = {
  558: { Episodes: [4, 5, 6, 7] },
  SW10STG2: { SWEpisodes: [1, 3, 5, 9] },
}

const sorted = (rows: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(rows)
    .filter(([, numbers]) => numbers.length > 0)
    .map(([table, numbers]) => [table, [...new Set(numbers)].sort((a, b) => a - b)])
    .sort()

describe('the sector’s own cases of SSDA903', () => {
  for (const [index, one] of cases.entries()) {
    const ours = judgedWrong[one.rule]
    test(`${one.rule} (${one.ruleset}): ${one.message.slice(0, 90)}, case ${index + 1}`, () => {
      const year = lookedAfterYear(one.ruleset)
      assert.ok(year)
      const { metadata = {}, ...tables } = one.input
      const found: Record<string, number[]> = {}
      for (const issue of checkLookedAfter(tables, year, metadata)) {
        if (issue.rule !== one.rule || issue.table === null || issue.row === null) continue
        assert.equal(issue.field, null)
        found[issue.table] = [...(found[issue.table] ?? []), issue.row]
      }
      assert.deepEqual(sorted(found), sorted(ours ?? one.expected))
      if (ours) assert.notDeepEqual(sorted(ours), sorted(one.expected))
    })
  }
})

test('each number has one meaning in each year', () => {
  for (let year = 2023; year <= newestLookedAfterYear; year++) {
    const codes = lookedAfterRules.filter(one => one.from <= year && year <= one.until).map(one => one.code)
    assert.deepEqual(
      codes.filter((code, at) => codes.indexOf(code) !== at),
      [],
    )
  }
})
