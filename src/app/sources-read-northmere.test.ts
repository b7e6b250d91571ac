import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Authority, type Manifest, writeNorthmere } from '../../fictional/index.ts'
import { labelledParts } from '../access/index.ts'
import type { Source } from '../intake/index.ts'
import { entriesOf, problemsOf, readSource } from '../intake/testing/index.ts'
import type { PlainDate } from '../kernel/index.ts'
import { annexA } from '../sources/annex-a/index.ts'
import { cinCensus } from '../sources/cin-census/index.ts'
import { ctf } from '../sources/ctf/index.ts'
import { dailyAttendance } from '../sources/daily-attendance/index.ts'
import { ssda903 } from '../sources/ssda903/index.ts'
import { recordKinds } from './domains.ts'

let folder = ''
let manifest: Manifest
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'northmere-'))
  manifest = await writeNorthmere({
    dir: folder,
    seed: 'sources',
    today: '2026-11-20' as PlainDate,
    children: 1200,
    weeks: 1,
  })
})
after(() => rmSync(folder, { recursive: true, force: true }))

const sources: Readonly<Record<string, Source>> = {
  'annex-a': annexA,
  'cin-census': cinCensus,
  ctf,
  'daily-attendance': dailyAttendance,
  ssda903,
}

describe('Northmere’s files with a fixed layout', () => {
  for (const [name, source] of Object.entries(sources)) {
    test(`of ${source.name} are read to the last row, and every fact is one that can be kept`, async () => {
      const own = manifest.files.filter(file => file.path.startsWith(`${name}/`))
      // A school's feed is like another's: a few stand for all, the whole term and the corrections among them.
      const few = own.filter((file, i) => i < 4 || (i < 60 && /backlog|corrections/.test(file.path))).slice(0, 10)
      assert.ok(few.length > 0)
      for (const file of few) {
        const path = join(folder, 'files', file.path)
        const reading = await readSource(source, path, basename(path))
        assert.deepEqual(reading.counts, { accepted: file.rows, rejected: 0, waiting: 0 }, file.path)
        assert.deepEqual(
          problemsOf(reading).filter(p => /not known|not one of the list/.test(p.problem)),
          [],
        )
        entriesOf(source, reading)
      }
    })
  }
})

describe('What people of Northmere wrote', () => {
  test('is of record kinds that are there, in the fields that they have', async () => {
    const { written }: Authority = JSON.parse(await readFile(join(folder, 'authority.json'), 'utf8'))
    assert.ok(written.length > 0)
    for (const { kind, body } of written) {
      const known = recordKinds.find(one => one.kind === kind)
      assert.ok(known, kind)
      labelledParts(known, body)
    }
  })
})
