import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Stage } from './stage.ts'

const fixtures = join(import.meta.dirname, '../src/sources')

/** Files brought in from the command line while pages are served. */
export const commandLineStories = (stage: () => Stage): void => {
  test('a census and Annex A imported from the command line are children on record, and the same files again change nothing', async () => {
    const files = [join(fixtures, 'school-census/fixtures'), join(fixtures, 'annex-a/fixtures/Annex_A_2024_Jan.xlsx')]
    const { command } = stage().northmere
    const first = await command('import', ...files, '--json')
    assert.deepEqual([first.code, first.told], [0, ''])
    const { runs } = JSON.parse(first.said) as { runs: Run[] }
    assert.ok(runs.length > 1)
    for (const run of runs) assert.equal(run.rows, run.accepted + run.rejected + run.waiting)
    assert.ok(runs.some(run => run.source === 'annex-a' && run.people.new > 0))

    const again = JSON.parse((await command('import', ...files, '--json')).said) as { runs: Run[] }
    for (const run of again.runs) assert.deepEqual([run.accepted - run.unchanged, run.people.new], [0, 0])
  })
}
type Run = {
  readonly source: string
  readonly rows: number
  readonly accepted: number
  readonly rejected: number
  readonly waiting: number
  readonly unchanged: number
  readonly people: { readonly new: number }
}
