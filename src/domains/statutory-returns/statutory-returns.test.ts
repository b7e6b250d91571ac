import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { plainDate } from '../../kernel/index.ts'
import type { Row, Rule, Tables } from './return-rules.ts'
import { statutoryReturns } from './statutory-returns.actions.ts'

const today = plainDate(2026, 11, 28)

/** What stands in cells of real files: nothing, dates good and bad, numbers as text, codes, other kinds of value. */
const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      null,
      undefined,
      '',
      ' ',
      '0',
      '1',
      0,
      1,
      true,
      'S',
      'X1',
      'E11',
      'V3',
      'C2',
      'T1',
      'E1',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('01/04/2024', '2024-04-01', '31/03/2025', '29/02/2008', '01/01/2010', '2012-06-15'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '31/02/2020',
      '99/99/9999',
      '31/12/9999',
      '01/01/0001',
      '9999-12-31',
      '45000',
      '1e9',
      'ZZ/ZZ/ZZZZ',
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
)

/** The columns that the rules of a return look at, by table, and last year's of the same. */
const columnsOf = (rules: readonly Rule[]): Map<string, string[]> => {
  const found = new Map<string, Set<string>>()
  for (const { looksAt } of rules)
    for (const [table, columns] of Object.entries(looksAt))
      found.set(table, new Set([...(found.get(table) ?? ['CHILD', 'LAchildID']), ...columns]))
  return new Map([...found].map(([table, columns]) => [table, [...columns]]))
}

const rowOf = (columns: readonly string[]): fc.Arbitrary<Row> =>
  fc
    .tuple(
      fc.nat(5),
      fc.constantFrom('a', 'b', 'c', null),
      fc.array(cell, { minLength: columns.length, maxLength: columns.length }),
      fc.boolean(),
    )
    .map(([_row, child, cells, isWhole]) => ({
      _row,
      ...Object.fromEntries(
        columns.map((column, at) => [column, cells[at]] as const).filter(() => isWhole || cells.length % 2 === 0),
      ),
      ...{ CHILD: child, LAchildID: child },
    }))

const tablesOf = (rules: readonly Rule[]): fc.Arbitrary<Tables> =>
  fc.record(
    Object.fromEntries(
      [...columnsOf(rules)].map(([table, columns]) => [table, fc.array(rowOf(columns), { maxLength: 5 })]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Tables>

const about = fc.dictionary(
  fc.constantFrom('collection_start', 'collection_end', 'localAuthority', 'provider_info', 'file_format'),
  fc.oneof(
    cell,
    fc.array(fc.oneof(fc.record({ URN: cell, POSTCODE: cell, PLACE_CODES: cell }), cell), { maxLength: 2 }),
  ),
)

for (const [name, kind] of Object.entries(statutoryReturns))
  describe(`any tables of ${name}`, () => {
    const years = [kind.newest, kind.newest - 1, kind.newest - 4]

    test('are answered, by issues of this return that name each row of theirs once for each rule', () => {
      fc.assert(
        fc.property(tablesOf(kind.rules), about, fc.constantFrom(...years), (tables, known, year) => {
          const issues = kind.check(tables, year, known, today)
          const keys = issues.map(({ rule, table, row }) => JSON.stringify([rule, table, row]))
          assert.equal(new Set(keys).size, keys.length)
          for (const { rule, table, row } of issues) {
            assert.ok(kind.rules.some(one => one.code === rule))
            if (table !== null)
              assert.ok(
                tables[table]?.some(one => one['_row'] === row),
                `${rule} of ${table}`,
              )
          }
        }),
        { numRuns: 150 },
      )
    })

    test('answer no rule that looks at a table or a column that is not there', () => {
      const places = [...columnsOf(kind.rules)].flatMap(([table, columns]) =>
        columns.map(column => [table, column] as const),
      )
      fc.assert(
        fc.property(
          tablesOf(kind.rules),
          fc.constantFrom(...places),
          fc.boolean(),
          (tables, [table, column], isWhole) => {
            const less = { ...tables }
            if (isWhole) delete less[table]
            else
              less[table] = [...(less[table] ?? []), { _row: 0 }]
                .map(row => ({ ...row, [column]: undefined }))
                .map(({ [column]: _, ...row }) => row)
            const found = new Set(kind.check(less, kind.newest, {}, today).map(issue => issue.rule))
            for (const one of kind.rules) {
              const columns = one.looksAt[table]
              if (
                columns &&
                (isWhole || columns.includes(column)) &&
                kind.rules.filter(({ code }) => code === one.code).length === 1
              )
                assert.ok(!found.has(one.code), one.code)
            }
          },
        ),
        { numRuns: 100 },
      )
    })
  })

test('a list of factors that holds an object is no factor, whatever the object says it is', () => {
  const row = {
    ...{ _row: 0, LAchildID: 'a', CINdetailsID: 'b', AssessmentID: 'c', AssessmentActualStartDate: '01/04/2024' },
    ...{ AssessmentAuthorisationDate: '01/04/2024', AssessmentFactors: [{ toString: [] }] },
  }
  const cin = statutoryReturns['cin']
  assert.ok(cin)
  assert.ok(
    Array.isArray(cin.check({ Assessments: [row, { ...row, AssessmentFactors: { toString: [] } }] }, 2026, {}, today)),
  )
})
