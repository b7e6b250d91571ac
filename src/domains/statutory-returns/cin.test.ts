import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { checkCin, cinRules, cinYear, newestCinYear } from './cin.ts'
import type { Tables } from './return-rules.ts'

type Expected =
  | { readonly type: 'la' }
  | { readonly type: 0; readonly table: string; readonly field: string; readonly row: number }
  | {
      readonly type: 1 | 2 | 3
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

const cases = readFileSync(join(import.meta.dirname, 'fixtures/cin_rule_cases.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Case)

/** One item for each table and row, by the rule's first field for the table. */
const wanted = ({ expected }: Case): string[] => {
  const items = expected.flatMap((one): [string | null, string | null, number | null][] => {
    if (one.type === 'la') return [[null, null, null]]
    if (one.type === 0) return [[one.table, one.field, one.row]]
    return one.groups.flatMap(group =>
      group.rows.map((row): [string, string | null, number] => [one.table, one.columns[0] ?? null, row]),
    )
  })
  return [...new Set(items.map(item => JSON.stringify(item)))].sort()
}

describe('the sector’s own cases of the Children in Need census', () => {
  for (const [index, one] of cases.entries())
    test(`${one.rule} (${one.ruleset}): ${one.message.slice(0, 90)}, case ${index + 1}`, () => {
      const year = cinYear(one.ruleset)
      assert.ok(year)
      const found = checkCin(one.input, year)
        .filter(issue => issue.rule === one.rule)
        .map(({ table, field, row }) => JSON.stringify([table, field, row]))
      assert.deepEqual(found.sort(), wanted(one))
    })
})

describe('the rules', () => {
  test('have one meaning for each number in each year', () => {
    for (let year = 2022; year <= newestCinYear; year++) {
      const codes = cinRules.filter(one => one.from <= year && year <= one.until).map(one => one.code)
      assert.deepEqual(
        codes.filter((code, i) => codes.indexOf(code) !== i),
        [],
      )
    }
  })

  test('do not run where a table or a column that they look at is not there', () => {
    assert.deepEqual(checkCin({ CINdetails: [{ _row: 0, CINclosureDate: '2001-01-01' }] }, 2023), [])
  })

  test('hold a referral to forty weeks before the birth at most', () => {
    const tables = {
      CINdetails: ['2024-01-01', '2024-01-02'].map((CINreferralDate, _row) => ({
        _row,
        LAchildID: 'a',
        CINreferralDate,
      })),
      ChildIdentifiers: [{ _row: 0, LAchildID: 'a', PersonBirthDate: null, ExpectedPersonBirthDate: '2024-10-08' }],
    }
    const rows = checkCin(tables, 2025).filter(issue => issue.rule === '8606' && issue.table === 'CINdetails')
    assert.deepEqual(
      rows.map(issue => issue.row),
      [0],
    )
  })

  test('know a plan that ends before it starts, a census of another day than 31 March, and an assessment without factors', () => {
    const tables = {
      Header: [{ _row: 0, ReferenceDate: '2025-03-30' }],
      ChildProtectionPlans: [{ _row: 3, CPPstartDate: '2024-06-02', CPPendDate: '2024-06-01' }],
      Assessments: [{ _row: 5, AssessmentAuthorisationDate: '2024-06-01', AssessmentFactors: null }],
    }
    const codes = checkCin(tables, 2025).map(issue => issue.rule)
    for (const code of ['100', '8925', '8897']) assert.ok(codes.includes(code), code)
  })

  test('name a row once for each rule, by table and row', () => {
    const twins = ['a', 'b', 'a'].map((UPN, _row) => ({ _row, LAchildID: String(_row), UPN }))
    assert.deepEqual(
      checkCin({ ChildIdentifiers: twins }, 2023).filter(issue => issue.rule === '1520'),
      [0, 2].map(row => ({ rule: '1520', table: 'ChildIdentifiers', field: 'UPN', row })),
    )
  })

  const census = { Header: [{ _row: 0, ReferenceDate: '2025-03-31' }] }
  const found = (rule: string, tables: Tables): (number | null)[] =>
    checkCin({ ...census, ...tables }, 2025)
      .filter(issue => issue.rule === rule)
      .map(issue => issue.row)
  const rows = (...list: readonly object[]) =>
    list.map((row, _row) => ({ _row, LAchildID: 'c', CINdetailsID: '0', ...row }))

  test('know a birth after the year, a death before the birth, and a number that is another child’s', () => {
    const born = (PersonBirthDate: string | null, more: object = {}) => ({
      PersonBirthDate,
      ExpectedPersonBirthDate: null,
      PersonDeathDate: null,
      ...more,
    })
    assert.deepEqual(found('8520', { ChildIdentifiers: rows(born('2025-04-01'), born('2025-03-31'), born(null)) }), [0])
    assert.deepEqual(
      found('8535Q', {
        ChildIdentifiers: rows(born('2020-05-01', { PersonDeathDate: '2020-04-30' }), born('2020-05-01')),
      }),
      [0],
    )
    assert.deepEqual(found('8775Q', { ChildIdentifiers: rows(born('2000-03-30'), born('2000-03-31')) }), [0])
    assert.deepEqual(found('8510', { ChildIdentifiers: rows({}, { LAchildID: 'd' }, {}) }), [0, 2])
  })

  test('know episodes that overlap, end before they begin, or begin after the child has died', () => {
    const episode = (CINreferralDate: string | null, CINclosureDate: string | null) => ({
      CINreferralDate,
      CINclosureDate,
    })
    assert.deepEqual(
      found('8820', {
        CINdetails: rows(
          episode('2024-05-01', '2024-06-01'),
          episode('2024-05-20', null),
          episode('2024-04-02', '2024-05-01'),
        ),
      }),
      [0, 1],
    )
    assert.deepEqual(
      found('8630', { CINdetails: rows(episode('2024-05-02', '2024-05-01'), episode('2024-05-02', '2024-05-02')) }),
      [0],
    )
    assert.deepEqual(
      found('8600', {
        CINdetails: rows(episode(null, null), episode('2025-04-01', null), episode('2025-03-31', null)),
      }),
      [0, 1],
    )
    const died = {
      ChildIdentifiers: rows({ PersonDeathDate: '2024-05-01' }),
      CINdetails: rows(episode('2024-05-02', null), episode('2024-05-01', null)),
    }
    assert.deepEqual(found('8555', died), [0, 0])
  })

  test('know codes that the census has not', () => {
    assert.deepEqual(
      found('4220', { ChildCharacteristics: rows({ Ethnicity: 'WBRI' }, { Ethnicity: 'WHITE' }, { Ethnicity: null }) }),
      [1, 2],
    )
    assert.deepEqual(found('8540', { Disabilities: rows({ Disability: 'HAND' }, { Disability: 'EARS' }) }), [1])
    assert.deepEqual(
      found('8790', {
        Disabilities: rows({ Disability: 'NONE' }, { Disability: 'HEAR' }, { LAchildID: 'd', Disability: 'NONE' }),
      }),
      [0, 1],
    )
    assert.deepEqual(
      found('8905', {
        ChildProtectionPlans: rows({ InitialCategoryOfAbuse: 'NEG' }, { InitialCategoryOfAbuse: null }),
      }),
      [1],
    )
  })

  test('know plans that overlap, are open twice, or outlive the child', () => {
    const plan = (CPPstartDate: string, CPPendDate: string | null) => ({ CPPID: '0', CPPstartDate, CPPendDate })
    assert.deepEqual(
      found('8935', {
        ChildProtectionPlans: rows(
          plan('2024-05-01', null),
          plan('2024-06-01', null),
          plan('2023-05-01', '2024-01-01'),
        ),
      }),
      [0, 1],
    )
    assert.deepEqual(
      found('8725', { ChildProtectionPlans: rows(plan('2024-05-02', '2024-05-01'), plan('2024-05-01', '2024-05-01')) }),
      [0],
    )
    const died = {
      ChildIdentifiers: rows({ PersonDeathDate: '2024-05-01' }),
      ChildProtectionPlans: rows(plan('2024-05-02', null), plan('2024-04-01', '2024-05-01')),
    }
    assert.deepEqual(found('8915', died), [0, 0])
    assert.deepEqual(found('8920', died), [])
  })

  test('know what happened after a case was closed, and what a closed or refused case should not hold', () => {
    const nothing = { CINplanDates: [], ChildProtectionPlans: [], Reviews: [], Section47: [], Assessments: [] }
    const closed = { CINclosureDate: '2024-09-10', ReasonForClosure: 'RC1', ReferralNFA: '0', DateOfInitialCPC: null }
    const review = (CPPreviewDate: string) => ({ CPPreviewDate })
    const CINdetails = rows(closed, { ...closed, CINdetailsID: '1' })
    assert.deepEqual(
      checkCin({ ...census, ...nothing, CINdetails, Reviews: rows(review('2024-09-10'), review('2024-09-11')) }, 2025)
        .filter(issue => issue.rule === '8565')
        .map(({ table, row }) => [table, row]),
      [
        ['CINdetails', 0],
        ['Reviews', 1],
      ],
    )
    const assessed = { ...nothing, CINdetails: rows({ ...closed, ReasonForClosure: 'RC8' }) }
    assert.deepEqual(found('2990', assessed), [])
    assert.deepEqual(found('2990', { ...assessed, Section47: rows({}) }), [0, 0])
    const refused = { CINdetails: rows({ ...closed, ReferralNFA: 'true' }) }
    assert.deepEqual(found('4000', { ...refused, CINplanDates: rows({ CINPlanStartDate: '2024-08-01' }) }), [0, 0])
    assert.deepEqual(found('8832', { ...refused, ChildProtectionPlans: rows({ CPPstartDate: null }) }), [0, 0])
  })

  test('know a child in need plan that goes on into protection, not one that ends as it begins', () => {
    const ending = (CINPlanEndDate: string) => ({ CINPlanEndDate })
    const ChildProtectionPlans = rows({ CPPstartDate: '2024-06-01', CPPendDate: null })
    assert.deepEqual(found('4017', { ChildProtectionPlans, CINplanDates: rows(ending('2024-06-01')) }), [])
    assert.deepEqual(found('4017', { ChildProtectionPlans, CINplanDates: rows(ending('2024-06-02')) }), [0, 0])
  })

  test('know factors of an assessment that goes on, and an enquiry that begins after its conference', () => {
    const factors = (AssessmentAuthorisationDate: string | null, AssessmentFactors: readonly string[] | null) => ({
      AssessmentAuthorisationDate,
      AssessmentFactors,
    })
    const Assessments = rows(factors(null, ['2A']), factors('2024-06-01', ['2A']), factors(null, null))
    assert.deepEqual(found('8614Q', { Assessments }), [0])
    const enquiry = (S47ActualStartDate: string, DateOfInitialCPC: string | null) => ({
      S47ActualStartDate,
      DateOfInitialCPC,
    })
    const days = [enquiry('2024-06-02', '2024-06-01'), enquiry('2024-06-01', '2024-06-01'), enquiry('2024-06-01', null)]
    assert.deepEqual(found('8615', { Section47: rows(...days) }), [0])
  })
})
