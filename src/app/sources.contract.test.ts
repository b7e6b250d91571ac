import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type RecognisedFile, type RowOutcome, recogniseFile, type Source } from '../intake/index.ts'
import { categories } from '../kernel/index.ts'
import { readRecords } from '../platform/files/index.ts'
import { recordKinds } from './domains.ts'
import { sources } from './sources.ts'

const fixturesOf = (source: Source): string[] => {
  const folder = join(import.meta.dirname, '../sources', source.id, 'fixtures')
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => !name.endsWith('.md'))
        .map(name => join(folder, name))
    : []
}
type Known = Extract<RecognisedFile, { source: Source }>
const outcomesOf = async ({ source, path, name, recognised }: Known): Promise<RowOutcome[]> => {
  const { recordElement, rowWidth } = source.reading ?? {}
  const events = readRecords({
    path,
    name,
    ...(recordElement === undefined ? {} : { select: { recordElement } }),
    ...(rowWidth === undefined ? {} : { csv: { rowWidth } }),
  })
  const outcomes: RowOutcome[] = []
  for await (const outcome of source.read({ name, recognised, mapping: undefined, events })) outcomes.push(outcome)
  return outcomes
}
const columnOf = (place: string): string => place.replace(/\[\d+\]/g, '')
const kinds = new Set<unknown>(recordKinds)

describe('every source', () => {
  test('has a name of its own', () => {
    const ids = sources.map(s => s.id)
    assert.equal(new Set(ids).size, ids.length)
  })

  for (const source of sources) {
    test(`${source.id} lists each column once, with a category`, () => {
      const columns = source.columns.map(c => `${c.table}/${c.column}`)
      assert.deepEqual(
        columns.filter((c, i) => columns.indexOf(c) !== i),
        [],
      )
      const known: readonly string[] = [...categories, 'key', 'unused']
      assert.deepEqual(
        source.columns.filter(c => !known.includes(c.category)),
        [],
      )
    })

    test(`${source.id} says whose it is, why it may come to us, and how far it is trusted`, () => {
      for (const words of [source.name, source.said, source.service]) assert.ok(words.trim())
      for (const words of Object.values(source.agreement)) assert.ok(words.length > 5)
      assert.ok(source.rank.default >= 1)
    })

    test(`${source.id} keeps of its sample files only columns that are listed, and says only kinds that exist`, async () => {
      const used = { files: 0, rows: 0 }
      const kept = new Set(source.columns.filter(c => c.category !== 'unused').map(c => c.column))
      for (const path of fixturesOf(source)) {
        const known = await recogniseFile(path, sources, source.id)
        if (!('source' in known)) continue
        used.files += 1
        for (const outcome of await outcomesOf(known)) {
          if (outcome.outcome !== 'accepted') continue
          used.rows += 1
          assert.deepEqual(
            Object.keys(outcome.row.content)
              .map(columnOf)
              .filter(c => !kept.has(c)),
            [],
            path,
          )
          for (const fact of outcome.row.facts) {
            assert.ok(kinds.has(fact.kind), `${fact.kind.kind} is in the list of kinds`)
            const fields = Object.keys(fact.kind.schema.properties)
            assert.deepEqual(
              Object.keys(fact.body).filter(f => !fields.includes(f)),
              [],
              fact.kind.kind,
            )
          }
        }
      }
      if (fixturesOf(source).length > 0) assert.ok(used.files > 0 && used.rows > 0, 'no sample was read')
    })
  }
})
