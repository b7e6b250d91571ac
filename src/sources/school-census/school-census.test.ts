import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { RowOutcome } from '../../intake/index.ts'
import { type FileEvent, readRecords } from '../../platform/files/index.ts'
import { schoolCensus } from './index.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'census-'))
  cpSync(fixtures, folder, { recursive: true })
})
after(() => rmSync(folder, { recursive: true, force: true }))

const headOf = async (name: string) => {
  const events: FileEvent[] = []
  for await (const event of readRecords({ path: join(folder, name), name })) {
    events.push(event)
    if (events.length > 10) break
  }
  return { name, format: 'csv' as const, events }
}
const readAll = async (name: string): Promise<RowOutcome[]> => {
  const recognised = schoolCensus.recognise(await headOf(name))
  assert.ok(recognised, `${name} is not recognised`)
  return await Array.fromAsync(
    schoolCensus.read({
      name,
      recognised,
      events: readRecords({ path: join(folder, name), name }),
      mapping: undefined,
    }),
  )
}
const count = (outcomes: readonly RowOutcome[], outcome: RowOutcome['outcome']): number =>
  outcomes.filter(o => o.outcome === outcome).length

describe('a school census file', () => {
  test('is known by its name and first column, with its term and reference day', async () => {
    const recognised = schoolCensus.recognise(await headOf('2025_spring_pupilonroll.csv'))
    assert.deepEqual(recognised && { ...recognised, asOf: recognised.asOf.toISOString().slice(0, 10) }, {
      period: '2025 spring',
      table: 'pupilonroll',
      asOf: '2025-01-16',
      mode: 'snapshot',
      order: 0,
    })
    assert.equal(
      schoolCensus.recognise({ ...(await headOf('2025_spring_pupilonroll.csv')), name: 'pupils.csv' }),
      undefined,
    )
  })

  test('gives every pupil, and a wrong UPN is a warning, not a refusal', async () => {
    const outcomes = await readAll('2025_spring_pupilonroll.csv')
    assert.equal(count(outcomes, 'accepted'), 40)
    assert.equal(count(outcomes, 'rejected'), 0)
    const first = outcomes.find(o => o.outcome === 'accepted')
    assert.ok(first?.outcome === 'accepted' && first.warnings?.some(w => w.column === 'upn' && w.fix))
  })

  test('says what it doubts, and how to mend it, in whole sentences', async () => {
    const outcomes = await readAll('2025_spring_pupilonroll.csv')
    const words = outcomes.flatMap(o =>
      (o.outcome === 'accepted' ? (o.warnings ?? []) : []).flatMap(w => [w.problem, w.fix]),
    )
    assert.ok(words.length > 0)
    assert.deepEqual(
      words.filter(sentence => !sentence.endsWith('.')),
      [],
    )
  })

  test('holds a young carer mark, a mark of care and the forces under categories of their own', () => {
    const labels = new Map(schoolCensus.columns.filter(c => c.table === 'pupilonroll').map(c => [c.column, c.category]))
    assert.equal(labels.get('youngcarer'), 'young-carer')
    assert.equal(labels.get('plaa'), 'adoption')
    assert.equal(labels.get('servicechild'), 'contact')
  })

  test('needs a meaning for a type of need that no code set knows', async () => {
    const outcomes = await readAll('2025_spring_senneeds.csv')
    assert.equal(count(outcomes, 'waiting') + count(outcomes, 'accepted'), outcomes.length)
    const waiting = outcomes.find(o => o.outcome === 'waiting')
    assert.ok(waiting?.outcome === 'waiting')
    assert.deepEqual([waiting.problem.line, waiting.problem.column], [2, 'sentype'])
  })
})

describe('a row that cannot be used', () => {
  test('says which line and column, what came and how to mend it, and the others still count', async () => {
    const outcomes = await readAll('2026_spring_pupilonroll.csv')
    const rejected = outcomes.filter(o => o.outcome === 'rejected')
    assert.deepEqual(
      rejected.map(o => o.outcome === 'rejected' && [o.line, o.problem.column, o.problem.got]),
      [
        [3, 'dob', '31/02/2017'],
        [4, 'surname', ''],
      ],
    )
    assert.match(rejected[0]?.outcome === 'rejected' ? rejected[0].problem.problem : '', /February 2017 had 28 days/)
    assert.equal(count(outcomes, 'accepted'), 1)
    const warning = outcomes.find(o => o.outcome === 'warning')
    assert.equal(warning?.outcome === 'warning' && warning.problem.column, 'shoesize')
  })
})

test('every column of every file is listed, so that none comes in without a category', async () => {
  for (const name of readdirSync(fixtures).filter(file => file.endsWith('.csv') && !file.startsWith('2026'))) {
    const unlisted = (await readAll(name)).filter(o => o.outcome === 'warning')
    assert.deepEqual(unlisted, [], name)
  }
})

test('reading the same file twice gives the same keys', async () => {
  const keys = async () =>
    (await readAll('2025_summer_termlyexclusionsonroll.csv')).map(o => o.outcome === 'accepted' && o.row.key)
  assert.deepEqual(await keys(), await keys())
})
