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

describe('rules without a published case', () => {
  const rowsOf = (rule: string, tables: Parameters<typeof checkLookedAfter>[0], year = 2025) =>
    checkLookedAfter(tables, year)
      .filter(issue => issue.rule === rule)
      .map(({ table, row }) => [table, row])

  test('ask for episodes of every child but a care leaver', () => {
    const children = ['a', 'b', 'c'].map((CHILD, _row) => ({ _row, CHILD }))
    const tables = { Header: children, Episodes: children.slice(0, 1), OC3: children.slice(1, 2) }
    assert.deepEqual(rowsOf('EPI', tables), [['Header', 2]])
  })

  test('let police protection last 72 hours, over two episodes too', () => {
    const days = (from: string, to: string, _row: number) => ({ _row, CHILD: 'a', LS: 'L1', DECOM: from, DEC: to })
    const whole = [days('01/05/2024', '03/05/2024', 0), days('03/05/2024', '04/05/2024', 1)]
    assert.deepEqual(rowsOf('361', { Episodes: whole }), [])
    const longer = [days('01/05/2024', '03/05/2024', 0), days('03/05/2024', '05/05/2024', 1)]
    assert.deepEqual(rowsOf('361', { Episodes: longer }), [
      ['Episodes', 0],
      ['Episodes', 1],
    ])
  })

  test('know the sex of a child under last year’s codes', () => {
    const tables = (SEX: string) => ({
      Header: [{ _row: 0, CHILD: 'a', SEX }],
      Header_last: [{ _row: 0, CHILD: 'a', SEX: '2' }],
    })
    assert.deepEqual(rowsOf('202', tables('F')), [])
    assert.deepEqual(rowsOf('202', tables('M')), [['Header', 0]])
  })

  test('hold care leavers’ answers back from a child who is still looked after', () => {
    const tables = {
      Episodes: [{ _row: 4, CHILD: 'a', DECOM: '01/01/2020', DEC: null, REC: null }],
      OC3: [{ _row: 2, CHILD: 'a', DOB: '01/06/2006', IN_TOUCH: 'YES', ACTIV: 'F1', ACCOM: 'B1' }],
    }
    assert.deepEqual(rowsOf('1007', tables), [['OC3', 2]])
    assert.deepEqual(rowsOf('1016', tables), [])
  })

  test('find a child missing twice at once', () => {
    const missing = [
      { _row: 0, CHILD: 'a', MIS_START: '01/05/2024', MIS_END: '03/05/2024' },
      { _row: 1, CHILD: 'a', MIS_START: '02/05/2024', MIS_END: null },
      { _row: 2, CHILD: 'b', MIS_START: '02/05/2024', MIS_END: null },
    ]
    assert.deepEqual(rowsOf('574', { Missing: missing }), [['Missing', 1]])
    const unread = missing.map(row => ({
      ...row,
      MIS_START: `0${row._row + 1}/05/2024`,
      MIS_END: '32/05/2024',
      CHILD: 'a',
    }))
    assert.deepEqual(rowsOf('574', { Missing: unread.slice(0, 2) }), [['Missing', 1]])
  })

  test('measure a mother’s first birth against the last end of her care, and against the end of the year', () => {
    const mother = (MC_DOB: string) => ({ Header: [{ _row: 0, CHILD: 'a', MC_DOB }] })
    const stay = (_row: number, DEC: string | null, REC: string | null) => ({ _row, CHILD: 'a', DEC, REC })
    const Episodes = [stay(0, '01/02/2025', 'E4A'), stay(1, '01/05/2024', 'E4A'), stay(2, '01/03/2025', 'X1')]
    assert.deepEqual(rowsOf('625', { ...mother('01/02/2025'), Episodes }), [])
    const both = [['Episodes', 0] as const, ['Header', 0] as const]
    assert.deepEqual(rowsOf('625', { ...mother('02/02/2025'), Episodes }), both)
    assert.deepEqual(rowsOf('625', { ...mother('01/04/2025'), Episodes: Episodes.slice(2) }), [['Header', 0]])
  })

  test('know a former foster carer at seventeen by whichever birth date is told, and one postcode however it is spaced', () => {
    const Header = [{ _row: 0, CHILD: 'a', DOB: '01/06/2007' }]
    const OC3 = [{ _row: 2, CHILD: 'a', ACCOM: 'Z1' }]
    assert.deepEqual(rowsOf('3001', { Header, OC3 }), [['OC3', 2]])
    assert.deepEqual(rowsOf('3001', { Header, OC3: OC3.map(row => ({ ...row, DOB: '01/06/2006' })) }), [])
    const home = { _row: 0, HOME_POST: 'AB1 0JD', PL_POST: 'ab10jd', PLACE: 'U1' }
    assert.deepEqual(rowsOf('392d', { Episodes: [home, { ...home, _row: 1, PLACE: 'P1' }] }), [['Episodes', 0]])
  })

  test('let a foster carer go on holiday twice in a return', () => {
    const away = (count: number) =>
      Array.from({ length: count }, (_, _row) => ({ _row, CHILD: 'a', PLACE: 'T3', DECOM: '01/05/2024' }))
    assert.deepEqual(rowsOf('377', { Episodes: away(2) }), [])
    assert.equal(rowsOf('377', { Episodes: away(3) }).length, 3)
  })

  test('hold an episode against what Ofsted’s register says of its provider', () => {
    const provider = { URN: '1', PROVIDER_CODES: 'PR4', REG_END: '01/06/2024', LA_CODE_INFERRED: '816' }
    const about = { provider_info: [provider], localAuthority: '816' }
    const episode = (PLACE_PROVIDER: string, DECOM: string, DEC: string | null, URN = '1') => ({
      Episodes: [{ _row: 0, CHILD: 'a', URN, PLACE: 'K2', PLACE_PROVIDER, DECOM, DEC }],
    })
    const found = (tables: ReturnType<typeof episode>) =>
      checkLookedAfter(tables, 2025, about)
        .map(issue => issue.rule)
        .filter(code => /^22[4789]$/.test(code))
    assert.deepEqual(found(episode('PR4', '01/05/2024', '01/06/2024')), [])
    assert.deepEqual(found(episode('PR2', '02/06/2024', null)), ['224', '227', '228', '229'])
    assert.deepEqual(found(episode('PR2', '02/06/2024', null, '2')), [])
  })

  test('compare an authority only where the sender’s own is told, as a text or a number', () => {
    const episode = { _row: 0, LS: 'C2', PLACE: 'K2', PLACE_PROVIDER: 'PR1', PL_LA: '816', PL_LOCATION: 'IN', URN: '1' }
    const register = [{ URN: '1', LA_CODE_INFERRED: '816' }]
    const found = (localAuthority: unknown) =>
      checkLookedAfter({ Episodes: [episode] }, 2025, { provider_info: register, localAuthority })
        .map(issue => issue.rule)
        .filter(code => ['411', '1015', '229'].includes(code))
    for (const own of [undefined, null, '', 816, '816']) assert.deepEqual(found(own), [])
    assert.deepEqual(found('815'), ['1015', '229', '411'])
  })

  test('close a missing period with its placement, and carry an open one over from last year', () => {
    const gone = (MIS_START: string, MIS_END: string | null) => ({ _row: 0, CHILD: 'a', MIS_START, MIS_END })
    const Episodes = [{ _row: 0, CHILD: 'a', DECOM: '01/04/2024', DEC: '01/06/2024' }]
    assert.deepEqual(rowsOf('575', { Episodes, Missing: [gone('30/05/2024', null)] }), [['Missing', 0]])
    assert.deepEqual(rowsOf('575', { Episodes, Missing: [gone('02/06/2024', null)] }), [])
    const last = { Missing_last: [gone('30/03/2024', null)] }
    assert.deepEqual(rowsOf('576', { ...last, Missing: [gone('01/05/2024', null)] }), [['Missing_last', 0]])
    assert.deepEqual(rowsOf('576', { ...last, Missing: [gone('30/03/2024', '02/04/2024')] }), [])
  })

  test('take an earlier permanence order by its month or year, before care began', () => {
    const told = (DATE_PERM: string) => ({
      Episodes: [{ _row: 3, CHILD: 'a', DECOM: '15/05/2020' }],
      PrevPerm: [{ _row: 0, CHILD: 'a', DATE_PERM }],
    })
    for (const day of ['01/02/2019', 'ZZ/05/2020', 'zz/zz/2020']) assert.deepEqual(rowsOf('632', told(day)), [], day)
    for (const day of ['16/05/2020', 'ZZ/06/2020', '2019', '31/02/2019'])
      assert.equal(rowsOf('632', told(day)).length, 2, day)
  })

  test('have an earlier decision revoked before a new one, and every worker of the year told', () => {
    const decision = (_row: number, DATE_PLACED: string) => ({
      _row,
      CHILD: 'a',
      DATE_PLACED,
      DATE_PLACED_CEASED: null,
    })
    const PlacedAdoption = [decision(0, '01/06/2024'), decision(1, '01/05/2024')]
    assert.deepEqual(rowsOf('583', { PlacedAdoption }), [['PlacedAdoption', 1]])
    const Episodes = [{ _row: 0, CHILD: 'a', DEC: null, LS: 'C2' }]
    const worker = (SW_DECOM: string, SW_REASON: string | null) => ({ _row: 0, CHILD: 'a', SW_DECOM, SW_REASON })
    assert.deepEqual(rowsOf('SW12STG2', { Episodes, SWEpisodes: [worker('01/04/2024', null)] }), [])
    assert.equal(rowsOf('SW12STG2', { Episodes, SWEpisodes: [worker('02/04/2024', null)] }).length, 1)
    assert.equal(rowsOf('SW15STG2', { SWEpisodes: [worker('02/04/2024', null)] }).length, 1)
  })
})
