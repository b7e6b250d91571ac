import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeUpn, type PlainDate } from '../../kernel/index.ts'
import { keyFor, type Mapping, openQuestions } from './mapping.ts'
import { proposeMapping } from './propose.ts'
import { type Met, readRow } from './rows.ts'

const [mina, olaf] = [makeUpn('330', '4001', '15', 101), makeUpn('330', '4001', '15', 102)]
const headings = ['UPN', 'Name', 'Subject', 'Assessment', 'Result', 'Date']
const lines = [
  [mina, 'Mina Patel', 'Maths', 'KS2', '104', '14/05/2026'],
  [mina, 'Mina Patel', 'Reading', 'KS2', '99', '13/05/2026'],
  [mina, 'Mina Patel', 'Maths', 'KS2', '107', '10/06/2026'],
  [olaf, 'Olaf Lund', 'Maths', 'KS2', 'B', '14/05/2026'],
  ['n/a', 'Ivo Lane', 'Maths', 'KS2', '110', '14/05/2026'],
]
const mappingOf = (names: readonly string[], rows: readonly (readonly string[])[]): Mapping =>
  proposeMapping(
    [{ name: 'Sheet1', hidden: false, rows: [names, ...rows].map((values, at) => ({ line: at + 1, values })) }],
    { fileName: 'KS2 results 2026.xlsx' },
  )
const mapping = mappingOf(headings, lines)
const read = (rows: readonly (readonly string[])[]) => {
  const met: Met = new Map()
  return rows.map((values, at) =>
    readRow(
      mapping,
      { line: at + 2, values: Object.fromEntries(headings.map((name, i) => [name, values[i] ?? ''])) },
      '2026-07-01' as PlainDate,
      met,
    ),
  )
}

describe('a school’s list of results', () => {
  test('is known for one by its headings, and a later list takes no earlier result back', () => {
    assert.equal(mapping.service, 'school-results')
    assert.deepEqual(
      mapping.columns.map(column => column.target),
      ['child.upn', 'child.full-name', 'result.subject', 'result.stage', 'result.result', 'result.on'],
    )
    assert.deepEqual([mapping.key, mapping.mode, openQuestions(mapping)], ['upn', 'delta', []])
  })

  test('is kept as a transfer file’s results are, each once, and the first of a child says who the child is', () => {
    const accepted = read(lines).flatMap(one => (one.outcome === 'accepted' && 'facts' in one.row ? [one.row] : []))
    assert.deepEqual(
      accepted.map(row => row.facts.map(fact => fact.kind.kind)),
      [
        ['identity', 'identifier', 'attainment'],
        ['attainment'],
        ['attainment'],
        ['identity', 'identifier', 'attainment'],
      ],
    )
    const [first, second] = accepted.map(row => row.facts.find(fact => fact.kind.kind === 'attainment'))
    assert.deepEqual(first?.body, { stage: 'KS2', subject: 'Maths', result: '104' })
    assert.equal(second?.from, '2026-05-13')
    assert.equal(new Set(accepted.map(row => row.key)).size, 4, 'a result taken again is another')
    const written = lines.map(line => line.map(cell => cell.replace(/(..)\/(..)\/(2026)/, '$3-$2-$1')))
    const again = read(written).flatMap(one => (one.outcome === 'accepted' && 'facts' in one.row ? [one.row.key] : []))
    assert.deepEqual(
      again,
      accepted.map(row => row.key),
      'however its date is written',
    )
  })

  test('sends back a row without a pupil number, and cannot be confirmed by pupil numbers without names', () => {
    assert.deepEqual(
      read(lines)
        .map(one => one.outcome)
        .at(-1),
      'rejected',
    )
    const nameless = mappingOf(
      headings.filter(name => name !== 'Name'),
      lines.map(line => line.filter((_, at) => at !== 1)),
    )
    assert.deepEqual(openQuestions(nameless), ['Say which column holds the child’s name.'])
    assert.equal(keyFor('people', nameless.columns), 'name-and-birth')
  })
})
