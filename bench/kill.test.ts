import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { randomFrom } from '../fictional/random.ts'
import { type Arrival, listArrivals, writeFiles } from './arrivals.ts'
import { countKills, disturbed, undisturbed } from './kill-round.ts'

test('an import whose worker or PostgreSQL is killed twice ends as one that nobody disturbed', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-kill-'))
  try {
    await writeFiles(folder, 300, 1)
    const arrivals = few(await listArrivals(join(folder, 'files')))
    const calm = await undisturbed(arrivals)
    assert.match(calm.entries ?? '', /^\d{3,} /, 'the files say something')
    const random = randomFrom(20).next
    for (let kills = 0; kills < 2; ) {
      const round = await disturbed(arrivals, { random, mostKills: 2 - kills, mostEach: 2 })
      kills += countKills(round.kills)
      t.diagnostic(JSON.stringify(round.kills))
      assert.deepEqual(round.state, calm)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Rows, registers, and people who are linked with those of another source; of each only as many files as a minute allows. */
const few = (arrivals: readonly Arrival[]): Arrival[] =>
  ['school-census', 'daily-attendance', 'cin-census'].flatMap(source =>
    arrivals
      .filter(one => one.source === source)
      .slice(-1)
      .map(one => ({
        ...one,
        paths: one.paths.filter(path => /pupilonroll|addressesonroll|_89920|CIN/i.test(path)).slice(0, 5),
      })),
  )
