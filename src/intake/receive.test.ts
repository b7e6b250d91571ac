import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { CommandGrant } from '../access/index.ts'
import { checkFiles } from './check-files.ts'
import { dropRawFiles } from './clean-up.job.ts'
import { asIntake } from './ground.ts'
import { findSourceDetails } from './pages/sources.queries.ts'
import { receiveFiles } from './receive.actions.ts'
import { listRejectedTables, rejectedRows } from './rejected-rows.queries.ts'
import { releaseWaiting } from './release-waiting.actions.ts'
import type { Source } from './source.ts'
import { goldenState, type IntakeWorld, intakeWorld, youthClubs } from './testing/index.ts'

const anySheet: Source = {
  ...youthClubs,
  id: 'spreadsheet',
  name: 'Spreadsheet',
  recognise: ({ format }) =>
    format === 'csv'
      ? { period: '2025', table: 'sheet', asOf: new Date('2025-01-01T00:00:00Z'), mode: 'snapshot', order: 1 }
      : undefined,
}

describe('files are taken in', () => {
  let world: IntakeWorld
  let folder: string
  before(async () => {
    world = await intakeWorld()
    folder = dirname(
      await world.file('members.csv', { table: 'members', asOf: '2025-01-01T00:00:00Z' }, ['A1,Ada,Byrne,2013-11-02']),
    )
  })
  after(() => world.drop())

  /** A person at the imports page; in the product only access/ makes such a grant. */
  const atTheDesk = <T>(work: (grant: CommandGrant<'import-desk'>) => Promise<T>): Promise<T> =>
    asIntake(world.ground, (tx, at) =>
      work({ tx, at, actor: 'import-desk', reader: undefined } as unknown as CommandGrant<'import-desk'>),
    )
  const put = async (name: string, text: string | Buffer) => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }

  test('in production an agreement that ships is a proposal: files wait until the council has agreed', async () => {
    const sources = [{ ...youthClubs, id: 'swimming', name: 'Swimming' }]
    const production = { ...world.ground, agreementsProposed: true }
    const { runs } = await receiveFiles(production, [join(folder, 'members.csv')], { sources })
    assert.equal(runs[0]?.state, 'waiting')
    const { proposed, purpose } = await atTheDesk(grant => findSourceDetails(grant, 'swimming'))
    assert.deepEqual([proposed, purpose], [true, youthClubs.agreement.purpose])
    assert.equal(await atTheDesk(grant => releaseWaiting(grant, 'swimming')), 0)
    await world.rows(`update source set agreement_from = '2025-01-01' where id = 'swimming'`)
    assert.equal(await atTheDesk(grant => releaseWaiting(grant, 'swimming')), 1)
  })

  test('a raw file is kept sealed, with its hash, and not a byte of it can be read in the database', async () => {
    const run = await world.receive(join(folder, 'members.csv'))
    const [part] = await world.rows<{ bytes: Buffer }>('select bytes from import_part')
    assert.equal(part?.bytes.includes('Ada'), false)
    const [kept] = await world.rows(
      `select encode(f.sha256, 'hex') = encode(sha256(convert_to($1, 'UTF8')), 'hex') as same from import_file f`,
      ['members,2025,2025-01-01T00:00:00Z,snapshot\nkey,forename,surname,born,postcode\nA1,Ada,Byrne,2013-11-02\n'],
    )
    assert.equal(kept?.same, true)
    await world.work(run)
    assert.deepEqual(
      (await readdir(folder)).filter(name => name.startsWith('throughline-file-')),
      [],
      'nothing of it is left outside',
    )
  })

  test('a file nobody knows, or that cannot be read, comes back with what to do', async () => {
    const { runs, refused } = await receiveFiles(
      world.ground,
      [
        await put('menu.csv', 'day,dish\nMonday,Soup\n'),
        await put('letter.pdf', '%PDF-1.7'),
        join(folder, 'missing.csv'),
      ],
      { sources: [youthClubs] },
    )
    assert.deepEqual(runs, [])
    assert.deepEqual(
      refused.map(r => [r.file, r.unreadable]),
      [
        ['menu.csv', false],
        ['letter.pdf', true],
        ['missing.csv', true],
      ],
    )
    for (const { fix } of refused) assert.ok(fix.length > 20)
  })

  test('a spreadsheet waits until somebody says what its columns mean, then goes on', async () => {
    const path = await put('Summer Scheme 2025.csv', 'Name,DOB\nAda Byrne,2.11.13\n')
    const { runs } = await receiveFiles(world.ground, [path], { sources: [anySheet, youthClubs] })
    assert.deepEqual(
      runs.map(r => [r.source, r.state]),
      [['spreadsheet:summer-scheme', 'waiting']],
    )
    assert.equal(await atTheDesk(grant => releaseWaiting(grant, 'spreadsheet:summer-scheme')), 0)
    await world.rows(`update source set mapping = '{"Name": "identity.name"}' where id = 'spreadsheet:summer-scheme'`)
    assert.equal(await atTheDesk(grant => releaseWaiting(grant, 'spreadsheet:summer-scheme')), 1)
    assert.deepEqual(await world.rows(`select state from import_run where uuid = $1`, [runs[0]?.run]), [
      { state: 'received' },
    ])
  })

  test('without a sharing agreement in force a source’s files wait', async () => {
    await world.rows(`update source set agreement_withdrawn_at = now() where id = 'youth-clubs'`)
    const { runs } = await receiveFiles(world.ground, [join(folder, 'members.csv')], { sources: [youthClubs] })
    assert.equal(runs[0]?.state, 'waiting')
    const report = await world.work(runs[0]?.run ?? '')
    assert.deepEqual([report.state, report.rows], ['waiting', 0])
    assert.match(report.problem ?? '', /agreement/)
    await world.rows(`update source set agreement_withdrawn_at = null where id = 'youth-clubs'`)
  })

  test('while a row of a list cannot be read, nobody who is missing from it is taken for gone', async () => {
    const broken = await put(
      'broken.csv',
      'members,2025,2025-02-01T00:00:00Z,snapshot\nkey,forename,surname,born,postcode\nC3,Cy,Dunn,2012-01-01,NM3\nB2,Bo,Chen,2014-03-05,"NM1',
    )
    const report = await world.bring(broken)
    assert.equal(report.rejected, 1)
    assert.match(report.problems.map(p => p.problem).join(' '), /were not taken for gone/)
    assert.equal(
      (await world.rows(`select from source_record where key = 'A1' and known_to = 'infinity' and not gone`)).length,
      1,
    )
  })

  test('checking says what an import would do and leaves everything as it was', async () => {
    const members = await world.file('check.csv', { table: 'members', asOf: '2025-03-01T00:00:00Z', period: '2026' }, [
      'A1,Ada,Byrne,2013-11-02',
      'E5,El,Fox,2012-01-01',
      'D4,Di,Eve,soon',
    ])
    const notes = await world.file(
      'check notes.csv',
      { table: 'notes', asOf: '2025-03-01T00:00:00Z', period: '2026' },
      ['E5,By the park'],
    )
    const known = (await goldenState(world.owner)).all
    const { runs } = await checkFiles(world.ground, [notes, members], { sources: [youthClubs] })
    assert.equal(runs.length, 1)
    const { rows, accepted, rejected, unchanged, changes, problems } = runs[0] ?? {}
    assert.deepEqual({ rows, accepted, rejected, unchanged }, { rows: 4, accepted: 3, rejected: 1, unchanged: 1 })
    assert.deepEqual(changes, [{ service: 'Youth', new: 2, changed: 0, gone: 0 }])
    assert.equal(problems?.[0]?.example.file, 'check.csv')
    assert.equal((await goldenState(world.owner)).all, known)
  })

  test('rejected rows go back in the file’s own columns with the problem and how to mend it', async () => {
    const report = await world.bring(
      await world.file('back.csv', { table: 'members', asOf: '2025-04-01T00:00:00Z' }, [
        'A1,Ada,Byrne,2013-11-02',
        'D4,Di,=Eve,soon,NM1',
      ]),
    )
    const tables = await atTheDesk(grant => listRejectedTables(grant, report.run))
    assert.deepEqual(
      tables.map(t => t.rows),
      [1],
    )
    const given = { sources: [youthClubs], from: 0, most: 500 }
    const { columns, rows, sensitivity } = await atTheDesk(grant =>
      rejectedRows(grant, report.run, tables[0]?.table ?? '', given),
    )
    assert.deepEqual(columns.slice(-2), ['problem', 'how_to_fix'])
    assert.deepEqual(rows[0]?.slice(0, 4), ['D4', 'Di', '=Eve', 'soon'])
    assert.deepEqual(rows[0]?.slice(-2), ['This is not a birth date.', 'Write the date.'])
    assert.equal(sensitivity, 2)
  })

  test('after ninety days only the hash of a raw file is left', async () => {
    await world.rows(`update import_file set keep_until = '2025-01-01'`)
    assert.ok((await dropRawFiles(world.ground)) > 0)
    assert.equal((await world.rows('select from import_part')).length, 0)
    assert.ok((await world.rows(`select from import_file where length(sha256) = 32`)).length > 0)
  })
})
